// An agent writes down what a person answered about a pair. Never at the first call: that only says what would be written
// and hands out a code, which the second call has to bring back. The code names the pair, the answer, the person and the
// state of the pair, so an agent can neither skip the question nor use an old yes for something else.

import { createHash } from 'node:crypto';
import { decide } from '../duplicates/decide';
import { mustMayDecide, mustSeeBoth, notSeen } from '../duplicates/review-context';
import type { Verdict } from '../contract';
import { AppError } from '../errors';
import { pairOf } from '../storage/reviews';
import { type ActionAnswer, type ActionContext, named } from './answer';

export interface AnswerWish {
  readonly workItemKey: string;
  readonly otherWorkItemKey: string;
  readonly answer: Verdict;
  /** From the first call; absent there. */
  readonly confirmation?: string | undefined;
}

export interface RecordAnswer extends ActionAnswer {
  /** Null once it is recorded. */
  readonly confirmation: string | null;
}

export async function recordAnswer(wish: AnswerWish, { reviewer }: ActionContext): Promise<RecordAnswer> {
  const [one, other] = await Promise.all(
    [wish.workItemKey, wish.otherWorkItemKey].map((key) => reviewer.viewer.issueByKey(key)),
  );
  if (!one || !other) throw notSeen();
  if (one.id === other.id) throw new AppError('BAD_INPUT', 'otherWorkItemKey: name two different work items.');
  const pair = pairOf(one.id, other.id);
  await Promise.all([mustSeeBoth(pair, reviewer), mustMayDecide(pair, reviewer)]);
  const version = (await reviewer.stores.reviews.readMany([pair])).values().next().value?.version ?? 0;
  const code = createHash('sha256')
    .update(JSON.stringify([pair.a, pair.b, wish.answer, version, reviewer.accountId]))
    .digest('hex')
    .slice(0, 12);
  const what = `${named(one)} and ${named(other)}: ${names[wish.answer]}`;
  const keys = `${one.key}, ${other.key}`;
  if (wish.confirmation !== code) {
    const why = wish.confirmation === undefined ? '' : ' The code does not fit, perhaps because somebody has answered.';
    return {
      found: 0,
      workItemKeys: keys,
      message: `Nothing is recorded yet.${why} It would be recorded for ${what}. Ask the person; if they agree, call again with this confirmation.`,
      confirmation: code,
    };
  }
  const wanted = { ...pair, verdict: wish.answer, snoozeDays: null, expectedVersion: version };
  const { outcome } = await decide(wanted, reviewer);
  if (outcome === 'conflict') throw new AppError('CONFLICT', 'Somebody else has just answered this pair.');
  return {
    found: 1,
    workItemKeys: keys,
    message: `Recorded for ${what}. Nothing was changed in Jira, and the answer can be taken back in the space's history.`,
    confirmation: null,
  };
}

const names: Readonly<Record<Verdict, string>> = {
  duplicate: 'duplicate',
  related: 'related',
  'not-duplicate': 'not a duplicate',
};
