// The review queue through the front door: what waits, who decides, who comes second, and who sees what.

import type { AnswerOf, QueueRow, RequestOf } from '../../src/contract';
import type { PersonSeed } from '../../local/jira/seed';
import { admin, member, smallSite, visit, type Visit } from '../flow/small-site';

type Request = RequestOf<'review.queue'>;

async function page(
  visited: Visit,
  who: PersonSeed,
  request: Partial<Request> = {},
): Promise<Extract<AnswerOf<'review.queue'>, { state: 'ready' }>> {
  const view = await visited.get(who, 'review.queue', {
    projectIds: [visited.projectId('ALPHA')],
    state: 'open',
    tier: 'any',
    threshold: 0.3,
    assignee: 'anyone',
    cursor: null,
    limit: 50,
    ...request,
  });
  if (view.state !== 'ready') throw new Error(`The queue is ${view.state}.`);
  return view;
}

async function all(visited: Visit, who: PersonSeed, request: Partial<Request> = {}): Promise<QueueRow[]> {
  const rows: QueueRow[] = [];
  let cursor: string | null = null;
  do {
    const view = await page(visited, who, { ...request, cursor });
    rows.push(...view.rows);
    cursor = view.nextCursor;
  } while (cursor !== null);
  return rows;
}

function first<T>(items: readonly T[]): T {
  const [item] = items;
  if (item === undefined) throw new Error('Nothing there.');
  return item;
}

