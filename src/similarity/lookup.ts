// The corpus turned round and cut into small parts, for questions about one text: for each term the issues that hold it,
// with its weight in them. A question reads the head and the few parts that hold its terms, whatever the size of the
// corpus: reading all of it for each question would use up what a site may read of its storage within a minute.
//
// source: Forge, "Limits": 4,000 units of 10 KB may be read each minute; 20,000 issues as blocks take several hundred.

import type { Block } from './block';
import { ByteReader, ByteWriter, DamagedValueError, seal, unseal } from './bytes';
import { type ByColumn, byColumnOf } from './by-column';
import type { PerField } from './document';
import { buildModel, type Model } from './model';
import type { ScoreSettings } from './score';

/** What a reader needs first: part 0. */
export interface LookupHead {
  readonly issueCount: number;
  readonly averageLengths: PerField;
  /** Terms of many issues: known without reading a part. All others are rarer than each of these. */
  readonly commonTerms: ReadonlyMap<number, number>;
  /** The lowest term hash of each of the parts from 1 on; ascending. */
  readonly firstHashes: Uint32Array;
}

export interface Postings {
  /** In how many issues the term stands. */
  readonly documentFrequency: number;
  /** Ascending; empty for a term that stands nearly everywhere. */
  readonly issueIds: Float64Array;
  /** Weight in an issue's vector of length 1, within 0.4 % of its root. */
  readonly weights: Float32Array;
}

const formatVersion = 1;
const maxCommonTerms = 1_000;
const leastCommonFrequency = 8;
/** A longer list would not fit into one value, and says next to nothing. */
const maxPostings = 40_000;
const maxPartBytes = 5_000;

/** The head and the parts behind it. */
export function encodeLookup(blocks: readonly Block[], settings: ScoreSettings): Uint8Array[] {
  const model = buildModel(blocks, settings);
  const byColumn = byColumnOf(model);
  const order = Uint32Array.from(model.termHashes.keys()).sort((x, y) => model.termHashes[x]! - model.termHashes[y]!);
  const parts: Uint8Array[] = [];
  const firstHashes: number[] = [];
  let writer = new ByteWriter();
  let previous = 0;
  for (const column of order) {
    const hash = model.termHashes[column]!;
    if (writer.length === 0) {
      firstHashes.push(hash);
      previous = hash;
    }
    writer.varint(hash - previous);
    previous = hash;
    writePostings(writer, model, byColumn, column);
    if (writer.length < maxPartBytes) continue;
    parts.push(seal('lookup', formatVersion, writer.finish()));
    writer = new ByteWriter();
  }
  if (writer.length > 0) parts.push(seal('lookup', formatVersion, writer.finish()));
  return [encodeHead(model, firstHashes), ...parts];
}

/** @throws DamagedValueError */
export function decodeLookupHead(bytes: Uint8Array): LookupHead {
  const reader = new ByteReader(unseal('lookup', formatVersion, bytes));
  const issueCount = reader.varint();
  const mean = () => reader.varint() / lengthScale;
  const averageLengths: PerField = [mean(), mean(), mean()];
  const hashes = reader.bytePlanes(reader.count(5));
  const commonTerms = new Map(Array.from(hashes, (hash) => [hash, reader.varint()]));
  const firstHashes = reader.bytePlanes(reader.count(4));
  if (!reader.isAtEnd) throw new DamagedValueError('The head of a lookup goes on after its end.');
  return { issueCount, averageLengths, commonTerms, firstHashes };
}

/** The part that holds the term if any does; null when it is below all of them. */
export function partOfTerm({ firstHashes }: LookupHead, termHash: number): number | null {
  let low = 0;
  let high = firstHashes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (firstHashes[middle]! <= termHash) low = middle + 1;
    else high = middle;
  }
  return low === 0 ? null : low;
}

/** Of the wanted terms those that the part holds. @throws DamagedValueError */
export function postingsIn(
  head: LookupHead,
  part: number,
  bytes: Uint8Array,
  wanted: ReadonlySet<number>,
): Map<number, Postings> {
  const reader = new ByteReader(unseal('lookup', formatVersion, bytes));
  const found = new Map<number, Postings>();
  let hash = head.firstHashes[part - 1] ?? 0;
  while (!reader.isAtEnd) {
    hash += reader.varint();
    const documentFrequency = reader.varint();
    const count = reader.count(2);
    const issueIds = new Float64Array(count);
    for (let at = 0, id = 0; at < count; at++) issueIds[at] = id += reader.varint();
    const roots = reader.bytes(count);
    if (!wanted.has(hash)) continue;
    const weights = Float32Array.from(roots, (root) => (root / 255) ** 2);
    found.set(hash, { documentFrequency, issueIds, weights });
  }
  return found;
}

const lengthScale = 1_024;

function encodeHead(model: Model, firstHashes: readonly number[]): Uint8Array {
  const writer = new ByteWriter();
  writer.varint(model.rowCount);
  for (const length of model.averageLengths) writer.varint(Math.round(length * lengthScale));
  // Columns go from rare to common.
  const first = Math.max(
    model.columnCount - maxCommonTerms,
    model.documentFrequencies.findIndex((frequency) => frequency >= leastCommonFrequency),
  );
  const hasCommon = model.columnCount > 0 && model.documentFrequencies[model.columnCount - 1]! >= leastCommonFrequency;
  const from = hasCommon ? first : model.columnCount;
  const common = model.termHashes.subarray(from, model.columnCount);
  writer.varint(common.length);
  writer.bytePlanes(Uint32Array.from(common));
  for (let column = from; column < model.columnCount; column++) writer.varint(model.documentFrequencies[column]!);
  writer.varint(firstHashes.length);
  writer.bytePlanes(Uint32Array.from(firstHashes));
  return seal('lookup', formatVersion, writer.finish());
}

function writePostings(writer: ByteWriter, model: Model, { starts, rows, weights }: ByColumn, column: number): void {
  const frequency = model.documentFrequencies[column]!;
  writer.varint(frequency);
  const start = starts[column]!;
  const end = frequency > maxPostings ? start : start + frequency;
  writer.varint(end - start);
  let previous = 0;
  for (let at = start; at < end; at++) {
    const id = model.ids[rows[at]!]!;
    writer.varint(id - previous);
    previous = id;
  }
  for (let at = start; at < end; at++) writer.byte(Math.round(Math.sqrt(weights[at]!) * 255));
}
