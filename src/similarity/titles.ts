// Titles compared on their own. Two tickets made by one person from one pattern ("Upgrade X", "Upgrade Y") agree in
// nearly every word; what tells them apart is the word of the title that the other one lacks.

import type { PairSignals } from './judge';
import type { Model } from './model';
import { NumberList } from './number-list';
import { idf, saturate } from './score';

/** For each issue the columns of its title, ascending, with weights of length 1. */
export interface TitleRows {
  readonly starts: Uint32Array;
  readonly columns: Uint32Array;
  readonly weights: Float32Array;
}

export function titleRowsOf(model: Model): TitleRows {
  const { blocks, blockOf, indexOf } = model.rows;
  const starts = new Uint32Array(model.rowCount + 1);
  const columns = new NumberList(Uint32Array);
  const weights = new NumberList(Float32Array);
  for (let row = 0; row < model.rowCount; row++) {
    const block = blocks[blockOf[row]!]!;
    const columnOf = model.columnsOf[blockOf[row]!]!;
    const index = indexOf[row]!;
    const length = block.fieldLengths[index * 3]!;
    const entries: (readonly [column: number, weight: number])[] = [];
    let squares = 0;
    for (let at = block.termStarts[index]!; at < block.termStarts[index + 1]!; at++) {
      const count = block.termCounts[at * 3]!;
      if (count === 0) continue;
      const column = columnOf[block.terms[at]!]!;
      const rarity = idf(model.rowCount, model.documentFrequencies[column]!);
      const weight = rarity * saturate(count, length, model.averageLengths[0], 0);
      squares += weight * weight;
      entries.push([column, weight]);
    }
    entries.sort(([a], [b]) => a - b);
    for (const [column, weight] of entries) {
      columns.push(column);
      weights.push(weight / Math.sqrt(squares));
    }
    starts[row + 1] = columns.length;
  }
  return { starts, columns: columns.finish(), weights: weights.finish() };
}

export function compareTitles(
  { starts, columns, weights }: TitleRows,
  a: number,
  b: number,
): Pick<PairSignals, 'titleCosine' | 'matchedTitleTerms' | 'unmatchedTitleTermsA' | 'unmatchedTitleTermsB'> {
  let atA = starts[a]!;
  let atB = starts[b]!;
  const endA = starts[a + 1]!;
  const endB = starts[b + 1]!;
  const [termsOfA, termsOfB] = [endA - atA, endB - atB];
  let matched = 0;
  let titleCosine = 0;
  while (atA < endA && atB < endB) {
    const difference = columns[atA]! - columns[atB]!;
    if (difference === 0) {
      matched++;
      titleCosine += weights[atA]! * weights[atB]!;
    }
    if (difference <= 0) atA++;
    if (difference >= 0) atB++;
  }
  return {
    titleCosine,
    matchedTitleTerms: matched,
    unmatchedTitleTermsA: termsOfA - matched,
    unmatchedTitleTermsB: termsOfB - matched,
  };
}
