// What the whole corpus says about a term: in how many issues it stands. Kept beside the results, so that a pair can
// be explained later from its two texts alone. Terms of a single issue are left out: there are more of them than of
// all others together, and "not known" already means one.

import { ByteReader, ByteWriter, DamagedValueError, seal, unseal } from './bytes';
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

const formatVersion = 1;

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

/** By halves: a hash table over all terms costs a panel more to build than its few hundred questions. */
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

/** Parts of at most `maxBytes`; order and number matter to `decodeStatistics`. */
export function encodeStatistics(statistics: CorpusStatistics, maxBytes: number): Uint8Array[] {
  // A hash difference and a frequency take at most seven bytes and are nearly incompressible.
  const termsPerPart = Math.max(1, Math.floor((maxBytes - 128) / 7));
  const partCount = Math.max(1, Math.ceil(statistics.termHashes.length / termsPerPart));
  return Array.from({ length: partCount }, (_, part) => {
    const start = part * termsPerPart;
    const end = Math.min(statistics.termHashes.length, start + termsPerPart);
    const writer = new ByteWriter();
    writer.varint(part);
    writer.varint(partCount);
    writer.varint(statistics.issueCount);
    writer.bytes(new Uint8Array(Float64Array.from(statistics.averageLengths).buffer));
    writer.varint(end - start);
    let previous = 0;
    for (let at = start; at < end; at++) {
      writer.varint(statistics.termHashes[at]! - previous);
      previous = statistics.termHashes[at]!;
      writer.varint(statistics.documentFrequencies[at]!);
    }
    return seal('statistics', formatVersion, writer.finish());
  });
}

/** @throws DamagedValueError, also when a part is missing or belongs to other statistics. */
export function decodeStatistics(parts: readonly Uint8Array[]): CorpusStatistics {
  const decoded = parts.map(decodePart);
  const first = decoded[0];
  if (first === undefined) throw new DamagedValueError('Stored statistics have no parts.');
  decoded.forEach((part, index) => {
    if (part.part !== index || part.partCount !== parts.length || part.issueCount !== first.issueCount) {
      throw new DamagedValueError('The parts of stored statistics do not belong together.');
    }
  });
  const termCount = decoded.reduce((sum, part) => sum + part.termHashes.length, 0);
  const termHashes = new Uint32Array(termCount);
  const documentFrequencies = new Uint32Array(termCount);
  let at = 0;
  for (const part of decoded) {
    termHashes.set(part.termHashes, at);
    documentFrequencies.set(part.documentFrequencies, at);
    at += part.termHashes.length;
  }
  return createStatistics(first.issueCount, first.averageLengths, termHashes, documentFrequencies);
}

function decodePart(bytes: Uint8Array) {
  const reader = new ByteReader(unseal('statistics', formatVersion, bytes));
  const part = reader.varint();
  const partCount = reader.varint();
  const issueCount = reader.varint();
  const lengths = new Float64Array(reader.bytes(24).slice().buffer);
  const averageLengths: PerField = [lengths[0]!, lengths[1]!, lengths[2]!];
  const termHashes = new Uint32Array(reader.count(2));
  const documentFrequencies = new Uint32Array(termHashes.length);
  let hash = 0;
  for (let at = 0; at < termHashes.length; at++) {
    hash += reader.varint();
    termHashes[at] = hash;
    documentFrequencies[at] = reader.varint();
  }
  if (!reader.isAtEnd) throw new DamagedValueError('Stored statistics go on after their end.');
  return { part, partCount, issueCount, averageLengths, termHashes, documentFrequencies };
}
