// Turns blocks into vectors of length 1, one row for each issue, so that the dot product of two rows is their cosine.
// Rows are sorted by column and columns go from rare to common terms, equal ones by hash: the same issues give the
// same numbers however they are spread over blocks. Nothing here is stored; it is made anew from blocks when loaded.

import type { Block } from './block';
import { fields, type PerField } from './document';
import { idf, saturate, type ScoreSettings } from './score';
import { createStatistics, type CorpusStatistics } from './statistics';
import { TermTable } from './term-table';

/** Sparse rows: the entries of row `i` are those from `rowStarts[i]` up to `rowStarts[i + 1]`, ascending by column. */
export interface SparseRows {
  readonly rowCount: number;
  readonly columnCount: number;
  readonly rowStarts: Uint32Array;
  readonly columns: Uint32Array;
  readonly weights: Float32Array;
}

export interface Model extends SparseRows {
  /** The issue of each row, ascending. */
  readonly ids: Float64Array;
  /** Length of each row before the scaling: how much text there is to agree on. */
  readonly norms: Float32Array;
  /** The term of each column. */
  readonly termHashes: Uint32Array;
  /** In how many issues the term of each column stands; ascending. */
  readonly documentFrequencies: Uint32Array;
  readonly averageLengths: PerField;
  readonly rows: IssueRows;
  /** For each block: the column of each entry of its dictionary. */
  readonly columnsOf: readonly Uint32Array[];
}

/** Where the entry of each row stands: which block, and at which index in it. */
interface IssueRows {
  readonly blocks: readonly Block[];
  readonly blockOf: Uint32Array;
  readonly indexOf: Uint32Array;
}

export function buildModel(blocks: readonly Block[], settings: ScoreSettings): Model {
  const { ids, rows } = currentRows(blocks);
  const averageLengths = averageFieldLengths(rows);
  const terms = numberTerms(rows);
  const { rowStarts, columns, weights } = sortedRows(rows, terms, averageLengths, settings);
  const norms = scaleRows(rowStarts, weights);
  return {
    rowCount: ids.length,
    columnCount: terms.hashes.length,
    rowStarts,
    columns,
    weights,
    ids,
    norms,
    termHashes: terms.hashes,
    documentFrequencies: terms.frequencies,
    averageLengths,
    rows,
    columnsOf: terms.columnsOf,
  };
}

/** What is stored of the corpus, for explaining pairs later. */
export function statisticsOf(model: Model): CorpusStatistics {
  const hashes = new Map<number, number>();
  for (let column = 0; column < model.columnCount; column++) {
    if (model.documentFrequencies[column]! > 1)
      hashes.set(model.termHashes[column]!, model.documentFrequencies[column]!);
  }
  const sorted = Uint32Array.from(hashes.keys()).sort();
  const frequencies = sorted.map((hash) => hashes.get(hash)!);
  return createStatistics(model.rowCount, model.averageLengths, sorted, frequencies);
}

/** The last entry of every issue that is not removed, by ascending id. */
function currentRows(blocks: readonly Block[]): { ids: Float64Array; rows: IssueRows } {
  const total = blocks.reduce((sum, block) => sum + block.issueCount, 0);
  const blockOfEntry = new Uint32Array(total);
  const indexOfEntry = new Uint32Array(total);
  const entryOf = new Map<number, number>();
  let entry = 0;
  blocks.forEach((block, number) => {
    for (let index = 0; index < block.issueCount; index++, entry++) {
      blockOfEntry[entry] = number;
      indexOfEntry[entry] = index;
      if (block.isRemoved[index]) entryOf.delete(block.ids[index]!);
      else entryOf.set(block.ids[index]!, entry);
    }
  });
  const ids = Float64Array.from(entryOf.keys()).sort();
  const entries = Uint32Array.from(ids, (id) => entryOf.get(id)!);
  const blockOf = entries.map((at) => blockOfEntry[at]!);
  const indexOf = entries.map((at) => indexOfEntry[at]!);
  return { ids, rows: { blocks, blockOf, indexOf } };
}

function averageFieldLengths({ blocks, blockOf, indexOf }: IssueRows): PerField {
  const sums = fields.map(() => 0);
  const counts = fields.map(() => 0);
  for (let row = 0; row < blockOf.length; row++) {
    const { fieldLengths } = blocks[blockOf[row]!]!;
    for (let field = 0; field < fields.length; field++) {
      const length = fieldLengths[indexOf[row]! * 3 + field]!;
      if (length === 0) continue;
      sums[field]! += length;
      counts[field]!++;
    }
  }
  const mean = (field: number) => (counts[field] ? sums[field]! / counts[field] : 0);
  return [mean(0), mean(1), mean(2)];
}

interface NumberedTerms {
  /** By column. */
  readonly hashes: Uint32Array;
  readonly frequencies: Uint32Array;
  /** For each block: the column of each entry of its dictionary. */
  readonly columnsOf: readonly Uint32Array[];
}

