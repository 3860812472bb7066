// Against sorting, which is what it saves.

import * as fc from 'fast-check';
import { valueAtPlace } from '../../src/similarity/value-at-place';

test('finds what sorting would have put at the place, ties and infinities included', () => {
  const score = fc.oneof(fc.integer({ min: 0, max: 3 }), fc.double({ noNaN: true }));
  fc.assert(
    fc.property(fc.array(score, { minLength: 1, maxLength: 60 }), fc.nat(), (scores, number) => {
      const place = number % scores.length;
      const sorted = Float64Array.from(scores).sort();
      // Zero and minus zero are one score.
      expect(valueAtPlace(Float64Array.from(scores), place) + 0).toBe(sorted[place]! + 0);
    }),
    { numRuns: 2000 },
  );
});

test('takes no longer for equal, ascending or descending scores: each of 200,000 is looked at a few times', () => {
  const count = 200_000;
  const orders = [() => 1, (at: number) => at, (at: number) => -at, (at: number) => at % 2];
  for (const scoreAt of orders) {
    const scores = Float64Array.from({ length: count }, (_, at) => scoreAt(at));
    const wanted = scores.slice().sort()[count / 2]!;
    const cpu = process.cpuUsage();
    expect(valueAtPlace(scores, count / 2)).toBe(wanted);
    const { user } = process.cpuUsage(cpu);
    // A square of it would be minutes.
    expect(user).toBeLessThan(2_000_000);
  }
});
