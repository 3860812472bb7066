// Sparse rows of length 1 for the tests of the join: few columns, so that rows meet often, and columns in ascending
// order, as the model makes them. The slow product is the definition of a cosine, in 64 bits.

import * as fc from 'fast-check';
import type { SparseRows } from '../../src/similarity/model';

interface RowEntry {
  readonly column: number;
  readonly weight: number;
}

export function rowsOf(entries: readonly (readonly RowEntry[])[], columnCount: number): SparseRows {
  const rowStarts = new Uint32Array(entries.length + 1);
  const columns: number[] = [];
  const weights: number[] = [];
  entries.forEach((row, index) => {
    const norm = Math.sqrt(row.reduce((sum, { weight }) => sum + weight * weight, 0));
    for (const { column, weight } of [...row].sort((a, b) => a.column - b.column)) {
      columns.push(column);
      weights.push(weight / norm);
    }
    rowStarts[index + 1] = columns.length;
  });
  return {
    rowCount: entries.length,
    columnCount,
    rowStarts,
    columns: Uint32Array.from(columns),
    weights: Float32Array.from(weights),
  };
}

export function arbitraryRows(maxRows: number, columnCount: number): fc.Arbitrary<SparseRows> {
  const entry = fc.record({ column: fc.nat({ max: columnCount - 1 }), weight: fc.integer({ min: 1, max: 5 }) });
  const row = fc.uniqueArray(entry, { maxLength: 8, selector: ({ column }) => column });
  return fc.array(row, { maxLength: maxRows }).map((rows) => rowsOf(rows, columnCount));
}

/** Repeatable and fast, for more rows than fast-check would make: rows of one family share most columns. */
export function manyRows(rowCount: number, columnCount: number, seed: number): SparseRows {
  let state = seed;
  const next = (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const rows = Array.from({ length: rowCount }, () => {
    const family = next(rowCount / 20);
    const columns = new Map<number, RowEntry>();
    for (let at = 0; at < 12; at++) {
      const column = next(3) > 0 ? (family * 31 + next(14)) % columnCount : next(columnCount);
      columns.set(column, { column, weight: 1 + next(9) });
    }
    return [...columns.values()];
  });
  return rowsOf(rows, columnCount);
}

export function cosine(rows: SparseRows, a: number, b: number): number {
  const other = new Map<number, number>();
  for (let at = rows.rowStarts[b]!; at < rows.rowStarts[b + 1]!; at++) other.set(rows.columns[at]!, rows.weights[at]!);
  let sum = 0;
  for (let at = rows.rowStarts[a]!; at < rows.rowStarts[a + 1]!; at++) {
    sum += rows.weights[at]! * (other.get(rows.columns[at]!) ?? 0);
  }
  return sum;
}
