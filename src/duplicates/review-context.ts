// What deciding and acting are given: Jira as the person, the rules of "never touch" as the app, the stores, the clock.
// And the two questions that come before everything else: does this person see both issues now, and may they decide.

import { AppError } from '../errors';
import type { Issue, Visible } from '../issue';
import type { ActingJira } from '../jira/acting';
import type { MatchCalls } from '../jira/match';
import type { ViewerJira } from '../jira/gateway';
import type { Stores } from '../storage/stores';
import type { Pair } from '../storage/reviews';

export interface ReviewContext {
  /** Who clicked. From Forge's own context, or from the record of a job that this person started. */
  readonly accountId: string;
  readonly jira: ActingJira;
  readonly guards: MatchCalls;
  readonly stores: Stores;
  /** After links between these issues were removed or repaired. Never fails. */
  readonly linksChanged: (issueIds: readonly number[]) => Promise<void>;
  /** Longer than this invocation can live. */
  readonly leaseMs: number;
  readonly nowMs: () => number;
  readonly newId: () => string;
}

export interface DecisionContext extends ReviewContext {
  readonly viewer: ViewerJira;
}

/** @throws AppError NOT_FOUND, the same for an issue that is gone and for one that is hidden. */
export async function mustSeeBoth(
  pair: Pair,
  context: DecisionContext,
): Promise<readonly [Visible<Issue>, Visible<Issue>]> {
  const seen = await context.viewer.readIssues([pair.a, pair.b]);
  const [a, b] = [seen.get(pair.a), seen.get(pair.b)];
  if (a === undefined || b === undefined) throw notSeen();
  return [a, b];
}

/**
 * A decision holds for everybody, so reading is not enough: who decides may link at least one of the two, which is what
 * marking a duplicate by hand takes in Jira. @throws AppError NOT_ALLOWED
 */
export async function mustMayDecide(pair: Pair, context: ReviewContext): Promise<void> {
  const held = await context.jira.issuePermissions(['LINK_ISSUES'], [pair.a, pair.b]);
  if ((held.get('LINK_ISSUES')?.size ?? 0) === 0) {
    throw new AppError('NOT_ALLOWED', 'To decide you need the permission to link one of the two work items.');
  }
}

export function notSeen(): AppError {
  return new AppError('NOT_FOUND', 'One of the work items does not exist, or you may not see it.');
}
