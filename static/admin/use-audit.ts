// The lines of the log that fit the filter, page by page. An answer for a filter that has changed meanwhile is dropped; a
// page without a fitting line is passed over, since older ones may fit.

import { useCallback, useEffect, useRef, useState } from 'react';
import type { AnswerOf, AppFailure, AuditEvent, AuditRow, Result } from '../../src/contract';
import { call } from '../shared/api';

export interface AuditLog {
  /** Null until the first answer. */
  readonly rows: readonly AuditRow[] | null;
  readonly failure: AppFailure | null;
  readonly hasMore: boolean;
  readonly isLoading: boolean;
  readonly more: () => void;
}

const rowsPerPage = 25;

export function useAudit(event: AuditEvent | null, text: string): AuditLog {
  const [rows, setRows] = useState<readonly AuditRow[] | null>(null);
  const [before, setBefore] = useState<number | null>(null);
  const [failure, setFailure] = useState<AppFailure | null>(null);
  const [isLoading, setIsLoading] = useState(false);
  const wanted = useRef(0);

  const load = useCallback(
    (known: readonly AuditRow[], from: number | null) => {
      const asked = ++wanted.current;
      void nextRows({ event, text }, from).then((found) => {
        if (asked !== wanted.current) return;
        setFailure(found.failure);
        setRows([...known, ...found.rows]);
        setBefore(found.before);
        setIsLoading(false);
      });
    },
    [event, text],
  );
  useEffect(() => load([], null), [load]);
  return {
    rows,
    failure,
    hasMore: before !== null,
    isLoading,
    more: () => {
      setIsLoading(true);
      load(rows ?? [], before);
    },
  };
}

interface Found {
  readonly rows: readonly AuditRow[];
  readonly before: number | null;
  readonly failure: AppFailure | null;
}

async function nextRows(
  filter: { readonly event: AuditEvent | null; readonly text: string },
  from: number | null,
): Promise<Found> {
  let before = from;
  for (;;) {
    const request = { ...filter, accountId: null, from: null, to: null, before, limit: rowsPerPage };
    const page: Result<AnswerOf<'audit.list'>> = await call('audit.list', request);
    if (!page.ok) return { rows: [], before, failure: page.failure };
    if (page.value.rows.length > 0 || page.value.before === null) return { ...page.value, failure: null };
    before = page.value.before;
  }
}
