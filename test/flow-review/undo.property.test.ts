// Apply, then undo: for random sites, people, mappings and pairs the local Jira ends as it began, byte for byte. What may
// differ is what the preview said in advance: history and dates of change always, the status where the workflow has no
// way back.

import fc from 'fast-check';
import { freshSite, type IssueSeed, type PersonSeed, type SiteSeed } from '../../local/jira/seed';
import type { Issue } from '../../local/jira/state';
import type { StepKind } from '../../src/contract';
import { visit, type Visit } from '../flow/small-site';

const runs = 1_000;
const person = (accountId: string, groups: readonly string[] = ['jira-users']): PersonSeed => ({
  accountId,
  displayName: accountId,
  groups,
});
const people = [
  { ...person('ada', ['site-admins', 'jira-users']), isSiteAdmin: true },
  person('ben'),
  person('cleo'),
  person('dan', ['jira-users', 'readers']),
];
const issueCount = 24;

/** Three workflows: one without limits, one that has no way back, one that can only be left with a field filled in. */
function randomSite(random: (below: number) => number): SiteSeed {
  const some = <T>(items: readonly T[]): T[] => items.filter(() => random(2) === 0);
  const one = <T>(items: readonly [T, ...T[]]): T => items[random(items.length)] ?? items[0];
  const project = (key: string) => ({
    key,
    name: key,
    browse: 'everyone' as const,
    admins: ['ada'],
    components: ['ui', 'api', 'db'],
  });
  return {
    ...freshSite,
    title: 'Random',
    groups: [...freshSite.groups, 'readers'],
    people,
    projects: [
      project('FREE'),
      {
        ...project('ONEWAY'),
        workflow: [
          { name: 'Start', from: ['To Do'], to: 'In Progress' },
          { name: 'Close', from: 'any', to: 'Done', asksResolution: true },
          { name: 'Reopen', from: ['Done'], to: 'In Progress' },
        ],
      },
      {
        ...project('STRICT'),
        workflow: [
          { name: 'Close', from: 'any', to: 'Done', asksResolution: true, requires: ['Root cause'] },
          { name: 'Drop', from: ['To Do'], to: 'Done' },
          { name: 'Back', from: ['Done'], to: 'To Do' },
        ],
        permissionsByGroup: {
          'site-admins': [
            'LINK_ISSUES',
            'ADD_COMMENTS',
            'DELETE_OWN_COMMENTS',
            'TRANSITION_ISSUES',
            'EDIT_ISSUES',
            'MANAGE_WATCHERS',
            'VIEW_VOTERS_AND_WATCHERS',
          ],
          'jira-users': ['LINK_ISSUES', 'ADD_COMMENTS', 'DELETE_OWN_COMMENTS', 'VIEW_VOTERS_AND_WATCHERS'],
        },
      },
    ],
    issues: Array.from({ length: issueCount }, (_, index): IssueSeed => {
      const key = one(['FREE', 'ONEWAY', 'STRICT']);
      const isDone = random(5) === 0;
      return {
        key: `${key}-${index + 1}`,
        project: key,
        type: 'Bug',
        status: isDone ? 'Done' : one(['To Do', 'In Progress']),
        resolution: isDone ? 'Fixed' : null,
        priority: one([...freshSite.priorities, null] as unknown as readonly [string | null, ...(string | null)[]]),
        labels: some(['red', 'green', 'blue', '__proto__', 'constructor']),
        components: some(['ui', 'api', 'db']),
        created: new Date(Date.parse('2026-02-01T00:00:00Z') + index * 60_000).toISOString(),
        reporter: one(['ada', 'ben', 'cleo', null] as const),
        summary: `Issue ${index}`,
        watchers: some(people.map(({ accountId }) => accountId)),
        votes: some(['ada', 'ben', 'cleo']),
        attachments: some([10 * index + 1, 10 * index + 2]).map((id) => ({
          id,
          filename: `secret-${id}.png`,
          mimeType: 'image/png',
          size: 10,
          created: '2026-02-02T00:00:00.000Z',
        })),
        comments: some([{ author: 'ben', created: '2026-02-02T00:00:00.000Z', body: 'A word.' }]),
      };
    }),
  };
}

const kinds: readonly StepKind[] = [
  'link',
  'watchers',
  'vote',
  'labels',
  'components',
  'priority',
  'attachments',
  'comment',
  'transition',
];

