// Puts what people said about a pair into words: the answer itself, who gave it and when. The same sentences in the queue,
// in a conflict and in the history.

import type { ImpactSign, QueueState, ReviewView, Verdict } from '../../../src/contract';
import type { TextKey, Words } from '../../shared/text';

export const verdictKeys: Readonly<Record<Verdict, TextKey>> = {
  duplicate: 'review.verdictDuplicate',
  related: 'review.verdictRelated',
  'not-duplicate': 'review.verdictNot',
};

export const queueStateKeys: Readonly<Record<QueueState, TextKey>> = {
  open: 'review.stateOpen',
  snoozed: 'review.stateSnoozed',
  duplicate: 'review.verdictDuplicate',
  related: 'review.verdictRelated',
  'not-duplicate': 'review.verdictNot',
};

export const impactKeys: Readonly<Record<ImpactSign, TextKey>> = {
  open: 'impact.open',
  urgent: 'impact.urgent',
  votes: 'impact.votes',
  watchers: 'impact.watchers',
};

export interface PeopleNames {
  readonly me: string;
  readonly names: ReadonlyMap<string, string>;
}

export function personName(accountId: string | null, { me, names }: PeopleNames, words: Words): string {
  if (accountId === null) return words.say('person.jira');
  if (accountId === me) return words.say('person.you');
  return names.get(accountId) ?? words.say('person.somebody');
}

/** "Related" or "Later, until 5 May"; null while nobody has answered. */
export function answerOf(review: ReviewView, words: Words): string | null {
  if (review.askedAgainSince !== null) return null;
  if (review.verdict !== null) return words.say(verdictKeys[review.verdict]);
  if (review.snoozedUntil === null) return null;
  return words.say('review.snoozedUntil', { when: words.clockTime(review.snoozedUntil) });
}

/** "Ada Adams, 3 minutes ago"; null while nobody has done anything. */
export function authorOf(review: ReviewView, people: PeopleNames, words: Words): string | null {
  if (review.at === null) return null;
  const who = review.origin === 'jira-link' ? words.say('person.jira') : personName(review.byAccountId, people, words);
  return words.say('review.author', { who, when: words.ago(review.at) });
}

export function conflictSentence(review: ReviewView, people: PeopleNames, words: Words): string {
  const who = personName(review.byAccountId, people, words);
  const when = review.at === null ? '' : words.ago(review.at);
  const answer = answerOf(review, words);
  if (answer !== null) return words.say('review.conflict', { who, when, answer });
  return words.say('review.conflictOpen', { who, when });
}
