// The stored form of a block. Term hashes are incompressible, so the block's dictionary lists each once, the terms of
// most issues first; an issue then names its terms by small differences of dictionary positions, and one byte holds
// the counts of nearly every term. Columns of facts come one after the other, and deflate finds what repeats.

import type { Block } from './block';
import { ByteReader, ByteWriter, DamagedValueError, seal, unseal } from './bytes';

const formatVersion = 1;

export function encodeBlock(block: Block): Uint8Array {
  const writer = new ByteWriter();
  const { order, rankOf } = dictionaryOrder(block);
  writer.varint(block.issueCount);
  writer.varint(order.length);
  writer.bytePlanes(Uint32Array.from(order, (term) => block.termHashes[term]!));
  writeFacts(writer, block);
  writeStarts(writer, block.termStarts);
  writeTerms(writer, block, rankOf);
  return seal('block', formatVersion, writer.finish());
}

/** @throws DamagedValueError */
export function decodeBlock(bytes: Uint8Array): Block {
  const reader = new ByteReader(unseal('block', formatVersion, bytes));
  const issueCount = reader.count();
  const termHashes = reader.bytePlanes(reader.count(4));
  const facts = readFacts(reader, issueCount);
  const termStarts = readStarts(reader, issueCount);
  const block = { issueCount, ...facts, termHashes, termStarts, ...readTerms(reader, termStarts, termHashes.length) };
  if (!reader.isAtEnd) throw new DamagedValueError('A stored block goes on after its end.');
  return block;
}

/**
 * Terms of many issues first, because they are named often and get small numbers; among equals those that appear first,
 * because an issue then names its new terms by consecutive numbers; then by hash, so that equal issues give equal bytes.
 */
function dictionaryOrder(block: Block): { order: Uint32Array; rankOf: Uint32Array } {
  const termCount = block.termHashes.length;
  const issuesWith = new Uint32Array(termCount);
  const firstIssue = new Uint32Array(termCount);
  for (let index = 0; index < block.issueCount; index++) {
    for (let at = block.termStarts[index]!; at < block.termStarts[index + 1]!; at++) {
      if (issuesWith[block.terms[at]!]!++ === 0) firstIssue[block.terms[at]!] = index;
    }
  }
  const order = Uint32Array.from(issuesWith.keys()).sort(
    (a, b) =>
      issuesWith[b]! - issuesWith[a]! || firstIssue[a]! - firstIssue[b]! || block.termHashes[a]! - block.termHashes[b]!,
  );
  const rankOf = new Uint32Array(termCount);
  order.forEach((term, rank) => (rankOf[term] = rank));
  return { order, rankOf };
}

function writeTerms(writer: ByteWriter, block: Block, rankOf: Uint32Array): void {
  const counts = new ByteWriter();
  for (let index = 0; index < block.issueCount; index++) {
    const start = block.termStarts[index]!;
    const end = block.termStarts[index + 1]!;
    // Rank and position in one number: sorts without a comparator.
    const sorted = new Float64Array(end - start);
    for (let posting = start; posting < end; posting++) {
      sorted[posting - start] = rankOf[block.terms[posting]!]! * 65_536 + (posting - start);
    }
    sorted.sort();
    let previous = -1;
    for (const key of sorted) {
      const rank = Math.floor(key / 65_536);
      writer.varint(rank - previous - 1);
      previous = rank;
      writeCounts(counts, block.termCounts, (start + (key % 65_536)) * 3);
    }
  }
  writer.bytes(counts.finish());
}

function readTerms(reader: ByteReader, termStarts: Uint32Array, termCount: number) {
  const postingCount = termStarts[termStarts.length - 1]!;
  const terms = new Uint32Array(postingCount);
  for (let index = 0; index + 1 < termStarts.length; index++) {
    let term = -1;
    for (let posting = termStarts[index]!; posting < termStarts[index + 1]!; posting++) {
      term += reader.varint() + 1;
      terms[posting] = term;
    }
    if (term >= termCount) throw new DamagedValueError('A stored block names a term that it does not have.');
  }
  const termCounts = new Uint8Array(postingCount * 3);
  for (let posting = 0; posting < postingCount; posting++) readCounts(reader, termCounts, posting * 3);
  return { terms, termCounts };
}

// Two bits for the summary, three for prose and three for code; the highest value of each says "and so many more
// follow as a varint".
const countBits = [2, 3, 3] as const;

function writeCounts(writer: ByteWriter, counts: Uint8Array, at: number): void {
  let byte = 0;
  let shift = 0;
  countBits.forEach((bits, field) => {
    byte |= Math.min(counts[at + field]!, (1 << bits) - 1) << shift;
    shift += bits;
  });
  writer.byte(byte);
  countBits.forEach((bits, field) => {
    const highest = (1 << bits) - 1;
    if (counts[at + field]! >= highest) writer.varint(counts[at + field]! - highest);
  });
}

