// One export from the click to the file: gathering with a count that grows, cancelling at any moment, and a line in the
// history once the file was handed to the browser.

import { useRef, useState } from 'react';
import type { AppFailure, ExportLine, ExportSubject, ReportFormat, Result } from '../../../src/contract';
import { call } from '../../shared/api';
import { download, fileName, makeFile } from './make-file';
import type { GatherReport, Report } from './report-table';

export interface FormWish {
  readonly format: ReportFormat;
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
  readonly start: (wish: FormWish) => void;
  readonly cancel: () => void;
}

interface Exporting {
  readonly projectId: number;
  readonly what: ExportSubject;
  readonly gather: GatherReport;
  /** Shows the page for paper in place of everything else. */
  readonly onPrint: (report: Report) => void;
  readonly onNoted: (lines: readonly ExportLine[]) => void;
}

export function useExport({ projectId, what, gather, onPrint, onNoted }: Exporting): Export {
  const [state, setState] = useState<ExportState>({ kind: 'idle' });
  const current = useRef<AbortController | null>(null);

  const run = async ({ format, byteOrderMark }: FormWish) => {
    const abort = new AbortController();
    const { signal } = abort;
    current.current = abort;
    setState({ kind: 'gathering', rows: 0 });
    const gathered = await gather({ format, onProgress: (rows) => setState({ kind: 'gathering', rows }), signal });
    if (!gathered.ok) return setState({ kind: 'failed', failure: gathered.failure });
    if (gathered.value === null) return setState({ kind: 'cancelled' });
    const { table, isCut, projectKey, pdf } = gathered.value;
    const rows = table.lines.length;
    if (format === 'print') onPrint(gathered.value);
    else {
      setState({ kind: 'writing', rows });
      const nowMs = Date.now();
      const made: Result<Blob> =
        format === 'pdf'
          ? await pdf(nowMs, signal)
          : { ok: true, value: await makeFile(table, { format, byteOrderMark }, signal) };
      if (signal.aborted) return setState({ kind: 'cancelled' });
      if (!made.ok) return setState({ kind: 'failed', failure: made.failure });
      download(made.value, fileName(projectKey, format, nowMs));
    }
    setState({ kind: 'done', rows, isCut });
    const noted = await call('reports.noteExport', { projectId, what, format, rows });
    if (noted.ok) onNoted(noted.value.lines);
  };

  return {
    state,
    start: (wish) =>
      void run(wish).catch((error: unknown) => {
        if (current.current?.signal.aborted) return setState({ kind: 'cancelled' });
        const message = error instanceof Error ? error.message : String(error);
        setState({ kind: 'failed', failure: { code: 'INTERNAL', message } });
      }),
    cancel: () => current.current?.abort(),
  };
}
