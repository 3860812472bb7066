// Many pairs at once through the front door: the dry run, the job, its end, its undo, and everything that may stop it.

import {
  killAt,
  countingFaults,
  type CountingFaults,
  faultWhen,
  type Faults,
  noFaults,
  tooManyRequests,
} from '../../local/faults';
import type { SiteSeed } from '../../local/jira/seed';
import type { BulkView } from '../../src/contract';
import { admin, member, smallSite, visit, type Visit } from '../flow/small-site';

interface Wish {
  readonly duplicateId: number;
  readonly canonicalId: number;
}

/** Every second issue duplicates the first one. */
function wishes(visited: Visit, count: number): Wish[] {
  return Array.from({ length: count }, (_, index) => ({
    duplicateId: visited.issueId(`ALPHA-${index + 2}`),
    canonicalId: visited.issueId('ALPHA-1'),
  }));
}

const site = (issues = 12): SiteSeed => smallSite({ issues, projectKeys: ['ALPHA'] });

async function preview(visited: Visit, pairs: readonly Wish[]): Promise<BulkView> {
  return visited.get(admin, 'review.bulkPreview', { pairs });
}

async function run(visited: Visit, shown: BulkView): Promise<BulkView> {
  await visited.get(admin, 'review.bulkStart', { planToken: shown.bulkId });
  await visited.world.host.settle();
  return visited.get(admin, 'review.bulkStatus', { bulkId: shown.bulkId });
}

/** What no undo takes back. */
function withoutTraces(visited: Visit): unknown {
  return visited.world.site.snapshot().issues.map(({ updated: _updated, history: _history, ...issue }) => issue);
}

/** What a person would see of one issue: ids of comments and links may differ from run to run. */
function facts(visited: Visit): unknown {
  return visited.world.site
    .snapshot()
    .issues.map(({ key, status, resolution, links, comments, watchers, votes, labels }) => ({
      key,
      status,
      resolution,
      links: links?.map(({ type, to }) => ({ type, to })),
      comments: comments?.map(({ author }) => author),
      watchers: [...(watchers ?? [])].sort(),
      votes,
      labels,
    }));
}

/** Calm until told otherwise, so that an analysis or a preview is not part of what is disturbed. */
function later(): Faults & { begin(faults: Faults): void } {
  let current: Faults = noFaults;
  return { at: (point) => current.at(point), begin: (faults) => void (current = faults) };
}

