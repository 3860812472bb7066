// Every kind of fault that the platform and Jira are known for, one at a time, while an analysis runs: what the person who
// watches reads meanwhile, and that it ends with the pairs of an undisturbed one. What people read when they act is in
// `test/flow-review/faults.test.ts`, cell by cell; what an upgrade meets in `test/upgrade`.

import { type Fault, type FaultPoint, tooManyRequests } from '../../local/faults';
import type { SiteOptions } from '../../local/jira/site';
import { admin, type FoundPair, shownPairs, smallSite, visit, type Visit } from './small-site';

const json = { 'content-type': 'application/json' };
const answer = (status: number, body: unknown = {}, headers: Record<string, string> = {}): Fault => ({
  kind: 'answer',
  status,
  headers: { ...json, ...headers },
  body: JSON.stringify(body),
});
const said = (text: string): Fault => ({
  kind: 'alter',
  alter: () => Promise.resolve(new Response(text, { status: 200, headers: json })),
});

const search = /search\/jql$/;
const step = 'scan-step';

/** What the page says while the analysis waits; null where it simply runs. */
type Reads = 'rate-limit' | 'jira-unavailable' | 'not-allowed' | 'storage-unavailable' | null;
interface Kind {
  readonly name: string;
  readonly reads: Reads;
  /** The first so many of these awaits. */
  readonly at?: readonly [operation: RegExp, fault: Fault, times?: number];
  readonly index?: NonNullable<SiteOptions['index']>;
  readonly meddles?: (visited: Visit) => void;
  /** The work item whose pairs are gone afterwards. */
  readonly loses?: string;
}

const touched = 'ALPHA-9';
function deleteOne({ world, issueId }: Visit): void {
  const issue = world.site.state.issues.get(issueId(touched));
  if (issue !== undefined) world.site.state.removeIssue(issue);
}

function moveOne({ world, issueId }: Visit): void {
  world.site.moveIssue(issueId(touched), 'BETA', { kind: 'user', accountId: admin.accountId });
}

const jira: readonly Kind[] = [
  { name: '429, the quota of all', reads: 'rate-limit', at: [search, tooManyRequests('jira-quota-global-based', 60)] },
  {
    name: '429, the quota of the site',
    reads: 'rate-limit',
    at: [search, tooManyRequests('jira-quota-tenant-based', 60)],
  },
  { name: '429, a burst', reads: 'rate-limit', at: [search, tooManyRequests('jira-burst-based', 30)] },
  { name: '429, one work item', reads: 'rate-limit', at: [search, tooManyRequests('jira-per-issue-on-write', 30)] },
  { name: '429 of an unknown reason', reads: 'rate-limit', at: [search, tooManyRequests('something-new', 30)] },
  { name: '429 without advice', reads: 'rate-limit', at: [search, tooManyRequests('jira-quota-global-based')] },
  { name: '503', reads: 'jira-unavailable', at: [search, answer(503)] },
  { name: '503 with advice', reads: 'jira-unavailable', at: [search, answer(503, {}, { 'retry-after': '20' })] },
  { name: 'no answer, before the effect', reads: 'jira-unavailable', at: [search, answer(504)] },
  {
    name: 'no answer, after the effect',
    reads: 'jira-unavailable',
    at: [search, { kind: 'lose-answer', status: 504 }],
  },
  { name: 'an answer that is no JSON', reads: 'jira-unavailable', at: [search, said('<html>')] },
  { name: 'an answer of another shape', reads: 'jira-unavailable', at: [search, said('{"issues":7}')] },
  { name: '403 soon after the installation', reads: 'not-allowed', at: [search, answer(403)] },
  { name: 'short pages', reads: null, index: { pageLimit: () => 3 } },
  { name: 'pages without work items', reads: null, index: { pageLimit: (most, at) => (at % 2 === 0 ? 0 : most) } },
  { name: 'an index that is late', reads: null, index: { lagMs: 60_000 } },
  {
    name: 'a work item that is deleted meanwhile',
    reads: null,
    meddles: deleteOne,
    loses: touched,
  },
  { name: 'a work item that moves to another space', reads: null, meddles: moveOne },
];

