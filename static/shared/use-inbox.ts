// This person's notices, asked for when a page opens and every few minutes while somebody looks at it. Titles are read
// from Jira as the person who looks; a notice about work items of which Jira shows none has no business here.

import { useCallback, useEffect, useRef, useState } from 'react';
import type { AppFailure, InboxView, Result } from '../../src/contract';
import { call } from './api';

const pollMs = 5 * 60_000;

export interface Inbox {
  /** Null until the first answer. */
  readonly view: InboxView | null;
  readonly failure: AppFailure | null;
  readonly reload: () => void;
  /** What another call has answered. */
  readonly take: (result: Result<InboxView>) => void;
}

export function useInbox(): Inbox {
  const [view, setView] = useState<InboxView | null>(null);
  const [failure, setFailure] = useState<AppFailure | null>(null);
  const latestAsk = useRef(0);
  const take = useCallback((result: Result<InboxView>) => {
    latestAsk.current++;
    setFailure(result.ok ? null : result.failure);
    if (result.ok) setView(result.value);
  }, []);
  const reload = useCallback(() => {
    const mine = ++latestAsk.current;
    void call('inbox.read', {}).then((result) => {
      // A newer answer, to a click or to a later question, is on the screen already.
      if (mine === latestAsk.current) take(result);
    });
  }, [take]);
  useEffect(() => {
    reload();
    const timer = setInterval(() => !document.hidden && reload(), pollMs);
    return () => clearInterval(timer);
  }, [reload]);
  return { view, failure, reload, take };
}
