// What people read when Jira answers badly: every kind of bad answer at every operation of preview, apply and undo, one at
// a time. A passing fault makes the action wait and the same click ends it, once; a refusal is the result of its step, in
// Jira's own words where it has some; and whatever was done on the way is taken back to the byte.

import { type Fault, faultWhen, type Faults, noFaults, tooManyRequests } from '../../local/faults';
import type { SiteSeed } from '../../local/jira/seed';
import type { ActionView } from '../../src/contract';
import { failureSentence } from '../../static/shared/explain';
import { actionSentence, obstacleSentence } from '../../static/shared/merge-words';
import { wordsFor } from '../../static/shared/text';
import { admin, smallSite, visit, type Visit } from '../flow/small-site';

const words = wordsFor('en-US');
const json = { 'content-type': 'application/json' };
const answer = (status: number, body: unknown = {}, headers: Record<string, string> = {}): Fault => ({
  kind: 'answer',
  status,
  headers: { ...json, ...headers },
  body: JSON.stringify(body),
});
const saying = (sentence: string) => ({ errorMessages: [sentence], errors: {} });

interface Kind {
  readonly name: string;
  readonly fault: Fault;
  /** Null: Jira said no. */
  readonly waitSeconds: number | null;
  /** What a preview says that cannot be made. */
  readonly failure: string;
  /** What the step says that could not be done; null where it waits. */
  readonly step: string | null;
}

const busy = (name: string, fault: Fault, waitSeconds: number): Kind => ({
  name,
  fault,
  waitSeconds,
  failure: `Jira is busy and asked the app to wait. Try again in ${waitSeconds} seconds.`,
  step: null,
});
const silent = (name: string, fault: Fault, waitSeconds = 5): Kind => ({
  name,
  fault,
  waitSeconds,
  failure: waitSeconds === 5 ? 'Jira did not answer.' : `Jira did not answer. Try again in ${waitSeconds} seconds.`,
  step: null,
});
const no = (name: string, fault: Fault, failure: string, step: string): Kind => ({
  name,
  fault,
  waitSeconds: null,
  failure,
  step,
});

const kinds: readonly Kind[] = [
  busy('429, the quota of all', tooManyRequests('jira-quota-global-based', 60), 60),
  busy('429, the quota of the site', tooManyRequests('jira-quota-tenant-based', 90), 90),
  busy('429, a burst', tooManyRequests('jira-burst-based', 3), 3),
  busy('429, one work item', tooManyRequests('jira-per-issue-on-write', 4), 4),
  busy('429 of a burst without advice', tooManyRequests('jira-burst-based'), 2),
  busy('429 of an unknown reason', tooManyRequests('something-new', 7), 7),
  silent('503', answer(503)),
  silent('503 with advice', answer(503, {}, { 'retry-after': '20' }), 20),
  silent('504 before the effect', answer(504)),
  silent('504 after the effect', { kind: 'lose-answer', status: 504 }),
  silent('an answer that is no JSON', {
    kind: 'alter',
    alter: () => Promise.resolve(new Response('<html>', { status: 200, headers: json })),
  }),
  no(
    '400 with a sentence',
    answer(400, saying('It is frozen.')),
    'The request was not understood: It is frozen.',
    'Jira refused: It is frozen.',
  ),
  no('401', answer(401), 'You do not have permission to do this.', 'You do not have the permission in Jira.'),
  no('403', answer(403), 'You do not have permission to do this.', 'You do not have the permission in Jira.'),
  no('404', answer(404), 'This does not exist, or you may not see it.', 'It is gone, or you may not see it any more.'),
  no('409', answer(409), 'Somebody else was faster. Load the page again.', 'It has changed since this preview.'),
  no(
    '413',
    answer(413, saying('There are too many links.')),
    'The request was not understood: There are too many links.',
    'Jira refused: There are too many links.',
  ),
  no(
    '422, a field',
    answer(422, { errorMessages: [], errors: { customfield_1: 'Root cause is required.' } }),
    'The request was not understood: Root cause is required.',
    'Jira refused: Root cause is required.',
  ),
];

