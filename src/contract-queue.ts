// The agreement about the review queue: pairs that wait for an answer, in one space or across spaces. Rows are ids and
// figures; the page reads titles as its own viewer. What a viewer may not see has no row, no place in the order and no
// part in a cursor.

import type { ReviewView, Verdict } from './contract-review';
import type { EvidenceKind, Tier } from './similarity/evidence';

/** Why a pair stands higher than its match alone would put it, from what this viewer may see of its two issues. */
export type ImpactSign = 'open' | 'urgent' | 'votes' | 'watchers';

export interface QueueRow {
  /** Issue ids in ascending order: the pair that a decision is about. */
  readonly a: number;
  readonly b: number;
  readonly score: number;
  readonly tier: Tier;
  readonly reasons: readonly EvidenceKind[];
  /** Empty for pairs that are decided: their order is that of the decisions. */
  readonly impact: readonly ImpactSign[];
  readonly review: ReviewView;
}

export type QueueState = 'open' | 'snoozed' | Verdict;

export type QueueView =
  | { readonly state: 'never-scanned' }
  | {
      readonly state: 'ready';
      /** When the oldest of the analyses behind these rows finished. */
      readonly analysedAt: string;
      readonly engineVersions: readonly string[];
      readonly rows: readonly QueueRow[];
      /** Opaque. Absent (null) on the last page. A page may be short and still have a next one. */
      readonly nextCursor: string | null;
    };

/** Of which pairs there is a row. What is said of issues must hold for at least one of the two, all of it together. */
export interface QueueFilter {
  /** In [0, 1]; with the threshold it makes a band. */
  readonly mostScore: number;
  /** Null: pairs of every reason. */
  readonly reason: EvidenceKind | null;
  /** Each empty for any; at most 50. */
  readonly typeIds: readonly number[];
  readonly statusIds: readonly number[];
  readonly componentNames: readonly string[];
  /** A condition in the viewer's own JQL. Null: none. At most 1,000 characters. */
  readonly jql: string | null;
}

export interface QueueMethods {
  /**
   * Open pairs by confidence and impact; decided ones by the time of the decision. Fails with BAD_JQL when Jira does not
   * understand the filter as this viewer.
   */
  'review.queue': (request: {
    /** 1 to 50. */
    readonly projectIds: readonly number[];
    readonly state: QueueState;
    readonly tier: Tier | 'any';
    readonly threshold: number;
    readonly assignee: 'anyone' | 'me' | 'nobody';
    readonly filter?: QueueFilter | undefined;
    /** Only pairs with a work item of this team. */
    readonly teamId?: string | undefined;
    readonly cursor: string | null;
    /** 1 to 50. */
    readonly limit: number;
  }) => QueueView;
  /** The analysed projects that this viewer may browse, the latest analysis first; at most 50. */
  'review.spaces': (request: Record<string, never>) => { readonly projectIds: readonly number[] };
}
