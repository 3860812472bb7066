// The join against the definition: all cosines by a double loop in 64 bits. Nothing may be missing and nothing extra,
// except where a cosine is within 1e-6 of the line.

import * as fc from 'fast-check';
import { Join, type Exclusions, type JoinOptions, type JoinResult } from '../../src/similarity/join';
import { isWasmSupported } from '../../src/similarity/kernel-wasm';
import type { SparseRows } from '../../src/similarity/model';
import { arbitraryRows, cosine, manyRows, rowsOf } from './random-rows';

const epsilon = 1e-6;
const paths = ['wasm', 'js'] as const;

function run(rows: SparseRows, options: JoinOptions): JoinResult {
  const join = new Join(rows, options);
  while (!join.step(0, () => 0));
  return join.result();
}

const everyPairIsCompared = () => true;

function expectExact(rows: SparseRows, options: JoinOptions, isCompared: (a: number, b: number) => boolean): void {
  const result = run(rows, options);
  const found = new Map<string, number>();
  result.pairs.a.forEach((a, at) => found.set(`${a} ${result.pairs.b[at]}`, result.pairs.scores[at]!));
  let sure = 0;
  let possible = 0;
  for (let b = 0; b < rows.rowCount; b++) {
    for (let a = 0; a < b; a++) {
      const expected = isCompared(a, b) ? cosine(rows, a, b) : 0;
      const score = found.get(`${a} ${b}`);
      if (score !== undefined) expect(Math.abs(score - expected)).toBeLessThan(epsilon);
      if (expected >= options.threshold - epsilon) possible++;
      if (expected < options.threshold + epsilon) continue;
      sure++;
      if (options.maxPairs >= 1000) expect(score).toBeDefined();
    }
  }
  expect(result.pairsAbove).toBeGreaterThanOrEqual(sure);
  expect(result.pairsAbove).toBeLessThanOrEqual(possible);
  expect(found.size).toBeLessThanOrEqual(result.pairsAbove);
  for (let row = 0; row < rows.rowCount; row++) expectNearest(rows, options, result, row, isCompared);
}

function expectNearest(
  rows: SparseRows,
  { top }: JoinOptions,
  { neighbours, similarities }: JoinResult,
  row: number,
  isCompared: (a: number, b: number) => boolean,
): void {
  const expected = Array.from({ length: rows.rowCount }, (_, other) =>
    other !== row && isCompared(Math.min(row, other), Math.max(row, other)) ? cosine(rows, row, other) : 0,
  );
  const best = expected.filter((value) => value > 0).sort((a, b) => b - a);
  const seen = new Set<number>();
  for (let at = 0; at < top; at++) {
    const neighbour = neighbours[row * top + at]!;
    const similarity = similarities[row * top + at]!;
    expect(Math.abs(similarity - (best[at] ?? 0))).toBeLessThan(epsilon);
    if (neighbour < 0) expect(best[at]).toBeUndefined();
    else expect(Math.abs(expected[neighbour]! - similarity)).toBeLessThan(epsilon);
    if (neighbour >= 0) seen.add(neighbour);
  }
  expect(seen.size).toBe(Math.min(top, best.length));
}

test('this machine runs the WebAssembly kernel, so that both kernels are tested here', () => {
  expect(isWasmSupported()).toBe(true);
});

