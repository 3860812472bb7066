// What the whole corpus says about a term: in how many issues it stands. Kept beside the results, so that a pair can
// be explained later from its two texts alone. Terms of a single issue are left out: there are more of them than of
// all others together, and "not known" already means one. How they are stored is in statistics-bytes.ts.

import type { PerField } from './document';

export interface Statistics {
  readonly issueCount: number;
  /** Mean number of terms, over the issues in which the field is not empty; 0 when there is none. */
  readonly averageLengths: PerField;
  /** In how many issues the term stands; 1 for a term that is not known. */
  documentFrequency(termHash: number): number;
}

/** Statistics together with what is needed to store them. */
export interface CorpusStatistics extends Statistics {
  /** Terms that stand in at least two issues, ascending. */
  readonly termHashes: Uint32Array;
  readonly documentFrequencies: Uint32Array;
}

/** `termHashes` ascending, `documentFrequencies` beside them. Terms of one issue may be left out. */
export function createStatistics(
  issueCount: number,
  averageLengths: PerField,
  termHashes: Uint32Array,
  documentFrequencies: Uint32Array,
): CorpusStatistics {
  return {
    issueCount,
    averageLengths,
    termHashes,
    documentFrequencies,
    documentFrequency(termHash) {
      const position = positionOf(termHash, termHashes);
      return position < 0 ? 1 : documentFrequencies[position]!;
    },
  };
}

/** By halves: a hash table over all terms costs more to build than its few hundred questions. */
function positionOf(wanted: number, ascending: Uint32Array): number {
  let low = 0;
  let high = ascending.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const value = ascending[middle]!;
    if (value === wanted) return middle;
    if (value < wanted) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}
