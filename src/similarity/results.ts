// What an analysis leaves behind: for every issue the list of its candidates, and one list of pairs. Both are packed
// by columns into values that fit the store, because one value for each issue would cost a write for each issue.
// Scores keep 16 bits, which is finer than anything a person is shown.

import { ByteReader, ByteWriter, DamagedValueError, seal, unseal } from './bytes';
import { confidenceOf } from './confidence';
import type { EvidenceKind, Tier } from './evidence';

export interface StoredCandidate {
  readonly id: number;
  readonly score: number;
  readonly tier: Tier;
  readonly reasons: readonly EvidenceKind[];
}

export interface StoredPair {
  /** The smaller id. */
  readonly a: number;
  readonly b: number;
  readonly score: number;
  readonly tier: Tier;
  readonly reasons: readonly EvidenceKind[];
  /** In [0, 1]: how likely a reviewer is to agree. For sorting; people are shown the tier. */
  readonly confidence: number;
  /** Pairs of one series have the same number, from 1 on; 0 for a pair of its own. */
  readonly series: number;
}

/** The candidates of every analysed issue in the order of rank, as columns. */
export interface CandidateLists {
  /** Strictly ascending. */
  readonly issueIds: Float64Array;
  /** One more than issues: where the issue's candidates begin. */
  readonly starts: Uint32Array;
  readonly candidateIds: Float64Array;
  readonly scores: Float32Array;
  /** Tier and reasons, packed by `packJudgement`. */
  readonly judgements: Uint32Array;
}

/** Pairs as columns: first those of their own in the order of a list, very likely ones first, then by confidence; then series. */
export interface PairList {
  readonly a: Float64Array;
  readonly b: Float64Array;
  readonly scores: Float32Array;
  readonly judgements: Uint32Array;
  /** As `confidenceByte` has it. */
  readonly confidences: Uint8Array;
  /** Ascending. */
  readonly series: Uint32Array;
}

interface StoredPart {
  readonly firstId: number;
  readonly lastId: number;
  readonly bytes: Uint8Array;
}

const formatVersion = 1;
/** 1 had no series, 2 no confidences. */
const pairsVersion = 3;
export const tiers: readonly Tier[] = ['very-likely', 'possible', 'none'];
// Stored values hold these positions: add at the end, never reorder.
const reasonBits: Readonly<Record<EvidenceKind, number>> = {
  'same-text': 0,
  'same-stack-trace': 1,
  'same-error-code': 2,
  'shared-terms': 3,
  'same-component': 4,
  'close-in-time': 5,
  'different-component': 6,
  'far-in-time': 7,
  'same-reporter-different-title': 8,
  'title-slot': 9,
  template: 10,
  'many-alike': 11,
  sibling: 12,
};
const reasonKinds = Object.keys(reasonBits) as EvidenceKind[];

export function packJudgement(tier: Tier, reasons: readonly EvidenceKind[]): number {
  return reasons.reduce(withReason, tierPosition(tier));
}

export function withReason(packed: number, kind: EvidenceKind): number {
  return packed | (4 << reasonBits[kind]);
}

export function withTier(packed: number, tier: Tier): number {
  return (packed & ~3) | tierPosition(tier);
}

/** 0 for the surest: what lists are sorted by. */
export function tierPosition(tier: Tier): number {
  return tiers.indexOf(tier);
}

/** @throws DamagedValueError when no such tier exists. */
export function unpackJudgement(packed: number): { readonly tier: Tier; readonly reasons: EvidenceKind[] } {
  return { tier: unpackTier(packed), reasons: reasonKinds.filter((kind) => packed & (4 << reasonBits[kind])) };
}

/** @throws DamagedValueError when no such tier exists. */
export function unpackTier(packed: number): Tier {
  const tier = tiers[packed & 3];
  if (tier === undefined) throw new DamagedValueError('A stored result has an unknown tier.');
  return tier;
}

