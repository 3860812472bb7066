// The cosine of one row with every other, for a handful of rows out of many: through an inverted index, so that it costs
// the postings of the row's own terms. The join compares all with all and keeps only the nearest; this keeps every cell.

import type { Model } from '../similarity/model';

export class RowCosines {
  private readonly starts: Uint32Array;
  private readonly rows: Uint32Array;
  private readonly weights: Float32Array;
  private readonly sums: Float32Array;

  constructor(private readonly model: Model) {
    const { columnCount, documentFrequencies, rowCount, rowStarts, columns, weights } = model;
    this.starts = new Uint32Array(columnCount + 1);
    for (let column = 0; column < columnCount; column++) {
      this.starts[column + 1] = this.starts[column]! + documentFrequencies[column]!;
    }
    const next = this.starts.slice();
    this.rows = new Uint32Array(columns.length);
    this.weights = new Float32Array(columns.length);
    for (let row = 0; row < rowCount; row++) {
      for (let at = rowStarts[row]!; at < rowStarts[row + 1]!; at++) {
        const posting = next[columns[at]!]!++;
        this.rows[posting] = row;
        this.weights[posting] = weights[at]!;
      }
    }
    this.sums = new Float32Array(rowCount);
  }

  /** Good until the next call; the row's own cell is 0. */
  of(row: number): Float32Array {
    const { sums, starts, rows, weights, model } = this;
    sums.fill(0);
    for (let at = model.rowStarts[row]!; at < model.rowStarts[row + 1]!; at++) {
      const column = model.columns[at]!;
      const weight = model.weights[at]!;
      for (let posting = starts[column]!; posting < starts[column + 1]!; posting++) {
        sums[rows[posting]!]! += weight * weights[posting]!;
      }
    }
    sums[row] = 0;
    return sums;
  }
}
