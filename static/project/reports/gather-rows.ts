// All rows of an export, page by page, each page read from Jira as the person who exports. Between two requests the page
// stays free for clicks, so that progress shows and cancelling works at any moment.

import type { AppFailure, IssueView, ReportFilters, ReportRow, Result } from '../../../src/contract';
import { call } from '../../shared/api';
import { readIssues, readPeople } from '../../shared/as-viewer';
import type { ReadRow } from './columns';

const rowsPerPage = 400;
/** Beyond this a file stops being something that people read. */
export const maxRows = 20_000;

export interface Gathered {
  readonly rows: readonly ReadRow[];
  /** There are more than were taken. */
  readonly isCut: boolean;
}

interface Asked {
  readonly projectId: number;
  readonly filters: ReportFilters;
  readonly maxRows: number;
  readonly onProgress: (rows: number) => void;
  readonly signal: AbortSignal;
}

/** Null when it was cancelled. */
export async function gatherRows(asked: Asked): Promise<Result<Gathered | null>> {
  const { projectId, filters, onProgress, signal } = asked;
  const rows: ReadRow[] = [];
  const names = new Map<string, string>();
  let cursor: string | null = null;
  do {
    const page: Result<Page> = await readPage(projectId, filters, cursor);
    if (signal.aborted) return { ok: true, value: null };
    if (!page.ok) return page;
    const unknown = page.value.rows
      .flatMap(({ decidedByAccountId }) => decidedByAccountId ?? [])
      .filter((accountId) => !names.has(accountId));
    const people = await readPeople(unknown);
    if (signal.aborted) return { ok: true, value: null };
    if (people.ok) for (const [accountId, name] of people.value) names.set(accountId, name);
    rows.push(...readRows(page.value, names));
    onProgress(Math.min(rows.length, asked.maxRows));
    cursor = page.value.nextCursor;
  } while (cursor !== null && rows.length < asked.maxRows);
  return {
    ok: true,
    value: { rows: rows.slice(0, asked.maxRows), isCut: cursor !== null || rows.length > asked.maxRows },
  };
}

interface Page {
  readonly rows: readonly ReportRow[];
  readonly issues: ReadonlyMap<number, IssueView>;
  readonly nextCursor: string | null;
}

async function readPage(projectId: number, filters: ReportFilters, cursor: string | null): Promise<Result<Page>> {
  const answer = await call('reports.rows', { projectId, filters, cursor, limit: rowsPerPage });
  if (!answer.ok) return answer;
  if (answer.value.state === 'never-scanned') return { ok: false, failure: neverScanned };
  const { rows, nextCursor } = answer.value;
  const issues = await readIssues(rows.flatMap(({ a, b }) => [a, b]));
  return issues.ok ? { ok: true, value: { rows, nextCursor, issues: issues.value } } : issues;
}

export const neverScanned: AppFailure = { code: 'NOT_FOUND', message: 'This space has not been analyzed yet.' };

/** A work item that became hidden between the two questions leaves its pair out. */
function readRows({ rows, issues }: Page, names: ReadonlyMap<string, string>): readonly ReadRow[] {
  return rows.flatMap((row) => {
    const [a, b] = [issues.get(row.a), issues.get(row.b)];
    if (a === undefined || b === undefined) return [];
    const [first, other] = Date.parse(a.created) <= Date.parse(b.created) ? [a, b] : [b, a];
    const answeredBy = row.decidedByAccountId === null ? null : (names.get(row.decidedByAccountId) ?? null);
    return [{ row, first, other, answeredBy }];
  });
}
