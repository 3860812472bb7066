// The interval against published figures and against its own definition.

import * as fc from 'fast-check';
import { wilsonInterval } from '../../src/insights/wilson';

// source: R. G. Newcombe, Statistics in Medicine 17 (1998), table I, the score method without continuity correction.
test.each([
  [81, 263, 0.2553, 0.3662],
  [15, 148, 0.0624, 0.1605],
  [0, 20, 0, 0.1611],
  [1, 29, 0.0061, 0.1718],
])('%i of %i lies between %f and %f', (successes, trials, low, high) => {
  const interval = wilsonInterval(successes, trials);
  expect(interval?.low).toBeCloseTo(low, 4);
  expect(interval?.high).toBeCloseTo(high, 4);
});

test('nothing is known of none', () => {
  expect(wilsonInterval(0, 0)).toBeNull();
});

test('its ends are the shares from which the counted one is exactly 1.96 standard errors away', () => {
  const counts = fc
    .integer({ min: 1, max: 5_000 })
    .chain((trials) => fc.tuple(fc.integer({ min: 0, max: trials }), fc.constant(trials)));
  fc.assert(
    fc.property(counts, ([successes, trials]) => {
      const interval = wilsonInterval(successes, trials);
      const share = successes / trials;
      for (const end of [interval?.low ?? Number.NaN, interval?.high ?? Number.NaN]) {
        expect(end).toBeGreaterThanOrEqual(0);
        expect(end).toBeLessThanOrEqual(1);
        if (end === 0 || end === 1) continue;
        const errors = Math.abs(share - end) / Math.sqrt((end * (1 - end)) / trials);
        // Where the share itself is the end, rounding leaves 0 / 0.
        if (Math.abs(share - end) > 1e-9) expect(errors).toBeCloseTo(1.959964, 5);
      }
      expect(interval?.low).toBeLessThanOrEqual(share + 1e-12);
      expect(interval?.high).toBeGreaterThanOrEqual(share - 1e-12);
    }),
  );
});
