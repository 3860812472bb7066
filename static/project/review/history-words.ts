// Puts one line of the history into words: what happened, what it was before, and why. The page and its exported files
// say the same.

import type { HistoryRow } from '../../../src/contract';
import { explainKind, tierName } from '../../shared/explain';
import type { TextKey, Words } from '../../shared/text';
import { verdictKeys } from './review-words';

export const eventKeys: Readonly<Record<HistoryRow['event'], TextKey>> = {
  decided: 'history.decided',
  snoozed: 'history.snoozed',
  assigned: 'history.assigned',
  undone: 'history.undone',
  'linked-in-jira': 'history.linked',
  'unlinked-in-jira': 'history.unlinked',
  'asked-again': 'history.askedAgain',
  merged: 'history.merged',
  'merge-undone': 'history.mergeUndone',
};

/** "Related (was: Duplicate)". */
export function eventOf({ event, before, after }: HistoryRow, words: Words): string {
  const what = event === 'decided' && after !== null ? words.say(verdictKeys[after]) : words.say(eventKeys[event]);
  if (before === null || before === after) return what;
  return words.say('history.was', { what, before: words.say(verdictKeys[before]) });
}

/** What the comparison said at that moment, not what it would say today. */
export function whyOf({ event, score, tier, reasons, engineVersion }: HistoryRow, words: Words): string {
  if (event === 'assigned') return '';
  if (score === null || tier === null) return words.say('history.noAnalysis');
  const parts = [
    `${words.percent(score)} ${tierName(tier, words)}`,
    ...reasons.map((kind) => explainKind(kind, words)),
    ...(engineVersion === null ? [] : [words.say('admin.engine', { version: engineVersion })]),
  ];
  return parts.join(' · ');
}
