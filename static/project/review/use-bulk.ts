// One bulk action as long as somebody looks at it. What the dry run lists is exactly what a start runs; from then on the
// backend works by itself and this only looks, a second after each answer, until nothing moves any more.

import { useCallback, useEffect, useState } from 'react';
import type { AppFailure, BulkView, Result } from '../../../src/contract';
import { call } from '../../shared/api';

const pollMs = 1_000;

export interface Bulk {
  readonly view: BulkView | null;
  readonly failure: AppFailure | null;
  readonly isBusy: boolean;
  readonly isLive: boolean;
  readonly start: () => void;
  readonly cancel: () => void;
  readonly undo: () => void;
  readonly retry: () => void;
}

/** `open` makes the dry run, or reads a bulk action that exists; it must stay the same function while it is shown. */
export function useBulk(open: () => Promise<Result<BulkView>>, onStarted: () => void = () => undefined): Bulk {
  const [view, setView] = useState<BulkView | null>(null);
  const [failure, setFailure] = useState<AppFailure | null>(null);
  const [isBusy, setIsBusy] = useState(false);

  const take = useCallback((result: Result<BulkView>) => {
    setIsBusy(false);
    setFailure(result.ok ? null : result.failure);
    if (result.ok) setView(result.value);
    return result.ok;
  }, []);

  const read = useCallback(() => void open().then(take), [open, take]);
  useEffect(read, [read]);

  const isLive = view !== null && isUnderway(view);
  useEffect(() => {
    if (!isLive || failure) return;
    const timer = setTimeout(async () => take(await call('review.bulkStatus', { bulkId: view.bulkId })), pollMs);
    return () => clearTimeout(timer);
  }, [isLive, failure, view, take]);

  const act = async (how: (bulkId: string) => Promise<Result<BulkView>>): Promise<boolean> => {
    if (view === null) return false;
    setIsBusy(true);
    return take(await how(view.bulkId));
  };
  const start = async () => {
    if (await act((planToken) => call('review.bulkStart', { planToken }))) onStarted();
  };
  return {
    view,
    failure,
    isBusy,
    isLive,
    start: () => void start(),
    cancel: () => void act((bulkId) => call('review.bulkCancel', { bulkId })),
    undo: () => void act((bulkId) => call('review.bulkUndo', { bulkId })),
    retry: () => {
      if (view === null) read();
      else void act((bulkId) => call('review.bulkStatus', { bulkId }));
    },
  };
}

export function isUnderway({ state }: Pick<BulkView, 'state'>): boolean {
  return state === 'queued' || state === 'running' || state === 'waiting-for-jira';
}
