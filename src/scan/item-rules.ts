// Which issues count, as a condition in JQL: Jira leaves the others out of every page, every count and every match, and
// nothing of them is read. Labels are quoted and the rest are ids and numbers, so nothing else can get into it.

import type { ItemRules } from '../contract';
import { quoteJql } from '../jira/jql';

/** Null: all issues count. */
export function itemsJql(rules: ItemRules): string | null {
  const { excludedTypeIds, excludedStatusIds, excludedLabels, includesClosed, maxAgeDays } = rules;
  const conditions = [
    ...(excludedTypeIds.length === 0 ? [] : [`issuetype not in (${excludedTypeIds.join(', ')})`]),
    ...(excludedStatusIds.length === 0 ? [] : [`status not in (${excludedStatusIds.join(', ')})`]),
    // Alone, "not in" would also leave out every issue without a label.
    ...(excludedLabels.length === 0
      ? []
      : [`(labels is EMPTY OR labels not in (${excludedLabels.map(quoteJql).join(', ')}))`]),
    ...(includesClosed ? [] : ['statusCategory != Done']),
    ...(maxAgeDays === null ? [] : [`created >= -${maxAgeDays}d`]),
  ];
  return conditions.length === 0 ? null : conditions.join(' AND ');
}

/** Both conditions; null when there is none. */
export function bothJql(first: string | null, second: string | null): string | null {
  if (first === null || second === null) return first ?? second;
  return `(${first}) AND (${second})`;
}
