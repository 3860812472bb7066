// Rows become a file in the browser. Nothing is uploaded anywhere: what Jira gave to this person is written down for this
// person. Spreadsheet cells are always text or numbers, never formulas.

import type { ReportFormat } from '../../../src/contract';
import { csvOf } from '../../shared/csv';
import type { ReportTable } from './report-table';

export interface FileWish {
  readonly format: Exclude<ReportFormat, 'print' | 'pdf'>;
  /** For CSV: makes Excel read it as UTF-8. */
  readonly byteOrderMark: boolean;
}

export async function makeFile(
  { names, head, lines }: ReportTable,
  { format, byteOrderMark }: FileWish,
  signal: AbortSignal,
): Promise<Blob> {
  if (format === 'json') {
    const objects = lines.map((line) => Object.fromEntries(names.map((name, at) => [name, line[at] ?? null])));
    return new Blob([JSON.stringify(objects, null, 2)], { type: 'application/json' });
  }
  const table = [head, ...lines];
  if (format === 'csv') return new Blob([csvOf(table, { byteOrderMark })], { type: 'text/csv;charset=utf-8' });
  // Loaded only when somebody wants a workbook.
  const { workbookInBackground } = await import('./workbook-background');
  return workbookInBackground(table, signal);
}

/** "backlog-intelligence-SHOP-2026-11-21.csv" */
export function fileName(projectKey: string, format: Exclude<ReportFormat, 'print'>, nowMs: number): string {
  const safeKey = projectKey.replace(/[^A-Za-z0-9_-]/g, '');
  return (
    ['backlog-intelligence', safeKey, new Date(nowMs).toISOString().slice(0, 10)].filter(Boolean).join('-') +
    `.${format}`
  );
}

export function download(file: Blob, name: string): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser has taken the file by the next turn.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
