// The histogram against the sorted list: what it says of half and of nineteen in twenty is never less than the truth, and
// never half as much again.

import fc from 'fast-check';
import { withCalls, withinMs } from '../../src/administration/timings';
import { noTimings } from '../../src/administration/timing-record';

const msArbitrary = fc.array(fc.integer({ min: 11, max: 40_000 }), { minLength: 1, maxLength: 60 });

it('is right within a class for any calls', () => {
  fc.assert(
    fc.property(msArbitrary, fc.constantFrom(0.5, 0.95), (times, share) => {
      const { days } = withCalls(
        noTimings,
        times.map((ms) => ({ method: 'panel.candidates', ms })),
        7,
      );
      const [, counts] = days[0]?.methods[0] ?? ['', []];
      const exact = [...times].sort((a, b) => a - b)[Math.ceil(times.length * share) - 1] ?? 0;
      const told = withinMs(counts, share);
      expect(told).toBeGreaterThanOrEqual(exact - 1);
      expect(told).toBeLessThanOrEqual(exact * 1.5 + 1);
    }),
  );
});

it('keeps today and yesterday, and nothing older', () => {
  const call = [{ method: 'panel.candidates', ms: 50 }];
  const kept = [1, 2, 3].reduce((timings, day) => withCalls(timings, call, day), noTimings);
  expect(kept.days.map(({ day }) => day)).toEqual([2, 3]);
});
