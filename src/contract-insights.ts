// What the pages are told about the quality of suggestions on this site: how often they were right, what a threshold
// would change, and how the engine would have done on duplicates that people had linked before it came. Every count is
// over what this viewer may see now, so two people may be told different figures.

import type { Tier } from './similarity/evidence';

/** Decisions whose match lies in [from, to); the last band includes 1. */
export interface PrecisionBand {
  readonly from: number;
  readonly to: number;
  readonly decided: number;
  readonly duplicates: number;
  /** 95 % interval of the share of duplicates; null without any decision. */
  readonly low: number | null;
  readonly high: number | null;
}

/** Decisions at one threshold and above. */
export interface ThresholdQuality {
  readonly threshold: number;
  readonly decided: number;
  readonly duplicates: number;
  readonly low: number;
  readonly high: number;
}

export type ThresholdAdvice =
  | ({ readonly state: 'recommended' } & ThresholdQuality)
  /** Too few decisions to say anything; `missing` more at high matches may be enough. */
  | { readonly state: 'too-few'; readonly decided: number; readonly needed: number }
  /** Enough decisions, but no threshold is sure to reach the target; the best one that is known. */
  | ({ readonly state: 'not-reached' } & ThresholdQuality);

export interface PrecisionView {
  readonly bands: readonly PrecisionBand[];
  readonly advice: ThresholdAdvice;
  /** In [0, 1]. */
  readonly targetPrecision: number;
  readonly siteThreshold: number;
  /** Decisions about scores of another engine version, which cannot be compared with today's. */
  readonly leftOut: number;
  /** Only Jira administrators set what holds for the whole site. */
  readonly canApply: boolean;
  /** The newest first; empty for who may not apply. */
  readonly changes: readonly ThresholdChange[];
}

export interface ThresholdChange {
  readonly at: string;
  readonly byAccountId: string;
  readonly before: number;
  readonly after: number;
}

export type SimulationView =
  | { readonly state: 'never-scanned' }
  | {
      readonly state: 'ready';
      /** Suggestions that wait and would be shown. */
      readonly shown: number;
      /** There are more than are counted. */
      readonly isMore: boolean;
      readonly latestDecided: number;
      /** Of these decisions: duplicates that would be shown, and others that would not. */
      readonly agreeing: number;
      readonly hiddenDuplicates: number;
    };

/** A suggestion that waits, drawn by chance. */
export interface SampledPair {
  readonly a: number;
  readonly b: number;
  readonly score: number;
  readonly tier: Tier;
  /** Of what was said about it; what an answer expects. */
  readonly version: number;
}

/** Why a known duplicate was not among the first ten candidates. */
export type MissReason = 'no-shared-words' | 'little-text' | 'different-words' | 'one-of-a-template' | 'others-closer';

/** Shares in [0, 1] over the whole analysis: what a threshold shows of the known pairs, and how much of it is known. */
export interface RecallPoint {
  readonly threshold: number;
  readonly recall: number;
  /** At least so much: what nobody has linked may be a duplicate too. Null where nothing is shown, or not all of it was kept. */
  readonly precision: number | null;
}

export interface MissedDuplicate {
  readonly queryId: number;
  readonly originalId: number;
  /** Null: not among the candidates at all. */
  readonly rank: number | null;
  readonly score: number;
  readonly because: MissReason;
}

/** How one version of the engine would have done, over the known duplicates that this viewer may see. */
export interface BacktestResult {
  readonly engineVersion: string;
  readonly finishedAt: string;
  readonly queries: number;
  /** Shares of the queries whose original was the first, among the first five, among the first ten. */
  readonly recallAt1: number;
  readonly recallAt5: number;
  readonly recallAt10: number;
  readonly meanReciprocalRank: number;
  /** How many queries found it at the first place, at 2 to 5, at 6 to 10, at 11 to 20, beyond, not at all. */
  readonly histogram: readonly [number, number, number, number, number, number];
}

export type BacktestView =
  | { readonly state: 'never-scanned' }
  | {
      readonly state: 'ready';
      /** Whether one is under way, and why the last one failed. */
      readonly job: 'none' | 'queued' | 'running' | 'failed';
      readonly failure: { readonly code: 'NOT_FOUND' | 'DAMAGED' | 'INTERNAL'; readonly message: string } | null;
      readonly canStart: boolean;
      /** The newest version first. */
      readonly results: readonly BacktestResult[];
      /** Of the newest result, the worst first, at most 50. */
      readonly missed: readonly MissedDuplicate[];
      /** Of the newest result; only for who may start an analysis of all its spaces. */
      readonly curve: readonly RecallPoint[];
    };

export interface InsightMethods {
  'insights.precision': (request: {
    readonly projectId: number;
    /** In [0.5, 0.99]. */
    readonly targetPrecision: number;
  }) => PrecisionView;
  'insights.simulate': (request: {
    readonly projectId: number;
    /** In [0.2, 0.95]. */
    readonly threshold: number;
  }) => SimulationView;
  /** For the whole site, and noted with who, when and what it was before. */
  'insights.applyThreshold': (request: {
    readonly threshold: number;
    /** What the person saw; another value in force by now is a conflict. */
    readonly expectedThreshold: number;
  }) => { readonly siteThreshold: number };
  'insights.backtest': (request: { readonly projectId: number }) => BacktestView;
  /** Only for who may start an analysis of the same spaces. One that is under way is joined. */
  'insights.startBacktest': (request: { readonly projectId: number }) => BacktestView;
  /** At most 30 of the suggestions that wait in one band, by chance: judged, they tell of the band without the reviewers' choice. */
  'insights.sample': (request: { readonly projectId: number; readonly from: number }) => {
    readonly pairs: readonly SampledPair[];
  };
}
