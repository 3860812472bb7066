// The last part of an analysis: from neighbours to ranked lists, and from pairs to judged pairs, those of one series
// together. The join can only keep the most alike pairs, and on a large site that drops thousands which are worth more
// than their cosine says; but a pair that is worth something is high in a list, so the lists are asked for the rest.

import type { Tier } from './evidence';
import type { JoinResult } from './join';
import { type JudgeCoefficients, judgePair } from './judge';
import type { Model } from './model';
import { PairReader } from './pair-signals';
import { type CandidateLists, packJudgement, type PairList, tierPosition } from './results';
import { numberSeries, seriesRole, type SeriesPair } from './series';
import type { Calibration } from './calibrate';
import { type DecidedPair, siteJudgement } from './site-judge';

// Rank moves a candidate by a few hundredths against its cosine: so many times more neighbours are ranked than kept.
export const poolFactor = 10;
export const defaultCandidateFloor = 0.2;
const rowsPerRanking = 512;
const pairsPerJudging = 1024;

interface RankingOptions {
  readonly top: number;
  readonly threshold: number;
  readonly maxPairs: number;
  readonly candidateFloor?: number;
  readonly decided?: readonly DecidedPair[];
}

interface Ranked {
  readonly lists: CandidateLists;
  readonly pairs: PairList;
  readonly pairsAbove: number;
  readonly calibration: Calibration;
}

/** A pair of rows that the lists judged, though it is not among the most alike. */
interface JudgedPair {
  readonly a: number;
  readonly b: number;
  readonly cosine: number;
  readonly tier: Tier;
  readonly z: number;
}

export class Ranking {
  private readonly reader: PairReader;
  private readonly calibration: Calibration;
  private readonly coefficients: JudgeCoefficients;
  private readonly poolSize: number;
  private readonly starts: Uint32Array;
  private readonly candidates: Uint32Array;
  private readonly scores: Float32Array;
  private readonly judgements: Uint32Array;
  private readonly pairs: (SeriesPair & { readonly judgement: number })[] = [];
  private listed = 0;
  private nextRow = 0;
  private nextPair = 0;
  private further: JudgedPair[] = [];

  constructor(
    private readonly model: Model,
    private readonly joined: JoinResult,
    private readonly options: RankingOptions,
  ) {
    const { rowCount } = model;
    this.poolSize = options.top * poolFactor;
    this.reader = new PairReader(model, { ...joined, top: this.poolSize });
    const site = siteJudgement(model, this.reader, options.decided ?? []);
    this.calibration = site.calibration;
    this.coefficients = site.coefficients;
    this.starts = new Uint32Array(rowCount + 1);
    this.candidates = new Uint32Array(rowCount * options.top);
    this.scores = new Float32Array(rowCount * options.top);
    this.judgements = new Uint32Array(rowCount * options.top);
  }

  get fraction(): number {
    const total = this.model.rowCount + this.joined.pairs.a.length;
    return total === 0 ? 1 : (this.nextRow + this.nextPair) / total;
  }

  /** True when done. */
  advance(): boolean {
    const lastRow = Math.min(this.model.rowCount, this.nextRow + rowsPerRanking);
    if (this.nextRow < lastRow) {
      for (; this.nextRow < lastRow; this.nextRow++) this.rankCandidates(this.nextRow);
      return this.fraction === 1;
    }
    const { a, b, scores } = this.joined.pairs;
    const lastPair = Math.min(a.length, this.nextPair + pairsPerJudging);
    for (; this.nextPair < lastPair; this.nextPair++) {
      const at = this.nextPair;
      this.addPair(a[at]!, b[at]!, scores[at]!);
    }
    return this.fraction === 1;
  }

  result(): Ranked {
    const { ids } = this.model;
    for (const { a, b, cosine } of this.bestFurther()) this.addPair(a, b, cosine);
    this.further = [];
    return {
      lists: {
        issueIds: ids,
        starts: this.starts,
        candidateIds: Float64Array.from(this.candidates.subarray(0, this.listed), (row) => ids[row]!),
        scores: this.scores.slice(0, this.listed),
        judgements: this.judgements.slice(0, this.listed),
      },
      pairs: this.sortedPairs(),
      pairsAbove: this.joined.pairsAbove,
      calibration: this.calibration,
    };
  }

