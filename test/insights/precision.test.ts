// Bands, advice and simulation from decisions alone: what is counted, what is advised, and when advice is refused.

import * as fc from 'fast-check';
import { adviseThreshold, type JudgedScore, precisionBands, simulateThreshold } from '../../src/insights/precision';

const judged = (score: number, isDuplicate: boolean, count: number, atMs = 0): JudgedScore[] =>
  Array.from({ length: count }, () => ({ score, isDuplicate, atMs }));

const anyJudged = fc.array(
  fc.record({
    score: fc.integer({ min: 20, max: 100 }).map((hundredths) => hundredths / 100),
    isDuplicate: fc.boolean(),
    atMs: fc.integer({ min: 0, max: 1_000 }),
  }),
  { maxLength: 200 },
);

it('puts every decision into one band, the perfect match into the last', () => {
  fc.assert(
    fc.property(anyJudged, (all) => {
      const bands = precisionBands(all);
      expect(bands.map(({ from }) => from)).toEqual([0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]);
      expect(bands.reduce((sum, { decided }) => sum + decided, 0)).toBe(all.length);
      expect(bands.reduce((sum, { duplicates }) => sum + duplicates, 0)).toBe(
        all.filter(({ isDuplicate }) => isDuplicate).length,
      );
    }),
  );
  expect(precisionBands(judged(1, true, 3)).at(-1)).toMatchObject({ from: 0.9, to: 1, decided: 3, duplicates: 3 });
});

it('never advises on fewer than thirty decisions at and above the threshold', () => {
  fc.assert(
    fc.property(anyJudged, fc.double({ min: 0.5, max: 0.99, noNaN: true }), (all, target) => {
      const advice = adviseThreshold(all, target);
      if (advice.state === 'too-few') return;
      const above = all.filter(({ score }) => score >= advice.threshold);
      expect(above.length).toBeGreaterThanOrEqual(30);
      expect(advice.decided).toBe(above.length);
      if (advice.state === 'recommended') expect(advice.low).toBeGreaterThanOrEqual(target);
    }),
  );
});

it('refuses with 29 decisions and advises with 30', () => {
  expect(adviseThreshold(judged(0.95, true, 29), 0.8)).toEqual({ state: 'too-few', decided: 29, needed: 30 });
  expect(adviseThreshold(judged(0.95, true, 30), 0.8)).toMatchObject({ state: 'recommended', decided: 30 });
});

it('advises the lowest threshold that is sure to reach the target', () => {
  const all = [...judged(0.92, true, 40), ...judged(0.72, true, 30), ...judged(0.42, false, 40)];
  // From 0.7 on a band of at least ten decisions begins at or above each threshold; 0.65 still holds those at 0.72.
  expect(adviseThreshold(all, 0.9)).toMatchObject({ state: 'recommended', threshold: 0.65, decided: 70 });
});

it('does not let sure decisions high above vouch for matches that nobody has judged', () => {
  const all = [...judged(0.95, true, 400), ...judged(0.35, false, 5)];
  expect(adviseThreshold(all, 0.9)).toMatchObject({ state: 'recommended', threshold: 0.9 });
});

it('says when no threshold reaches the target, and how good the best one is', () => {
  const all = [...judged(0.95, true, 30), ...judged(0.95, false, 30)];
  expect(adviseThreshold(all, 0.9)).toMatchObject({ state: 'not-reached', decided: 60, duplicates: 30 });
});

it('compares a threshold with the forty latest decisions only', () => {
  const latest = [...judged(0.8, true, 30, 20), ...judged(0.8, false, 4, 20), ...judged(0.3, true, 6, 20)];
  const all = [...judged(0.9, false, 50, 10), ...latest];
  expect(simulateThreshold(all, 0.5)).toEqual({ latestDecided: 40, agreeing: 30, hiddenDuplicates: 6 });
  expect(simulateThreshold(all, 0.95)).toEqual({ latestDecided: 40, agreeing: 4, hiddenDuplicates: 36 });
});
