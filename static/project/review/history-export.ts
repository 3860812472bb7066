// The history as a file, made in the page from what the backend hands to whoever asks and from the titles that Jira shows
// to that same person. All pages are read, not only those on the screen, under the filter of the screen.

import type { HistoryFilter, HistoryRow, IssueView, Result } from '../../../src/contract';
import { call } from '../../shared/api';
import { csvOf } from '../../shared/csv';
import type { Words } from '../../shared/text';
import { readIssues, readPeople } from '../../shared/as-viewer';
import { eventOf } from './history-words';
import { verdictKeys } from './review-words';

const pageSize = 100;
/** More lines than anybody reads, and still a file that every spreadsheet opens. */
const maxRows = 20_000;

export interface HistoryRecord {
  readonly at: string;
  readonly person: string;
  readonly accountId: string | null;
  readonly event: HistoryRow['event'];
  readonly what: string;
  readonly before: string;
  readonly after: string;
  readonly a: { readonly key: string; readonly summary: string };
  readonly b: { readonly key: string; readonly summary: string };
  readonly score: number | null;
  readonly tier: string | null;
  readonly reasons: readonly string[];
  readonly engineVersion: string | null;
  readonly actionId: string | null;
}

/** `onRead` hears how many lines have been read. Ends early with what is there when `isCancelled` says so. */
export async function readHistory(
  request: { readonly projectId: number; readonly filter: HistoryFilter },
  words: Words,
  onRead: (count: number) => void,
  isCancelled: () => boolean,
): Promise<Result<readonly HistoryRecord[]>> {
  const rows: HistoryRow[] = [];
  const issues = new Map<number, IssueView>();
  let cursor: string | null = null;
  do {
    const page: Result<{ readonly rows: readonly HistoryRow[]; readonly nextCursor: string | null }> = await call(
      'review.history',
      { projectIds: [request.projectId], cursor, limit: pageSize, filter: request.filter },
    );
    if (!page.ok) return page;
    rows.push(...page.value.rows);
    const unread = page.value.rows.flatMap(({ a, b }) => [a, b]).filter((id) => !issues.has(id));
    const read = await readIssues(unread);
    if (!read.ok) return read;
    for (const [id, issue] of read.value) issues.set(id, issue);
    onRead(rows.length);
    cursor = page.value.nextCursor;
  } while (cursor !== null && rows.length < maxRows && !isCancelled());
  const people = await readPeople(rows.flatMap(({ byAccountId }) => byAccountId ?? []));
  const names = people.ok ? people.value : new Map<string, string>();
  return { ok: true, value: rows.flatMap((row) => recordOf(row, issues, names, words)) };
}

/** What Jira did not show on the way is left out, as on the page. */
function recordOf(
  row: HistoryRow,
  issues: ReadonlyMap<number, IssueView>,
  names: ReadonlyMap<string, string>,
  words: Words,
): HistoryRecord[] {
  const [a, b] = [issues.get(row.a), issues.get(row.b)];
  if (a === undefined || b === undefined) return [];
  const { at, byAccountId, event, score, tier, reasons, engineVersion, actionId } = row;
  const verdictOf = (verdict: HistoryRow['before']): string =>
    verdict === null ? '' : words.say(verdictKeys[verdict]);
  return [
    {
      at,
      person:
        byAccountId === null ? words.say('person.jira') : (names.get(byAccountId) ?? words.say('person.somebody')),
      accountId: byAccountId,
      event,
      what: eventOf(row, words),
      before: verdictOf(row.before),
      after: verdictOf(row.after),
      a: { key: a.key, summary: a.summary },
      b: { key: b.key, summary: b.summary },
      score,
      tier,
      reasons,
      engineVersion,
      actionId,
    },
  ];
}

const columns = [
  'at',
  'person',
  'accountId',
  'event',
  'what',
  'before',
  'after',
  'keyA',
  'summaryA',
  'keyB',
  'summaryB',
  'score',
  'tier',
  'reasons',
  'engineVersion',
  'actionId',
] as const;

export function historyCsv(records: readonly HistoryRecord[], byteOrderMark: boolean): string {
  const rows = records.map(({ a, b, reasons, ...record }) => [
    record.at,
    record.person,
    record.accountId,
    record.event,
    record.what,
    record.before,
    record.after,
    a.key,
    a.summary,
    b.key,
    b.summary,
    record.score,
    record.tier,
    reasons.join(' '),
    record.engineVersion,
    record.actionId,
  ]);
  return csvOf([columns, ...rows], { byteOrderMark });
}

export function historyJson(records: readonly HistoryRecord[]): string {
  return `${JSON.stringify(records, null, 2)}\n`;
}