function readCounts(reader: ByteReader, counts: Uint8Array, at: number): void {
  const byte = reader.byte();
  const summary = byte & 3;
  const prose = (byte >> 2) & 7;
  const code = byte >> 5;
  counts[at] = summary < 3 ? summary : 3 + reader.varint();
  counts[at + 1] = prose < 7 ? prose : 7 + reader.varint();
  counts[at + 2] = code < 7 ? code : 7 + reader.varint();
}

function writeFacts(writer: ByteWriter, block: Block): void {
  writeDifferences(writer, block.ids);
  for (let index = 0; index < block.issueCount; index++) {
    writer.byte(block.isRemoved[index]! | (block.isSubtask[index]! << 1) | (block.isResolved[index]! << 2));
  }
  writeDifferences(writer, block.createdMs);
  writeChoices(writer, block.projectIds);
  block.parentIds.forEach((id, index) => writer.signedVarint(id === 0 ? 0 : id - block.ids[index]!));
  writeChoices(writer, block.typeHashes);
  writeChoices(writer, block.reporterHashes);
  writeStarts(writer, block.componentStarts);
  writeChoices(writer, block.componentHashes);
  writeStarts(writer, block.linkStarts);
  writeDifferences(writer, block.linkedIds);
  writeStarts(writer, block.fingerprintStarts);
  writer.bytePlanes(block.fingerprints);
  for (const length of block.fieldLengths) writer.varint(length);
}

function readFacts(reader: ByteReader, issueCount: number) {
  const ids = readDifferences(reader, issueCount);
  const flags = Uint8Array.from({ length: issueCount }, () => reader.byte());
  const createdMs = readDifferences(reader, issueCount);
  const projectIds = Float64Array.from(readChoices(reader, issueCount));
  const parentIds = Float64Array.from(ids, (id) => {
    const difference = reader.signedVarint();
    return difference === 0 ? 0 : id + difference;
  });
  const typeHashes = Uint32Array.from(readChoices(reader, issueCount));
  const reporterHashes = Uint32Array.from(readChoices(reader, issueCount));
  const componentStarts = readStarts(reader, issueCount);
  const componentHashes = Uint32Array.from(readChoices(reader, componentStarts[issueCount]!));
  const linkStarts = readStarts(reader, issueCount);
  const linkedIds = readDifferences(reader, linkStarts[issueCount]!);
  const fingerprintStarts = readStarts(reader, issueCount);
  const fingerprints = reader.bytePlanes(fingerprintStarts[issueCount]!);
  const fieldLengths = Uint32Array.from({ length: issueCount * 3 }, () => reader.varint());
  return {
    ids,
    isRemoved: flags.map((flag) => flag & 1),
    createdMs,
    projectIds,
    parentIds,
    isSubtask: flags.map((flag) => (flag >> 1) & 1),
    isResolved: flags.map((flag) => (flag >> 2) & 1),
    typeHashes,
    reporterHashes,
    componentStarts,
    componentHashes,
    linkStarts,
    linkedIds,
    fingerprintStarts,
    fingerprints,
    fieldLengths,
  };
}

function writeDifferences(writer: ByteWriter, values: Float64Array): void {
  let previous = 0;
  for (const value of values) {
    writer.signedVarint(value - previous);
    previous = value;
  }
}

function readDifferences(reader: ByteReader, count: number): Float64Array {
  let value = 0;
  return Float64Array.from({ length: count }, () => (value += reader.signedVarint()));
}

/** For columns with few distinct values: the values by first appearance, then a position for each entry. */
function writeChoices(writer: ByteWriter, values: Float64Array | Uint32Array): void {
  const positions = new Map<number, number>();
  for (const value of values) if (!positions.has(value)) positions.set(value, positions.size);
  writer.varint(positions.size);
  for (const value of positions.keys()) writer.varint(value);
  for (const value of values) writer.varint(positions.get(value)!);
}

function readChoices(reader: ByteReader, count: number): number[] {
  const choices = Array.from({ length: reader.count() }, () => reader.varint());
  return Array.from({ length: count }, () => {
    const choice = choices[reader.varint()];
    if (choice === undefined) throw new DamagedValueError('A stored block names a value that it does not have.');
    return choice;
  });
}

function writeStarts(writer: ByteWriter, starts: Uint32Array): void {
  for (let index = 1; index < starts.length; index++) writer.varint(starts[index]! - starts[index - 1]!);
}

/** Every entry takes at least one byte of what follows, so a total beyond the end is damage. */
function readStarts(reader: ByteReader, count: number): Uint32Array {
  const starts = new Uint32Array(count + 1);
  for (let index = 0; index < count; index++) starts[index + 1] = starts[index]! + reader.varint();
  reader.mustHold(starts[count]!);
  return starts;
}
