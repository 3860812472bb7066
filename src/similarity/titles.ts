// Titles compared on their own. Two tickets made by one person from one pattern ("Upgrade X", "Upgrade Y") agree in
// nearly every word; what tells them apart is the word of the title that the other one lacks.

import { isNumberTerm } from './hash';
import type { PairSignals } from './judge';
import type { Model } from './model';
import { NumberList } from './number-list';
import { idf, saturate } from './score';

/** For each issue the columns of its title, ascending, with weights of length 1. */
export interface TitleRows {
  readonly starts: Uint32Array;
  readonly columns: Uint32Array;
  readonly weights: Float32Array;
  /** By column. */
  readonly isNumber: Uint8Array;
  /** For each issue how many terms of its title are numbers. */
  readonly numberCounts: Uint16Array;
}

export function titleRowsOf(model: Model): TitleRows {
  const { blocks, blockOf, indexOf } = model.rows;
  const starts = new Uint32Array(model.rowCount + 1);
  const columns = new NumberList(Uint32Array);
  const weights = new NumberList(Float32Array);
  const rarities = new Float64Array(model.columnCount);
  const isNumber = Uint8Array.from(model.termHashes.subarray(0, model.columnCount), (hash) =>
    Number(isNumberTerm(hash)),
  );
  const numberCounts = new Uint16Array(model.rowCount);
  const title = new SortedTitle();
  for (let row = 0; row < model.rowCount; row++) {
    const block = blocks[blockOf[row]!]!;
    const columnOf = model.columnsOf[blockOf[row]!]!;
    const index = indexOf[row]!;
    const length = block.fieldLengths[index * 3]!;
    let squares = 0;
    title.size = 0;
    for (let at = block.termStarts[index]!; at < block.termStarts[index + 1]!; at++) {
      const count = block.termCounts[at * 3]!;
      if (count === 0) continue;
      const column = columnOf[block.terms[at]!]!;
      const rarity = (rarities[column] ||= idf(model.rowCount, model.documentFrequencies[column]!));
      const weight = rarity * saturate(count, length, model.averageLengths[0], 0);
      squares += weight * weight;
      title.add(column, weight);
    }
    const norm = Math.sqrt(squares);
    for (let at = 0; at < title.size; at++) {
      const column = title.columns[at]!;
      numberCounts[row]! += isNumber[column]!;
      columns.push(column);
      weights.push(title.weights[at]! / norm);
    }
    starts[row + 1] = columns.length;
  }
  return { starts, columns: columns.finish(), weights: weights.finish(), isNumber, numberCounts };
}

/** One title's columns in order. Titles have a handful of words: each is put in its place among those before. */
class SortedTitle {
  size = 0;
  columns = new Uint32Array(256);
  weights = new Float64Array(256);

  add(column: number, weight: number): void {
    if (this.size === this.columns.length) this.grow();
    let at = this.size++;
    for (; at > 0 && this.columns[at - 1]! > column; at--) {
      this.columns[at] = this.columns[at - 1]!;
      this.weights[at] = this.weights[at - 1]!;
    }
    this.columns[at] = column;
    this.weights[at] = weight;
  }

  private grow(): void {
    const [columns, weights] = [new Uint32Array(this.size * 2), new Float64Array(this.size * 2)];
    columns.set(this.columns);
    weights.set(this.weights);
    this.columns = columns;
    this.weights = weights;
  }
}

type TitleSignals = Pick<
  PairSignals,
  'titleCosine' | 'matchedTitleTerms' | 'unmatchedTitleTermsA' | 'unmatchedTitleTermsB' | 'isNumberSlot'
>;

export function compareTitles(
  { starts, columns, weights, isNumber, numberCounts }: TitleRows,
  a: number,
  b: number,
): TitleSignals {
  let atA = starts[a]!;
  let atB = starts[b]!;
  const endA = starts[a + 1]!;
  const endB = starts[b + 1]!;
  const [termsOfA, termsOfB] = [endA - atA, endB - atB];
  let matched = 0;
  let matchedNumbers = 0;
  let titleCosine = 0;
  while (atA < endA && atB < endB) {
    const difference = columns[atA]! - columns[atB]!;
    if (difference === 0) {
      matched++;
      matchedNumbers += isNumber[columns[atA]!]!;
      titleCosine += weights[atA]! * weights[atB]!;
    }
    if (difference <= 0) atA++;
    if (difference >= 0) atB++;
  }
  const [unmatchedA, unmatchedB] = [termsOfA - matched, termsOfB - matched];
  return {
    titleCosine,
    matchedTitleTerms: matched,
    unmatchedTitleTermsA: unmatchedA,
    unmatchedTitleTermsB: unmatchedB,
    isNumberSlot:
      Math.min(unmatchedA, unmatchedB) > 0 &&
      matched > matchedNumbers &&
      numberCounts[a]! - matchedNumbers === unmatchedA &&
      numberCounts[b]! - matchedNumbers === unmatchedB,
  };
}
