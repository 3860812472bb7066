// The nearest rows of single ones: the index gives what a pass over everything gives, to the last bit, and both give what
// the definition of a cosine gives.

import * as fc from 'fast-check';
import { indexedSearch, passingSearch } from '../../src/similarity/nearest-rows';
import { arbitraryRows, manyRows } from './random-rows';

function searchOf(rowCount: number, groups: readonly number[] = []) {
  const exclusions = {
    groups: Int32Array.from({ length: rowCount }, (_, row) => (groups[row] ?? 0) << 1),
    linkStarts: new Uint32Array(rowCount + 1),
    links: new Uint32Array(0),
  };
  return { exclusions, size: 5, floor: 0.2 };
}

it('finds the same rows with the same cosines through the index and in a pass', () => {
  fc.assert(
    fc.property(arbitraryRows(30, 12), fc.array(fc.nat({ max: 3 }), { maxLength: 30 }), (rows, groups) => {
      const options = searchOf(rows.rowCount, groups);
      const [passing, indexed] = [passingSearch(rows, options), indexedSearch(rows, options)];
      for (let row = 0; row < rows.rowCount; row++) {
        const found = passing(row);
        expect(indexed(row)).toEqual(found);
        for (const { row: other } of found)
          expect((groups[row] ?? 0) === 0 || groups[row] !== groups[other]).toBe(true);
      }
    }),
    { numRuns: 100 },
  );
});

it('is several times faster through the index where many are looked for', () => {
  const rows = manyRows(4_000, 3_000, 7);
  const options = searchOf(rows.rowCount);
  const time = (make: typeof passingSearch): number => {
    const startedAtMs = performance.now();
    const search = make(rows, options);
    for (let row = 0; row < 400; row++) search(row);
    return performance.now() - startedAtMs;
  };
  const [passMs, indexMs] = [time(passingSearch), time(indexedSearch)];
  console.info(`400 of 4,000 rows: a pass each ${Math.round(passMs)} ms, through the index ${Math.round(indexMs)} ms.`);
  expect(indexMs).toBeLessThan(passMs);
});
