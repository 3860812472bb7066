// Candidates of a few issues that are new or have changed since the analysis, ranked and judged as the analysis ranks
// and judges. Only their rows are compared with all others. What the analysis knows of the whole neighbourhood (how
// crowded it is around an issue) is taken from the lists that it stored.

import type { Block } from './block';
import { type Calibration, correctCoefficients, noCalibration } from './calibrate';
import { judgeCoefficients } from './coefficients';
import { exclusionsOf } from './exclusions';
import type { Exclusions } from './join';
import { type JudgeCoefficients, judgePair } from './judge';
import { buildModel, type Model } from './model';
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

interface Neighbour {
  readonly row: number;
  readonly cosine: number;
}

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
  const pools = new Map<number, Neighbour[]>();
  for (const id of issueIds) {
    const row = rowOf.get(id);
    if (row !== undefined) pools.set(row, nearestRows(model, row, exclusions, poolSize, options.floor));
  }
  const reader = new PairReader(model, neighbourhood(model, rowOf, pools, poolSize, options.storedList));
  const coefficients = correctCoefficients(judgeCoefficients, options.calibration ?? noCalibration);
  const lists = new Map<number, readonly StoredCandidate[]>();
  for (const [row, pool] of pools) {
    lists.set(model.ids[row]!, ranked(model, reader, coefficients, row, pool, options.top));
  }
  return lists;
}

/** One pass over all rows with the issue's weights spread out by column: no index is built for a single question. */
function nearestRows(model: Model, row: number, exclusions: Exclusions, size: number, floor: number): Neighbour[] {
  const { rowCount, rowStarts, columns, weights, columnCount } = model;
  const own = new Float32Array(columnCount);
  for (let at = rowStarts[row]!; at < rowStarts[row + 1]!; at++) own[columns[at]!] = weights[at]!;
  const found: Neighbour[] = [];
  for (let other = 0; other < rowCount; other++) {
    let cosine = 0;
    for (let at = rowStarts[other]!; at < rowStarts[other + 1]!; at++) cosine += own[columns[at]!]! * weights[at]!;
    if (other !== row && cosine >= floor && cosine > 0 && !areApart(exclusions, row, other)) {
      found.push({ row: other, cosine });
    }
  }
  return found.sort((x, y) => y.cosine - x.cosine || x.row - y.row).slice(0, size);
}

/** Linked, of one family, or both sub-tasks: the same rule as in the comparison of all with all. */
function areApart({ groups, linkStarts, links }: Exclusions, a: number, b: number): boolean {
  const [groupOfA, groupOfB] = [groups[a]!, groups[b]!];
  if ((groupOfA & groupOfB & 1) !== 0) return true;
  if (groupOfA >> 1 !== 0 && groupOfA >> 1 === groupOfB >> 1) return true;
  const larger = Math.max(a, b);
  const smaller = Math.min(a, b);
  for (let at = linkStarts[larger]!; at < linkStarts[larger + 1]!; at++) if (links[at] === smaller) return true;
  return false;
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