/** How large parts should be for who asks for one issue at a time: few for a small site, full ones for a large site. */
export function bytesOfPart(lists: CandidateLists, maxBytes: number): number {
  const bytes = lists.issueIds.length * (maxBytesPerId + 1) + lists.candidateIds.length * maxBytesPerCandidate;
  return Math.min(maxBytes, Math.max(leastBytesOfPart, Math.ceil(bytes / usualParts)));
}

/** Parts by ascending issue id, each at most `maxBytes`. An issue without candidates is listed with none. */
export function encodeLists(lists: CandidateLists, maxBytes: number): StoredPart[] {
  const parts: StoredPart[] = [];
  let start = 0;
  let bytes = 0;
  for (let index = 0; index < lists.issueIds.length; index++) {
    const needed = maxBytesPerId + 1 + (lists.starts[index + 1]! - lists.starts[index]!) * maxBytesPerCandidate;
    if (index > start && bytes + needed > maxBytes - maxOverheadBytes) {
      parts.push(encodePart(lists, start, index));
      start = index;
      bytes = 0;
    }
    bytes += needed;
  }
  if (start < lists.issueIds.length) parts.push(encodePart(lists, start, lists.issueIds.length));
  return parts;
}

/** @throws DamagedValueError. `of` answers null for an issue that this part does not hold. */
export function decodeLists(bytes: Uint8Array): { of(issueId: number): StoredCandidate[] | null } {
  const reader = new ByteReader(unseal('lists', formatVersion, bytes));
  const issueIds = readRising(reader, reader.count(2));
  const starts = new Uint32Array(issueIds.length + 1);
  for (let index = 0; index < issueIds.length; index++) starts[index + 1] = starts[index]! + reader.varint();
  const total = starts[issueIds.length]!;
  reader.mustHold(total);
  const candidateIds = new Float64Array(total);
  issueIds.forEach((id, index) => {
    for (let at = starts[index]!; at < starts[index + 1]!; at++) candidateIds[at] = id + reader.signedVarint();
  });
  const scores = readScores(reader, total);
  const judgements = new Uint32Array(total);
  for (let at = 0; at < total; at++) judgements[at] = reader.varint();
  if (!reader.isAtEnd) throw new DamagedValueError('A stored list of candidates goes on after its end.');
  return {
    of(issueId) {
      const index = positionOf(issueIds, issueId);
      if (index < 0) return null;
      return Array.from({ length: starts[index + 1]! - starts[index]! }, (_, offset) => {
        const at = starts[index]! + offset;
        return { id: candidateIds[at]!, score: scores[at]!, ...unpackJudgement(judgements[at]!) };
      });
    },
  };
}

/** Keeps the order of `pairs`; each value is at most `maxBytes`. */
export function encodePairs(pairs: PairList, maxBytes: number): Uint8Array[] {
  const pairsPerPart = Math.max(1, Math.floor((maxBytes - maxOverheadBytes) / maxBytesPerPair));
  const parts: Uint8Array[] = [];
  for (let start = 0; start < pairs.a.length; start += pairsPerPart) {
    const end = Math.min(pairs.a.length, start + pairsPerPart);
    const writer = new ByteWriter();
    writer.varint(end - start);
    let previous = 0;
    for (let at = start; at < end; at++) {
      writer.signedVarint(pairs.a[at]! - previous);
      previous = pairs.a[at]!;
    }
    for (let at = start; at < end; at++) writer.varint(pairs.b[at]! - pairs.a[at]!);
    writeScores(writer, pairs.scores.subarray(start, end));
    for (let at = start; at < end; at++) writer.varint(pairs.judgements[at]!);
    for (let at = start; at < end; at++) writer.varint(pairs.series[at]!);
    for (let at = start; at < end; at++) writer.byte(pairs.confidences[at]!);
    parts.push(seal('pairs', pairsVersion, writer.finish()));
  }
  return parts;
}

