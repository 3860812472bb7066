// Pairs that may be spoken of to everybody who sees one of the two issues: both lie in one project and have no security
// level, so the same people see them. What Jira keeps for all people alike, such as the answer of a JQL function or a
// property of an issue, is made of such pairs only.

import { openToAllJql, scopeJql } from '../jira/jql';
import type { MatchCalls } from '../jira/match';
import { pairName } from '../storage/reviews';
import type { CoverageRecord, Stores } from '../storage/stores';
import { queueStateOf } from './decision';
import { storedPairs } from './stored-pairs';

export interface AudienceContext {
  /** As the app. */
  readonly matches: MatchCalls['matches'];
  readonly stores: Stores;
  readonly nowMs: () => number;
}

interface Pair {
  readonly a: number;
  readonly b: number;
}

/** The surest first, at most `mostPairs` looked at. */
export async function openPairsOfOneAudience(
  projectId: number,
  coverage: CoverageRecord,
  mostPairs: number,
  context: AudienceContext,
): Promise<readonly Pair[]> {
  const pairs: Pair[] = [];
  for await (const pair of storedPairs(coverage, context)) {
    // Sorted by tier: behind the first weak pair come only weak ones.
    if (pair.tier === 'none' || pairs.length >= mostPairs) break;
    if (pair.projectA === projectId && pair.projectB === projectId) pairs.push({ a: pair.a, b: pair.b });
  }
  const open = await undecided(pairs, context);
  const audience = await ofOneAudience(
    open.flatMap(({ a, b }) => [a, b]),
    projectId,
    context,
  );
  return open.filter(({ a, b }) => audience.has(a) && audience.has(b));
}

export async function undecided<T extends Pair>(
  pairs: readonly T[],
  { stores, nowMs }: Pick<AudienceContext, 'stores' | 'nowMs'>,
): Promise<T[]> {
  const reviews = await stores.reviews.readMany(pairs);
  return pairs.filter((pair) => queueStateOf(reviews.get(pairName(pair)) ?? null, nowMs()) === 'open');
}

/** Those that everybody sees who may browse the project. One request for 1,000 issues. */
export async function ofOneAudience(
  issueIds: readonly number[],
  projectId: number,
  { matches }: Pick<AudienceContext, 'matches'>,
): Promise<ReadonlySet<number>> {
  const ids = [...new Set(issueIds)];
  const found = new Set<number>();
  for (let start = 0; start < ids.length; start += idsPerMatch) {
    const some = ids.slice(start, start + idsPerMatch);
    const [matching] = await matches(some, [scopeJql({ projectIds: [projectId], jql: openToAllJql })]);
    for (const id of matching ?? []) found.add(id);
  }
  return found;
}

const idsPerMatch = 1_000;
