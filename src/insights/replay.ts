// The site's own past duplicates, asked again: each issue that has an earlier duplicate looks for it among everything
// that was created before it, as if it had just been filed. What is older counts by its date of creation; texts are as
// they stand today, and how rare words are is counted over the whole corpus. Pure; the same protocol as
// `npm run evaluate`, which a test holds it to.
//
// Known duplicates form clusters. A query asks for its own cluster, which counts once with its best older member; every
// other cluster that scores better stands before it, and one that scores the same counts half.

import type { MissReason, RecallPoint } from '../contract';
import { limits } from '../limits';
import type { Block } from '../similarity/block';
import { Join } from '../similarity/join';
import { templateHub } from '../similarity/judge';
import { buildModel, type Model } from '../similarity/model';
import { PairReader } from '../similarity/pair-signals';
import { defaultScoreSettings } from '../similarity/score';
import { clustersOf } from './clusters-of';
import { RowCosines } from './row-cosines';

export interface ReplayedQuery {
  readonly queryId: number;
  /** Its best older member, or the oldest when it found none. */
  readonly originalId: number;
  /** Null: not found at all. Halves come from ties. */
  readonly rank: number | null;
  readonly cosine: number;
  /** What kept it from the first ten; null when it was among them. */
  readonly missedBecause: MissReason | null;
}

export interface Replay {
  readonly queries: readonly ReplayedQuery[];
  readonly curve: readonly RecallPoint[];
}

/** Neighbours that tell how crowded it is around an issue. */
const neighbours = 10;
const littleText = 5;
const missedBeyond = 10;

/** `links` are pairs of issue ids; those outside of the corpus are left out. */
export function replay(blocks: readonly Block[], links: readonly (readonly [number, number])[]): Replay {
  const model = buildModel(blocks, defaultScoreSettings);
  const rowOf = new Map([...model.ids].map((id, row) => [id, row]));
  const known = links.flatMap(([a, b]): [number, number][] => {
    const [one, other] = [rowOf.get(a), rowOf.get(b)];
    return one === undefined || other === undefined || one === other ? [] : [[one, other]];
  });
  const join = new Join(model, { top: neighbours, threshold: limits.pairThreshold, maxPairs: limits.maxPairs });
  while (!join.step(Number.MAX_SAFE_INTEGER, () => 0));
  const joined = join.result();
  const reader = new PairReader(model, { ...joined, top: neighbours });
  const clusterOf = clustersOf(model.rowCount, known);
  const cosines = new RowCosines(model);
  return {
    queries: replayQueries({ model, reader, clusterOf, cosines, age: agesOf(model) }),
    curve: curveOf(joined.pairs, joined.pairsAbove, known, clusterOf, cosines),
  };
}

interface Corpus {
  readonly model: Model;
  readonly reader: PairReader;
  readonly clusterOf: Int32Array;
  readonly cosines: RowCosines;
  /** Position of each row by date of creation. */
  readonly age: Int32Array;
}

function replayQueries(corpus: Corpus): ReplayedQuery[] {
  const { clusterOf, age } = corpus;
  const members = new Map<number, number[]>();
  clusterOf.forEach((cluster, row) => members.set(cluster, [...(members.get(cluster) ?? []), row]));
  const byAge = (x: number, y: number): number => age[x]! - age[y]!;
  const queries = [...members.values()].filter(({ length }) => length > 1).flatMap((rows) => rows.sort(byAge).slice(1));
  return queries.sort(byAge).map((query) => {
    const older = members.get(clusterOf[query]!)!.filter((row) => age[row]! < age[query]!);
    return replayQuery(query, older, corpus);
  });
}