describe.each(paths)('the join (%s)', (path) => {
  test('finds exactly the neighbours and pairs that a double loop finds', () => {
    fc.assert(
      fc.property(
        arbitraryRows(40, 24),
        fc.constantFrom(0.05, 0.3, 0.5, 0.7, 0.95),
        fc.integer({ min: 1, max: 12 }),
        (rows, threshold, top) => expectExact(rows, { top, threshold, maxPairs: 10_000, path }, everyPairIsCompared),
      ),
      { numRuns: 150 },
    );
  });

  test('finds exactly the pairs that a double loop finds when only pairs are asked for', () => {
    fc.assert(
      fc.property(arbitraryRows(40, 24), fc.constantFrom(0.05, 0.3, 0.5, 0.7, 0.95, 1), (rows, threshold) =>
        expectExact(rows, { top: 0, threshold, maxPairs: 10_000, path }, everyPairIsCompared),
      ),
      { numRuns: 200 },
    );
  });

  test('leaves excluded pairs out and stays exact for all others', () => {
    fc.assert(
      fc.property(
        arbitraryRows(30, 16),
        fc.array(fc.nat({ max: 7 }), { minLength: 30, maxLength: 30 }),
        fc.array(fc.tuple(fc.nat({ max: 29 }), fc.nat({ max: 29 })), { maxLength: 20 }),
        fc.constantFrom(0, 5),
        (rows, groupOf, linked, top) => {
          const groups = Int32Array.from({ length: rows.rowCount }, (_, row) => groupOf[row]!);
          const isLinked = (a: number, b: number) =>
            linked.some(([x, y]) => Math.min(x, y) === a && Math.max(x, y) === b);
          const isCompared = (a: number, b: number) => {
            const areSiblings = groups[a]! >> 1 !== 0 && groups[a]! >> 1 === groups[b]! >> 1;
            return !isLinked(a, b) && !areSiblings && !(groups[a]! & groups[b]! & 1);
          };
          const exclusions = exclusionsFrom(rows.rowCount, groups, isLinked);
          expectExact(rows, { top, threshold: 0.3, maxPairs: 10_000, path, exclusions }, isCompared);
        },
      ),
      { numRuns: 100 },
    );
  });

  test.each([0, 0.3001, 0.9])('beyond the ten nearest keeps exactly the next ones above %d', (poolFloor) => {
    const rows = manyRows(300, 120, 9);
    const top = 40;
    const result = run(rows, { top, threshold: 0.5, maxPairs: 0, poolFloor, path });
    let filled = 0;
    for (let row = 0; row < rows.rowCount; row++) {
      const cosines = Array.from({ length: rows.rowCount }, (_, other) => cosine(rows, row, other));
      cosines[row] = 0;
      const best = cosines.filter((value) => value > 0).sort((a, b) => b - a);
      const wanted = best.filter((value, at) => at < 10 || value > poolFloor).slice(0, top);
      filled += wanted.length;
      for (let at = 0; at < top; at++) {
        const neighbour = result.neighbours[row * top + at]!;
        expect(Math.abs(result.similarities[row * top + at]! - (wanted[at] ?? 0))).toBeLessThan(epsilon);
        expect(neighbour < 0 ? 0 : Math.abs(cosines[neighbour]! - wanted[at]!)).toBeLessThan(epsilon);
      }
    }
    // The floors are chosen so that lists are full, partly full, or of ten.
    const expected = { 0: top, 0.3001: 17, 0.9: 10 }[poolFloor]!;
    expect(Math.abs(filled / rows.rowCount - expected)).toBeLessThan(2);
  });

  test('joins rows of several blocks as exactly as those of one', () => {
    const rows = manyRows(9000, 4000, 7);
    const result = run(rows, { top: 3, threshold: 0.8, maxPairs: 100_000, path });
    const pairs = new Set(Array.from(result.pairs.a, (a, at) => a * rows.rowCount + result.pairs.b[at]!));
    for (const row of [0, 8191, 8192, 8999]) {
      for (let other = 0; other < rows.rowCount; other++) {
        if (other === row) continue;
        const value = cosine(rows, row, other);
        const isListed = pairs.has(Math.min(row, other) * rows.rowCount + Math.max(row, other));
        if (Math.abs(value - 0.8) > epsilon) expect(isListed).toBe(value > 0.8);
      }
      expectNearest(rows, { top: 3, threshold: 0.8, maxPairs: 0 }, result, row, everyPairIsCompared);
    }
  });

  test('keeps the best pairs and the exact count when there is no room for all', () => {
    const rows = manyRows(3000, 500, 3);
    const all = run(rows, { top: 2, threshold: 0.2, maxPairs: 1_000_000, path });
    const few = run(rows, { top: 2, threshold: 0.2, maxPairs: 700, path });
    expect(few.pairsAbove).toBe(all.pairsAbove);
    expect(few.pairsAbove).toBe(all.pairs.a.length);
    expect(few.pairs.a.length).toBe(700);
    few.pairs.scores.forEach((score, at) => expect(Math.abs(score - all.pairs.scores[at]!)).toBeLessThan(epsilon));
  });

  test('counts every pair of thousands of equal issues without listing them', () => {
    const rows = rowsOf(
      Array.from({ length: 1500 }, () => [3, 5, 8].map((column) => ({ column, weight: column }))),
      10,
    );
    const result = run(rows, { top: 4, threshold: 0.5, maxPairs: 100, path });
    expect(result.pairsAbove).toBe((1500 * 1499) / 2);
    expect(result.pairs.a.length).toBe(100);
    expect([...result.neighbours.subarray(0, 4)]).toEqual([1, 2, 3, 4]);
    expect([...result.neighbours.subarray(1499 * 4)]).toEqual([0, 1, 2, 3]);
  });
});

