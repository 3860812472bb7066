// What a person filters the queue by: what is stored about a pair is compared here, what only Jira knows becomes one
// condition in JQL that Jira answers as this person. A condition that Jira does not understand is an error and never an
// empty list.

import type { QueueFilter, QueueRow } from '../contract';
import { AppError } from '../errors';
import type { ViewerJira } from '../jira/gateway';
import { quoteJql } from '../jira/jql';

export const noFilter: QueueFilter = {
  mostScore: 1,
  reason: null,
  typeIds: [],
  statusIds: [],
  componentNames: [],
  jql: null,
};

export function fitsFilter(row: Pick<QueueRow, 'score' | 'reasons'>, { mostScore, reason }: QueueFilter): boolean {
  return row.score <= mostScore && (reason === null || row.reasons.includes(reason));
}

/**
 * Null when nothing is asked about issues. Asked of Jira's parser, because issues that are held against a value which does
 * not exist merely do not fit. @throws AppError BAD_JQL
 */
export async function understoodCondition(
  filter: QueueFilter,
  viewer: Pick<ViewerJira, 'understood'>,
): Promise<string | null> {
  const condition = issueCondition(filter);
  if (condition !== null && (await viewer.understood([condition]))[0] !== true) throw notUnderstood();
  return condition;
}

/** A person's own JQL stands between parentheses. */
function issueCondition({ typeIds, statusIds, componentNames, jql }: QueueFilter): string | null {
  const conditions = [
    ...(typeIds.length === 0 ? [] : [`issuetype in (${typeIds.join(', ')})`]),
    ...(statusIds.length === 0 ? [] : [`status in (${statusIds.join(', ')})`]),
    ...(componentNames.length === 0 ? [] : [`component in (${componentNames.map(quoteJql).join(', ')})`]),
    ...(jql === null ? [] : [`(${jql})`]),
  ];
  return conditions.length === 0 ? null : conditions.join(' AND ');
}

/** Each may be null for no condition. */
export function bothOf(one: string | null, other: string | null): string | null {
  return one === null || other === null ? (one ?? other) : `${one} AND ${other}`;
}

/** What Jira answered to the condition. @throws AppError BAD_JQL */
export function mustBeUnderstood(matched: ReadonlySet<number> | null | undefined): ReadonlySet<number> {
  if (matched) return matched;
  throw notUnderstood();
}

function notUnderstood(): AppError {
  return new AppError('BAD_JQL', 'Jira does not understand this filter, or a value in it does not exist for you.');
}