const writes = {
  link: { apply: /^POST \S+\/issueLink$/, undo: /^DELETE \S+\/issueLink\// },
  watchers: { apply: /^POST \S+\/watchers$/, undo: /^DELETE \S+\/watchers/ },
  vote: { apply: /^POST \S+\/votes$/, undo: /^DELETE \S+\/votes$/ },
  labels: { apply: /^PUT \S+\/issue\/\d+$/, undo: /^PUT \S+\/issue\/\d+$/ },
  attachments: { apply: /^POST \S+\/remotelink$/, undo: /^DELETE \S+\/remotelink/ },
  comment: { apply: /^POST \S+\/comment$/, undo: /^DELETE \S+\/comment\// },
  transition: { apply: /^POST \S+\/transitions$/, undo: /^POST \S+\/transitions$/ },
} as const;
type Written = keyof typeof writes;
const reads = {
  'the work items': /bulkfetch$/,
  permissions: /permissions\/check$/,
  'the link types': /issueLinkType$/,
  'the ways to close': /^GET \S+\/transitions/,
  'the rules': /jql\/match$/,
} as const;

/** A pair of its own for each kind: the second of each two duplicates the first. */
function site(): SiteSeed {
  return smallSite({
    issues: 2 * kinds.length,
    projectKeys: ['ALPHA'],
    change: (issue, index) => ({
      ...issue,
      reporter: 'ben',
      priority: index % 2 === 0 ? 'Low' : 'High',
      ...(index % 2 === 0
        ? {}
        : {
            labels: [`label-${index}`],
            watchers: ['ada', 'ben'],
            votes: ['ada'],
            attachments: [
              { id: index, filename: 'a.png', mimeType: 'image/png', size: 1, created: '2026-01-01T00:00:00.000Z' },
            ],
          }),
    }),
  });
}

async function prepared() {
  let active: Faults = noFaults;
  const visited = await visit(site(), { faults: { at: (point) => active.at(point) } });
  const projectId = visited.projectId('ALPHA');
  const { mapping } = await visited.get(admin, 'review.mapping', { projectId });
  const steps = [...mapping.steps, 'priority' as const, 'attachments' as const];
  const guards = [{ name: 'Frozen', jql: 'labels = frozen' }];
  await visited.get(admin, 'review.saveMapping', { projectId, mapping: { ...mapping, steps, guards } });
  const disturb = (pattern: RegExp, fault: Fault): { readonly hits: number } => {
    const seen = { hits: 0 };
    const isMeant = (operation: string): boolean => pattern.test(operation) && ++seen.hits > 0;
    active = faultWhen(({ layer, operation }) => layer === 'jira' && isMeant(operation), fault);
    return seen;
  };
  return { visited, disturb, calm: () => void (active = noFaults) };
}

const pairOf = (visited: Visit, at: number) => ({
  duplicateId: visited.issueId(`ALPHA-${2 * at + 2}`),
  canonicalId: visited.issueId(`ALPHA-${2 * at + 1}`),
});

/** The two work items of a pair as anybody would see them. */
function pairFacts(visited: Visit, at: number): unknown {
  const keys = [`ALPHA-${2 * at + 1}`, `ALPHA-${2 * at + 2}`];
  return visited.world.site
    .snapshot()
    .issues.filter(({ key }) => keys.includes(key))
    .map(({ updated: _updated, history: _history, ...issue }) => ({
      ...issue,
      watchers: [...(issue.watchers ?? [])].sort(),
    }));
}

async function applied(visited: Visit, at: number): Promise<() => Promise<ActionView>> {
  const { planToken } = await visited.get(admin, 'review.previewMerge', pairOf(visited, at));
  if (planToken === null) throw new Error('There is no plan.');
  return () => visited.get(admin, 'review.applyMerge', { planToken });
}

const stepTexts = ({ steps }: ActionView, kind: Written): string[] =>
  steps
    .filter((step) => step.kind === kind)
    .map(({ obstacle, detail }) => (obstacle === null ? '' : obstacleSentence(obstacle, detail, words)));

/** Who may not see the issue, or left, stays out: no error of the action. What is gone needs no removing. */
const isTolerated = (kind: Written, phase: 'apply' | 'undo', { name }: Kind): boolean =>
  phase === 'undo'
    ? name === '404' && kind !== 'labels' && kind !== 'transition'
    : kind === 'watchers' && /^(400|404|413|422)/.test(name);

describe('when Jira answers badly', () => {
  it.each(Object.entries(reads))('while %s are read, the preview says why there is none', async (_what, pattern) => {
    const { visited, disturb, calm } = await prepared();
    for (const [at, { name, fault, failure }] of kinds.entries()) {
      const seen = disturb(pattern, fault);
      const result = await visited.call(admin, 'review.previewMerge', pairOf(visited, at));
      expect({ name, hits: seen.hits > 0, text: result.ok ? 'shown' : failureSentence(result.failure, words) }).toEqual(
        {
          name,
          hits: true,
          text: failure,
        },
      );
      calm();
      expect((await visited.get(admin, 'review.previewMerge', pairOf(visited, at))).planToken).not.toBeNull();
    }
    await visited.world.stop();
  });

  it.each(Object.keys(writes) as Written[])(
    'to a write (%s), the step says so and nothing is there twice',
    async (kind) => {
      const { visited, disturb, calm } = await prepared();
      for (const [at, cell] of kinds.entries()) {
        const { name, fault, waitSeconds, step } = cell;
        const before = pairFacts(visited, at);
        const apply = await applied(visited, at);
        const seen = disturb(writes[kind].apply, fault);
        const first = await apply();
        calm();
        expect({ name, hits: seen.hits > 0 }).toEqual({ name, hits: true });
        if (waitSeconds !== null) {
          expect({ name, state: first.state, wait: first.retryAfterSeconds }).toEqual({
            name,
            state: 'interrupted',
            wait: waitSeconds,
          });
          expect(actionSentence('interrupted', words)).toBe('Jira stopped answering. Go on to finish the rest.');
          expect({ name, state: (await apply()).state }).toEqual({ name, state: 'done' });
          expect({ name, pair: counted(pairFacts(visited, at)) }).toEqual({ name, pair: { links: 1, comments: 1 } });
        } else if (isTolerated(kind, 'apply', cell)) {
          expect({ name, state: first.state, texts: stepTexts(first, kind) }).toEqual({
            name,
            state: 'done',
            texts: [''],
          });
        } else {
          const state = kind === 'link' ? 'failed' : 'partly';
          expect({ name, state: first.state, texts: stepTexts(first, kind) }).toEqual({ name, state, texts: [step] });
          if (kind === 'link') expect({ name, pair: pairFacts(visited, at) }).toEqual({ name, pair: before });
        }
        if (first.state === 'failed') continue;
        const back = await visited.get(admin, 'review.undoAction', { actionId: first.actionId });
        expect({ name, state: back.state, pair: pairFacts(visited, at) }).toEqual({
          name,
          state: 'undone',
          pair: before,
        });
      }
      await visited.world.stop();
    },
  );

  it.each(Object.keys(writes) as Written[])(
    'to an undo (%s), what stays is said, and another click ends it',
    async (kind) => {
      const { visited, disturb, calm } = await prepared();
      for (const [at, cell] of kinds.entries()) {
        const { name, fault, waitSeconds, step } = cell;
        const before = pairFacts(visited, at);
        const { actionId, state } = await (await applied(visited, at))();
        expect({ name, state }).toEqual({ name, state: 'done' });
        const undo = () => visited.get(admin, 'review.undoAction', { actionId });
        const seen = disturb(writes[kind].undo, fault);
        const first = await undo();
        calm();
        expect({ name, hits: seen.hits > 0 }).toEqual({ name, hits: true });
        if (waitSeconds !== null) {
          expect({ name, state: first.state, wait: first.retryAfterSeconds }).toEqual({
            name,
            state: 'undoing',
            wait: waitSeconds,
          });
        } else if (isTolerated(kind, 'undo', cell)) {
          expect({ name, state: first.state }).toEqual({ name, state: 'undone' });
          continue;
        } else {
          expect({ name, state: first.state, texts: stepTexts(first, kind) }).toEqual({
            name,
            state: 'partly-undone',
            texts: [step],
          });
        }
        const second = await undo();
        expect({ name, state: second.state, pair: pairFacts(visited, at) }).toEqual({
          name,
          state: 'undone',
          pair: before,
        });
      }
      await visited.world.stop();
    },
  );

  it('tries some 340 cells', () => {
    const cells = kinds.length * (Object.keys(reads).length + 2 * Object.keys(writes).length);
    expect(cells).toBe(342);
  });
});

function counted(pair: unknown): { readonly links: number; readonly comments: number } {
  const issues = pair as readonly { readonly links?: readonly unknown[]; readonly comments?: readonly unknown[] }[];
  return {
    links: issues.flatMap(({ links }) => links ?? []).length,
    comments: issues.flatMap(({ comments }) => comments ?? []).length,
  };
}
