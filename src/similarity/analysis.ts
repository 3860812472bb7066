// A whole analysis, from blocks to candidates: vectors, the comparison of all with all, then rank and judgement. It
// works in small steps and keeps everything in memory until it is done, since even a hundred thousand issues take less
// time than one invocation has; what has to survive an interruption is the reading of issues, not this.

import type { Block } from './block';
import { exclusionsOf } from './exclusions';
import { Join } from './join';
import { buildModel, statisticsOf, type Model } from './model';
import type { Calibration } from './calibrate';
import type { DecidedPair } from './site-judge';
import { crowdShare } from './pair-signals';
import { defaultCandidateFloor, poolFactor, Ranking } from './ranking';
import type { CandidateLists, PairList } from './results';
import type { ScoreSettings } from './score';
import type { CorpusStatistics } from './statistics';
import { ENGINE_VERSION } from './version';

export interface AnalysisOptions {
  readonly score: ScoreSettings;
  /** Candidates kept for each issue. */
  readonly top: number;
  /** Pairs from this cosine on are counted and listed. */
  readonly threshold: number;
  /** So many are listed of the most alike pairs, and as many again that were judged duplicates; all are counted. */
  readonly maxPairs: number;
  /** Candidates below this cosine are not listed; 0.2 unless told. */
  readonly candidateFloor?: number;
  /** What the site's reviewers decided; from thirty such pairs on it corrects the tiers, never the scores. */
  readonly decided?: readonly DecidedPair[];
  readonly path?: 'auto' | 'wasm' | 'js';
}

export interface AnalysisResult {
  readonly engineVersion: string;
  readonly issueCount: number;
  readonly lists: CandidateLists;
  readonly pairs: PairList;
  readonly pairsAbove: number;
  readonly calibration: Calibration;
  readonly statistics: CorpusStatistics;
}

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
      const { top, threshold, maxPairs, candidateFloor = defaultCandidateFloor, path = 'auto' } = this.options;
      const exclusions = exclusionsOf(this.model);
      // Nothing below is listed or belongs to the crowd around what is.
      const poolFloor = candidateFloor * crowdShare;
      this.join = new Join(this.model, { top: top * poolFactor, poolFloor, threshold, maxPairs, path, exclusions });
      return false;
    }
    if (this.ranking === undefined) {
      if (this.join.step(budgetMs, nowMs)) this.ranking = new Ranking(this.model, this.join.result(), this.options);
      return false;
    }
    return this.ranking.advance();
  }
}