const runArbitrary = fc.record({
  who: fc.constantFrom(...people),
  duplicate: fc.nat(issueCount - 1),
  canonical: fc.nat(issueCount - 1),
  steps: fc.subarray([...kinds]),
  template: fc.option(
    fc.string({ minLength: 1, maxLength: 60, unit: 'grapheme' }).filter((text) => text.trim() !== ''),
  ),
});

describe('applying and undoing', () => {
  it(`ends where it began for ${runs} random plans`, async () => {
    let seed = 0x2f6e2b1;
    const random = (below: number): number => {
      seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
      return Math.floor((seed / 2 ** 32) * below);
    };
    const visited = await visit(randomSite(random));
    const { state } = visited.world.site;
    const ids = [...state.issues.keys()];
    const [ada] = people;
    if (ada === undefined) throw new Error('Somebody must administer.');
    let applied = 0;
    let undone = 0;
    await fc.assert(
      fc.asyncProperty(runArbitrary, async ({ who, duplicate, canonical, steps, template }) => {
        const [duplicateId, canonicalId] = [ids[duplicate] ?? 0, ids[canonical] ?? 0];
        const projectId = state.issues.get(duplicateId)?.projectId ?? 0;
        const { mapping } = await visited.get(ada, 'review.mapping', { projectId });
        await visited.get(ada, 'review.saveMapping', {
          projectId,
          mapping: {
            ...mapping,
            steps: ['link', ...steps.filter((kind) => kind !== 'link')],
            commentTemplate: template,
          },
        });
        const issuesBefore = new Map(state.issues);
        const before = snapshot(visited);
        const shown = await visited.get(who, 'review.previewMerge', { duplicateId, canonicalId });
        expect(snapshot(visited)).toBe(before);
        if (shown.planToken === null) return;
        const done = await visited.get(who, 'review.applyMerge', { planToken: shown.planToken });
        applied++;
        // Every step that was promised was kept, and nothing was done that was not promised.
        expect(done.steps.map(({ kind }) => kind)).toEqual(
          shown.steps.filter((step) => step.state === 'planned').map(({ kind }) => kind),
        );
        // Who watches already is only known when it is done.
        const isKept = ({ kind, state: how }: (typeof done.steps)[number]) =>
          how === 'done' || (how === 'already' && (kind === 'watchers' || kind === 'attachments'));
        expect(done.steps.filter((step) => !isKept(step))).toEqual([]);
        if (done.steps.some((step) => step.state === 'done')) expect(snapshot(visited)).not.toBe(before);
        const foreseen = await visited.get(who, 'review.previewUndo', { actionId: done.actionId });
        const back = await visited.get(who, 'review.undoAction', { actionId: done.actionId });
        expect(back.steps).toEqual(foreseen.steps);
        const stuck = back.steps.filter((step) => step.state === 'not-undone').map(({ kind }) => kind);
        const warned = shown.steps.filter((step) => step.undo !== 'exact').map(({ kind }) => kind);
        expect(stuck.filter((kind) => !warned.includes(kind))).toEqual([]);
        if (stuck.length === 0) undone++;
        expect(snapshot(visited, stuck.includes('transition') ? duplicateId : null)).toBe(
          snapshotOf([...issuesBefore.values()], visited, stuck.includes('transition') ? duplicateId : null),
        );
        for (const issue of issuesBefore.values()) state.putIssue(issue);
        // The platform counts log lines by the minute, and this clock stands still otherwise.
        await visited.world.host.advance(5_000);
      }),
      { numRuns: runs, seed: 20_261_121, endOnFailure: true },
    );
    expect(applied).toBeGreaterThan(runs / 2);
    expect(undone).toBeGreaterThan(applied / 2);
    expect(visited.checked.violations).toEqual([]);
    expect([...visited.world.host.problems]).toEqual([]);
    console.log(
      `${applied} plans applied, ${undone} undone completely, ${applied - undone} without a way back to their status.`,
    );
    await visited.world.stop();
  }, 900_000);
});

function snapshot(visited: Visit, stuckId: number | null = null): string {
  return snapshotOf([...visited.world.site.state.issues.values()], visited, stuckId);
}

/** Links of the site and all issues; without history and dates of change, and without the status of one that is stuck. */
function snapshotOf(issues: readonly Issue[], visited: Visit, stuckId: number | null): string {
  const lines = issues
    .map(({ updatedMs: _updated, history: _history, ...issue }) =>
      issue.id === stuckId ? { ...issue, status: '', resolution: null, resolvedMs: null } : issue,
    )
    .sort((x, y) => x.id - y.id);
  return JSON.stringify([lines, [...visited.world.site.state.links.values()]]);
}
