// A whole analysis, from blocks to candidates: vectors, the comparison of all with all, then rank and judgement. It
// works in small steps and keeps everything in memory until it is done, since even a hundred thousand issues take less
// time than one invocation has; what has to survive an interruption is the reading of issues, not this.

import type { Block } from './block';
import { exclusionsOf } from './exclusions';
import { Join, type JoinResult } from './join';
import { judgePair } from './judge';
import { buildModel, statisticsOf, type Model } from './model';
import { PairReader } from './pair-signals';
import { packJudgement, type CandidateLists, type PairList } from './results';
import type { ScoreSettings } from './score';
import type { CorpusStatistics } from './statistics';
import { ENGINE_VERSION } from './version';

export interface AnalysisOptions {
  readonly score: ScoreSettings;
  /** Candidates kept for each issue. */
  readonly top: number;
  /** Pairs from this cosine on are counted and listed. */
  readonly threshold: number;
  /** The best so many pairs are listed; all are counted. */
  readonly maxPairs: number;
  /** Candidates below this cosine are not listed; 0.2 unless told. */
  readonly candidateFloor?: number;
  readonly path?: 'auto' | 'wasm' | 'js';
}

export interface AnalysisResult {
  readonly engineVersion: string;
  readonly issueCount: number;
  readonly lists: CandidateLists;
  readonly pairs: PairList;
  readonly pairsAbove: number;
  readonly statistics: CorpusStatistics;
}

const defaultCandidateFloor = 0.2;
// Rank moves a candidate by a few hundredths against its cosine: so many times more neighbours are ranked than kept.
const poolFactor = 10;
const rowsPerRanking = 512;
const pairsPerJudging = 1024;
// What the join takes of the whole, for the fraction. The rest is rank and judgement.
const joinShare = 0.8;

export class Analysis {
  private model: Model | undefined;
  private join: Join | undefined;
  private ranking: Ranking | undefined;

  constructor(
    private readonly blocks: readonly Block[],
    private readonly options: AnalysisOptions,
  ) {}

  /** In [0, 1]; never goes down. */
  get fraction(): number {
    if (this.ranking !== undefined) return joinShare + (1 - joinShare) * this.ranking.fraction;
    return this.join === undefined ? 0 : joinShare * this.join.fraction;
  }

  /** Works until done or until about `budgetMs` have passed. True means done. */
  step(budgetMs: number, nowMs: () => number): boolean {
    const endMs = nowMs() + budgetMs;
    do {
      if (this.advance(Math.max(0, endMs - nowMs()), nowMs)) return true;
    } while (nowMs() < endMs);
    return false;
  }

  /** @throws Error before the last step. */
  result(): AnalysisResult {
    if (this.model === undefined || this.ranking?.fraction !== 1) throw new Error('The analysis is not finished.');
    return {
      engineVersion: ENGINE_VERSION,
      issueCount: this.model.rowCount,
      ...this.ranking.result(),
      statistics: statisticsOf(this.model),
    };
  }

  private advance(budgetMs: number, nowMs: () => number): boolean {
    if (this.model === undefined) {
      this.model = buildModel(this.blocks, this.options.score);
      return false;
    }
    if (this.join === undefined) {
      const { top, threshold, maxPairs, path = 'auto' } = this.options;
      const exclusions = exclusionsOf(this.model);
      this.join = new Join(this.model, { top: top * poolFactor, threshold, maxPairs, path, exclusions });
      return false;
    }
    if (this.ranking === undefined) {
      if (this.join.step(budgetMs, nowMs)) this.ranking = new Ranking(this.model, this.join.result(), this.options);
      return false;
    }
    return this.ranking.advance();
  }
}

/** The last part: from neighbours to ranked lists, and from pairs to judged pairs. */
class Ranking {
  private readonly reader: PairReader;
  private readonly poolSize: number;
  private readonly starts: Uint32Array;
  private readonly candidates: Uint32Array;
  private readonly scores: Float32Array;
  private readonly judgements: Uint32Array;
  private readonly pairJudgements: Uint32Array;
  private listed = 0;
  private nextRow = 0;
  private nextPair = 0;

  constructor(
    private readonly model: Model,
    private readonly joined: JoinResult,
    private readonly options: AnalysisOptions,
  ) {
    const { rowCount } = model;
    this.poolSize = options.top * poolFactor;
    this.reader = new PairReader(model, { ...joined, top: this.poolSize });
    this.starts = new Uint32Array(rowCount + 1);
    this.candidates = new Uint32Array(rowCount * options.top);
    this.scores = new Float32Array(rowCount * options.top);
    this.judgements = new Uint32Array(rowCount * options.top);
    this.pairJudgements = new Uint32Array(joined.pairs.a.length);
  }

  get fraction(): number {
    const total = this.model.rowCount + this.pairJudgements.length;
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
      this.pairJudgements[at] = this.judge(a[at]!, b[at]!, scores[at]!);
    }
    return this.fraction === 1;
  }

  result(): Pick<AnalysisResult, 'lists' | 'pairs' | 'pairsAbove'> {
    const { ids } = this.model;
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
      this.candidates[this.listed] = candidate;
      this.scores[this.listed] = cosine;
      this.judgements[this.listed++] = this.judge(row, candidate, cosine);
    }
    this.starts[row + 1] = this.listed;
  }

  private judge(a: number, b: number, cosine: number): number {
    const { tier, reasons } = judgePair(this.reader.signalsOf(Math.min(a, b), Math.max(a, b), cosine));
    return packJudgement(tier, reasons);
  }

  /** Tier first (the lowest two bits, very likely is 0), then score, then ids. */
  private sortedPairs(): PairList {
    const { a, b, scores } = this.joined.pairs;
    const { ids } = this.model;
    const tiers = this.pairJudgements;
    const order = Uint32Array.from(a.keys()).sort(
      (x, y) => (tiers[x]! & 3) - (tiers[y]! & 3) || scores[y]! - scores[x]! || a[x]! - a[y]! || b[x]! - b[y]!,
    );
    return {
      a: Float64Array.from(order, (at) => ids[a[at]!]!),
      b: Float64Array.from(order, (at) => ids[b[at]!]!),
      scores: Float32Array.from(order, (at) => scores[at]!),
      judgements: order.map((at) => tiers[at]!),
    };
  }
}
