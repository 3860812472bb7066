// Statistics as stored values. Each panel reads all of them and asks for a few hundred terms, so the form is made for
// answering without unpacking: terms lie in groups by the high bits of their hash, the low bits and the frequencies in
// columns of fixed width. Opening a value only adds up how many terms lie before each block of groups.

import { ByteReader, ByteWriter, DamagedValueError, seal, unseal } from './bytes';
import type { PerField } from './document';
import { type CorpusStatistics, createStatistics, type Statistics } from './statistics';

interface Part extends Statistics {
  readonly part: number;
  readonly partCount: number;
}

/** 1 was a list of differences: every question about it had to unpack all of it. */
const formatVersion = 2;
/** What does not fit into its column has this there, and stands in a list behind it. */
const beyondByte = 255;
const beyondHalfByte = 15;
const maxBytesOfHead = 128;
/** In such a list: where it stands, and what. */
const maxBytesBeyond = 9;
/** Two groups each. Larger ones make opening cheaper and a question dearer. */
const countBytesOfBlock = 32;
/** From so many terms on, groups of 16 bits have so few empty ones between them that two bytes are left to a hash. */
const leastTermsForShortHashes = 1 << 13;

/** Parts of at most `maxBytes`; order and number matter to `decodeStatistics`. */
export function encodeStatistics(statistics: CorpusStatistics, maxBytes: number): Uint8Array[] {
  const lowBytes = statistics.termHashes.length < leastTermsForShortHashes ? 3 : 2;
  const ends = endsOfParts(statistics, lowBytes, maxBytes);
  return ends.map((end, part) => {
    const writer = new ByteWriter();
    writer.varint(part);
    writer.varint(ends.length);
    writer.varint(statistics.issueCount);
    writer.bytes(new Uint8Array(Float64Array.from(statistics.averageLengths).buffer));
    writeTerms(writer, statistics, lowBytes, ends[part - 1] ?? 0, end);
    return seal('statistics', formatVersion, writer.finish());
  });
}

/** Where each part ends. At least one part, also for no terms. */
function endsOfParts(statistics: CorpusStatistics, lowBytes: number, maxBytes: number): number[] {
  const { termHashes, documentFrequencies } = statistics;
  const room = maxBytes - maxBytesOfHead;
  const groupOf = (at: number) => termHashes[at]! >>> (lowBytes * 8);
  const ends: number[] = [];
  let start = 0;
  let bytes = 0;
  let inGroup = 0;
  for (let at = 0; at < termHashes.length; at++) {
    const newGroups = at === start ? 1 : groupOf(at) - groupOf(at - 1);
    inGroup = newGroups > 0 ? 1 : inGroup + 1;
    const beyond = Number(documentFrequencies[at]! >= beyondByte) + Number(inGroup === beyondHalfByte);
    const needed = newGroups / 2 + lowBytes + 1 + beyond * maxBytesBeyond;
    if (at > start && bytes + needed > room) {
      ends.push(at);
      start = at;
      bytes = 0;
      inGroup = 1;
    }
    bytes += needed;
  }
  return [...ends, termHashes.length];
}

function writeTerms(
  writer: ByteWriter,
  { termHashes, documentFrequencies }: CorpusStatistics,
  lowBytes: number,
  start: number,
  end: number,
): void {
  const groupOf = (hash: number) => hash >>> (lowBytes * 8);
  const hashes = termHashes.subarray(start, end);
  const frequencies = documentFrequencies.subarray(start, end);
  const firstGroup = groupOf(hashes[0] ?? 0);
  const counts = new Uint32Array(hashes.length === 0 ? 0 : groupOf(hashes.at(-1)!) - firstGroup + 1);
  for (const hash of hashes) counts[groupOf(hash) - firstGroup]!++;
  const halfByte = (at: number) => Math.min(beyondHalfByte, counts[at] ?? 0);
  writer.byte(lowBytes);
  writer.varint(firstGroup);
  writer.varint(counts.length);
  for (let group = 0; group < counts.length; group += 2) writer.byte(halfByte(group) | (halfByte(group + 1) << 4));
  writeBeyond(writer, counts, beyondHalfByte);
  for (const hash of hashes) for (let byte = 0; byte < lowBytes; byte++) writer.byte((hash >>> (byte * 8)) & 255);
  for (const frequency of frequencies) writer.byte(Math.min(beyondByte, frequency));
  writeBeyond(writer, frequencies, beyondByte);
}

function writeBeyond(writer: ByteWriter, values: Uint32Array, least: number): void {
  const places = [...values.keys()].filter((at) => values[at]! >= least);
  writer.varint(places.length);
  for (const at of places) {
    writer.varint(at);
    writer.varint(values[at]!);
  }
}

