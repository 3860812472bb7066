// The innermost work of comparing all issues with all, behind one interface with two implementations: WebAssembly and
// plain JavaScript. Both add up in the same order and in 32-bit floating point, so their results are the same to the
// last bit; only their speed differs.

import type { Arena } from './arena';

export interface CompareSettings {
  /** Pairs from here on are counted. */
  readonly threshold: number;
  /** Pairs from here on are handed out in the `found` arrays, exact to the slack of the row. */
  readonly floor: number;
}

export interface CompareAnswer {
  /** The row to go on with: smaller than asked when the found pairs have to be taken first. */
  readonly nextRow: number;
  readonly foundCount: number;
  /** Pairs at or above the threshold: exact, each decided in 64 bits where 32 leave a doubt. */
  readonly countedPairs: number;
}

export interface Kernel {
  readonly arena: Arena;
  /**
   * Cuts every row before its longest tail of columns that is shorter than `maxRest`, for `comparePairs`. Only what
   * stands before the cut is indexed and added up. What is missing from a sum is never more than such a tail is long
   * (Cauchy and Schwarz), so pairs that might reach the threshold are known, and only these are completed.
   */
  cutRows(maxRest: number): void;
  /** Indexes the rows from `first` up to `end`, each up to its cut. */
  indexBlock(first: number, end: number): void;
  /** Nearest neighbours, and pairs: the rows from `from` up to `to` with all smaller rows of the indexed block. */
  compareRows(from: number, to: number, settings: CompareSettings): CompareAnswer;
  /** Once all rows are compared: puts the neighbours of each row in order, best first. */
  sortNeighbours(): void;
  /** Only pairs, several times faster; `maxRest` as in `cutRows`. */
  comparePairs(from: number, to: number, settings: CompareSettings, maxRest: number): CompareAnswer;
}

/**
 * By how much a sum of `entries` products, none negative and together at most 1, can be off in 32 bits: every
 * product and every addition is rounded by 2^-24 at most. Forty entries: 2.5e-6.
 */
export function slackOf(entries: number): number {
  return (entries + 2) * 2 ** -24;
}

/** The product of two rows in 64 bits, entries in ascending order of column. */
export function exactProduct({ rowStarts, columns, weights }: Arena, a: number, b: number): number {
  let atA = rowStarts[a]!;
  let atB = rowStarts[b]!;
  const endA = rowStarts[a + 1]!;
  const endB = rowStarts[b + 1]!;
  let sum = 0;
  while (atA < endA && atB < endB) {
    const columnA = columns[atA]!;
    const columnB = columns[atB]!;
    if (columnA === columnB) sum += weights[atA++]! * weights[atB++]!;
    else if (columnA < columnB) atA++;
    else atB++;
  }
  return sum;
}
