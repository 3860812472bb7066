// Clusters in the hands of people: another issue to keep, one cluster made two, two made one. Splitting and merging are
// decisions about pairs, with history, conflict and undo like every other; nothing else about a cluster is stored, so it
// cannot contradict what people said.

import type { ClusterChange } from '../contract';
import { AppError } from '../errors';
import type { Issue, Visible } from '../issue';
import { limits } from '../limits';
import { type Pair, pairName, pairOf } from '../storage/reviews';
import { digestsOf } from './claim';
import { saveDecision } from './decide';
import { type Review, type Seen } from './decision';
import { type DecisionContext, notSeen } from './review-context';
import { storedEvidence } from './stored-evidence';

/** Whoever may link the issue may say that it is the one to keep. */
export async function chooseCanonical(issueId: number, context: DecisionContext): Promise<{ canonicalId: number }> {
  await mustSee([issueId], context);
  await mustMayLink([[issueId, issueId]], context);
  await context.stores.chosenCanonicals.change((current) => {
    const ids = [issueId, ...(current?.ids ?? []).filter((id) => id !== issueId)];
    return { v: 1, ids: ids.slice(0, limits.maxChosenCanonicals) };
  });
  return { canonicalId: issueId };
}

/** Every pair across the two halves becomes "not a duplicate"; one that is already stays as it is. */
export async function splitCluster(
  { leaveIds, stayIds }: { readonly leaveIds: readonly number[]; readonly stayIds: readonly number[] },
  context: DecisionContext,
): Promise<ClusterChange> {
  const across = acrossOf(leaveIds, stayIds);
  if (across.length > limits.maxSplitPairs) {
    throw new AppError('BAD_INPUT', 'Take fewer work items out at once.');
  }
  const issues = await mustSee([...leaveIds, ...stayIds], context);
  await mustMayLink(
    across.map(({ a, b }) => [a, b]),
    context,
  );
  const reviews = await context.stores.reviews.readMany(across);
  const carriedOut = across.some((pair) => (reviews.get(pairName(pair))?.actionId ?? null) !== null);
  if (carriedOut)
    throw new AppError('BAD_INPUT', 'One of these pairs was carried out in Jira. Undo that action first.');
  const open = across.filter((pair) => !isRejected(reviews.get(pairName(pair))));
  return decideAll(open, 'not-duplicate', reviews, issues, context);
}

/**
 * The first one of `intoIds` and each other member become duplicates: a star, because one pair alone would hold only its two
 * issues together. What is decided so already stays as it is.
 */
export async function mergeClusters(
  { intoIds, addIds }: { readonly intoIds: readonly number[]; readonly addIds: readonly number[] },
  context: DecisionContext,
): Promise<ClusterChange> {
  const across = acrossOf(intoIds, addIds);
  const [root, ...own] = [...new Set(intoIds)];
  if (root === undefined) throw new AppError('BAD_INPUT', 'Choose two clusters.');
  const star = acrossOf([root], [...own, ...addIds]);
  if (star.length > limits.maxSplitPairs) throw new AppError('BAD_INPUT', 'Together these clusters are too large.');
  const issues = await mustSee([...intoIds, ...addIds], context);
  await mustMayLink(
    star.map(({ a, b }) => [a, b]),
    context,
  );
  const reviews = await context.stores.reviews.readMany([...across, ...star]);
  if ([...across, ...star].some((pair) => isRejected(reviews.get(pairName(pair))))) {
    throw new AppError('CONFLICT', 'Somebody said "not a duplicate" about two of these work items. Undo that first.');
  }
  const open = star.filter((pair) => reviews.get(pairName(pair))?.verdict !== 'duplicate');
  return decideAll(open, 'duplicate', reviews, issues, context);
}

/** One after the other: what is saved stays saved when somebody else decides about the next one meanwhile. */
async function decideAll(
  pairs: readonly Pair[],
  verdict: 'duplicate' | 'not-duplicate',
  reviews: ReadonlyMap<string, Review>,
  issues: ReadonlyMap<number, Visible<Issue>>,
  context: DecisionContext,
): Promise<ClusterChange> {
  let decided = 0;
  for (const pair of pairs) {
    const [a, b] = [issues.get(pair.a), issues.get(pair.b)];
    if (a === undefined || b === undefined) throw notSeen();
    const seen: Seen | null = await storedEvidence(pair, a.project.id, context.stores);
    const expectedVersion = reviews.get(pairName(pair))?.version ?? 0;
    const command = { kind: 'decide', verdict, digests: digestsOf([a, b]) } as const;
    const { outcome } = await saveDecision(pair, command, expectedVersion, seen, context);
    if (outcome === 'conflict') return { outcome, decided };
    decided++;
  }
  return { outcome: 'saved', decided };
}

function isRejected(review: Review | undefined): boolean {
  return review?.verdict === 'not-duplicate' && review.askedAgainSinceMs === null;
}

/** @throws AppError BAD_INPUT for an issue that is on both sides. */
function acrossOf(some: readonly number[], others: readonly number[]): Pair[] {
  return [...new Set(some)].flatMap((x) => [...new Set(others)].map((y) => pairOf(x, y)));
}

/** @throws AppError NOT_FOUND, the same for an issue that is gone and for one that is hidden. */
async function mustSee(ids: readonly number[], context: DecisionContext): Promise<ReadonlyMap<number, Visible<Issue>>> {
  const seen = await context.viewer.readIssues(ids);
  if (ids.some((id) => !seen.has(id))) throw notSeen();
  return seen;
}

/** As for a single decision: of each pair, at least one may be linked. @throws AppError NOT_ALLOWED */
async function mustMayLink(pairs: readonly (readonly number[])[], { jira }: DecisionContext): Promise<void> {
  const held = (await jira.issuePermissions(['LINK_ISSUES'], pairs.flat())).get('LINK_ISSUES');
  if (pairs.every((ids) => ids.some((id) => held?.has(id)))) return;
  throw new AppError('NOT_ALLOWED', 'To decide you need the permission to link one of the two work items.');
}