function readBeyond(reader: ByteReader): ReadonlyMap<number, number> {
  const values = new Map<number, number>();
  for (let left = reader.count(2); left > 0; left--) values.set(reader.varint(), reader.varint());
  return values;
}

/** @throws DamagedValueError, also when a part is missing or belongs to other statistics. */
export function decodeStatistics(values: readonly Uint8Array[]): Statistics {
  const parts = values.map(decodePart);
  const [first] = parts;
  if (first === undefined) throw new DamagedValueError('Stored statistics have no parts.');
  parts.forEach((part, index) => {
    if (part.part !== index || part.partCount !== parts.length || part.issueCount !== first.issueCount) {
      throw new DamagedValueError('The parts of stored statistics do not belong together.');
    }
  });
  return {
    issueCount: first.issueCount,
    averageLengths: first.averageLengths,
    documentFrequency(termHash) {
      for (const part of parts) {
        const frequency = part.documentFrequency(termHash);
        if (frequency > 1) return frequency;
      }
      return 1;
    },
  };
}

function decodePart(bytes: Uint8Array): Part {
  const version = bytes[1] === 1 ? 1 : formatVersion;
  const reader = new ByteReader(unseal('statistics', version, bytes));
  const part = reader.varint();
  const partCount = reader.varint();
  const issueCount = reader.varint();
  const lengths = new Float64Array(reader.bytes(24).slice().buffer);
  const averageLengths: PerField = [lengths[0]!, lengths[1]!, lengths[2]!];
  const documentFrequency = version === 1 ? differences(reader) : columns(reader);
  if (!reader.isAtEnd) throw new DamagedValueError('Stored statistics go on after their end.');
  return { part, partCount, issueCount, averageLengths, documentFrequency };
}

function columns(reader: ByteReader): Statistics['documentFrequency'] {
  const lowBytes = reader.byte();
  if (lowBytes !== 2 && lowBytes !== 3) throw new DamagedValueError('Stored statistics have an unknown width.');
  const firstGroup = reader.varint();
  const groupCount = reader.varint();
  const counts = reader.bytes(Math.ceil(groupCount / 2));
  const crowded = readBeyond(reader);
  const countOf = (group: number) => {
    const count = group % 2 === 0 ? counts[group >> 1]! & 15 : counts[group >> 1]! >> 4;
    return count < beyondHalfByte ? count : (crowded.get(group) ?? beyondHalfByte);
  };
  const { starts, termCount } = startsOfBlocks(counts, crowded);
  const lows = reader.bytes(termCount * lowBytes);
  const frequencies = reader.bytes(termCount);
  const frequent = readBeyond(reader);
  return (termHash) => {
    const group = (termHash >>> (lowBytes * 8)) - firstGroup;
    if (group < 0 || group >= groupCount) return 1;
    const block = Math.floor(group / (2 * countBytesOfBlock));
    let start = starts[block]!;
    for (let before = block * 2 * countBytesOfBlock; before < group; before++) start += countOf(before);
    for (let at = start, end = start + countOf(group); at < end; at++) {
      const low = at * lowBytes;
      if (lows[low] !== (termHash & 255) || lows[low + 1] !== ((termHash >>> 8) & 255)) continue;
      if (lowBytes === 3 && lows[low + 2] !== ((termHash >>> 16) & 255)) continue;
      const frequency = frequencies[at]!;
      return frequency < beyondByte ? frequency : (frequent.get(at) ?? frequency);
    }
    return 1;
  };
}

/** How many terms lie before each block, and in all. */
function startsOfBlocks(counts: Uint8Array, crowded: ReadonlyMap<number, number>) {
  const surplus = new Uint32Array(Math.ceil(counts.length / countBytesOfBlock));
  for (const [group, count] of crowded) surplus[Math.floor(group / (2 * countBytesOfBlock))]! += count - beyondHalfByte;
  const starts = new Uint32Array(surplus.length);
  let termCount = 0;
  for (let block = 0; block < starts.length; block++) {
    starts[block] = termCount;
    const end = Math.min(counts.length, (block + 1) * countBytesOfBlock);
    for (let at = block * countBytesOfBlock; at < end; at++) termCount += (counts[at]! & 15) + (counts[at]! >> 4);
    termCount += surplus[block]!;
  }
  return { starts, termCount };
}

function differences(reader: ByteReader): Statistics['documentFrequency'] {
  const termHashes = new Uint32Array(reader.count(2));
  const frequencies = new Uint32Array(termHashes.length);
  for (let at = 0, hash = 0; at < termHashes.length; at++) {
    termHashes[at] = hash += reader.varint();
    frequencies[at] = reader.varint();
  }
  const { documentFrequency } = createStatistics(0, [0, 0, 0], termHashes, frequencies);
  return documentFrequency;
}
