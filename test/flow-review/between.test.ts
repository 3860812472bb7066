// Between the preview and the click anything may happen in Jira. Nothing is written that was not shown, and people are told
// what stood in the way. Also: what is refused from the start, and what a person cannot do for another.

import { faultWhen, type Faults, noFaults, tooManyRequests } from '../../local/faults';
import type { IssueSeed, PersonSeed, SiteSeed } from '../../local/jira/seed';
import type { ActionView, MergePreview } from '../../src/contract';
import { admin, member, smallSite, visit, type Visit } from '../flow/small-site';

const site = (): SiteSeed => smallSite({ issues: 6, projectKeys: ['ALPHA'] });

const preview = (visited: Visit, who = admin, duplicate = 'ALPHA-2', canonical = 'ALPHA-1'): Promise<MergePreview> =>
  visited.get(who, 'review.previewMerge', {
    duplicateId: visited.issueId(duplicate),
    canonicalId: visited.issueId(canonical),
  });

async function apply(visited: Visit, shown: MergePreview, who = admin): Promise<ActionView> {
  if (shown.planToken === null) throw new Error(`There is no plan: ${JSON.stringify(shown.obstacles)}`);
  return visited.get(who, 'review.applyMerge', { planToken: shown.planToken });
}

async function inJira(
  visited: Visit,
  who: PersonSeed,
  method: 'POST' | 'PUT' | 'DELETE',
  path: string,
  body?: unknown,
): Promise<void> {
  const response = await visited.world.site.handle(
    {
      method,
      path: `/rest/api/3/${path}`,
      headers: { 'content-type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
    },
    { kind: 'user', accountId: who.accountId },
  );
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
}

const issues = (visited: Visit): string => JSON.stringify(visited.world.site.snapshot().issues);

function later(): Faults & { begin(faults: Faults): void } {
  let current: Faults = noFaults;
  return { at: (point) => current.at(point), begin: (faults) => void (current = faults) };
}

type Change = (visited: Visit) => Promise<void> | void;
const changes: readonly (readonly [what: string, obstacle: string, change: Change])[] = [
  [
    'the duplicate is deleted',
    'gone',
    (visited) => inJira(visited, admin, 'DELETE', `issue/${visited.issueId('ALPHA-2')}`),
  ],
  [
    'the one to keep is deleted',
    'gone',
    (visited) => inJira(visited, admin, 'DELETE', `issue/${visited.issueId('ALPHA-1')}`),
  ],
  [
    'the space is closed to this person',
    'gone',
    (visited) => visited.world.site.changeProject('ALPHA', { browse: ['site-admins'], admins: [] }),
  ],
  [
    'the permission to link is taken away',
    'not-allowed',
    (visited) => visited.world.site.changeProject('ALPHA', { permissionsByGroup: { 'jira-users': ['ADD_COMMENTS'] } }),
  ],
  [
    'the space is archived',
    'not-allowed',
    (visited) => visited.world.site.changeProject('ALPHA', { isArchived: true }),
  ],
  [
    'it is transitioned by somebody else',
    'changed-since-preview',
    (visited) =>
      inJira(visited, admin, 'POST', `issue/${visited.issueId('ALPHA-2')}/transitions`, { transition: { id: '21' } }),
  ],
  [
    'the one to keep becomes a duplicate itself',
    'changed-since-preview',
    (visited) =>
      inJira(visited, admin, 'POST', 'issueLink', {
        type: { name: 'Duplicate' },
        inwardIssue: { key: 'ALPHA-1' },
        outwardIssue: { key: 'ALPHA-4' },
      }),
  ],
  [
    'it becomes the duplicate of another one',
    'already-duplicate',
    (visited) =>
      inJira(visited, admin, 'POST', 'issueLink', {
        type: { name: 'Duplicate' },
        inwardIssue: { key: 'ALPHA-2' },
        outwardIssue: { key: 'ALPHA-4' },
      }),
  ],
  [
    'the workflow begins to ask for a field',
    'required-field',
    (visited) =>
      visited.world.site.changeProject('ALPHA', {
        workflow: [{ name: 'Close', from: 'any', to: 'Done', asksResolution: true, requires: ['Root cause'] }],
      }),
  ],
];

describe('between the preview and the click', () => {
  it.each(changes)('%s: nothing is written, and "%s" is said', async (_what, obstacle, change) => {
    const visited = await visit(site());
    const shown = await preview(visited, member);
    await change(visited);
    const before = issues(visited);
    const action = await apply(visited, shown, member);
    expect(action.state).toBe('failed');
    expect(action.steps.map((step) => step.obstacle)).toContain(obstacle);
    expect(issues(visited)).toBe(before);
    expect(visited.checked.violations).toEqual([]);
    await visited.world.stop();
  });

  it('somebody says "not a duplicate": nothing is written, and that answer stays', async () => {
    const visited = await visit(site());
    const shown = await preview(visited);
    const [a, b] = [visited.issueId('ALPHA-1'), visited.issueId('ALPHA-2')];
    await visited.get(member, 'review.decide', {
      a,
      b,
      verdict: 'not-duplicate',
      snoozeDays: null,
      expectedVersion: 0,
    });
    const before = issues(visited);
    const action = await apply(visited, shown);
    expect(action.steps.map(({ obstacle }) => obstacle)).toContain('decided-otherwise');
    expect(issues(visited)).toBe(before);
    await visited.world.stop();
  });

  it('somebody else carries it out: the second one writes nothing', async () => {
    const visited = await visit(site());
    const [mine, theirs] = [await preview(visited, admin), await preview(visited, member)];
    const [first, second] = await Promise.all([apply(visited, mine, admin), apply(visited, theirs, member)]);
    expect([first.state, second.state].sort()).toEqual(['done', 'failed']);
    const duplicate = visited.world.site.snapshot().issues.find(({ key }) => key === 'ALPHA-2');
    expect(duplicate?.links).toHaveLength(1);
    expect(duplicate?.comments).toHaveLength(1);
    await visited.world.stop();
  });

  it('the same click arrives five times at once: it is done once', async () => {
    const visited = await visit(site());
    const shown = await preview(visited);
    await Promise.all(Array.from({ length: 5 }, () => apply(visited, shown)));
    const action = await apply(visited, shown);
    expect(action.state).toBe('done');
    const duplicate = visited.world.site.snapshot().issues.find(({ key }) => key === 'ALPHA-2');
    expect(duplicate?.links).toHaveLength(1);
    expect(duplicate?.comments).toHaveLength(1);
    await visited.world.stop();
  });

  it('a plan of one person is nothing to another, nor is a changed or an old one', async () => {
    const visited = await visit(site());
    const { planToken } = await preview(visited);
    if (planToken === null) throw new Error('There is no plan.');
    const before = issues(visited);
    const [body = '', signature = ''] = planToken.split('.');
    const forged = Buffer.from(Buffer.from(body, 'base64url').toString().replace('"by":"ada"', '"by":"ben"')).toString(
      'base64url',
    );
    const attempts = [
      [member, planToken],
      [member, `${forged}.${signature}`],
      [admin, `${body}.`],
      [admin, `${body}A.${signature}`],
      [admin, ''],
    ] as const;
    for (const [who, token] of attempts) {
      expect(await visited.call(who, 'review.applyMerge', { planToken: token })).toMatchObject({
        ok: false,
        failure: { code: 'BAD_INPUT' },
      });
    }
    await visited.world.host.advance(16 * 60_000);
    expect(await visited.call(admin, 'review.applyMerge', { planToken })).toMatchObject({
      ok: false,
      failure: { code: 'EXPIRED' },
    });
    expect(issues(visited)).toBe(before);
    await visited.world.stop();
  });
});

describe('what is refused from the start', () => {
  it.each<readonly [jql: string, protectedBy: Partial<IssueSeed>]>([
    ['labels = customer', { labels: ['customer'] }],
    ['sprint in openSprints()', { sprint: { id: 7, name: 'Sprint 7', state: 'active' } }],
    ['level is not EMPTY', { securityLevel: 'Secret' }],
  ])('the rule "never touch what has %s" holds on the server', async (jql, protectedBy) => {
    const seed = smallSite({
      issues: 6,
      projectKeys: ['ALPHA'],
      change: (issue, index) => (index === 1 ? { ...issue, ...protectedBy } : issue),
    });
    const securityLevels = [{ name: 'Secret', groups: [...(admin.groups ?? [])] }];
    const visited = await visit({
      ...seed,
      projects: seed.projects.map((project) => ({ ...project, securityLevels })),
    });
    const projectId = visited.projectId('ALPHA');
    const { mapping } = await visited.get(admin, 'review.mapping', { projectId });
    const shown = await preview(visited);
    expect(shown.obstacles).toEqual([]);
    await visited.get(admin, 'review.saveMapping', {
      projectId,
      mapping: { ...mapping, guards: [{ name: 'Ours', jql }] },
    });
    const before = issues(visited);
    const guarded = await preview(visited);
    expect(guarded.planToken).toBeNull();
    expect(guarded.obstacles).toContainEqual({ obstacle: 'guarded', detail: 'Ours' });
    // Whoever had the preview open before the rule was made writes nothing either.
    const late = await visited.call(admin, 'review.applyMerge', { planToken: shown.planToken ?? '' });
    expect(late.ok ? late.value.steps.filter(({ state }) => state === 'done') : []).toEqual([]);
    expect(issues(visited)).toBe(before);
    expect((await preview(visited, admin, 'ALPHA-3', 'ALPHA-1')).obstacles).toEqual([]);
    await visited.world.stop();
  });

  it('a rule that Jira does not understand is not saved', async () => {
    const visited = await visit(site());
    const projectId = visited.projectId('ALPHA');
    const { mapping } = await visited.get(admin, 'review.mapping', { projectId });
    const wrong = await visited.call(admin, 'review.saveMapping', {
      projectId,
      mapping: { ...mapping, guards: [{ name: 'Broken', jql: 'labels ==' }] },
    });
    expect(wrong).toMatchObject({ ok: false, failure: { code: 'BAD_JQL' } });
    await visited.world.stop();
  });

  it('only administrators of the space change its mapping, and never over somebody else', async () => {
    const visited = await visit(site());
    const projectId = visited.projectId('ALPHA');
    const { mapping, canSave } = await visited.get(member, 'review.mapping', { projectId });
    expect(canSave).toBe(false);
    expect(await visited.call(member, 'review.saveMapping', { projectId, mapping })).toMatchObject({
      ok: false,
      failure: { code: 'NOT_ALLOWED' },
    });
    await visited.get(admin, 'review.saveMapping', { projectId, mapping });
    expect(await visited.call(admin, 'review.saveMapping', { projectId, mapping })).toMatchObject({
      ok: false,
      failure: { code: 'CONFLICT' },
    });
    await visited.world.stop();
  });

  it('a site without a type for duplicates has no plan, and says so', async () => {
    const seed = site();
    const visited = await visit({
      ...seed,
      issueLinkTypes: seed.issueLinkTypes.filter(({ name }) => name === 'Blocks'),
    });
    const shown = await preview(visited);
    expect(shown.planToken).toBeNull();
    expect(shown.obstacles).toEqual([{ obstacle: 'no-link-type', detail: null }]);
    await visited.world.stop();
  });
});

describe('when Jira does not answer', () => {
  it.each([
    ['asks to wait for an hour', tooManyRequests('jira-quota-global-based', 3_600)],
    ['asks to wait because of one issue', tooManyRequests('jira-per-issue-on-write', 2)],
    ['is out of order', { kind: 'answer', status: 503 } as const],
    ['does it and loses the answer', { kind: 'lose-answer', status: 504 } as const],
  ])('at any of its writes (%s), the action waits and the same token ends it, once', async (_what, fault) => {
    const writes = [
      'POST /rest/api/3/issueLink',
      'POST /rest/api/3/issue/{id}/comment',
      'POST /rest/api/3/issue/{id}/transitions',
    ];
    for (const write of writes) {
      const faults = later();
      const visited = await visit(site(), { faults });
      const shown = await preview(visited);
      const isWrite = (operation: string): boolean =>
        operation.replace(/issue\/\d+/, 'issue/{id}').split('?')[0] === write;
      let hits = 0;
      faults.begin(faultWhen((point) => point.layer === 'jira' && isWrite(point.operation) && hits++ === 0, fault));
      const waiting = await apply(visited, shown);
      expect(hits).toBe(1);
      expect(waiting.state).toBe('interrupted');
      expect(waiting.retryAfterSeconds).toBeGreaterThan(0);
      const ended = await apply(visited, shown);
      expect(ended.state).toBe('done');
      const duplicate = visited.world.site.snapshot().issues.find(({ key }) => key === 'ALPHA-2');
      expect(duplicate).toMatchObject({ status: 'Done', resolution: 'Duplicate' });
      expect(duplicate?.links).toHaveLength(1);
      expect(duplicate?.comments).toHaveLength(1);
      await visited.world.stop();
    }
  });
});

describe('repairing links', () => {
  it('shows a chain and makes it a star by a click, and refuses a click on what has changed', async () => {
    const visited = await visit(site());
    const projectId = visited.projectId('ALPHA');
    const link = (duplicate: string, original: string) =>
      inJira(visited, admin, 'POST', 'issueLink', {
        type: { name: 'Duplicate' },
        inwardIssue: { key: duplicate },
        outwardIssue: { key: original },
      });
    await link('ALPHA-3', 'ALPHA-2');
    await link('ALPHA-2', 'ALPHA-1');
    const { problems } = await visited.get(admin, 'review.graphHealth', { projectId });
    const chain = problems.find(({ finding }) => finding === 'chain');
    expect(chain?.issues.map(({ key }) => key)).toEqual(['ALPHA-3', 'ALPHA-2', 'ALPHA-1']);
    const problemIds = [chain?.problemId ?? ''];
    const { results } = await visited.get(admin, 'review.repair', { projectId, problemIds });
    expect(results).toEqual([{ problemId: problemIds[0], state: 'repaired', detail: null }]);
    const links = visited.world.site
      .snapshot()
      .issues.flatMap(({ key, links: found }) => found?.map(({ to }) => `${key} ${to}`) ?? []);
    expect(links.sort()).toEqual(['ALPHA-2 ALPHA-1', 'ALPHA-3 ALPHA-1']);
    const again = await visited.get(admin, 'review.repair', { projectId, problemIds });
    expect(again.results).toEqual([{ problemId: problemIds[0], state: 'gone', detail: null }]);
    expect(visited.checked.violations).toEqual([]);
    await visited.world.stop();
  });
});
