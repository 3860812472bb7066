// Analyses of a space: what ran, how each went, what one found that another did not. Pairs are handed out as ids, and only
// those of which this viewer may see both work items; their titles are read by the page as that viewer.

import type { ScanProgress } from './contract-scan';
import type { ScopeNarrowing } from './contract-scopes';
import type { Tier } from './similarity/evidence';

export type AnalysisStarter =
  { readonly kind: 'person'; readonly accountId: string } | { readonly kind: 'schedule' } | { readonly kind: 'itself' };

export interface AnalysisRow {
  readonly progress: ScanProgress;
  /** Null for analyses of older versions. */
  readonly startedBy: AnalysisStarter | null;
  /** Beside the spaces; null for analyses of older versions, and for who may not start it. */
  readonly scope: { readonly jql: string | null; readonly narrowing: ScopeNarrowing } | null;
  /** The page of this space shows its pairs. */
  readonly isShown: boolean;
  /** May cancel, resume and delete it. */
  readonly canManage: boolean;
  /** Its pairs are kept for comparing. */
  readonly canCompare: boolean;
}

export interface AnalysisList {
  /** The newest first. */
  readonly analyses: readonly AnalysisRow[];
}

export interface AnalysisStep {
  readonly step: 'waiting' | 'reading' | 'comparing' | 'publishing';
  readonly from: string;
  /** Null while it lasts. */
  readonly until: string | null;
}

export interface AnalysisPause {
  readonly reason: NonNullable<ScanProgress['pause']>['reason'];
  readonly from: string;
  readonly until: string;
}

export interface AnalysisDetail {
  readonly analysis: AnalysisRow;
  readonly steps: readonly AnalysisStep[];
  /** The newest last. */
  readonly pauses: readonly AnalysisPause[];
  /** Waits before those. */
  readonly earlierPauses: number;
}

export interface RunChangeView {
  readonly a: number;
  readonly b: number;
  /** One of many work items made from the same pattern; these come last. */
  readonly isOfSeries: boolean;
  /** Null: the pair was not found then. */
  readonly before: { readonly score: number; readonly tier: Tier } | null;
  readonly after: { readonly score: number; readonly tier: Tier } | null;
}

export interface RunChanges {
  readonly rows: readonly RunChangeView[];
  /** There are more than are listed. */
  readonly hasMore: boolean;
}

export interface AnalysisComparison {
  readonly found: RunChanges;
  readonly gone: RunChanges;
  readonly changed: RunChanges;
  /** Pairs below this match are not compared, because one of the two has too many of them. */
  readonly floor: number;
  /** Scores of different engine versions, or made with other settings, move without any work item having changed. */
  readonly isSameMeasure: boolean;
}

export interface AnalysisMethods {
  'analyses.list': (request: { readonly projectId: number }) => AnalysisList;
  'analyses.detail': (request: { readonly projectId: number; readonly scanId: string }) => AnalysisDetail;
  'analyses.compare': (request: {
    readonly projectId: number;
    readonly beforeId: string;
    readonly afterId: string;
  }) => AnalysisComparison;
  /** `evenIfShown` is needed for one whose pairs a page shows: they go with it. */
  'analyses.delete': (request: {
    readonly projectId: number;
    readonly scanId: string;
    readonly evenIfShown: boolean;
  }) => AnalysisList;
}
