// Pairs that belong together, as clusters with a proposal of what to keep. Built only from pairs that this person may see
// both sides of, so that neither size nor shape of a cluster tells of a hidden issue; and after what people decided:
// a "duplicate" holds a cluster together, a "not a duplicate" or "related" splits it.

import type { ClusterView, QueueRow } from '../contract';
import { limits } from '../limits';
import { mustBrowse } from '../scan/control';
import { formClusters } from '../similarity/cluster';
import { pairName } from '../storage/reviews';
import { proposeCanonical } from './canonical';
import { type Review, reviewViewOf } from './decision';
import { after, keyText, type SortKey } from './keyset';
import type { DecisionContext } from './review-context';
import { openRows, readCoverages } from './review-queue';
import { visiblePairs } from './visible-pairs';

export interface ClustersRequest {
  readonly projectId: number;
  readonly threshold: number;
  readonly cursor: string | null;
  readonly limit: number;
}

interface Cluster {
  readonly ids: readonly number[];
}

export async function listClusters(
  { projectId, threshold, cursor, limit }: ClustersRequest,
  context: DecisionContext,
): Promise<{ clusters: ClusterView[]; nextCursor: string | null }> {
  const [permissions, coverages] = await Promise.all([
    context.viewer.permissions([projectId]),
    readCoverages([projectId], context),
  ]);
  mustBrowse([projectId], permissions);
  const { rows, keyOf } = await openRows({ projectIds: [projectId], threshold, tier: 'any' }, coverages, context);
  const asIs = <T>(some: readonly T[]): Promise<readonly T[]> => Promise.resolve(some);
  const visible = await visiblePairs(after(rows, keyOf, null), [projectId], limits.maxClusteredPairs, asIs, context);
  const reviews = await context.stores.reviews.readMany(visible);
  const verdictOf = (pair: QueuePair): Review['verdict'] => reviews.get(pairName(pair))?.verdict ?? null;
  const ends = (pairs: readonly QueuePair[]) => pairs.map(({ a, b }) => [a, b] as const);
  const found: readonly Cluster[] = formClusters(
    visible.filter((pair) => verdictOf(pair) === null || verdictOf(pair) === 'duplicate'),
    new Map(),
    {
      confirmed: ends(visible.filter((pair) => verdictOf(pair) === 'duplicate')),
      rejected: ends(visible.filter((pair) => verdictOf(pair) === 'not-duplicate' || verdictOf(pair) === 'related')),
    },
  );
  const ordered = after(found, clusterKey, cursor);
  const page = ordered.slice(0, limit);
  const issues = await context.jira.mergeIssues(page.flatMap(({ ids }) => ids));
  const clusters = page.flatMap(({ ids }): ClusterView[] => {
    const members = ids.flatMap((id) => issues.get(id) ?? []);
    const proposal = proposeCanonical(members);
    // Deleted or hidden since: one is no cluster.
    if (proposal === null || members.length < 2) return [];
    const inside = new Set(members.map(({ id }) => id));
    const pairs = visible
      .filter(({ a, b }) => inside.has(a) && inside.has(b))
      .map((row): QueueRow => ({ ...row, review: reviewViewOf(reviews.get(pairName(row)) ?? null, context.nowMs()) }));
    return [{ ...proposal, memberIds: [...inside], pairs }];
  });
  const last = page.at(-1);
  const hasMore = ordered.length > page.length && last !== undefined;
  return { clusters, nextCursor: hasMore ? keyText(clusterKey(last)) : null };
}

type QueuePair = Pick<QueueRow, 'a' | 'b'>;

/** The largest first. */
function clusterKey({ ids }: Cluster): SortKey {
  return [-ids.length, ids[0] ?? 0];
}
