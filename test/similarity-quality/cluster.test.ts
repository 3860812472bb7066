import fc from 'fast-check';
import { formClusters, proposeCanonical } from '../../src/similarity/cluster';
import type { ClusterMember, ClusterPair } from '../../src/similarity/cluster';

const member = (id: number, createdMs = id, isResolved = false): [number, ClusterMember] => [
  id,
  { id, createdMs, isResolved },
];
const members = new Map([1, 2, 3, 4, 5].map((id) => member(id)));
const pair = (a: number, b: number, score = 0.8): ClusterPair => ({ a, b, score });

describe('clusters', () => {
  it('does not let a chain become one cluster', () => {
    expect(formClusters([pair(1, 2, 0.9), pair(2, 3, 0.8)], members).map(({ ids }) => ids)).toEqual([[1, 2]]);
  });

  it('puts together what is alike in every pair', () => {
    expect(formClusters([pair(1, 2), pair(2, 3), pair(1, 3)], members)).toEqual([{ ids: [1, 2, 3], canonicalId: 1 }]);
  });

  it('begins with likely duplicates only, and keeps what is merely alike from holding them apart', () => {
    const alike = (a: number, b: number): ClusterPair => ({ ...pair(a, b), joins: false });
    expect(formClusters([alike(1, 2), alike(2, 3), alike(1, 3)], members)).toEqual([]);
    const some = formClusters([pair(1, 2), pair(2, 3), alike(1, 3), alike(3, 4)], members);
    expect(some.map(({ ids }) => ids)).toEqual([[1, 2, 3]]);
  });

  it('lets what people decided win', () => {
    const pairs = [pair(1, 2), pair(2, 3), pair(1, 3)];
    const apart = formClusters(pairs, members, { confirmed: [], rejected: [[1, 3]] });
    expect(apart.map(({ ids }) => ids)).toEqual([[1, 2]]);
    const together = formClusters([], members, { confirmed: [[4, 5]], rejected: [] });
    expect(together.map(({ ids }) => ids)).toEqual([[4, 5]]);
  });

  it('proposes the oldest open issue, and the oldest of all when none is open', () => {
    const some = new Map([member(1, 10, true), member(2, 30), member(3, 20)]);
    expect(proposeCanonical([1, 2, 3], some)).toBe(3);
    expect(proposeCanonical([1, 2], new Map([member(1, 10, true), member(2, 5, true)]))).toBe(2);
  });

  it('never holds two issues that are no pair, whatever the pairs are', () => {
    const anyPairs = fc.array(fc.tuple(fc.nat(12), fc.nat(12), fc.double({ min: 0, max: 1, noNaN: true })), {
      maxLength: 60,
    });
    fc.assert(
      fc.property(anyPairs, (raw) => {
        const pairs = raw
          .filter(([a, b]) => a !== b)
          .map(([a, b, score]) => pair(Math.min(a, b), Math.max(a, b), score));
        const known = new Set(pairs.map(({ a, b }) => `${a} ${b}`));
        for (const { ids } of formClusters(pairs, new Map())) {
          for (const a of ids) for (const b of ids) if (a < b) expect(known.has(`${a} ${b}`)).toBe(true);
        }
      }),
    );
  });
});
