// The dashboard's figures against a slow, plain count of the same pairs.

import * as fc from 'fast-check';
import type { Review } from '../../src/duplicates/decision';
import { dashboardFigures, weekStartMs } from '../../src/insights/figures';
import type { FoundPair } from '../../src/insights/visible-pairs';
import type { ReviewedPair } from '../../src/storage/reviews';

const nowMs = Date.parse('2026-11-18T12:00:00Z');
const dayMs = 86_400_000;

const reviewed = (a: number, b: number, change: Partial<Review>): ReviewedPair => ({
  a,
  b,
  review: {
    version: 1,
    verdict: 'duplicate',
    snoozedUntilMs: null,
    assignee: null,
    by: 'ada',
    atMs: nowMs,
    origin: 'person',
    askedAgainSinceMs: null,
    actionId: null,
    digests: null,
    seen: null,
    ...change,
  },
});
const found = (a: number, b: number, change: Partial<FoundPair> = {}): FoundPair => ({
  a,
  b,
  score: 0.6,
  tier: 'possible',
  reasons: ['shared-terms'],
  series: 0,
  ...change,
});
/** Odd issues are in project 1 and even ones in 2; each was created on the day of its number; components by tens. */
const factsOf = (id: number) => ({
  createdMs: nowMs - (100 - id) * dayMs,
  projectId: id % 2 === 1 ? 1 : 2,
  typeHash: 7,
  componentHashes: [Math.floor(id / 10) + 1],
});
const figures = (pairs: readonly FoundPair[], decided: readonly ReviewedPair[]) =>
  dashboardFigures({ projectId: 1, found: pairs, waiting: [], decided, factsOf, nowMs });

it('takes as time to detect the median from the later creation to the confirmation', () => {
  const decided = [
    reviewed(91, 95, { atMs: nowMs }), // 5 days after the creation of 95
    reviewed(81, 85, { atMs: nowMs - 14 * dayMs }), // 1 day
    reviewed(71, 75, { atMs: nowMs - 22 * dayMs }), // 3 days
    reviewed(61, 65, { verdict: 'related' }),
  ];
  expect(figures([], decided)).toMatchObject({ medianDaysToDetect: 3, confirmed: 3, rejected: 1, duplicates: 3 });
  expect(figures([], [])).toMatchObject({ medianDaysToDetect: null, duplicates: 0 });
});

it('counts as duplicates the later issue of each pair once, and only those of the space', () => {
  const decided = [reviewed(1, 5, {}), reviewed(3, 5, {}), reviewed(5, 6, {})];
  expect(figures([], decided).duplicates).toBe(1);
});

it('counts decisions by weeks that begin on Monday', () => {
  expect(new Date(weekStartMs(nowMs)).toISOString()).toBe('2026-11-16T00:00:00.000Z');
  fc.assert(
    fc.property(fc.integer({ min: 0, max: nowMs }), (atMs) => {
      const start = new Date(weekStartMs(atMs));
      expect(start.getUTCDay()).toBe(1);
      expect(atMs - start.getTime()).toBeGreaterThanOrEqual(0);
      expect(atMs - start.getTime()).toBeLessThan(7 * dayMs);
    }),
  );
  const { weeks } = figures([], [reviewed(1, 2, {}), reviewed(1, 3, { atMs: nowMs - 7 * dayMs, verdict: 'related' })]);
  expect(weeks).toHaveLength(12);
  expect(weeks.slice(-2).map(({ confirmed, rejected }) => [confirmed, rejected])).toEqual([
    [0, 1],
    [1, 0],
  ]);
});

it('counts a pair once for each space, type and component that it touches', () => {
  const issue = fc.integer({ min: 1, max: 60 });
  const pairs = fc.array(
    fc.tuple(issue, issue).filter(([a, b]) => a !== b),
    { maxLength: 60 },
  );
  fc.assert(
    fc.property(pairs, (some) => {
      const { spaces, types, components } = figures(
        some.map(([a, b]) => found(a, b)),
        [],
      );
      expect(types.map((one) => one.found)).toEqual(some.length === 0 ? [] : [some.length]);
      const inProject = (parity: number) => some.filter(([a, b]) => a % 2 === parity || b % 2 === parity).length;
      const counts = [inProject(0), inProject(1)].filter((count) => count > 0).sort((x, y) => y - x);
      expect(spaces.map((one) => one.found)).toEqual(counts);
      for (const { exampleIds, found: count } of components) {
        const component = factsOf(exampleIds[0] ?? 0).componentHashes[0];
        const touching = some.filter((pair) => pair.some((id) => factsOf(id).componentHashes[0] === component));
        expect(touching).toHaveLength(count);
      }
    }),
  );
});

it('calls the largest patterns by one of their pairs', () => {
  const pairs = [found(1, 2, { series: 1 }), found(2, 3, { series: 1 }), found(4, 5, { series: 2 }), found(8, 9)];
  expect(figures(pairs, []).templates).toEqual([
    { a: 1, b: 2, issueCount: 3 },
    { a: 4, b: 5, issueCount: 2 },
  ]);
});
