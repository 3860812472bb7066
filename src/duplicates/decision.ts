// What people have said about one pair, as a state machine without time or storage of its own. A decision always wins
// over the engine and "not a duplicate" is kept for good; only a material change of a text lets the question be asked
// again. Whoever comes second is told what the first one said: the caller compares versions before it asks this.

import * as v from 'valibot';
import type { HistoryRow, QueueState, ReviewView, Verdict } from '../contract';
import { evidenceKinds } from '../similarity/evidence';

export const verdicts = ['duplicate', 'related', 'not-duplicate'] as const satisfies readonly Verdict[];

/** What the engine said of the pair when somebody decided. */
export const seenSchema = v.object({
  score: v.number(),
  tier: v.picklist(['very-likely', 'possible', 'none']),
  reasons: v.array(v.picklist(evidenceKinds)),
  engineVersion: v.string(),
});
export type Seen = v.InferOutput<typeof seenSchema>;

export const reviewSchema = v.object({
  /** From 1, and one more with every change of this pair. */
  version: v.number(),
  verdict: v.nullable(v.picklist(verdicts)),
  snoozedUntilMs: v.nullable(v.number()),
  assignee: v.nullable(v.string()),
  /** Null: Jira told us. */
  by: v.nullable(v.string()),
  atMs: v.number(),
  origin: v.picklist(['person', 'jira-link', 'undo']),
  askedAgainSinceMs: v.nullable(v.number()),
  /** The action in Jira that carries the verdict out. */
  actionId: v.nullable(v.string()),
  /** Digests of both texts, in the order of the pair, at the time of the verdict. */
  digests: v.nullable(v.tuple([v.string(), v.string()])),
  /** Null when no analysis had the pair. */
  seen: v.nullable(seenSchema),
});
export type Review = v.InferOutput<typeof reviewSchema>;
type Digests = readonly [string, string];

export type ReviewCommand =
  | { readonly kind: 'decide'; readonly verdict: Verdict; readonly digests: Digests }
  | { readonly kind: 'snooze'; readonly untilMs: number }
  | { readonly kind: 'assign'; readonly assignee: string | null }
  | { readonly kind: 'undo' }
  | { readonly kind: 'claim'; readonly actionId: string }
  | { readonly kind: 'release'; readonly actionId: string }
  | { readonly kind: 'action-undone'; readonly actionId: string }
  | { readonly kind: 'link-made' }
  | { readonly kind: 'link-removed' }
  | { readonly kind: 'text-changed' };

/** Why a command does not fit the state; the caller words it. */
export type Refusal = 'undo-the-action-first' | 'already-decided' | 'another-action' | 'nothing-to-undo';

export const historyEvents = [
  'decided',
  'snoozed',
  'assigned',
  'undone',
  'linked-in-jira',
  'unlinked-in-jira',
  'asked-again',
  'merged',
  'merge-undone',
] as const satisfies readonly HistoryRow['event'][];

export type Outcome =
  | { readonly kind: 'changed'; readonly review: Review; readonly event: HistoryRow['event'] }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'refused'; readonly why: Refusal };

const unchanged: Outcome = { kind: 'unchanged' };
const refused = (why: Refusal): Outcome => ({ kind: 'refused', why });

