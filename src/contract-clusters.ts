// The agreement about clusters: issues that all say the same, with a proposal which one to keep. Shape and size come from
// pairs of which this viewer may see both sides. Splitting and merging by hand are decisions about pairs like all others.

import type { QueueRow } from './contract-queue';

export type CanonicalReason =
  'open' | 'oldest' | 'most-votes' | 'most-watchers' | 'most-comments' | 'customer' | 'chosen';

export interface ClusterView {
  readonly canonicalId: number;
  readonly canonicalReasons: readonly CanonicalReason[];
  /** With the canonical one, ascending. */
  readonly memberIds: readonly number[];
  /** Between members; after a merge by hand there may be fewer than all. */
  readonly pairs: readonly QueueRow[];
}

/** `conflict`: somebody decided about one of the pairs meanwhile. `decided` is how many pairs were saved all the same. */
export interface ClusterChange {
  readonly outcome: 'saved' | 'conflict';
  readonly decided: number;
}

export interface ClusterMethods {
  'review.clusters': (request: {
    readonly projectId: number;
    readonly threshold: number;
    /** Only clusters with a work item of this team. */
    readonly teamId?: string | undefined;
    readonly cursor: string | null;
    /** 1 to 50. */
    readonly limit: number;
  }) => {
    readonly clusters: readonly ClusterView[];
    readonly nextCursor: string | null;
  };
  /** From now on this issue is kept, in whatever cluster it is. The latest choice wins. */
  'review.chooseCanonical': (request: { readonly issueId: number }) => { readonly canonicalId: number };
  /** Those who leave are no duplicates of those who stay: each such pair is decided. At most 100 pairs at once. */
  'review.splitCluster': (request: {
    readonly leaveIds: readonly number[];
    readonly stayIds: readonly number[];
  }) => ClusterChange;
  /**
   * All of them are duplicates of the first of `intoIds`: each such pair is decided, at most 100. Refused when somebody said
   * "not a duplicate" about a pair across the two.
   */
  'review.mergeClusters': (request: {
    readonly intoIds: readonly number[];
    readonly addIds: readonly number[];
  }) => ClusterChange;
}