function replayQuery(query: number, older: readonly number[], corpus: Corpus): ReplayedQuery {
  const { model, reader, clusterOf, age } = corpus;
  const cosines = corpus.cosines.of(query);
  const scoreOf = (row: number): number => (cosines[row]! > 0 ? reader.rankOf(query, row, cosines[row]!) : -Infinity);
  const original = older.reduce((best, row) => (scoreOf(row) > scoreOf(best) ? row : best));
  const best = scoreOf(original);
  const rank = best === -Infinity ? null : rankAmong(query, best, scoreOf, clusterOf, age);
  const isMissed = rank === null || rank > missedBeyond;
  return {
    queryId: model.ids[query]!,
    originalId: model.ids[original]!,
    rank,
    cosine: cosines[original]!,
    missedBecause: isMissed ? missReason(query, original, cosines[original]!, corpus) : null,
  };
}

function rankAmong(
  query: number,
  best: number,
  scoreOf: (row: number) => number,
  clusterOf: Int32Array,
  age: Int32Array,
): number {
  const ahead = new Set<number>();
  const equal = new Set<number>();
  for (let row = 0; row < age.length; row++) {
    if (age[row]! >= age[query]! || clusterOf[row] === clusterOf[query]) continue;
    const score = scoreOf(row);
    if (score < best) continue;
    (score > best ? ahead : equal).add(clusterOf[row]!);
  }
  const tied = [...equal].filter((cluster) => !ahead.has(cluster)).length;
  return 1 + ahead.size + tied / 2;
}

/** The first that fits, the plainest first. */
function missReason(query: number, original: number, cosine: number, { model, reader }: Corpus): MissReason {
  if (cosine === 0) return 'no-shared-words';
  const termsOf = (row: number): number => model.rowStarts[row + 1]! - model.rowStarts[row]!;
  if (Math.min(termsOf(query), termsOf(original)) < littleText) return 'little-text';
  if (cosine < limits.pairThreshold) return 'different-words';
  return reader.hubOf(original) >= templateHub ? 'one-of-a-template' : 'others-closer';
}

function agesOf({ rowCount, ids, rows }: Model): Int32Array {
  const createdMs = Float64Array.from(ids, (_, row) => rows.blocks[rows.blockOf[row]!]!.createdMs[rows.indexOf[row]!]!);
  const order = Array.from(ids, (_, row) => row).sort((x, y) => createdMs[x]! - createdMs[y]! || x - y);
  const ages = new Int32Array(rowCount);
  order.forEach((row, position) => (ages[row] = position));
  return ages;
}

/**
 * For each threshold which share of the known pairs it shows, and which share of what it shows is known. The second is
 * a lower bound: a pair that nobody has linked may be a duplicate all the same.
 */
function curveOf(
  listed: { readonly a: ArrayLike<number>; readonly b: ArrayLike<number>; readonly scores: ArrayLike<number> },
  listedCount: number,
  known: readonly (readonly [number, number])[],
  clusterOf: Int32Array,
  cosines: RowCosines,
): RecallPoint[] {
  const pairs = new Map(known.map(([a, b]) => [a < b ? `${a} ${b}` : `${b} ${a}`, [a, b] as const]));
  const knownCosines = [...pairs.values()].map(([a, b]) => cosines.of(a)[b]!);
  const isWhole = listedCount === listed.scores.length;
  const lowest = Array.from(listed.scores).reduce((least, score) => Math.min(least, score), 1);
  return thresholds.map((threshold) => {
    const shown = Array.from(listed.scores, (score, at) => (score >= threshold ? at : -1)).filter((at) => at >= 0);
    const right = shown.filter((at) => clusterOf[listed.a[at]!] === clusterOf[listed.b[at]!]).length;
    const isCounted = shown.length > 0 && (isWhole || threshold > lowest);
    return {
      threshold,
      recall:
        knownCosines.length === 0 ? 0 : knownCosines.filter((one) => one >= threshold).length / knownCosines.length,
      precision: isCounted ? right / shown.length : null,
    };
  });
}

/** 0.2, 0.25 … 0.95. */
const thresholds = Array.from({ length: 16 }, (_, index) => (index + 4) / 20);
