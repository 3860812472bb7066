// Which pairs of a long ordered list may this person see, a page at a time. Jira is asked with one query for hundreds of
// issues, so a page costs a handful of points however long the list is; titles are read by the page itself, as its own
// viewer. What Jira does not name is hidden: a deleted issue and a forbidden one look the same.

import { AppError } from '../errors';
import { seenJql } from '../jira/jql';
import type { MatchCalls } from '../jira/match';
import type { Pair } from '../storage/reviews';

const firstWindow = 100;
/** Jira takes 1,000 issues in one match. */
const nextWindow = 500;

/**
 * The first `wanted` pairs of which both issues are visible and at least one lies in one of the projects; null for any
 * project. `admits` may drop pairs by what is stored about them; it is asked for a whole window at once.
 */
export async function visiblePairs<T extends Pair>(
  ordered: readonly T[],
  projectIds: readonly number[] | null,
  wanted: number,
  admits: (some: readonly T[]) => Promise<readonly T[]>,
  context: { readonly jira: MatchCalls },
): Promise<T[]> {
  const shown: T[] = [];
  for (let start = 0; start < ordered.length && shown.length < wanted;) {
    const size = start === 0 ? Math.max(firstWindow, wanted) : nextWindow;
    const some = await admits(ordered.slice(start, start + size));
    shown.push(...(await seen(some, projectIds, context)));
    start += size;
  }
  return shown.slice(0, wanted);
}

async function seen<T extends Pair>(
  pairs: readonly T[],
  projectIds: readonly number[] | null,
  { jira }: { readonly jira: MatchCalls },
): Promise<T[]> {
  const ids = [...new Set(pairs.flatMap(({ a, b }) => [a, b]))];
  if (ids.length === 0) return [];
  const queries = [seenJql(), ...(projectIds === null ? [] : [seenJql(projectIds)])];
  const [visible, inside = visible] = await jira.matches(ids, queries);
  // Not an empty page: that would say that nothing waits.
  if (!visible || !inside) throw new AppError('JIRA_UNAVAILABLE', 'Jira could not tell which work items you may see.');
  return pairs.filter(({ a, b }) => visible.has(a) && visible.has(b) && (inside.has(a) || inside.has(b)));
}
