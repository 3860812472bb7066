// What people say about one pair: duplicate, related, not a duplicate, later, mine. Nothing here writes to Jira. Two
// people never overwrite each other: who comes second gets what the first one said, and decides again if need be.

import type { DecisionAnswer, Verdict } from '../contract';
import { AppError } from '../errors';
import { type Pair, pairOf } from '../storage/reviews';
import { digestsOf } from './claim';
import { applyCommand, type Refusal, type Review, type ReviewCommand, reviewViewOf, type Seen } from './decision';
import { type DecisionContext, mustMayDecide, mustSeeBoth } from './review-context';
import { storedEvidence } from './stored-evidence';

const dayMs = 86_400_000;

export interface DecideRequest {
  readonly a: number;
  readonly b: number;
  readonly verdict: Verdict | 'snoozed';
  readonly snoozeDays: number | null;
  readonly snoozeUntil?: string | undefined;
  readonly expectedVersion: number;
}

export async function decide(request: DecideRequest, context: DecisionContext): Promise<DecisionAnswer> {
  const pair = pairOf(request.a, request.b);
  const [issues] = await Promise.all([mustSeeBoth(pair, context), mustMayDecide(pair, context)]);
  const command: ReviewCommand =
    request.verdict === 'snoozed'
      ? { kind: 'snooze', untilMs: snoozeEndMs(request, context.nowMs()) }
      : { kind: 'decide', verdict: request.verdict, digests: digestsOf(issues) };
  const seen = await storedEvidence(pair, issues[0].project.id, context.stores);
  return saveDecision(pair, command, request.expectedVersion, seen, context);
}

/** @throws AppError for a time that has passed or that nobody will live to see. */
function snoozeEndMs({ snoozeDays, snoozeUntil }: DecideRequest, nowMs: number): number {
  if (snoozeUntil === undefined) return nowMs + (snoozeDays ?? 1) * dayMs;
  const untilMs = Date.parse(snoozeUntil);
  if (untilMs > nowMs && untilMs <= nowMs + 366 * dayMs) return untilMs;
  throw new AppError('BAD_INPUT', 'snoozeUntil: choose a day from tomorrow to a year from now.');
}

export async function undoDecision(
  request: { readonly a: number; readonly b: number; readonly expectedVersion: number },
  context: DecisionContext,
): Promise<DecisionAnswer> {
  const pair = pairOf(request.a, request.b);
  await Promise.all([mustSeeBoth(pair, context), mustMayDecide(pair, context)]);
  return saveDecision(pair, { kind: 'undo' }, request.expectedVersion, undefined, context);
}

export async function assign(
  request: {
    readonly a: number;
    readonly b: number;
    readonly assigneeAccountId: string | null;
    readonly expectedVersion: number;
  },
  context: DecisionContext,
): Promise<DecisionAnswer> {
  const pair = pairOf(request.a, request.b);
  await Promise.all([mustSeeBoth(pair, context), mustMayDecide(pair, context)]);
  const command: ReviewCommand = { kind: 'assign', assignee: request.assigneeAccountId };
  return saveDecision(pair, command, request.expectedVersion, undefined, context);
}

/** `seen` undefined: what was seen before is kept. */
export async function saveDecision(
  pair: Pair,
  command: ReviewCommand,
  expectedVersion: number,
  seen: Seen | null | undefined,
  context: DecisionContext,
): Promise<DecisionAnswer> {
  let isConflict = false;
  let refusal: Refusal | null = null;
  const isRejection = command.kind === 'decide' && command.verdict === 'not-duplicate';
  const next = (current: Review | null) => {
    isConflict = (current?.version ?? 0) !== expectedVersion;
    refusal = null;
    if (isConflict) return null;
    const outcome = applyCommand(current, command, context.accountId, context.nowMs(), seen);
    if (outcome.kind === 'refused') refusal = outcome.why;
    return outcome.kind === 'changed' ? outcome : null;
  };
  const review = await context.stores.reviews.change(pair, next, isRejection);
  if (refusal !== null) throw new AppError('BAD_INPUT', refusals[refusal]);
  // Our own answer may have got lost on its way: who finds their own decision has not been too late.
  const isOwn = isConflict && review !== null && isSameWish(review, command, expectedVersion, context.accountId);
  return { outcome: isConflict && !isOwn ? 'conflict' : 'saved', review: reviewViewOf(review, context.nowMs()) };
}

const refusals: Readonly<Record<Refusal, string>> = {
  'undo-the-action-first': 'This pair was carried out in Jira. Undo that action first.',
  'already-decided': 'This pair is decided already.',
  'another-action': 'Another action is carrying out this pair.',
  'nothing-to-undo': 'There is no decision to undo.',
};

function isSameWish(review: Review, command: ReviewCommand, expectedVersion: number, accountId: string): boolean {
  if (review.by !== accountId || review.version !== expectedVersion + 1) return false;
  switch (command.kind) {
    case 'decide':
      return review.verdict === command.verdict;
    case 'snooze':
      return review.verdict === null && review.snoozedUntilMs !== null;
    case 'assign':
      return review.assignee === command.assignee;
    case 'undo':
      return review.origin === 'undo';
    default:
      return false;
  }
}