test('both kernels give the same bits', () => {
  const rows = manyRows(9000, 3000, 11);
  for (const top of [0, 10, 30]) {
    const options = { top, threshold: 0.4, maxPairs: 5000, poolFloor: 0.1 };
    const [wasm, js] = paths.map((path) => run(rows, { ...options, path }));
    expect(wasm).toEqual(js);
  }
});

test('a row with more entries than 32-bit sums are good for is still counted exactly', () => {
  // Two thousand equal weights: every addition rounds the same way, so the error adds up instead of cancelling out.
  const long = (from: number) => Array.from({ length: 2000 }, (_, at) => ({ column: from + at, weight: 1 }));
  const rows = rowsOf([long(0), long(0), long(1000), long(999), long(1001)], 3001);
  for (const path of paths) {
    for (const top of [0, 3]) {
      const result = run(rows, { top, threshold: 0.5, maxPairs: 100, path });
      const exact = [...pairsOf(5)].filter(([a, b]) => cosine(rows, a, b) >= 0.5).length;
      expect(result.pairsAbove).toBe(exact);
    }
  }
});

test('works step by step: progress never goes back and the result does not depend on the steps', () => {
  const rows = manyRows(9000, 3000, 5);
  const options = { top: 3, threshold: 0.5, maxPairs: 1000 };
  const join = new Join(rows, options);
  const fractions = [join.fraction];
  let nowMs = 0;
  while (!join.step(1, () => (nowMs += 1))) fractions.push(join.fraction);
  expect(fractions.length).toBeGreaterThan(5);
  expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
  expect(join.fraction).toBe(1);
  expect(join.result()).toEqual(run(rows, options));
});

test('no rows, rows without entries and a single row give empty results', () => {
  for (const entries of [[], [[]], [[{ column: 0, weight: 1 }]], [[], []]]) {
    for (const path of paths) {
      const result = run(rowsOf(entries, 1), { top: 2, threshold: 0.5, maxPairs: 10, path });
      expect(result.pairsAbove).toBe(0);
      expect([...result.neighbours]).toEqual(entries.flatMap(() => [-1, -1]));
    }
  }
});

function* pairsOf(count: number): Generator<[number, number]> {
  for (let b = 0; b < count; b++) for (let a = 0; a < b; a++) yield [a, b];
}

function exclusionsFrom(rowCount: number, groups: Int32Array, isLinked: (a: number, b: number) => boolean): Exclusions {
  const linkStarts = [0];
  const links: number[] = [];
  for (let row = 0; row < rowCount; row++) {
    for (let smaller = 0; smaller < row; smaller++) if (isLinked(smaller, row)) links.push(smaller);
    linkStarts.push(links.length);
  }
  return { groups, linkStarts: Uint32Array.from(linkStarts), links: Uint32Array.from(links) };
}
