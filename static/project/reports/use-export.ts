// One export from the click to the file: gathering with a count that grows, cancelling at any moment, and a line in the
// history once the file was handed to the browser.

import { useRef, useState } from 'react';
import type { AppFailure, ExportLine, ReportColumn, ReportFilters, ReportFormat, Result } from '../../../src/contract';
import { call } from '../../shared/api';
import { useWords } from '../../shared/ui/words-context';
import { mostPairsOnPaper, spacePdf } from '../pdf/space-summary';
import type { ReadRow } from './columns';
import { gatherRows, maxRows } from './gather-rows';
import { download, fileName, makeFile } from './make-file';

export interface ExportWish {
  readonly format: ReportFormat;
  readonly columns: readonly ReportColumn[];
  readonly filters: ReportFilters;
  readonly byteOrderMark: boolean;
}

export type ExportState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'gathering'; readonly rows: number }
  | { readonly kind: 'writing'; readonly rows: number }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly failure: AppFailure }
  | { readonly kind: 'done'; readonly rows: number; readonly isCut: boolean };

interface Export {
  readonly state: ExportState;
  /** What is to be printed; the page shows it in place of itself. */
  readonly printed: readonly ReadRow[] | null;
  readonly start: (wish: ExportWish) => void;
  readonly cancel: () => void;
  readonly endPrint: () => void;
}

export function useExport(projectId: number, onNoted: (lines: readonly ExportLine[]) => void): Export {
  const words = useWords();
  const [state, setState] = useState<ExportState>({ kind: 'idle' });
  const [printed, setPrinted] = useState<readonly ReadRow[] | null>(null);
  const current = useRef<AbortController | null>(null);

  const run = async ({ format, columns, filters, byteOrderMark }: ExportWish) => {
    const abort = new AbortController();
    current.current = abort;
    setState({ kind: 'gathering', rows: 0 });
    const onProgress = (rows: number) => setState({ kind: 'gathering', rows });
    const most = format === 'pdf' ? mostPairsOnPaper : maxRows;
    const gathered = await gatherRows({ projectId, filters, maxRows: most, onProgress, signal: abort.signal });
    if (!gathered.ok) return setState({ kind: 'failed', failure: gathered.failure });
    if (gathered.value === null) return setState({ kind: 'cancelled' });
    const { rows, isCut } = gathered.value;
    if (format === 'print') setPrinted(rows);
    else {
      setState({ kind: 'writing', rows: rows.length });
      const nowMs = Date.now();
      const made: Result<Blob> =
        format === 'pdf'
          ? await spacePdf({ projectId, rows, isCut, nowMs }, words, abort.signal)
          : { ok: true, value: await makeFile(rows, { format, columns, byteOrderMark }, words, abort.signal) };
      if (abort.signal.aborted) return setState({ kind: 'cancelled' });
      if (!made.ok) return setState({ kind: 'failed', failure: made.failure });
      download(made.value, fileName(projectKeyOf(rows, projectId), format, nowMs));
    }
    setState({ kind: 'done', rows: rows.length, isCut });
    const noted = await call('reports.noteExport', { projectId, format, rows: rows.length });
    if (noted.ok) onNoted(noted.value.lines);
  };

  return {
    state,
    printed,
    start: (wish) =>
      void run(wish).catch((error: unknown) => {
        if (current.current?.signal.aborted) return setState({ kind: 'cancelled' });
        const message = error instanceof Error ? error.message : String(error);
        setState({ kind: 'failed', failure: { code: 'INTERNAL', message } });
      }),
    cancel: () => current.current?.abort(),
    endPrint: () => setPrinted(null),
  };
}

function projectKeyOf(rows: readonly ReadRow[], projectId: number): string {
  const issues = rows.slice(0, 1).flatMap(({ first, other }) => [first, other]);
  return issues.find((issue) => issue.projectId === projectId)?.projectKey ?? '';
}
