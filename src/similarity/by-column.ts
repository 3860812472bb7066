// Sparse rows turned on their side: for each column the rows that have it, ascending, with their weights there.

import type { SparseRows } from './model';

export interface ByColumn {
  /** The entries of column `i` are those from `starts[i]` up to `starts[i + 1]`. */
  readonly starts: Uint32Array;
  readonly rows: Uint32Array;
  readonly weights: Float32Array;
}

export function byColumnOf({ rowCount, rowStarts, columns, weights, columnCount }: SparseRows): ByColumn {
  const starts = new Uint32Array(columnCount + 1);
  for (const column of columns) starts[column + 1]!++;
  for (let column = 0; column < columnCount; column++) starts[column + 1]! += starts[column]!;
  const next = starts.slice();
  const rows = new Uint32Array(columns.length);
  const turned = new Float32Array(columns.length);
  for (let row = 0; row < rowCount; row++) {
    for (let at = rowStarts[row]!; at < rowStarts[row + 1]!; at++) {
      const place = next[columns[at]!]!++;
      rows[place] = row;
      turned[place] = weights[at]!;
    }
  }
  return { starts, rows, weights: turned };
}
