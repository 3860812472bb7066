// The pair's own record decides who may act on it: an action claims the pair before it writes anything to Jira, and only
// if nobody has decided since its plan was made. Two people, or a person and a bulk action, can therefore never carry out
// the same pair twice.

import { engineInputOf, type Issue, type Visible } from '../issue';
import { Tokenizer } from '../similarity/tokenize';
import { type Pair, pairOf } from '../storage/reviews';
import type { Action } from './action';
import { applyCommand, type Refusal, type Review, type ReviewCommand, type Seen } from './decision';
import type { ReviewContext } from './review-context';
import { textDigest } from './text-digest';

export type Claimed = { readonly isMine: true } | { readonly isMine: false; readonly review: Review | null };

export async function claimPair(action: Action, seen: Seen | null, context: ReviewContext): Promise<Claimed> {
  const pair = pairOf(action.duplicateId, action.canonicalId);
  let isMine = false;
  const review = await context.stores.reviews.change(pair, (current) => {
    isMine = current?.actionId === action.id;
    if (isMine || (current?.version ?? 0) !== action.reviewVersion) return null;
    const outcome = applyCommand(current, { kind: 'claim', actionId: action.id }, action.by, context.nowMs(), seen);
    isMine = outcome.kind !== 'refused';
    return outcome.kind === 'changed' ? outcome : null;
  });
  return isMine ? { isMine: true } : { isMine: false, review };
}

export async function releaseClaim(action: Action, context: ReviewContext): Promise<void> {
  const pair = pairOf(action.duplicateId, action.canonicalId);
  await changeReview(pair, { kind: 'release', actionId: action.id }, context);
}

export interface ChangedReview {
  readonly review: Review | null;
  readonly refusal: Refusal | null;
}

/** For commands that hold whatever the version is: what Jira tells, and the end of an action. */
export async function changeReview(
  pair: Pair,
  command: ReviewCommand,
  context: Pick<ReviewContext, 'stores' | 'nowMs'> & { readonly accountId: string | null },
): Promise<ChangedReview> {
  let refusal: Refusal | null = null;
  const review = await context.stores.reviews.change(pair, (current) => {
    const outcome = applyCommand(current, command, context.accountId, context.nowMs());
    refusal = outcome.kind === 'refused' ? outcome.why : null;
    return outcome.kind === 'changed' ? outcome : null;
  });
  return { review, refusal };
}

/** Both texts as they are now, in the order of the pair. */
export function digestsOf(issues: readonly [Visible<Issue>, Visible<Issue>]): [string, string] {
  const tokenizer = new Tokenizer();
  const [a, b] = issues.map((issue) => textDigest(engineInputOf(issue, 0).text, tokenizer));
  return [a ?? '-', b ?? '-'];
}
