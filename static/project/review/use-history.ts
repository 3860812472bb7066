// The history on the screen, page by page. After an undo everything is read anew, because the undo is itself the newest
// line of it.

import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { AppFailure, HistoryFilter, HistoryRow, IssueView, Result } from '../../../src/contract';
import { call } from '../../shared/api';
import { readIssues } from '../../shared/as-viewer';
import { type HistoryLine, linesOf } from './history-lines';

const pageSize = 50;

interface Loaded {
  readonly rows: readonly HistoryRow[];
  readonly issues: ReadonlyMap<number, IssueView>;
  readonly nextCursor: string | null;
}

interface History {
  /** Null until the first answer. */
  readonly lines: readonly HistoryLine[] | null;
  readonly hasMore: boolean;
  readonly isLoading: boolean;
  readonly failure: AppFailure | null;
  readonly loadMore: () => void;
  readonly reload: () => void;
}

/** `filter` must stay the same object while it says the same. */
export function useHistory(projectId: number, filter: HistoryFilter): History {
  const [loaded, setLoaded] = useState<Loaded | null>(null);
  const [failure, setFailure] = useState<AppFailure | null>(null);
  const [isLoading, setIsLoading] = useState(true);
  const latestAsk = useRef(0);

  const load = useCallback(
    (before: Loaded | null) => {
      const mine = ++latestAsk.current;
      void readPage(projectId, filter, before).then((result) => {
        if (mine !== latestAsk.current) return; // the history has been asked for anew meanwhile
        setIsLoading(false);
        setFailure(result.ok ? null : result.failure);
        if (result.ok) setLoaded(result.value);
      });
    },
    [projectId, filter],
  );
  useEffect(() => load(null), [load]);
  const reload = useCallback(() => {
    setIsLoading(true);
    load(null);
  }, [load]);

  return {
    lines: useMemo(() => (loaded === null ? null : linesOf(loaded.rows, loaded.issues)), [loaded]),
    hasMore: loaded !== null && loaded.nextCursor !== null,
    isLoading,
    failure,
    loadMore: () => {
      setIsLoading(true);
      load(loaded);
    },
    reload,
  };
}

async function readPage(projectId: number, filter: HistoryFilter, before: Loaded | null): Promise<Result<Loaded>> {
  const cursor = before?.nextCursor ?? null;
  const answer = await call('review.history', { projectIds: [projectId], cursor, limit: pageSize, filter });
  if (!answer.ok) return answer;
  const issues = await readIssues(answer.value.rows.flatMap(({ a, b }) => [a, b]));
  if (!issues.ok) return issues;
  const loaded = {
    rows: [...(before?.rows ?? []), ...answer.value.rows],
    issues: new Map([...(before?.issues ?? []), ...issues.value]),
    nextCursor: answer.value.nextCursor,
  };
  return { ok: true, value: loaded };
}