/** Counts issues for each term and numbers the terms from rare to common, equal ones by hash. */
function numberTerms({ blocks, blockOf, indexOf }: IssueRows): NumberedTerms {
  const table = new TermTable(blocks.reduce((sum, block) => sum + block.termHashes.length, 0) / 2);
  const numbersOf = blocks.map((block) => block.termHashes.map((hash) => table.intern(hash)));
  const frequencies = new Uint32Array(table.size);
  for (let row = 0; row < blockOf.length; row++) {
    const { termStarts, terms } = blocks[blockOf[row]!]!;
    const numbers = numbersOf[blockOf[row]!]!;
    const end = termStarts[indexOf[row]! + 1]!;
    for (let at = termStarts[indexOf[row]!]!; at < end; at++) frequencies[numbers[terms[at]!]!]!++;
  }
  const byHash = table.allHashes().slice().sort();
  const columnOf = new Uint32Array(table.size);
  const nextColumn = startsOfFrequencies(frequencies);
  const columnCount = nextColumn[nextColumn.length - 1]!;
  const hashes = new Uint32Array(columnCount);
  const sortedFrequencies = new Uint32Array(columnCount);
  for (const hash of byHash) {
    const number = table.find(hash);
    const frequency = frequencies[number]!;
    if (frequency === 0) continue;
    const column = nextColumn[frequency]!++;
    columnOf[number] = column;
    hashes[column] = hash;
    sortedFrequencies[column] = frequency;
  }
  const columnsOf = numbersOf.map((numbers) => numbers.map((number) => columnOf[number]!));
  return { hashes, frequencies: sortedFrequencies, columnsOf };
}

/** For each frequency the first column of the terms that have it. Only issues that are gone have terms of none. */
function startsOfFrequencies(frequencies: Uint32Array): Uint32Array {
  const highest = frequencies.reduce((most, frequency) => Math.max(most, frequency), 0);
  const starts = new Uint32Array(highest + 2);
  for (const frequency of frequencies) if (frequency > 0) starts[frequency + 1]!++;
  for (let frequency = 0; frequency <= highest; frequency++) starts[frequency + 1]! += starts[frequency]!;
  return starts;
}

/** Weights before scaling. Sorting by column is two walks: postings into columns, then columns back into rows. */
function sortedRows(
  { blocks, blockOf, indexOf }: IssueRows,
  { frequencies, columnsOf }: NumberedTerms,
  averageLengths: PerField,
  { fieldWeights }: ScoreSettings,
): { rowStarts: Uint32Array; columns: Uint32Array; weights: Float32Array } {
  const rowCount = blockOf.length;
  const columnCount = frequencies.length;
  const idfs = idfByColumn(frequencies, rowCount);
  const columnStarts = new Uint32Array(columnCount + 1);
  for (let column = 0; column < columnCount; column++) {
    columnStarts[column + 1] = columnStarts[column]! + frequencies[column]!;
  }
  const total = columnStarts[columnCount]!;
  const fill = columnStarts.slice(0, columnCount);
  const rowOfEntry = new Uint32Array(total);
  const weightOfEntry = new Float32Array(total);
  const rowStarts = new Uint32Array(rowCount + 1);
  for (let row = 0; row < rowCount; row++) {
    const number = blockOf[row]!;
    const block = blocks[number]!;
    const { termStarts, terms } = block;
    const blockColumns = columnsOf[number]!;
    const index = indexOf[row]!;
    const end = termStarts[index + 1]!;
    for (let at = termStarts[index]!; at < end; at++) {
      const column = blockColumns[terms[at]!]!;
      const entry = fill[column]!++;
      rowOfEntry[entry] = row;
      weightOfEntry[entry] = termWeight(block, index, at, averageLengths, fieldWeights) * idfs[column]!;
    }
    rowStarts[row + 1] = rowStarts[row]! + end - termStarts[index]!;
  }
  const columns = new Uint32Array(total);
  const weights = new Float32Array(total);
  const fillRow = rowStarts.slice(0, rowCount);
  for (let column = 0; column < columnCount; column++) {
    for (let entry = columnStarts[column]!; entry < columnStarts[column + 1]!; entry++) {
      const at = fillRow[rowOfEntry[entry]!]!++;
      columns[at] = column;
      weights[at] = weightOfEntry[entry]!;
    }
  }
  return { rowStarts, columns, weights };
}

/** What the mentions of a term in one issue weigh, before rarity: its saturated counts by field weight. */
export function termWeight(
  { fieldLengths, termCounts }: Block,
  index: number,
  posting: number,
  averageLengths: PerField,
  fieldWeights: PerField,
): number {
  let sum = 0;
  for (let field = 0 as 0 | 1 | 2; field < 3; field++) {
    const count = termCounts[posting * 3 + field]!;
    if (count === 0) continue;
    sum += fieldWeights[field] * saturate(count, fieldLengths[index * 3 + field]!, averageLengths[field], field);
  }
  return sum;
}

function idfByColumn(frequencies: Uint32Array, rowCount: number): Float64Array {
  const idfs = new Float64Array(frequencies.length);
  let frequency = -1;
  let value = 0;
  // Columns ascend by frequency: the logarithm is taken once for each frequency.
  for (let column = 0; column < frequencies.length; column++) {
    if (frequencies[column] !== frequency) {
      frequency = frequencies[column]!;
      value = idf(rowCount, frequency);
    }
    idfs[column] = value;
  }
  return idfs;
}

/** Scales every row to length 1 and returns what the lengths were. A row without terms stays empty. */
function scaleRows(rowStarts: Uint32Array, weights: Float32Array): Float32Array {
  const norms = new Float32Array(rowStarts.length - 1);
  for (let row = 0; row < norms.length; row++) {
    let squares = 0;
    for (let at = rowStarts[row]!; at < rowStarts[row + 1]!; at++) squares += weights[at]! * weights[at]!;
    const norm = Math.sqrt(squares);
    norms[row] = norm;
    if (norm > 0) for (let at = rowStarts[row]!; at < rowStarts[row + 1]!; at++) weights[at] = weights[at]! / norm;
  }
  return norms;
}
