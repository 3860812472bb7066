// The lines of the log that fit the filter, page by page. An answer for a filter that has changed meanwhile is dropped; a
// page without a fitting line is passed over, since older ones may fit.

import { useCallback, useEffect, useRef, useState } from 'react';
import type { AppFailure, AuditEvent, AuditRow } from '../../src/contract';
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
    async (known: readonly AuditRow[], from: number | null) => {
      const asked = ++wanted.current;
      const filter = { event, text, accountId: null, from: null, to: null, limit: rowsPerPage };
      let next = from;
      let found: readonly AuditRow[] = [];
      do {
        const page = await call('audit.list', { ...filter, before: next });
        if (asked !== wanted.current) return;
        setFailure(page.ok ? null : page.failure);
        if (!page.ok) break;
        found = page.value.rows;
        next = page.value.before;
      } while (found.length === 0 && next !== null);
      setRows([...known, ...found]);
      setBefore(next);
      setIsLoading(false);
    },
    [event, text],
  );
  useEffect(() => void load([], null), [load]);
  return {
    rows,
    failure,
    hasMore: before !== null,
    isLoading,
    more: () => {
      setIsLoading(true);
      void load(rows ?? [], before);
    },
  };
}