/** Computes only. Repeating a command on its own result changes nothing. */
export function applyCommand(
  current: Review | null,
  command: ReviewCommand,
  by: string | null,
  atMs: number,
  seen: Seen | null = current?.seen ?? null,
): Outcome {
  const before = current ?? { ...untouched, atMs };
  const changed = (event: HistoryRow['event'], change: Partial<Review>): Outcome => ({
    kind: 'changed',
    event,
    review: { ...before, by, atMs, origin: 'person', seen, ...change, version: before.version + 1 },
  });
  switch (command.kind) {
    case 'decide': {
      if (before.verdict === command.verdict && before.askedAgainSinceMs === null) return unchanged;
      // Links, comments and statuses would stay behind and say the opposite of the decision.
      if (before.actionId !== null) return refused('undo-the-action-first');
      const { verdict, digests } = command;
      return changed('decided', { verdict, digests: [...digests], snoozedUntilMs: null, askedAgainSinceMs: null });
    }
    case 'snooze':
      if (isDecided(before)) return refused('already-decided');
      return changed('snoozed', { snoozedUntilMs: command.untilMs });
    case 'assign':
      if (before.assignee === command.assignee) return unchanged;
      return changed('assigned', { assignee: command.assignee });
    case 'undo':
      if (before.actionId !== null) return refused('undo-the-action-first');
      if (before.verdict === null && before.snoozedUntilMs === null) return refused('nothing-to-undo');
      return changed('undone', { ...withoutVerdict, origin: 'undo' });
    case 'claim':
      if (before.actionId === command.actionId) return unchanged;
      if (before.actionId !== null) return refused('another-action');
      return changed('merged', {
        verdict: 'duplicate',
        actionId: command.actionId,
        digests: null,
        snoozedUntilMs: null,
        askedAgainSinceMs: null,
      });
    case 'release':
      if (before.actionId !== command.actionId) return unchanged;
      return changed('merge-undone', { actionId: null });
    case 'action-undone':
      if (before.actionId !== command.actionId) return unchanged;
      return changed('merge-undone', {
        ...withoutVerdict,
        verdict: 'not-duplicate',
        origin: 'undo',
      });
    case 'link-made':
      if (before.verdict === 'duplicate') return unchanged;
      return changed('linked-in-jira', { ...withoutVerdict, verdict: 'duplicate', by, origin: 'jira-link' });
    case 'link-removed':
      // A "duplicate" that nobody carried out has no link that could have been removed.
      if (before.verdict !== 'duplicate' || (before.origin !== 'jira-link' && before.actionId === null))
        return unchanged;
      return changed('unlinked-in-jira', { ...withoutVerdict, by: null, origin: 'jira-link' });
    case 'text-changed':
      if (before.verdict !== 'not-duplicate' || before.askedAgainSinceMs !== null) return unchanged;
      return changed('asked-again', { askedAgainSinceMs: atMs, by: before.by, origin: before.origin });
  }
}

const withoutVerdict = {
  verdict: null,
  snoozedUntilMs: null,
  askedAgainSinceMs: null,
  actionId: null,
  digests: null,
} as const;

const untouched: Review = {
  version: 0,
  seen: null,
  assignee: null,
  by: null,
  atMs: 0,
  origin: 'person',
  ...withoutVerdict,
};

function isDecided(review: Review): boolean {
  return review.verdict !== null && review.askedAgainSinceMs === null;
}

/** The part of the queue that the pair stands in. A snooze that has run out needs no clock of its own to end. */
export function queueStateOf(review: Review | null, nowMs: number): QueueState {
  if (review === null) return 'open';
  if (isDecided(review)) return review.verdict ?? 'open';
  return review.snoozedUntilMs !== null && review.snoozedUntilMs > nowMs ? 'snoozed' : 'open';
}

export function reviewViewOf(review: Review | null, nowMs: number): ReviewView {
  const { version, verdict, snoozedUntilMs, assignee, by, atMs, origin, askedAgainSinceMs, actionId } =
    review ?? untouched;
  return {
    version,
    verdict,
    snoozedUntil: snoozedUntilMs !== null && snoozedUntilMs > nowMs ? new Date(snoozedUntilMs).toISOString() : null,
    assigneeAccountId: assignee,
    byAccountId: by,
    at: version === 0 ? null : new Date(atMs).toISOString(),
    origin: version === 0 ? null : origin,
    askedAgainSince: askedAgainSinceMs === null ? null : new Date(askedAgainSinceMs).toISOString(),
    actionId,
  };
}
