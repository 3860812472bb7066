// The short record of an analysis, and what differs between two of them, against a slow and obviously right comparison.

import fc from 'fast-check';
import { changesBetween, decodeRun, encodeRun, type Run, type RunPair } from '../../src/scan/run-pairs';
import { limits } from '../../src/limits';

const projectIds = [10_000, 10_001, 10_007];
const pairArbitrary = fc
  .record({
    a: fc.integer({ min: 1, max: 400 }),
    gap: fc.integer({ min: 1, max: 2 ** 40 }),
    score: fc.double({ min: 0, max: 1, noNaN: true }),
    tier: fc.constantFrom('very-likely' as const, 'possible' as const, 'none' as const),
    projectA: fc.constantFrom(...projectIds),
    projectB: fc.constantFrom(...projectIds),
    isOfSeries: fc.boolean(),
  })
  .map(({ gap, ...pair }): RunPair => ({ ...pair, b: pair.a + gap }));
const nameOf = ({ a, b }: { readonly a: number; readonly b: number }) => `${a} ${b}`;
const pairsArbitrary = fc.uniqueArray(pairArbitrary, { selector: nameOf, maxLength: 60 });

test('a run comes back with its ids, tiers and spaces, and with scores as close as its steps', () => {
  fc.assert(
    fc.property(pairsArbitrary, (pairs) => {
      const { pairs: read, floor } = decodeRun(encodeRun(pairs, projectIds), projectIds);
      expect(floor).toBe(0);
      const written = [...pairs].sort((x, y) => x.a - y.a || x.b - y.b);
      expect(read.map((pair) => ({ ...pair, score: 0 }))).toEqual(written.map((pair) => ({ ...pair, score: 0 })));
      read.forEach(({ score }, at) =>
        expect(Math.abs(score - (written[at]?.score ?? 9))).toBeLessThanOrEqual(0.5 / 255),
      );
    }),
  );
});

test('of very many pairs the best are kept, all of those above the named score, within one stored value', () => {
  const pairs = Array.from({ length: 60_000 }, (_, at): RunPair => {
    const score = ((at * 7_919) % 60_000) / 60_000;
    return {
      a: at * 97,
      b: at * 97 + 1 + ((at * 31) % 5_000_000),
      score,
      tier: 'possible',
      projectA: 10_000,
      projectB: 10_007,
      isOfSeries: false,
    };
  });
  const bytes = encodeRun(pairs, projectIds);
  expect(Math.ceil(bytes.length / 3) * 4).toBeLessThanOrEqual(limits.maxValueBytes);
  const { pairs: kept, floor } = decodeRun(bytes, projectIds);
  expect(kept.length).toBeLessThanOrEqual(limits.maxRunPairs);
  expect(kept.length).toBeGreaterThan(limits.maxRunPairs * 0.9);
  expect(kept.length).toBe(pairs.filter(({ score }) => Math.round(score * 255) / 255 >= floor).length);
});

test('pairs are new, gone or changed exactly as somebody who looks at both lists would say', () => {
  const runArbitrary = fc
    .record({ pairs: pairsArbitrary, floor: fc.constantFrom(0, 0, 0.3, 0.6) })
    .map(({ pairs, floor }): Run => ({ pairs: pairs.filter(({ score }) => score >= floor), floor }));
  const near = fc.array(fc.double({ min: -0.08, max: 0.08, noNaN: true }), { minLength: 60, maxLength: 60 });
  fc.assert(
    fc.property(runArbitrary, runArbitrary, near, (before, fresh, moves) => {
      // Half of the later run are pairs of the earlier one that moved a little.
      const moved = before.pairs
        .filter((_, at) => at % 2 === 0)
        .map((pair, at) => ({ ...pair, score: pair.score + (moves[at] ?? 0) }));
      const known = new Set(moved.map(nameOf));
      const after: Run = {
        floor: fresh.floor,
        pairs: [...moved, ...fresh.pairs.filter((pair) => !known.has(nameOf(pair)))].filter(
          ({ score }) => score >= fresh.floor,
        ),
      };
      const floor = Math.max(before.floor, after.floor);
      const expected = new Set<string>();
      const find = (run: Run, name: string) => run.pairs.find((pair) => nameOf(pair) === name && pair.score >= floor);
      for (const name of new Set([...before.pairs, ...after.pairs].map(nameOf))) {
        const [then, now] = [find(before, name), find(after, name)];
        if (then === undefined && now !== undefined) expected.add(`new ${name}`);
        if (then !== undefined && now === undefined) expected.add(`gone ${name}`);
        if (then && now && (then.tier !== now.tier || Math.abs(then.score - now.score) >= 0.05))
          expected.add(`changed ${name}`);
      }
      const found = changesBetween(before, after).map(
        (change) => `${change.before === null ? 'new' : change.after === null ? 'gone' : 'changed'} ${nameOf(change)}`,
      );
      expect(found).toHaveLength(expected.size);
      expect(new Set(found)).toEqual(expected);
    }),
  );
});
