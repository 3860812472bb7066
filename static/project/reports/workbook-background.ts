// A workbook from a worker: writing one of twenty thousand rows takes seconds.

import type { Cell } from './report-table';
import { fileOfWorker } from './file-of-worker';

export function workbookInBackground(table: readonly (readonly Cell[])[], signal: AbortSignal): Promise<Blob> {
  const worker = new Worker(new URL('./workbook-worker.ts', import.meta.url), { type: 'module' });
  return fileOfWorker(worker, table, signal);
}
