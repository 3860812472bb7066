// The rows of the table: pages by cursor, appended, so that nothing on the screen moves. While a changed filter is on
// its way to the backend, the rows already here are filtered at once; the answer then replaces them.

import { useCallback, useMemo, useRef, useState } from 'react';
import type { AppFailure, PairsView, PairView, PairSort, SeriesName, Tier } from '../../src/contract';
import { call } from '../shared/api';
import { useSettledLoad } from './use-settled-load';

const pageSize = 20;

export interface PairFilters {
  /** In [0, 1]. */
  readonly threshold: number;
  readonly tier: Tier | 'any';
  readonly sort: PairSort;
  readonly teamId: string | undefined;
}

export interface Pairs {
  /** The newest answer's state; null until the first answer. */
  readonly view: PairsView | null;
  readonly rows: readonly PairView[];
  readonly hasMore: boolean;
  readonly isLoading: boolean;
  readonly failure: AppFailure | null;
  readonly loadMore: () => void;
  readonly reload: () => void;
}

/**
 * `generation` names the analysis whose results are wanted: another one loads everything anew. While it is null, the
 * latest analysis is not known yet and nothing is asked. With `series` the pairs of that series are listed.
 */
export function usePairs(
  projectId: number,
  filters: PairFilters,
  generation: string | null,
  series?: SeriesName,
): Pairs {
  const [view, setView] = useState<PairsView | null>(null);
  const [rows, setRows] = useState<readonly PairView[]>([]);
  const [failure, setFailure] = useState<AppFailure | null>(null);
  const [isLoading, setIsLoading] = useState(true);
  const latestAsk = useRef(0);
  const { threshold, tier, sort, teamId } = filters;
  const [seriesA, seriesB] = [series?.a, series?.b];

  const load = useCallback(
    async (cursor: string | null) => {
      const mine = ++latestAsk.current;
      setIsLoading(true);
      const result = await call('project.pairs', {
        ...{ projectId, threshold, tier, sort, teamId, cursor, limit: pageSize },
        ...(seriesA === undefined || seriesB === undefined ? {} : { series: { a: seriesA, b: seriesB } }),
      });
      if (mine !== latestAsk.current) return; // a later filter has been asked for meanwhile
      setIsLoading(false);
      setFailure(result.ok ? null : result.failure);
      if (!result.ok) return;
      const fresh = result.value.state === 'ready' ? result.value.rows : [];
      setView(result.value);
      setRows((before) => (cursor === null ? fresh : appended(before, fresh)));
    },
    [projectId, threshold, tier, sort, teamId, seriesA, seriesB],
  );

  useSettledLoad(load, generation);

  const nextCursor = view?.state === 'ready' ? view.nextCursor : null;
  const shown = useMemo(
    () => rows.filter((pair) => pair.score >= threshold && (tier === 'any' || pair.tier === tier)),
    [rows, threshold, tier],
  );
  return {
    view,
    rows: shown,
    hasMore: nextCursor !== null,
    isLoading,
    failure,
    loadMore: useCallback(() => void load(nextCursor), [load, nextCursor]),
    reload: useCallback(() => void load(null), [load]),
  };
}

export const pairKey = (pair: PairView): string => `${pair.a.id}-${pair.b.id}`;

/** An analysis that ends between two pages can move a pair onto the next one: it is kept where it was. */
function appended(before: readonly PairView[], fresh: readonly PairView[]): readonly PairView[] {
  const known = new Set(before.map(pairKey));
  return [...before, ...fresh.filter((pair) => !known.has(pairKey(pair)))];
}
