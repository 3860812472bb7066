// The audit log as a file, made in the page from what the backend gives line by line. That it was taken along is itself a
// line of the log, written before the file is handed out.

import type { AnswerOf, AppFailure, AuditEvent, AuditRow, RequestOf, Result } from '../../src/contract';
import { call } from '../shared/api';
import { csvOf } from '../shared/csv';
import { handOut } from '../shared/hand-out';

/** Null: the file was handed out. */
export async function exportAudit(
  format: 'csv' | 'json',
  filter: { readonly event: AuditEvent | null; readonly text: string },
): Promise<AppFailure | null> {
  const rows: AuditRow[] = [];
  let before: number | null = null;
  do {
    const request: RequestOf<'audit.list'> = { ...filter, accountId: null, from: null, to: null, before, limit: 100 };
    const page: Result<AnswerOf<'audit.list'>> = await call('audit.list', request);
    if (!page.ok) return page.failure;
    rows.push(...page.value.rows);
    before = page.value.before;
  } while (before !== null);
  const noted = await call('audit.exported', { rows: rows.length, format });
  if (!noted.ok) return noted.failure;
  const isCsv = format === 'csv';
  const content = isCsv
    ? csvOf([columns, ...rows.map(cellsOf)], { byteOrderMark: true })
    : JSON.stringify(rows, null, 2);
  handOut(`audit-log.${format}`, isCsv ? 'text/csv' : 'application/json', content);
  return null;
}

const columns = ['line', 'time', 'account', 'by app', 'event', 'refused as', 'engine', 'detail', 'hash'];

function cellsOf(row: AuditRow): (string | number | null)[] {
  const { n, at, accountId, isByApp, event, refusedAs, engineVersion, detail, hash } = row;
  return [n, at, accountId, isByApp ? 'yes' : 'no', event, refusedAs, engineVersion, detail, hash];
}
