// One row of the queue as a state machine of its own: what the backend said last, what is on the screen, and how many
// answers are still under way. Pure, so that "shown at once, put right by the answer" can be tested without a page.

import type {
  AppFailure,
  DecisionAnswer,
  IssueView,
  QueueRow,
  Result,
  ReviewView,
  Verdict,
} from '../../../src/contract';

export type Wish =
  | { readonly kind: 'decide'; readonly verdict: Verdict }
  /** `untilIso`: ISO 8601. */
  | { readonly kind: 'snooze'; readonly untilIso: string }
  | { readonly kind: 'assign'; readonly accountId: string | null }
  | { readonly kind: 'undo' };

type Notice =
  /** Somebody was faster: `review` is what that person said. */
  | { readonly kind: 'conflict'; readonly review: ReviewView }
  | { readonly kind: 'failed'; readonly failure: AppFailure };

export interface QueueItem {
  readonly key: string;
  readonly row: QueueRow;
  readonly a: IssueView;
  readonly b: IssueView;
  /** Which of the two is to be kept when one is marked as a duplicate of the other. */
  readonly keepsA: boolean;
  readonly saved: ReviewView;
  /** What is on the screen: `saved` with the wishes that have no answer yet. */
  readonly shown: ReviewView;
  readonly underway: number;
  readonly notice: Notice | null;
  /** Passed over on this visit without an answer; it waits on, for everybody. */
  readonly isLeft: boolean;
}

const pairKeyOf = ({ a, b }: Pick<QueueRow, 'a' | 'b'>): string => `${a}-${b}`;

/** Null when this person may not see both: such a row does not exist for them. */
export function itemOf(row: QueueRow, issues: ReadonlyMap<number, IssueView>): QueueItem | null {
  const [a, b] = [issues.get(row.a), issues.get(row.b)];
  if (a === undefined || b === undefined) return null;
  return {
    key: pairKeyOf(row),
    row,
    a,
    b,
    keepsA: isBetterKept(a, b),
    saved: row.review,
    shown: row.review,
    underway: 0,
    notice: null,
    isLeft: false,
  };
}

export function wished(item: QueueItem, wish: Wish, accountId: string, atIso: string): QueueItem {
  return {
    ...item,
    shown: predicted(item.shown, wish, accountId, atIso),
    underway: item.underway + 1,
    notice: null,
    isLeft: false,
  };
}

/** A failure or a conflict takes back everything that was shown in advance; a success waits for the ones behind it. */
export function answered(item: QueueItem, result: Result<DecisionAnswer>): QueueItem {
  const underway = Math.max(0, item.underway - 1);
  if (!result.ok) {
    return { ...item, underway, shown: item.saved, notice: { kind: 'failed', failure: result.failure } };
  }
  const { outcome, review } = result.value;
  if (outcome === 'conflict') {
    return { ...item, underway, saved: review, shown: review, notice: { kind: 'conflict', review } };
  }
  return { ...item, underway, saved: review, shown: underway === 0 ? review : item.shown };
}

export const left = (item: QueueItem): QueueItem => ({ ...item, isLeft: true });

export const swapped = (item: QueueItem): QueueItem => ({ ...item, keepsA: !item.keepsA });

/** Answered for good or for later; a question that is asked again is open. */
export function isSettled({ verdict, snoozedUntil, askedAgainSince }: ReviewView): boolean {
  return (verdict !== null && askedAgainSince === null) || snoozedUntil !== null;
}

export function mergeOf({ a, b, keepsA }: QueueItem): { readonly duplicate: IssueView; readonly canonical: IssueView } {
  return keepsA ? { duplicate: b, canonical: a } : { duplicate: a, canonical: b };
}

/** What the pair is once it was carried out in Jira, or taken back; the next answer about it tells exactly. */
export function carriedOut(item: QueueItem, actionId: string | null, accountId: string, atIso: string): QueueItem {
  const review: ReviewView = {
    ...item.saved,
    version: item.saved.version + 1,
    verdict: actionId === null ? 'not-duplicate' : 'duplicate',
    snoozedUntil: null,
    askedAgainSince: null,
    byAccountId: accountId,
    at: atIso,
    origin: actionId === null ? 'undo' : 'person',
    actionId,
  };
  return { ...item, saved: review, shown: review, notice: null };
}

function predicted(review: ReviewView, wish: Wish, accountId: string, atIso: string): ReviewView {
  const mine = { ...review, byAccountId: accountId, at: atIso, origin: 'person' as const };
  switch (wish.kind) {
    case 'decide':
      return { ...mine, verdict: wish.verdict, snoozedUntil: null, askedAgainSince: null };
    case 'snooze':
      return { ...mine, snoozedUntil: wish.untilIso };
    case 'assign':
      return { ...mine, assigneeAccountId: wish.accountId };
    case 'undo':
      return { ...mine, verdict: null, snoozedUntil: null, askedAgainSince: null, origin: 'undo' };
  }
}

/** An open work item before a closed one, then the older one: links to it are all over the place already. */
function isBetterKept(a: IssueView, b: IssueView): boolean {
  const [isClosedA, isClosedB] = [a.statusCategory === 'done', b.statusCategory === 'done'];
  if (isClosedA !== isClosedB) return !isClosedA;
  const [createdA, createdB] = [Date.parse(a.created), Date.parse(b.created)];
  return createdA < createdB || (createdA === createdB && a.id < b.id);
}