/** @throws DamagedValueError */
export function decodePairs(bytes: Uint8Array): StoredPair[] {
  const version = bytes[1] === 1 || bytes[1] === 2 ? bytes[1] : pairsVersion;
  const reader = new ByteReader(unseal('pairs', version, bytes));
  const count = reader.count(4);
  let id = 0;
  const a = Float64Array.from({ length: count }, () => (id += reader.signedVarint()));
  const b = a.map((smaller) => smaller + reader.varint());
  const scores = readScores(reader, count);
  const judgements = Array.from(a, () => unpackJudgement(reader.varint()));
  const series = Array.from(a, () => (version < 2 ? 0 : reader.varint()));
  const pairs = Array.from(a, (smaller, at) => ({
    a: smaller,
    b: b[at]!,
    score: scores[at]!,
    ...judgements[at]!,
    // Older lists were sorted by score.
    confidence: version < 3 ? scores[at]! : confidenceOf(reader.byte()),
    series: series[at]!,
  }));
  if (!reader.isAtEnd) throw new DamagedValueError('A stored list of pairs goes on after its end.');
  return pairs;
}

/** The pairs of their own, and those of series. */
export function splitSeries(pairs: PairList): { readonly listed: PairList; readonly series: PairList } {
  const found = pairs.series.findIndex((number) => number > 0);
  const end = found < 0 ? pairs.series.length : found;
  const cut = (from: number, to: number): PairList => ({
    a: pairs.a.subarray(from, to),
    b: pairs.b.subarray(from, to),
    scores: pairs.scores.subarray(from, to),
    judgements: pairs.judgements.subarray(from, to),
    confidences: pairs.confidences.subarray(from, to),
    series: pairs.series.subarray(from, to),
  });
  return { listed: cut(0, end), series: cut(end, pairs.series.length) };
}

// Upper bounds before deflate, so that a part never has to be cut twice. An id has up to 53 bits, though Jira's have
// few; deflate takes the difference out again.
const usualParts = 40;
const leastBytesOfPart = 16_000;
const maxOverheadBytes = 256;
const maxBytesPerId = 5;
const maxBytesPerCandidate = maxBytesPerId + 2 + 3;
const maxBytesPerPair = 2 * maxBytesPerId + 2 + 2 + 3 + 1;

function encodePart(lists: CandidateLists, start: number, end: number): StoredPart {
  const writer = new ByteWriter();
  const from = lists.starts[start]!;
  const to = lists.starts[end]!;
  writer.varint(end - start);
  let previous = 0;
  for (let index = start; index < end; index++) {
    writer.varint(lists.issueIds[index]! - previous);
    previous = lists.issueIds[index]!;
  }
  for (let index = start; index < end; index++) writer.varint(lists.starts[index + 1]! - lists.starts[index]!);
  for (let index = start; index < end; index++) {
    for (let at = lists.starts[index]!; at < lists.starts[index + 1]!; at++) {
      writer.signedVarint(lists.candidateIds[at]! - lists.issueIds[index]!);
    }
  }
  writeScores(writer, lists.scores.subarray(from, to));
  for (let at = from; at < to; at++) writer.varint(lists.judgements[at]!);
  const bytes = seal('lists', formatVersion, writer.finish());
  return { firstId: lists.issueIds[start]!, lastId: lists.issueIds[end - 1]!, bytes };
}

function readRising(reader: ByteReader, count: number): Float64Array {
  const values = new Float64Array(count);
  // A plain loop: `from` with a function takes several times as long, and a panel waits for it.
  for (let at = 0, value = 0; at < count; at++) values[at] = value += reader.varint();
  return values;
}

/** High bytes first, then low bytes: the high ones repeat, and deflate sees them side by side. */
function writeScores(writer: ByteWriter, scores: Float32Array): void {
  const steps = Array.from(scores, (score) => Math.round(Math.min(1, Math.max(0, score)) * 65_535));
  for (const step of steps) writer.byte(step >> 8);
  for (const step of steps) writer.byte(step & 255);
}

function readScores(reader: ByteReader, count: number): Float64Array {
  const high = reader.bytes(count);
  const low = reader.bytes(count);
  const scores = new Float64Array(count);
  for (let at = 0; at < count; at++) scores[at] = (high[at]! * 256 + low[at]!) / 65_535;
  return scores;
}

function positionOf(sorted: Float64Array, wanted: number): number {
  let low = 0;
  let high = sorted.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const value = sorted[middle]!;
    if (value === wanted) return middle;
    if (value < wanted) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}
