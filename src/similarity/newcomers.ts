// Candidates of a few issues that are new or have changed since the analysis, ranked and judged as the analysis ranks
// and judges. Only their rows are compared with all others. What the analysis knows of the whole neighbourhood (how
// crowded it is around an issue) is taken from the lists that it stored.

import type { Block } from './block';
import { type Calibration, correctCoefficients, noCalibration } from './calibrate';
import { judgeCoefficients } from './coefficients';
import { exclusionsOf } from './exclusions';
import { type JudgeCoefficients, judgePair } from './judge';
import { buildModel, type Model } from './model';
import { indexedSearch, type Neighbour, passingSearch } from './nearest-rows';
import { PairReader } from './pair-signals';
import { poolFactor } from './ranking';
import type { StoredCandidate } from './results';
import type { ScoreSettings } from './score';
import { patternOf } from './series';

export interface NewcomerOptions {
  readonly score: ScoreSettings;
  /** Candidates kept for each issue. */
  readonly top: number;
  /** Candidates below this cosine are not listed. */
  readonly floor: number;
  /** What the analysis stored for an issue; null when it did not know it. */
  readonly storedList: (issueId: number) => readonly StoredCandidate[] | null;
  /** What the analysis learned from the site's reviewers; nothing unless told. */
  readonly calibration?: Calibration;
}

/** Making the index takes as long as a few passes. */
const worthAnIndex = 20;

/** `blocks` hold the corpus and, behind it, the changed issues. An issue that is removed or unknown gets no list. */
export function candidatesOfNewcomers(
  issueIds: readonly number[],
  blocks: readonly Block[],
  options: NewcomerOptions,
): ReadonlyMap<number, readonly StoredCandidate[]> {
  const model = buildModel(blocks, options.score);
  const rowOf = new Map<number, number>();
  model.ids.forEach((id, row) => rowOf.set(id, row));
  const exclusions = exclusionsOf(model);
  const poolSize = options.top * poolFactor;
  const search = { exclusions, size: poolSize, floor: options.floor };
  const nearest = issueIds.length < worthAnIndex ? passingSearch(model, search) : indexedSearch(model, search);
  const pools = new Map<number, readonly Neighbour[]>();
  for (const id of issueIds) {
    const row = rowOf.get(id);
    if (row !== undefined) pools.set(row, nearest(row));
  }
  const reader = new PairReader(model, neighbourhood(model, rowOf, pools, poolSize, options.storedList));
  const coefficients = correctCoefficients(judgeCoefficients, options.calibration ?? noCalibration);
  const lists = new Map<number, readonly StoredCandidate[]>();
  for (const [row, pool] of pools) {
    lists.set(model.ids[row]!, ranked(model, reader, coefficients, row, pool, options.top));
  }
  return lists;
}

/** The surroundings of the changed issues and of their neighbours; all other rows stay empty and are not asked for. */
function neighbourhood(
  model: Model,
  rowOf: ReadonlyMap<number, number>,
  pools: ReadonlyMap<number, readonly Neighbour[]>,
  top: number,
  storedList: NewcomerOptions['storedList'],
) {
  const neighbours = new Int32Array(model.rowCount * top).fill(-1);
  const similarities = new Float32Array(model.rowCount * top);
  const fill = (row: number, nearest: readonly Neighbour[]): void =>
    nearest.slice(0, top).forEach((neighbour, at) => {
      neighbours[row * top + at] = neighbour.row;
      similarities[row * top + at] = neighbour.cosine;
    });
  for (const pool of pools.values()) {
    for (const { row } of pool) {
      const known = storedList(model.ids[row]!) ?? [];
      const nearest = known.flatMap(({ id, score }) => {
        const other = rowOf.get(id);
        return other === undefined ? [] : [{ row: other, cosine: score }];
      });
      fill(
        row,
        nearest.sort((x, y) => y.cosine - x.cosine),
      );
    }
  }
  for (const [row, pool] of pools) fill(row, pool);
  return { top, neighbours, similarities };
}

function ranked(
  model: Model,
  reader: PairReader,
  coefficients: JudgeCoefficients,
  row: number,
  pool: readonly Neighbour[],
  top: number,
): StoredCandidate[] {
  const ranks = pool.map(({ row: other, cosine }) => ({ other, cosine, rank: reader.rankOf(row, other, cosine) }));
  ranks.sort((x, y) => y.rank - x.rank || x.other - y.other);
  return ranks.slice(0, top).map(({ other, cosine }) => {
    const signals = reader.signalsOf(Math.min(row, other), Math.max(row, other), cosine);
    const { tier, reasons } = judgePair(signals, coefficients);
    const pattern = patternOf(signals, tier);
    const found = { id: model.ids[other]!, score: cosine };
    return pattern === null ? { ...found, tier, reasons } : { ...found, tier: 'none', reasons: [...reasons, pattern] };
  });
}
