// Rows become a file in the browser. Nothing is uploaded anywhere: what Jira gave to this person is written down for this
// person. Spreadsheet cells are always text or numbers, never formulas.

import type { ReportColumn, ReportFormat } from '../../../src/contract';
import { csvOf } from '../../shared/csv';
import type { Words } from '../../shared/text';
import { objectsOf, type ReadRow, tableOf } from './columns';

export interface FileWish {
  readonly format: Exclude<ReportFormat, 'print' | 'pdf'>;
  readonly columns: readonly ReportColumn[];
  /** For CSV: makes Excel read it as UTF-8. */
  readonly byteOrderMark: boolean;
}

export async function makeFile(
  rows: readonly ReadRow[],
  wish: FileWish,
  words: Words,
  signal: AbortSignal,
): Promise<Blob> {
  const { format, columns, byteOrderMark } = wish;
  if (format === 'json') {
    const text = JSON.stringify(objectsOf(rows, columns, words), null, 2);
    return new Blob([text], { type: 'application/json' });
  }
  const table = tableOf(rows, columns, words);
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
