// A queue of more than 5,000 pairs, all of different work items: how long a page takes, what it costs, and that paging
// through all of it shows each pair once.

import type { AnswerOf, RequestOf } from '../../src/contract';
import { admin, visit, type Visit } from '../flow/small-site';
import { largeQueueSite } from './large-queue';

const pairs = 5_000;
const opensWithinMs = 2_000;
const mostPoints = 12;

async function page(visited: Visit, change: Partial<RequestOf<'review.queue'>> = {}) {
  const view: AnswerOf<'review.queue'> = await visited.get(admin, 'review.queue', {
    ...{ projectIds: [visited.projectId('PAIR')], state: 'open', tier: 'any', threshold: 0.3, assignee: 'anyone' },
    ...{ cursor: null, limit: 25 },
    ...change,
  });
  if (view.state !== 'ready') throw new Error(`The queue is ${view.state}.`);
  return view;
}

describe(`the queue of ${pairs} pairs`, () => {
  it('opens within 2 s, for at most 12 points a page, and answers are saved within 200 ms', async () => {
    const visited = await visit(largeQueueSite(pairs));
    const { site } = visited.world;
    await visited.analyse('PAIR');

    const startedMs = performance.now();
    const first = await page(visited);
    const tookMs = performance.now() - startedMs;
    expect(first.rows).toHaveLength(25);

    const points: number[] = [];
    const seen = new Set<string>();
    for (let cursor: string | null = null, pages = 0; pages < 12; pages++) {
      const before = site.pointsUsed();
      const view: Awaited<ReturnType<typeof page>> = await page(visited, { cursor });
      points.push(site.pointsUsed() - before);
      for (const { a, b } of view.rows) seen.add(`${a}-${b}`);
      cursor = view.nextCursor;
    }
    expect(seen.size).toBe(12 * 25);

    const answersMs: number[] = [];
    for (const { a, b } of first.rows) {
      const beforeMs = performance.now();
      const verdict = 'not-duplicate' as const;
      await visited.get(admin, 'review.decide', { a, b, verdict, snoozeDays: null, expectedVersion: 0 });
      answersMs.push(performance.now() - beforeMs);
    }
    const p95Ms = answersMs.sort((x, y) => x - y)[Math.floor(answersMs.length * 0.95)] ?? Infinity;
    console.log(
      `A page of 25: ${Math.round(tookMs)} ms, ${Math.max(...points)} points; an answer: p95 ${Math.round(p95Ms)} ms.`,
    );
    expect(tookMs).toBeLessThan(opensWithinMs);
    expect(Math.max(...points)).toBeLessThanOrEqual(mostPoints);
    expect(p95Ms).toBeLessThanOrEqual(200);
    await visited.world.stop();
  }, 300_000);

  it('is walked through to its end without losing or repeating a pair', async () => {
    const visited = await visit(largeQueueSite(700));
    await visited.analyse('PAIR');
    const seen: string[] = [];
    for (let cursor: string | null = null, isOver = false; !isOver;) {
      const view: Awaited<ReturnType<typeof page>> = await page(visited, { cursor, limit: 50 });
      seen.push(...view.rows.map(({ a, b }) => `${a}-${b}`));
      cursor = view.nextCursor;
      isOver = cursor === null;
    }
    expect(seen.length).toBeGreaterThanOrEqual(700);
    expect(new Set(seen).size).toBe(seen.length);
    await visited.world.stop();
  });
});