const platform: readonly Kind[] = [
  { name: 'a delivery that comes twice', reads: null, at: [/^deliver$/, { kind: 'duplicate', afterMs: 20 }] },
  { name: 'a delivery that comes late', reads: null, at: [/^deliver$/, { kind: 'delay', ms: 120_000 }] },
  { name: 'death before an effect', reads: null, at: [search, { kind: 'kill', when: 'before' }] },
  { name: 'death after an effect', reads: null, at: [search, { kind: 'kill', when: 'after' }] },
  { name: 'a step that runs out of its 900 seconds', reads: null, at: [search, { kind: 'delay', ms: 950_000 }] },
  {
    name: 'storage: 429',
    reads: null,
    at: [/^transaction$/, answer(429, { code: 'RATE_LIMIT_EXCEEDED', message: '' })],
  },
  {
    name: 'storage: 429 for longer',
    reads: null,
    at: [/^transaction$/, answer(429, { code: 'RATE_LIMIT_EXCEEDED', message: '' }), 9],
  },
  {
    name: 'storage: somebody else was faster',
    reads: null,
    at: [/^transaction$/, answer(400, { code: 'CONDITIONAL_CHECK_FAILED', message: '' })],
  },
  {
    name: 'storage: written, and the answer lost',
    reads: null,
    at: [/^transaction$/, { kind: 'lose-answer', status: 504 }],
  },
  {
    name: 'storage: a batch of which one was written',
    reads: null,
    at: [/^batch\/set$/, { kind: 'partial', keep: 1 }],
  },
  { name: 'storage: a batch of which one was read', reads: null, at: [/^batch\/get$/, { kind: 'partial', keep: 1 }] },
  {
    name: 'storage: 413',
    reads: 'storage-unavailable',
    at: [/^batch\/set$/, answer(413, { code: 'VALUE_TOO_LARGE', message: '' })],
  },
];

const start: readonly (readonly [name: string, fault: Fault])[] = [
  ['429', answer(429)],
  ['202, nothing recorded', { kind: 'partial', keep: 0 }],
  ['405, the end of its chain', answer(405)],
  ['recorded, and the answer lost', { kind: 'lose-answer', status: 504 }],
];

async function watched(kind: Kind): Promise<{ reads: Reads; hits: number; state: string; pairs: FoundPair[] }> {
  const [operation, fault, times = 1] = kind.at ?? [];
  let isOn = false;
  let hits = 0;
  const at = ({ functionKey, operation: now }: FaultPoint): Fault | undefined => {
    const isMeant = isOn && functionKey === step && operation?.test(now) === true && hits < times;
    if (isMeant) hits++;
    return isMeant ? fault : undefined;
  };
  const visited = await visit(smallSite({ issues: 30 }), {
    faults: { at },
    ...(kind.index === undefined ? {} : { site: { index: kind.index } }),
  });
  const { get, projectId, world } = visited;
  // A late index knows what was there before.
  await world.host.advance(120_000);
  await get(admin, 'project.startScan', { projectIds: ['ALPHA', 'BETA'].map(projectId), jql: null });
  isOn = true;
  kind.meddles?.(visited);
  const progress = async () => (await get(admin, 'project.latestScan', { projectId: projectId('ALPHA') })).progress;
  await world.host.advance(4_000);
  const reads = (await progress())?.pause?.reason ?? null;
  for (let hour = 0; hour < 6 && (await progress())?.state !== 'finished'; hour++) {
    await world.host.settle();
    await world.host.advance(3_600_000);
  }
  const state = (await progress())?.state ?? 'none';
  const pairs = state === 'finished' ? await shownPairs(visited, admin, 'ALPHA') : [];
  expect([...world.host.problems]).toEqual([]);
  await world.stop();
  return { reads: reads === 'points-budget' ? null : reads, hits, state, pairs };
}

describe('an analysis meets', () => {
  let calm: readonly FoundPair[];
  beforeAll(async () => {
    calm = (await watched({ name: 'nothing', reads: null })).pairs;
    expect(calm.length).toBeGreaterThan(5);
  });

  it.each([...jira, ...platform])('$name, and ends as if nothing had been', async (kind) => {
    const { reads, hits, state, pairs } = await watched(kind);
    if (kind.at !== undefined) expect(hits).toBeGreaterThan(0);
    expect({ reads, state }).toEqual({ reads: kind.reads, state: 'finished' });
    const wanted = calm.filter(({ a, b }) => a !== kind.loses && b !== kind.loses);
    expect(pairs).toHaveLength(wanted.length);
    if (kind.meddles === undefined) expect(pairs).toEqual(wanted);
  });

  it.each(start)(
    'a queue that answers %s: the person is told, and either click leads to the same end',
    async (_name, fault) => {
      let pushes = 0;
      const at = ({ operation }: FaultPoint) => (operation === 'push' && pushes++ === 0 ? fault : undefined);
      const visited = await visit(smallSite({ issues: 30 }), { faults: { at } });
      const scope = { projectIds: ['ALPHA', 'BETA'].map(visited.projectId), jql: null };
      expect(await visited.call(admin, 'project.startScan', scope)).toMatchObject({
        ok: false,
        failure: {
          code: 'STORAGE_UNAVAILABLE',
          message: 'The queue did not take the analysis. Please try again in a minute.',
        },
      });
      await visited.get(admin, 'project.startScan', scope);
      await visited.world.host.settle();
      expect(await shownPairs(visited, admin, 'ALPHA')).toEqual(calm);
      expect((await visited.get(admin, 'admin.overview', {})).scans).toHaveLength(1);
      await visited.world.stop();
    },
  );
});

it('thirty-four kinds are tried, here and where people act', () => {
  expect(new Set([...jira, ...platform].map(({ name }) => name)).size + start.length).toBe(34);
});
