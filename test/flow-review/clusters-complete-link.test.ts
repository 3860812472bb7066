// Clusters against a slow, obviously right version: it keeps plain lists, looks through all pairs for every question, and
// so cannot hide a mistake in its bookkeeping.

import fc from 'fast-check';
import { type ClusterPair, formClusters } from '../../src/similarity/cluster';

type Ends = readonly [a: number, b: number];

function slowly(pairs: readonly ClusterPair[], confirmed: readonly Ends[], rejected: readonly Ends[]): number[][] {
  const all = new Set([...pairs.flatMap(({ a, b }) => [a, b]), ...confirmed.flat()]);
  let groups = [...all].map((id) => [id]);
  const groupOf = (id: number): number[] => groups.find((group) => group.includes(id)) ?? [];
  const join = (x: number[], y: number[]): void => {
    if (x !== y) groups = [...groups.filter((group) => group !== x && group !== y), [...x, ...y]];
  };
  const isAmong = (some: readonly Ends[], x: number, y: number): boolean =>
    some.some(([a, b]) => (a === x && b === y) || (a === y && b === x));
  for (const [a, b] of confirmed) join(groupOf(a), groupOf(b));
  const known: Ends[] = [...pairs.map(({ a, b }) => [a, b] as const), ...confirmed];
  const bestFirst = [...pairs].sort((x, y) => y.score - x.score || x.a - y.a || x.b - y.b);
  for (const { a, b } of bestFirst) {
    const [x, y] = [groupOf(a), groupOf(b)];
    const fits = x.every((one) => y.every((other) => isAmong(known, one, other) && !isAmong(rejected, one, other)));
    if (fits) join(x, y);
  }
  return groups.filter(({ length }) => length > 1);
}

const sorted = (groups: readonly (readonly number[])[]): string[] =>
  groups.map((ids) => [...ids].sort((x, y) => x - y).join(' ')).sort();

const endsArbitrary = fc.tuple(fc.nat(9), fc.nat(9)).filter(([a, b]) => a < b);
const pairsArbitrary = fc.uniqueArray(
  fc.record({ ends: endsArbitrary, score: fc.constantFrom(0.3, 0.5, 0.5001, 0.8, 0.9) }),
  { selector: ({ ends }) => ends.join(' '), maxLength: 40 },
);
const decisionsArbitrary = fc.uniqueArray(fc.record({ ends: endsArbitrary, isSame: fc.boolean() }), {
  selector: ({ ends }) => ends.join(' '),
  maxLength: 6,
});

test('clusters are those of a slow version, whatever the pairs are and whatever people said', () => {
  let largest = 0;
  fc.assert(
    fc.property(pairsArbitrary, decisionsArbitrary, (raw, decisions) => {
      const pairs = raw.map(({ ends: [a, b], score }) => ({ a, b, score }));
      const confirmed = decisions.filter(({ isSame }) => isSame).map(({ ends }) => ends);
      const rejected = decisions.filter(({ isSame }) => !isSame).map(({ ends }) => ends);
      const quick = formClusters(pairs, new Map(), { confirmed, rejected });
      expect(sorted(quick.map(({ ids }) => ids))).toEqual(sorted(slowly(pairs, confirmed, rejected)));
      largest = Math.max(largest, ...quick.map(({ ids }) => ids.length));
    }),
    { numRuns: 2_000 },
  );
  expect(largest).toBeGreaterThan(3);
});