describe('the review queue', () => {
  it('says "never scanned" before the first analysis', async () => {
    const visited = await visit(smallSite());
    const request = {
      projectIds: [visited.projectId('ALPHA')],
      state: 'open',
      tier: 'any',
      threshold: 0.3,
      assignee: 'anyone',
      cursor: null,
      limit: 25,
    } as const;
    await expect(visited.get(admin, 'review.queue', request)).resolves.toEqual({ state: 'never-scanned' });
    await visited.world.stop();
  });

  it('lists every pair once, in small pages as in large ones, for at most 12 points a page', async () => {
    const visited = await visit(smallSite());
    await visited.analyse('ALPHA', 'BETA');
    const large = await all(visited, admin, { limit: 50 });
    const small = await all(visited, admin, { limit: 3 });
    expect(large.length).toBeGreaterThan(10);
    expect(small).toEqual(large);
    const before = visited.world.site.pointsUsed();
    await page(visited, admin, { limit: 25 });
    expect(visited.world.site.pointsUsed() - before).toBeLessThanOrEqual(12);
    await visited.world.stop();
  });

  it('takes a decided pair out, remembers who said what, and lets that be undone', async () => {
    const visited = await visit(smallSite());
    await visited.analyse('ALPHA', 'BETA');
    const row = first((await page(visited, admin)).rows);
    const { a, b } = row;
    const answer = await visited.get(admin, 'review.decide', {
      a,
      b,
      verdict: 'not-duplicate',
      snoozeDays: null,
      expectedVersion: 0,
    });
    expect(answer).toMatchObject({
      outcome: 'saved',
      review: { version: 1, verdict: 'not-duplicate', byAccountId: admin.accountId, origin: 'person' },
    });
    expect(await all(visited, admin)).not.toContainEqual(expect.objectContaining({ a, b }));
    expect(await all(visited, admin, { state: 'not-duplicate' })).toEqual([
      { ...row, impact: [], review: answer.review },
    ]);
    const history = await visited.get(member, 'review.history', {
      projectIds: [visited.projectId('ALPHA')],
      cursor: null,
      limit: 10,
    });
    expect(history.rows).toEqual([
      expect.objectContaining({
        a,
        b,
        event: 'decided',
        before: null,
        after: 'not-duplicate',
        score: row.score,
        tier: row.tier,
      }),
    ]);
    const undone = await visited.get(admin, 'review.undoDecision', { a, b, expectedVersion: 1 });
    expect(undone).toMatchObject({ outcome: 'saved', review: { verdict: null, version: 2 } });
    expect(await all(visited, admin)).toContainEqual(expect.objectContaining({ a, b }));
    await visited.world.stop();
  });

  it('tells the second reviewer what the first one said, and saves nothing', async () => {
    const visited = await visit(smallSite());
    await visited.analyse('ALPHA', 'BETA');
    const { a, b } = first((await page(visited, admin)).rows);
    const decide = (who: PersonSeed, verdict: 'related' | 'not-duplicate') =>
      visited.get(who, 'review.decide', { a, b, verdict, snoozeDays: null, expectedVersion: 0 });
    const [one, two] = await Promise.all([decide(admin, 'related'), decide(member, 'not-duplicate')]);
    expect([one.outcome, two.outcome].sort()).toEqual(['conflict', 'saved']);
    expect(one.review).toEqual(two.review);
    expect(one.review.version).toBe(1);
    await visited.world.stop();
  });

  it('keeps a snoozed pair away until its time, and an assigned one for its reviewer', async () => {
    const visited = await visit(smallSite());
    await visited.analyse('ALPHA', 'BETA');
    const [x, y] = (await page(visited, admin)).rows;
    if (x === undefined || y === undefined) throw new Error('Two pairs are needed.');
    await visited.get(admin, 'review.decide', {
      a: x.a,
      b: x.b,
      verdict: 'snoozed',
      snoozeDays: 3,
      expectedVersion: 0,
    });
    await visited.get(admin, 'review.assign', {
      a: y.a,
      b: y.b,
      assigneeAccountId: member.accountId,
      expectedVersion: 0,
    });
    expect(await all(visited, admin)).not.toContainEqual(expect.objectContaining({ a: x.a, b: x.b }));
    expect(await all(visited, admin, { state: 'snoozed' })).toHaveLength(1);
    expect(await all(visited, member, { assignee: 'me' })).toEqual([expect.objectContaining({ a: y.a, b: y.b })]);
    const { clock } = visited.world;
    if (!('advance' in clock)) throw new Error('A virtual clock is needed.');
    await (clock as { advance(ms: number): Promise<void> }).advance(4 * 86_400_000);
    expect(await all(visited, admin)).toContainEqual(expect.objectContaining({ a: x.a, b: x.b }));
    await visited.world.stop();
  });

  it('keeps a pair away until the time that was chosen, and refuses one that has passed', async () => {
    const visited = await visit(smallSite());
    await visited.analyse('ALPHA', 'BETA');
    const { a, b } = first((await page(visited, admin)).rows);
    const inTwoDays = new Date(visited.world.clock.now() + 2 * 86_400_000).toISOString();
    const snooze = (snoozeUntil: string) =>
      visited.call(admin, 'review.decide', {
        ...{ a, b, verdict: 'snoozed', snoozeDays: null, snoozeUntil, expectedVersion: 0 },
      });
    for (const wrong of ['2020-01-01T00:00:00.000Z', '2999-01-01T00:00:00.000Z', 'tomorrow']) {
      expect(await snooze(wrong)).toMatchObject({ ok: false, failure: { code: 'BAD_INPUT' } });
    }
    expect(await snooze(inTwoDays)).toMatchObject({ ok: true, value: { review: { snoozedUntil: inTwoDays } } });
    await visited.world.host.advance(2 * 86_400_000 - 60_000);
    expect(await all(visited, admin)).not.toContainEqual(expect.objectContaining({ a, b }));
    await visited.world.host.advance(120_000);
    expect(await all(visited, admin)).toContainEqual(expect.objectContaining({ a, b }));
    await visited.world.stop();
  });

  it('shows no row of an issue that this person may not see, in no list and no page size', async () => {
    const seed = smallSite();
    const visited = await visit({
      ...seed,
      projects: seed.projects.map((one) => (one.key === 'BETA' ? { ...one, browse: ['site-admins'] } : one)),
    });
    await visited.analyse('ALPHA', 'BETA');
    const hidden = new Set(
      [...visited.world.site.state.issues.values()].filter(({ key }) => key.startsWith('BETA')).map(({ id }) => id),
    );
    const across = (await all(visited, admin)).filter(({ a, b }) => hidden.has(a) !== hidden.has(b));
    const { a, b } = first(across);
    await visited.get(admin, 'review.decide', { a, b, verdict: 'related', snoozeDays: null, expectedVersion: 0 });
    for (const limit of [2, 50]) {
      for (const state of ['open', 'related'] as const) {
        const rows = await all(visited, member, { limit, state });
        expect(rows.filter((row) => hidden.has(row.a) || hidden.has(row.b))).toEqual([]);
        // A hidden issue takes its own rows away and no others.
        const visible = (await all(visited, admin, { limit, state })).filter(
          (row) => !hidden.has(row.a) && !hidden.has(row.b),
        );
        expect(rows).toEqual(visible);
      }
    }
    const refused = await visited.call(member, 'review.decide', {
      a,
      b,
      verdict: 'duplicate',
      snoozeDays: null,
      expectedVersion: 1,
    });
    expect(refused).toMatchObject({ ok: false, failure: { code: 'NOT_FOUND' } });
    const history = await visited.get(member, 'review.history', {
      projectIds: [visited.projectId('ALPHA')],
      cursor: null,
      limit: 100,
    });
    expect(history.rows).toEqual([]);
    await visited.world.stop();
  });
});