  private rankCandidates(row: number): void {
    const { neighbours, similarities } = this.joined;
    const { top, candidateFloor = defaultCandidateFloor } = this.options;
    const first = row * this.poolSize;
    const ranked: { candidate: number; cosine: number; rank: number }[] = [];
    for (let at = first; at < first + this.poolSize && neighbours[at]! >= 0; at++) {
      const cosine = similarities[at]!;
      if (cosine < candidateFloor) break;
      const candidate = neighbours[at]!;
      ranked.push({ candidate, cosine, rank: this.reader.rankOf(row, candidate, cosine) });
    }
    ranked.sort((x, y) => y.rank - x.rank || x.candidate - y.candidate);
    for (const { candidate, cosine } of ranked.slice(0, top)) {
      const { tier, z, reasons } = this.judge(row, candidate, cosine);
      this.candidates[this.listed] = candidate;
      this.scores[this.listed] = cosine;
      this.judgements[this.listed++] = packJudgement(tier, reasons);
      this.noteFurther({ a: Math.min(row, candidate), b: Math.max(row, candidate), cosine, tier, z });
    }
    this.starts[row + 1] = this.listed;
  }

  private judge(a: number, b: number, cosine: number) {
    const signals = this.reader.signalsOf(Math.min(a, b), Math.max(a, b), cosine);
    return { signals, ...judgePair(signals, this.coefficients) };
  }

  private addPair(a: number, b: number, cosine: number): void {
    const { signals, tier, reasons } = this.judge(a, b, cosine);
    this.pairs.push({ a, b, cosine, role: seriesRole(signals, tier), judgement: packJudgement(tier, reasons) });
  }

  private noteFurther(pair: JudgedPair): void {
    const isDropped = this.joined.pairsAbove > this.joined.pairs.a.length;
    if (isDropped && pair.tier !== 'none' && pair.cosine >= this.options.threshold) this.further.push(pair);
  }

  /** By judgement; cosine only where that ties. Each once, though both of its issues may have listed it. */
  private bestFurther(): JudgedPair[] {
    const keyOf = (a: number, b: number): number => a * this.model.rowCount + b;
    const { a, b } = this.joined.pairs;
    const known = new Set(this.further.length === 0 ? [] : Array.from(a, (row, at) => keyOf(row, b[at]!)));
    const fresh = this.further.filter((pair) => {
      const key = keyOf(pair.a, pair.b);
      return !known.has(key) && known.add(key);
    });
    fresh.sort(
      (x, y) =>
        tierPosition(x.tier) - tierPosition(y.tier) || y.z - x.z || y.cosine - x.cosine || x.a - y.a || x.b - y.b,
    );
    return fresh.slice(0, this.options.maxPairs);
  }

  /** First the pairs of their own by tier (the lowest two bits, very likely is 0), score and ids; then series by series. */
  private sortedPairs(): PairList {
    const { ids } = this.model;
    const series = numberSeries(this.pairs, (row) => this.reader.titleOf(row));
    const numbered = this.pairs.map((pair, at) => ({ ...pair, series: series[at]! }));
    numbered.sort(
      (x, y) =>
        x.series - y.series || (x.judgement & 3) - (y.judgement & 3) || y.cosine - x.cosine || x.a - y.a || x.b - y.b,
    );
    return {
      a: Float64Array.from(numbered, ({ a }) => ids[a]!),
      b: Float64Array.from(numbered, ({ b }) => ids[b]!),
      scores: Float32Array.from(numbered, ({ cosine }) => cosine),
      judgements: Uint32Array.from(numbered, ({ judgement }) => judgement),
      series: Uint32Array.from(numbered, (pair) => pair.series),
    };
  }
}
