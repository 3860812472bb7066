// How far an action in Jira is while the call that carries it out has not answered yet. The record of the action says so
// after each step; asking for one's own action costs Jira nothing. The answer of the call itself has the last word.

import { useEffect, useState } from 'react';
import type { ActionView } from '../../../src/contract';
import { call } from '../../shared/api';

const pollMs = 400;

/** Null until the record tells something, and while nothing runs. */
export function useProgress(actionId: string | null, isRunning: boolean): ActionView | null {
  const [seen, setSeen] = useState<ActionView | null>(null);
  useEffect(() => {
    if (actionId === null || !isRunning) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isCurrent = true;
    const look = async () => {
      const result = await call('review.action', { actionId });
      if (!isCurrent) return;
      // Not known yet, or not to be read just now: the next look tells.
      if (result.ok) setSeen(result.value);
      timer = setTimeout(() => void look(), pollMs);
    };
    timer = setTimeout(() => void look(), pollMs);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
      setSeen(null);
    };
  }, [actionId, isRunning]);
  return seen;
}
