// The series of a space, page by page. They follow the filters of the pairs, but neither wait for them nor hold them up.

import { useCallback, useRef, useState } from 'react';
import type { AppFailure, SeriesView } from '../../src/contract';
import { call } from '../shared/api';
import type { PairFilters } from './use-pairs';
import { useSettledLoad } from './use-settled-load';

const pageSize = 20;

export interface SeriesList {
  readonly rows: readonly SeriesView[];
  readonly hasMore: boolean;
  readonly isLoading: boolean;
  readonly failure: AppFailure | null;
  readonly loadMore: () => void;
  readonly reload: () => void;
}

/** While `generation` is null nothing is asked. */
export function useSeries(projectId: number, filters: PairFilters, generation: string | null): SeriesList {
  const [rows, setRows] = useState<readonly SeriesView[]>([]);
  const [nextCursor, setNextCursor] = useState<string | null>(null);
  const [failure, setFailure] = useState<AppFailure | null>(null);
  const [isLoading, setIsLoading] = useState(false);
  const latestAsk = useRef(0);
  const { threshold, tier, teamId } = filters;

  const load = useCallback(
    async (cursor: string | null) => {
      const mine = ++latestAsk.current;
      setIsLoading(true);
      const result = await call('project.series', { projectId, threshold, tier, teamId, cursor, limit: pageSize });
      if (mine !== latestAsk.current) return; // a later filter has been asked for meanwhile
      setIsLoading(false);
      setFailure(result.ok ? null : result.failure);
      if (!result.ok) return;
      const { series } = result.value;
      setNextCursor(result.value.nextCursor);
      setRows((before) => (cursor === null ? series : appended(before, series)));
    },
    [projectId, threshold, tier, teamId],
  );

  useSettledLoad(load, generation);

  return {
    rows,
    hasMore: nextCursor !== null,
    isLoading,
    failure,
    loadMore: useCallback(() => void load(nextCursor), [load, nextCursor]),
    reload: useCallback(() => void load(null), [load]),
  };
}

export const seriesKey = ({ example }: SeriesView): string => `${example.a.id}-${example.b.id}`;

/** A new analysis between two pages may move a series: it is kept where it was. */
function appended(before: readonly SeriesView[], fresh: readonly SeriesView[]): readonly SeriesView[] {
  const known = new Set(before.map(seriesKey));
  return [...before, ...fresh.filter((series) => !known.has(seriesKey(series)))];
}
