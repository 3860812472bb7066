// What one person is told of a space by mail: how many possible duplicates wait that this person may see, how many of them
// are very likely, how many are theirs. The stored pairs are read once for all receivers, and Jira is asked as each.

import { queueStateOf, type Review } from '../duplicates/decision';
import { storedPairs } from '../duplicates/stored-pairs';
import { visiblePairs } from '../duplicates/visible-pairs';
import type { MatchCalls } from '../jira/match';
import type { LocatedPair } from '../scan/pair-projects';
import { pairName } from '../storage/reviews';
import type { Stores } from '../storage/stores';

export interface SummaryFigures {
  readonly waiting: number;
  readonly veryLikely: number;
  readonly assigned: number;
}

export interface WaitingPair extends Pick<LocatedPair, 'a' | 'b' | 'score' | 'tier'> {
  /** Account id of whoever is to answer. */
  readonly assignee: string | null;
}

/** More are not counted one by one: a summary is no list. */
const mostPairs = 2_000;

/** Best first, with work items that some may not see: only for counting as one person. */
export async function waitingPairsOf(
  projectId: number,
  { stores, nowMs }: { readonly stores: Stores; readonly nowMs: () => number },
): Promise<readonly WaitingPair[]> {
  const [coverage, reviewed] = await Promise.all([stores.coverage(projectId).read(), stores.reviews.peekAll()]);
  if (coverage === null) return [];
  const reviews = new Map<string, Review>(reviewed.map((pair) => [pairName(pair), pair.review]));
  const waiting: WaitingPair[] = [];
  for await (const pair of storedPairs(coverage.value, { stores })) {
    const { a, b, score, tier, projectA, projectB } = pair;
    if (waiting.length === mostPairs) break;
    if (tier === 'none' || (projectA !== projectId && projectB !== projectId)) continue;
    const review = reviews.get(pairName(pair)) ?? null;
    if (queueStateOf(review, nowMs()) === 'open') {
      waiting.push({ a, b, score, tier, assignee: review?.assignee ?? null });
    }
  }
  return waiting;
}

/** Null: nothing waits that this person may see. @throws AppError rather than too few */
export async function figuresFor(
  waiting: readonly WaitingPair[],
  {
    projectId,
    threshold,
    accountId,
  }: { readonly projectId: number; readonly threshold: number; readonly accountId: string },
  jira: MatchCalls,
): Promise<SummaryFigures | null> {
  const wanted = waiting.filter(({ score }) => score >= threshold);
  const shown = await visiblePairs(wanted, [projectId], mostPairs, (some) => Promise.resolve(some), { jira });
  if (shown.length === 0) return null;
  return {
    waiting: shown.length,
    veryLikely: shown.filter(({ tier }) => tier === 'very-likely').length,
    assigned: shown.filter(({ assignee }) => assignee === accountId).length,
  };
}