describe('a bulk action', () => {
  it('runs exactly the rows that were shown, as the person who started it, and undoes them all', async () => {
    const visited = await visit(site());
    const before = withoutTraces(visited);
    const shown = await preview(visited, wishes(visited, 4));
    expect(shown.rows.map(({ state }) => state)).toEqual(['ready', 'ready', 'ready', 'ready']);
    expect(withoutTraces(visited)).toEqual(before);
    const ended = await run(visited, shown);
    expect(ended.state).toBe('finished');
    expect(ended.rows.map(({ state }) => state)).toEqual(['done', 'done', 'done', 'done']);
    expect(ended.rows.map(({ duplicateId, canonicalId, steps }) => ({ duplicateId, canonicalId, steps }))).toEqual(
      shown.rows.map(({ duplicateId, canonicalId, steps }) => ({ duplicateId, canonicalId, steps })),
    );
    const authors = visited.world.site
      .snapshot()
      .issues.flatMap(({ comments }) => comments?.map(({ author }) => author) ?? []);
    expect(authors).toEqual(Array.from({ length: 4 }, () => admin.accountId));
    const undo = await visited.get(admin, 'review.bulkUndo', { bulkId: shown.bulkId });
    await visited.world.host.settle();
    const undone = await visited.get(admin, 'review.bulkStatus', { bulkId: undo.bulkId });
    expect(undone.rows.map(({ state }) => state)).toEqual(['undone', 'undone', 'undone', 'undone']);
    expect(withoutTraces(visited)).toEqual(before);
    expect(visited.checked.violations).toEqual([]);
    expect([...visited.world.host.problems]).toEqual([]);
    await visited.world.stop();
  });

  it('belongs to the person who made the dry run: others neither see, start nor cancel it', async () => {
    const visited = await visit(site());
    const { bulkId } = await preview(visited, wishes(visited, 1));
    const notFound = { ok: false, failure: { code: 'NOT_FOUND' } };
    expect(await visited.call(member, 'review.bulkStart', { planToken: bulkId })).toMatchObject(notFound);
    expect(await visited.call(member, 'review.bulkStatus', { bulkId })).toMatchObject(notFound);
    expect(await visited.call(member, 'review.bulkCancel', { bulkId })).toMatchObject(notFound);
    expect(await visited.call(member, 'review.bulkUndo', { bulkId })).toMatchObject(notFound);
    await visited.world.stop();
  });

  it('turns a selected chain into a star, and refuses circles and contradictions row by row', async () => {
    const visited = await visit(site());
    const id = (number: number) => visited.issueId(`ALPHA-${number}`);
    const pairs = [
      { duplicateId: id(2), canonicalId: id(3) },
      { duplicateId: id(3), canonicalId: id(4) },
      { duplicateId: id(2), canonicalId: id(5) },
      { duplicateId: id(6), canonicalId: id(7) },
      { duplicateId: id(7), canonicalId: id(6) },
      { duplicateId: id(8), canonicalId: id(8) },
    ];
    const shown = await preview(visited, pairs);
    expect(shown.rows.map(({ state, obstacle, canonicalId }) => [state, obstacle, canonicalId])).toEqual([
      ['ready', null, id(4)],
      ['ready', null, id(4)],
      ['impossible', 'already-duplicate', id(5)],
      ['impossible', 'cycle', id(7)],
      ['impossible', 'cycle', id(6)],
      ['impossible', 'same-issue', id(8)],
    ]);
    await visited.world.stop();
  });

  it('skips a row that no longer is what was shown, and does the others', async () => {
    const visited = await visit(site());
    const shown = await preview(visited, wishes(visited, 3));
    await visited.world.installation.requestAsUser(member.accountId, {
      method: 'POST',
      path: `/rest/api/3/issue/${visited.issueId('ALPHA-3')}/transitions`,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ transition: { id: '21' } }),
    });
    const ended = await run(visited, shown);
    expect(ended.rows.map(({ state, obstacle }) => [state, obstacle])).toEqual([
      ['done', null],
      ['failed', 'changed-since-preview'],
      ['done', null],
    ]);
    expect(visited.world.site.snapshot().issues.find(({ key }) => key === 'ALPHA-3')).toMatchObject({
      status: 'In Progress',
      links: [],
      comments: [],
    });
    await visited.world.stop();
  });

  it('waits when Jira asks for it, and ends with the same result', async () => {
    const faults = later();
    const visited = await visit(site(), { faults });
    const shown = await preview(visited, wishes(visited, 3));
    let asked = 0;
    faults.begin(
      faultWhen((point) => point.layer === 'jira' && ++asked === 12, tooManyRequests('jira-quota-global-based', 1_800)),
    );
    const startMs = visited.world.clock.now();
    const ended = await run(visited, shown);
    expect(ended.rows.map(({ state }) => state)).toEqual(['done', 'done', 'done']);
    expect(visited.world.clock.now() - startMs).toBeGreaterThanOrEqual(1_800_000);
    await visited.world.stop();
  });

  it('stops after the row in hand when it is cancelled', async () => {
    const visited = await visit(site());
    const shown = await preview(visited, wishes(visited, 3));
    await visited.get(admin, 'review.bulkStart', { planToken: shown.bulkId });
    const cancelled = await visited.get(admin, 'review.bulkCancel', { bulkId: shown.bulkId });
    expect(cancelled.rows.map(({ state }) => state)).toEqual(['skipped', 'skipped', 'skipped']);
    await visited.world.host.settle();
    expect((await visited.get(admin, 'review.bulkStatus', { bulkId: shown.bulkId })).state).toBe('cancelled');
    expect(visited.world.site.snapshot().issues.flatMap(({ links }) => links ?? [])).toEqual([]);
    await visited.world.stop();
  });

  it('ends the same way when it is killed at any await, before or after the effect', async () => {
    const calm = await visit(site(5));
    const counting = countingFaults();
    const counted = await visitAndRun(counting);
    const expected = await finalFacts(calm);
    expect(facts(counted)).toEqual(expected);
    const awaits = counting.points.length;
    expect(awaits).toBeGreaterThan(40);
    for (const when of ['before', 'after'] as const) {
      for (let index = 0; index < awaits; index++) {
        const faults = killAt(index, when);
        const visited = await visitAndRun(faults);
        const got = facts(visited);
        if (JSON.stringify(got) !== JSON.stringify(expected)) {
          throw new Error(`Killed ${when} await ${index} (${describePoint(faults, index)}): ${JSON.stringify(got)}`);
        }
        await visited.world.stop();
      }
    }
    await calm.world.stop();
    await counted.world.stop();
  }, 600_000);
});

function describePoint(faults: CountingFaults, index: number): string {
  const point = faults.points[index];
  return `${point?.layer} ${point?.operation}`;
}

async function visitAndRun(disturbing: Faults): Promise<Visit> {
  const faults = later();
  const visited = await visit(site(5), { faults });
  const shown = await preview(visited, wishes(visited, 2));
  await visited.get(admin, 'review.bulkStart', { planToken: shown.bulkId });
  faults.begin(disturbing);
  await visited.world.host.settle();
  faults.begin(noFaults);
  await visited.world.host.settle();
  const ended = await visited.get(admin, 'review.bulkStatus', { bulkId: shown.bulkId });
  if (ended.state !== 'finished') throw new Error(`The job is ${ended.state}: ${JSON.stringify(ended.rows)}`);
  return visited;
}

async function finalFacts(visited: Visit): Promise<unknown> {
  await run(visited, await preview(visited, wishes(visited, 2)));
  return facts(visited);
}
