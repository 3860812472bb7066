// How sure suggestions were, through the front door: decided by people, counted for each viewer apart, advised, tried out
// and put in force.

import type { AnswerOf, QueueRow, Verdict } from '../../src/contract';
import type { PersonSeed } from '../../local/jira/seed';
import { admin, member, smallSite, visit, type Visit } from '../flow/small-site';

async function openRows(visited: Visit, who: PersonSeed): Promise<QueueRow[]> {
  const rows: QueueRow[] = [];
  let cursor: string | null = null;
  do {
    const view: AnswerOf<'review.queue'> = await visited.get(who, 'review.queue', {
      projectIds: [visited.projectId('ALPHA')],
      state: 'open',
      tier: 'any',
      threshold: 0.2,
      assignee: 'anyone',
      cursor,
      limit: 50,
    });
    if (view.state !== 'ready') throw new Error(view.state);
    rows.push(...view.rows);
    cursor = view.nextCursor;
  } while (cursor !== null);
  return rows;
}

async function decide(visited: Visit, rows: readonly QueueRow[], verdict: Verdict): Promise<void> {
  for (const { a, b } of rows) {
    await visited.get(admin, 'review.decide', { a, b, verdict, snoozeDays: null, expectedVersion: 0 });
  }
}

const precisionOf = (visited: Visit, who: PersonSeed) =>
  visited.get(who, 'insights.precision', { projectId: visited.projectId('ALPHA'), targetPrecision: 0.8 });

it('counts decisions by match, refuses advice on a few of them, and gives it on enough', async () => {
  const visited = await visit(smallSite({ issues: 120 }));
  await visited.analyse('ALPHA', 'BETA');
  const rows = await openRows(visited, admin);
  expect(rows.length).toBeGreaterThan(60);
  await decide(visited, rows.slice(0, 12), 'duplicate');
  const few = await precisionOf(visited, admin);
  expect(few.advice).toEqual({ state: 'too-few', decided: 12, needed: 30 });
  expect(few.bands.reduce((sum, { decided }) => sum + decided, 0)).toBe(12);

  await decide(visited, rows.slice(12, 44), 'duplicate');
  await decide(visited, rows.slice(44, 46), 'related');
  const enough = await precisionOf(visited, admin);
  expect(enough.bands.reduce((sum, { duplicates }) => sum + duplicates, 0)).toBe(44);
  expect(enough.advice.state).toBe('recommended');
  await visited.world.stop();
});

it('counts for each viewer only pairs of which both work items are visible to them', async () => {
  const seed = smallSite({ issues: 60 });
  const visited = await visit({
    ...seed,
    projects: seed.projects.map((one) => (one.key === 'BETA' ? { ...one, browse: ['site-admins'] } : one)),
  });
  await visited.analyse('ALPHA', 'BETA');
  const keyOf = (id: number): string => visited.world.site.state.issues.get(id)?.key ?? '';
  const rows = await openRows(visited, admin);
  const across = rows.filter(({ a, b }) => keyOf(a).startsWith('BETA') || keyOf(b).startsWith('BETA'));
  const within = rows.filter((row) => !across.includes(row));
  expect(Math.min(across.length, within.length)).toBeGreaterThan(3);
  await decide(visited, across.slice(0, 3), 'duplicate');
  await decide(visited, within.slice(0, 2), 'duplicate');
  const counted = async (who: PersonSeed) =>
    (await precisionOf(visited, who)).bands.reduce((sum, { decided }) => sum + decided, 0);
  expect(await counted(admin)).toBe(5);
  expect(await counted(member)).toBe(2);
  const simulated = async (who: PersonSeed) =>
    visited.get(who, 'insights.simulate', { projectId: visited.projectId('ALPHA'), threshold: 0.2 });
  expect(await simulated(member)).toMatchObject({ shown: (await openRows(visited, member)).length, latestDecided: 2 });
  expect(await simulated(admin)).toMatchObject({ shown: rows.length - 5, latestDecided: 5 });
  await visited.world.stop();
});

it('shows what a threshold would change, for at most twelve points, and says "never scanned" before an analysis', async () => {
  const visited = await visit(smallSite());
  const request = { projectId: visited.projectId('ALPHA'), threshold: 0.5 };
  expect(await visited.get(admin, 'insights.simulate', request)).toEqual({ state: 'never-scanned' });
  await visited.analyse('ALPHA', 'BETA');
  const rows = await openRows(visited, admin);
  const before = visited.world.site.pointsUsed();
  expect(await visited.get(admin, 'insights.simulate', request)).toMatchObject({
    shown: rows.filter(({ score }) => score >= 0.5).length,
    isMore: false,
    latestDecided: 0,
  });
  expect(visited.world.site.pointsUsed() - before).toBeLessThanOrEqual(12);
  await visited.world.stop();
});

it('puts a threshold in force for administrators only, notes who did it, and refuses a late one', async () => {
  const visited = await visit(smallSite());
  const apply = (who: PersonSeed, threshold: number, expectedThreshold: number) =>
    visited.call(who, 'insights.applyThreshold', { threshold, expectedThreshold });
  expect(await apply(member, 0.6, 0.4)).toMatchObject({ ok: false, failure: { code: 'NOT_ALLOWED' } });
  expect(await apply(admin, 0.6, 0.4)).toEqual({ ok: true, value: { siteThreshold: 0.6 } });
  expect(await apply(admin, 0.6, 0.4)).toEqual({ ok: true, value: { siteThreshold: 0.6 } });
  expect(await apply(admin, 0.7, 0.4)).toMatchObject({ ok: false, failure: { code: 'CONFLICT' } });
  const view = await precisionOf(visited, admin);
  expect(view.siteThreshold).toBe(0.6);
  expect(view.changes).toEqual([expect.objectContaining({ byAccountId: admin.accountId, before: 0.4, after: 0.6 })]);
  expect((await precisionOf(visited, member)).changes).toEqual([]);
  await visited.world.stop();
});

it('draws waiting pairs of one band by chance', async () => {
  const visited = await visit(smallSite({ issues: 120 }));
  await visited.analyse('ALPHA', 'BETA');
  const rows = await openRows(visited, admin);
  const inBand = (from: number, { score }: { readonly score: number }): boolean => score >= from && score < from + 0.1;
  const from = [0.2, 0.3, 0.4].find((start) => rows.filter((row) => inBand(start, row)).length > 30);
  if (from === undefined) throw new Error('No band of the small site has enough pairs.');
  const draw = () => visited.get(admin, 'insights.sample', { projectId: visited.projectId('ALPHA'), from });
  const [one, other] = [await draw(), await draw()];
  expect(one.pairs).toHaveLength(30);
  expect(one.pairs.every((pair) => inBand(from, pair))).toBe(true);
  expect(other.pairs).not.toEqual(one.pairs);
  await visited.world.stop();
});
