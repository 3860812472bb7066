// The last part of an analysis: from neighbours to ranked lists, and from pairs to judged pairs, those of one series
// together. The join can only keep the most alike pairs, and on a large site that drops thousands which are worth more
// than their cosine says; but a pair that is worth something is high in a list, so the lists are asked for the rest.

import { BestCandidates } from './best-candidates';
import { confidenceByte } from './confidence';
import type { Tier } from './evidence';
import type { JoinResult } from './join';
import { type JudgeCoefficients, judgePair } from './judge';
import type { Model } from './model';
import { PairReader } from './pair-signals';
import { JudgedPairs } from './judged-pairs';
import { type CandidateLists, packJudgement, type PairList, splitSeries, tierPosition } from './results';
import { unpackJudgement, withReason, withTier } from './results';
import type { PatternKind } from './series';
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
interface FurtherPair {
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
  private readonly pairs = new JudgedPairs();
  private readonly best: BestCandidates;
  private listed = 0;
  private nextRow = 0;
  private nextPair = 0;
  private further: FurtherPair[] = [];

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
    this.best = new BestCandidates(joined, this.reader, {
      top: options.top,
      poolSize: this.poolSize,
      candidateFloor: options.candidateFloor ?? defaultCandidateFloor,
    });
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
    const pairs = this.pairs.sorted(ids, this.reader);
    const lists = {
      issueIds: ids,
      starts: this.starts,
      candidateIds: Float64Array.from(this.candidates.subarray(0, this.listed), (row) => ids[row]!),
      scores: this.scores.slice(0, this.listed),
      judgements: this.judgements.slice(0, this.listed),
    };
    return {
      lists: { ...lists, judgements: judgedWithSeries(lists, pairs) },
      pairs,
      pairsAbove: this.joined.pairsAbove,
      calibration: this.calibration,
    };
  }

  private rankCandidates(row: number): void {
    const { best } = this;
    best.findFor(row);
    for (let at = 0; at < best.count; at++) {
      const candidate = best.candidates[at]!;
      const cosine = best.cosines[at]!;
      this.candidates[this.listed] = candidate;
      this.scores[this.listed] = cosine;
      this.judgements[this.listed++] = this.judgedBefore(candidate, row) ?? this.judgeListed(row, candidate, cosine);
    }
    this.starts[row + 1] = this.listed;
  }

  /** What the candidate's own list said of the pair, if that list is made and holds it. Nearly half of all are found. */
  private judgedBefore(candidate: number, row: number): number | undefined {
    if (candidate > row) return undefined;
    const end = this.starts[candidate + 1]!;
    for (let at = this.starts[candidate]!; at < end; at++) if (this.candidates[at] === row) return this.judgements[at];
    return undefined;
  }

  private judgeListed(row: number, candidate: number, cosine: number): number {
    const [a, b] = row < candidate ? [row, candidate] : [candidate, row];
    const { tier, z, reasons } = judgePair(this.reader.signalsOf(a, b, cosine), this.coefficients);
    this.noteFurther(a, b, cosine, tier, z);
    return packJudgement(tier, reasons);
  }

  private addPair(a: number, b: number, cosine: number): void {
    const signals = this.reader.signalsOf(a, b, cosine);
    const { tier, z, reasons } = judgePair(signals, this.coefficients);
    const judgement = packJudgement(tier, reasons);
    this.pairs.add(a, b, signals, judgement, confidenceByte(z, tier));
  }

  private noteFurther(a: number, b: number, cosine: number, tier: Tier, z: number): void {
    const isDropped = this.joined.pairsAbove > this.joined.pairs.a.length;
    if (isDropped && tier !== 'none' && cosine >= this.options.threshold) this.further.push({ a, b, cosine, tier, z });
  }

  /** By judgement; cosine only where that ties. */
  private bestFurther(): FurtherPair[] {
    const keyOf = (a: number, b: number): number => a * this.model.rowCount + b;
    const { a, b } = this.joined.pairs;
    const known = new Set(this.further.length === 0 ? [] : Array.from(a, (row, at) => keyOf(row, b[at]!)));
    const fresh = this.further.filter(({ a: row, b: other }) => !known.has(keyOf(row, other)));
    fresh.sort(
      (x, y) =>
        tierPosition(x.tier) - tierPosition(y.tier) || y.z - x.z || y.cosine - x.cosine || x.a - y.a || x.b - y.b,
    );
    return fresh.slice(0, this.options.maxPairs);
  }
}

/** Another filling of the same form is similar, but nobody should be asked whether it is a duplicate. */
function judgedWithSeries(
  { issueIds, starts, candidateIds, judgements }: CandidateLists,
  pairs: PairList,
): Uint32Array {
  const { a, b, judgements: ofPairs } = splitSeries(pairs).series;
  const partners = new Map<number, Map<number, PatternKind>>();
  a.forEach((id, at) => {
    const kind = unpackJudgement(ofPairs[at]!).reasons.includes('sibling') ? 'sibling' : 'pattern';
    const known = partners.get(id);
    if (known === undefined) partners.set(id, new Map([[b[at]!, kind]]));
    else known.set(b[at]!, kind);
  });
  const judged = judgements.slice();
  issueIds.forEach((id, row) => {
    for (let at = starts[row]!; at < starts[row + 1]!; at++) {
      const other = candidateIds[at]!;
      const kind = partners.get(Math.min(id, other))?.get(Math.max(id, other));
      if (kind !== undefined) judged[at] = withReason(withTier(judged[at]!, 'none'), kind);
    }
  });
  return judged;
}
