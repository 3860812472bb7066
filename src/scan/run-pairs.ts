// The pairs of one analysis in short: two ids, the score in steps of 1/255, the tier, and in which spaces they are. One
// value that outlives the results, so that two analyses can be compared when the older one's results are long gone. Of
// very many pairs the weaker ones are left out, and the record says from which score on it is complete.

import { limits } from '../limits';
import { ByteReader, ByteWriter, DamagedValueError, maxBytesOfText, seal, unseal } from '../similarity/bytes';
import type { Tier } from '../similarity/evidence';
import { tierPosition, tiers } from '../similarity/results';

export interface RunPair {
  /** The smaller id. */
  readonly a: number;
  readonly b: number;
  /** In [0, 1]. */
  readonly score: number;
  readonly tier: Tier;
  readonly projectA: number;
  readonly projectB: number;
  /** One of many work items made from the same pattern. */
  readonly isOfSeries: boolean;
}

export interface Run {
  /** By `a`, then `b`. */
  readonly pairs: readonly RunPair[];
  /** Every pair from this score on is in it. */
  readonly floor: number;
}

const formatVersion = 1;
/** Beside the position of the tier. */
const seriesBit = 4;
const steps = 255;
const stepOf = (score: number): number => Math.round(Math.min(1, Math.max(0, score)) * steps);

/** At most so many bytes that their text fits into one stored value. */
export function encodeRun(pairs: readonly RunPair[], projectIds: readonly number[]): Uint8Array {
  const maxBytes = maxBytesOfText(limits.maxValueBytes);
  for (let most: number = limits.maxRunPairs; ; most = Math.floor(most * 0.7)) {
    const bytes = encoded(pairs, floorFor(pairs, most), projectIds);
    if (bytes.length <= maxBytes) return bytes;
  }
}

/** In steps. Pairs of equal score stay or go together, or "from this score on" would not be true. */
function floorFor(pairs: readonly RunPair[], most: number): number {
  const falling = pairs.map(({ score }) => stepOf(score)).sort((x, y) => y - x);
  const first = falling[most];
  return first === undefined ? 0 : first + 1;
}

function encoded(pairs: readonly RunPair[], floor: number, projectIds: readonly number[]): Uint8Array {
  const kept = pairs.filter(({ score }) => stepOf(score) >= floor).sort((x, y) => x.a - y.a || x.b - y.b);
  const position = new Map(projectIds.map((id, index) => [id, index]));
  const writer = new ByteWriter();
  writer.varint(floor);
  writer.varint(kept.length);
  let previous = 0;
  for (const { a } of kept) {
    writer.varint(a - previous);
    previous = a;
  }
  for (const { a, b } of kept) writer.varint(b - a);
  for (const { score } of kept) writer.byte(stepOf(score));
  for (const { tier, isOfSeries } of kept) writer.byte(tierPosition(tier) | (isOfSeries ? seriesBit : 0));
  for (const pair of kept) {
    for (const projectId of [pair.projectA, pair.projectB]) writer.varint(position.get(projectId) ?? projectIds.length);
  }
  return seal('run', formatVersion, writer.finish());
}

/** @throws DamagedValueError */
export function decodeRun(bytes: Uint8Array, projectIds: readonly number[]): Run {
  const reader = new ByteReader(unseal('run', formatVersion, bytes));
  const floor = reader.varint() / steps;
  const count = reader.count(6);
  let id = 0;
  const a = Array.from({ length: count }, () => (id += reader.varint()));
  const b = a.map((smaller) => smaller + reader.varint());
  const scores = a.map(() => reader.byte() / steps);
  const judgements = a.map(() => {
    const byte = reader.byte();
    const tier = tiers[byte & ~seriesBit];
    if (tier === undefined) throw new DamagedValueError('A stored run has an unknown tier.');
    return { tier, isOfSeries: (byte & seriesBit) !== 0 };
  });
  const pairs = a.map((smaller, at) => ({
    a: smaller,
    b: b[at]!,
    score: scores[at]!,
    ...judgements[at]!,
    projectA: projectIds[reader.varint()] ?? 0,
    projectB: projectIds[reader.varint()] ?? 0,
  }));
  if (!reader.isAtEnd) throw new DamagedValueError('A stored run goes on after its end.');
  return { pairs, floor };
}

export interface RunChange {
  readonly a: number;
  readonly b: number;
  readonly projectA: number;
  readonly projectB: number;
  readonly isOfSeries: boolean;
  readonly before: Judged | null;
  readonly after: Judged | null;
}

interface Judged {
  readonly score: number;
  readonly tier: Tier;
}

/** A score that moved by less is the same: every new work item moves all scores a little. */
const leastMove = 0.05;

/** New, gone and changed pairs: pairs of their own before those of a pattern, then those that match best first. Below the higher of the two floors nothing can be told. */
export function changesBetween(before: Run, after: Run): RunChange[] {
  const floor = Math.max(before.floor, after.floor);
  const reaches = (pair: RunPair | undefined): RunPair | null =>
    pair !== undefined && pair.score >= floor ? pair : null;
  const nameOf = ({ a, b }: RunPair): string => `${a} ${b}`;
  const [earlier, later] = [before, after].map(({ pairs }) => new Map(pairs.map((pair) => [nameOf(pair), pair])));
  const changes: RunChange[] = [];
  for (const name of new Set([...(earlier?.keys() ?? []), ...(later?.keys() ?? [])])) {
    const [then, now] = [reaches(earlier?.get(name)), reaches(later?.get(name))];
    const known = now ?? then;
    if (known === null || (then !== null && now !== null && !hasMoved(then, now))) continue;
    const { a, b, projectA, projectB, isOfSeries } = known;
    changes.push({ a, b, projectA, projectB, isOfSeries, before: judgedOf(then), after: judgedOf(now) });
  }
  const best = ({ before: then, after: now }: RunChange): number => Math.max(then?.score ?? 0, now?.score ?? 0);
  return changes.sort(
    (x, y) => Number(x.isOfSeries) - Number(y.isOfSeries) || best(y) - best(x) || x.a - y.a || x.b - y.b,
  );
}

function hasMoved(then: Judged, now: Judged): boolean {
  return then.tier !== now.tier || Math.abs(then.score - now.score) >= leastMove;
}

function judgedOf(pair: RunPair | null): Judged | null {
  return pair === null ? null : { score: pair.score, tier: pair.tier };
}
