// Pairs that belong together, as clusters with a proposal of what to keep. Built only from pairs that this person may see
// both sides of, so that neither size nor shape of a cluster tells of a hidden issue; and after what people decided:
// a "duplicate" holds a cluster together, a "not a duplicate" or "related" splits it.

import { ownedBy } from '../administration/team-filter';
import type { ClusterView, QueueRow, RequestOf } from '../contract';
import type { MergeIssue } from '../jira/merge-issue';
import { limits } from '../limits';
import { mustBrowse } from '../scan/control';
import { formClusters } from '../similarity/cluster';
import { pairName } from '../storage/reviews';
import { canonicalOf } from './cluster-canonical';
import { type Review, reviewViewOf } from './decision';
import { after, keyText, type SortKey } from './keyset';
import { defaultMapping, isCustomers } from './mapping';
import type { DecisionContext } from './review-context';
import { openRows, readCoverages } from './review-queue';
import { visiblePairs } from './visible-pairs';

type ClustersRequest = RequestOf<'review.clusters'>;

type Row = Omit<QueueRow, 'review'>;

export async function listClusters(
  request: ClustersRequest,
  context: DecisionContext,
): Promise<{ clusters: ClusterView[]; nextCursor: string | null }> {
  const { rows, reviews } = await visibleRows(request, context);
  const wanted = await teamsClusters(clustersOf(rows, reviews), request.teamId, context);
  const ordered = after(wanted, clusterKey, request.cursor);
  const page = ordered.slice(0, request.limit);
  const ids = page.flat();
  const [issues, commentCounts, chosen] = await Promise.all([
    context.jira.mergeIssues(ids),
    context.jira.commentCounts(ids),
    context.stores.chosenCanonicals.read(),
  ]);
  const known = {
    commentCounts,
    chosenIds: chosen?.value.ids ?? [],
    isCustomers: await customersAmong([...issues.values()], context),
  };
  const clusters = page.flatMap((memberIds): ClusterView[] => {
    const members = memberIds.flatMap((id) => issues.get(id) ?? []);
    const proposal = canonicalOf(members, known);
    // Deleted or hidden since: one is no cluster.
    if (proposal === null || members.length < 2) return [];
    const inside = new Set(members.map(({ id }) => id));
    const pairs = rows
      .filter(({ a, b }) => inside.has(a) && inside.has(b))
      .map((row): QueueRow => ({ ...row, review: reviewViewOf(reviews.get(pairName(row)) ?? null, context.nowMs()) }));
    return [{ ...proposal, memberIds: [...inside], pairs }];
  });
  const last = page.at(-1);
  const hasMore = ordered.length > page.length && last !== undefined;
  return { clusters, nextCursor: hasMore ? keyText(clusterKey(last)) : null };
}

/** Those with a member that the team owns; all of them for no team. */
async function teamsClusters(
  clusters: readonly (readonly number[])[],
  teamId: string | undefined,
  context: DecisionContext,
): Promise<readonly (readonly number[])[]> {
  if (teamId === undefined) return clusters;
  const owned = await (await ownedBy(teamId, context))(clusters.flat());
  return clusters.filter((ids) => ids.some((id) => owned.has(id)));
}

/** The surest pairs of the project, and those that people brought together although no analysis had. */
async function visibleRows(
  { projectId, threshold }: ClustersRequest,
  context: DecisionContext,
): Promise<{ rows: readonly Row[]; reviews: ReadonlyMap<string, Review> }> {
  const [browsable, coverages, decided] = await Promise.all([
    context.viewer.browsableProjects([projectId]),
    readCoverages([projectId], context),
    context.stores.reviews.all(),
  ]);
  mustBrowse([projectId], { browsable });
  const found = await openRows({ projectIds: [projectId], threshold, tier: 'any' }, coverages, context);
  const names = new Set(found.map(pairName));
  const byHand = decided
    .filter((pair) => pair.review.verdict === 'duplicate' && !names.has(pairName(pair)))
    .map(({ a, b, review: { seen } }): Row => ({
      ...{ a, b, score: seen?.score ?? 1, tier: seen?.tier ?? 'none', reasons: seen?.reasons ?? [], impact: [] },
    }));
  const ordered = after([...found, ...byHand], rowKey, null);
  const asIs = <T>(some: readonly T[]): Promise<readonly T[]> => Promise.resolve(some);
  return {
    rows: await visiblePairs(ordered, [projectId], limits.maxClusteredPairs, asIs, context),
    reviews: new Map(decided.map((pair) => [pairName(pair), pair.review])),
  };
}

/** Members of each, ascending. One that Jira knows completely as duplicates has nothing left to do. */
function clustersOf(rows: readonly Row[], reviews: ReadonlyMap<string, Review>): (readonly number[])[] {
  const verdictOf = (row: Row): Review['verdict'] => reviews.get(pairName(row))?.verdict ?? null;
  const ends = (some: readonly Row[]) => some.map(({ a, b }) => [a, b] as const);
  const confirmed = rows.filter((row) => verdictOf(row) === 'duplicate');
  const rejected = rows.filter((row) => verdictOf(row) === 'not-duplicate' || verdictOf(row) === 'related');
  const suggested = rows.filter((row) => verdictOf(row) === null);
  // Texts of one form are alike and yet about different matters: only a likely duplicate begins a cluster.
  const likely = suggested.map((row) => ({ ...row, joins: row.tier !== 'none' }));
  const found = formClusters([...likely, ...confirmed], new Map(), {
    confirmed: ends(confirmed),
    rejected: ends(rejected),
  });
  const done = ends(confirmed.filter((row) => isCarriedOut(reviews.get(pairName(row)))));
  return found.map(({ ids }) => ids).filter((ids) => !isConnected(ids, done));
}

function isCarriedOut(review: Review | undefined): boolean {
  return review !== undefined && (review.actionId !== null || review.origin === 'jira-link');
}

function isConnected(ids: readonly number[], links: readonly (readonly [number, number])[]): boolean {
  const reached = new Set(ids.slice(0, 1));
  for (let before = 0; before < reached.size;) {
    before = reached.size;
    for (const [a, b] of links) {
      if (reached.has(a)) reached.add(b);
      if (reached.has(b)) reached.add(a);
    }
  }
  return ids.every((id) => reached.has(id));
}

async function customersAmong(
  issues: readonly MergeIssue[],
  { stores }: DecisionContext,
): Promise<(issue: MergeIssue) => boolean> {
  const projectIds = [...new Set(issues.map(({ projectId }) => projectId))];
  const records = await Promise.all(projectIds.map((id) => stores.mapping(id).read()));
  const rules = new Map(projectIds.map((id, index) => [id, records[index]?.value ?? defaultMapping]));
  return ({ labels, projectId }) => isCustomers(labels, rules.get(projectId) ?? defaultMapping);
}

/** The surest first: what is cut off when there are too many are the least sure. */
function rowKey({ score, a, b }: Row): SortKey {
  return [-score, a, b];
}

/** The largest first. */
function clusterKey(ids: readonly number[]): SortKey {
  return [-ids.length, ids[0] ?? 0];
}
