// The queue on the screen: pages by cursor, appended, so that nothing that is being read moves. A row that was decided
// stays where it is until the list is loaded anew.

import { startTransition, useCallback, useReducer, useRef, useState } from 'react';
import type { AppFailure, QueueFilter, QueueState, QueueView, RequestOf, Result, Tier } from '../../../src/contract';
import { call } from '../../shared/api';
import { readIssues } from '../../shared/as-viewer';
import { itemOf, type QueueItem, type Wish } from './queue-items';
import { useWishes } from './use-wishes';
import { useSettledLoad } from '../use-settled-load';

const pageSize = 25;

export interface QueueFilters extends QueueFilter {
  readonly state: QueueState;
  readonly tier: Tier | 'any';
  /** In [0, 1]. */
  readonly threshold: number;
  readonly assignee: 'anyone' | 'me' | 'nobody';
  readonly teamId: string | undefined;
}

export interface Queue {
  /** Null until the first answer. */
  readonly state: QueueView['state'] | null;
  readonly analysedAt: string | null;
  readonly items: readonly QueueItem[];
  readonly hasMore: boolean;
  readonly isLoading: boolean;
  readonly failure: AppFailure | null;
  readonly loadMore: () => void;
  readonly reload: () => void;
  readonly wish: (key: string, wish: Wish) => void;
  readonly change: (key: string, change: (item: QueueItem) => QueueItem) => void;
  /** Reads both work items again, after something was written to them. */
  readonly refresh: (item: QueueItem) => void;
}

type Change =
  | { readonly kind: 'replaced'; readonly items: readonly QueueItem[] }
  | { readonly kind: 'appended'; readonly items: readonly QueueItem[] }
  | { readonly kind: 'changed'; readonly key: string; readonly change: (item: QueueItem) => QueueItem };

function reduce(items: readonly QueueItem[], change: Change): readonly QueueItem[] {
  switch (change.kind) {
    case 'replaced':
      return change.items;
    case 'appended': {
      const known = new Set(items.map(({ key }) => key));
      return [...items, ...change.items.filter(({ key }) => !known.has(key))];
    }
    case 'changed':
      return items.map((item) => (item.key === change.key ? change.change(item) : item));
  }
}

type Page = Omit<Extract<QueueView, { state: 'ready' }>, 'rows'> & { readonly items: readonly QueueItem[] };

export function useQueue(projectIds: readonly number[], accountId: string, filters: QueueFilters): Queue {
  const [page, setPage] = useState<Page | { readonly state: 'never-scanned' } | null>(null);
  const [items, dispatch] = useReducer(reduce, []);
  const [failure, setFailure] = useState<AppFailure | null>(null);
  const [isLoading, setIsLoading] = useState(true);
  const latestAsk = useRef(0);
  // By what it says: another object with the same spaces and filters is no new question.
  const question = JSON.stringify({ projectIds, filters });

  const load = useCallback(
    async (cursor: string | null) => {
      const mine = ++latestAsk.current;
      setIsLoading(true);
      const result = await readPage(requestOf(question, cursor));
      if (mine !== latestAsk.current) return; // another filter has been chosen meanwhile
      // Drawing a page of rows gives way to keys: an answer is on the screen at once, the rows below a moment later.
      startTransition(() => {
        setIsLoading(false);
        setFailure(result.ok ? null : result.failure);
        if (!result.ok) return;
        setPage(result.value);
        const fresh = result.value.state === 'ready' ? result.value.items : [];
        dispatch({ kind: cursor === null ? 'replaced' : 'appended', items: fresh });
      });
    },
    [question],
  );

  useSettledLoad(load, '');

  const change = useCallback(
    (key: string, how: (item: QueueItem) => QueueItem) => dispatch({ kind: 'changed', key, change: how }),
    [],
  );
  const refresh = useCallback(
    async ({ key, row: { a, b } }: QueueItem) => {
      const issues = await readIssues([a, b]);
      // A title that is a little old is no reason to disturb anybody: the next load tells again.
      if (issues.ok)
        change(key, (item) => ({ ...item, a: issues.value.get(a) ?? item.a, b: issues.value.get(b) ?? item.b }));
    },
    [change],
  );
  const wish = useWishes(items, accountId, change);
  const nextCursor = page?.state === 'ready' ? page.nextCursor : null;
  const loadMore = useCallback(() => {
    if (nextCursor !== null && !isLoading) void load(nextCursor);
  }, [load, nextCursor, isLoading]);
  return {
    state: page?.state ?? null,
    analysedAt: page?.state === 'ready' ? page.analysedAt : null,
    items,
    hasMore: nextCursor !== null,
    isLoading,
    failure,
    loadMore,
    reload: useCallback(() => void load(null), [load]),
    wish,
    change,
    refresh: useCallback((item) => void refresh(item), [refresh]),
  };
}

function requestOf(question: string, cursor: string | null): RequestOf<'review.queue'> {
  const { projectIds, filters } = JSON.parse(question) as { projectIds: readonly number[]; filters: QueueFilters };
  const { state, tier, threshold, assignee, teamId, ...filter } = filters;
  return { projectIds, state, tier, threshold, assignee, teamId, filter, cursor, limit: pageSize };
}

/** A page of rows with their titles. One that has no row for this person is followed by the next one at once. */
async function readPage(
  request: RequestOf<'review.queue'>,
): Promise<Result<Page | { readonly state: 'never-scanned' }>> {
  for (let cursor = request.cursor; ;) {
    const answer = await call('review.queue', { ...request, cursor });
    if (!answer.ok) return answer;
    if (answer.value.state === 'never-scanned') return { ok: true, value: answer.value };
    const { rows, ...view } = answer.value;
    const issues = await readIssues(rows.flatMap(({ a, b }) => [a, b]));
    if (!issues.ok) return issues;
    const items = rows.flatMap((row) => itemOf(row, issues.value) ?? []);
    if (items.length > 0 || view.nextCursor === null) return { ok: true, value: { ...view, items } };
    cursor = view.nextCursor;
  }
}
