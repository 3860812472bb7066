// Sends what a person wishes for a pair, and shows it before the backend has answered. Wishes about the same pair go out
// one after the other, each with the version that the answer before it brought; so a quick "duplicate, no, undo" of one
// person never collides with itself. After a refusal, what was wished on top of it is dropped.

import { useCallback, useEffect, useRef } from 'react';
import type { DecisionAnswer, Result } from '../../../src/contract';
import { call } from '../../shared/api';
import { answered, type QueueItem, type Wish, wished } from './queue-items';

interface Line {
  tail: Promise<void>;
  /** The newest version that an answer told; 0 before the first. */
  version: number;
  refusals: number;
}

export function useWishes(
  items: readonly QueueItem[],
  accountId: string,
  change: (key: string, change: (item: QueueItem) => QueueItem) => void,
): (key: string, wish: Wish) => void {
  const newest = useRef(items);
  useEffect(() => {
    newest.current = items;
  }, [items]);
  const lines = useRef(new Map<string, Line>());

  return useCallback(
    (key, wish) => {
      const item = newest.current.find((one) => one.key === key);
      if (item === undefined) return;
      const line = lines.current.get(key) ?? { tail: Promise.resolve(), version: 0, refusals: 0 };
      lines.current.set(key, line);
      const { refusals } = line;
      const turn = async () => {
        if (line.refusals !== refusals) {
          change(key, (current) => ({ ...current, underway: Math.max(0, current.underway - 1) }));
          return;
        }
        const known = newest.current.find((one) => one.key === key) ?? item;
        const result = await send(item, wish, Math.max(line.version, known.saved.version));
        if (result.ok) line.version = result.value.review.version;
        if (!result.ok || result.value.outcome === 'conflict') line.refusals++;
        change(key, (current) => answered(current, result));
      };
      change(key, (current) => wished(current, wish, accountId, new Date().toISOString()));
      line.tail = line.tail.then(turn);
    },
    [accountId, change],
  );
}

function send({ row: { a, b } }: QueueItem, wish: Wish, expectedVersion: number): Promise<Result<DecisionAnswer>> {
  const pair = { a, b, expectedVersion };
  switch (wish.kind) {
    case 'decide':
      return call('review.decide', { ...pair, verdict: wish.verdict, snoozeDays: null });
    case 'snooze':
      return call('review.decide', { ...pair, verdict: 'snoozed', snoozeDays: null, snoozeUntil: wish.untilIso });
    case 'assign':
      return call('review.assign', { ...pair, assigneeAccountId: wish.accountId });
    case 'undo':
      return call('review.undoDecision', pair);
  }
}
