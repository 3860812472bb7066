// The latest analysis of a space, kept fresh while it is live. Asks again two seconds after an answer, not every two
// seconds, so that a slow site is never asked twice at once; a hidden page does not ask at all.

import { useCallback, useEffect, useRef, useState } from 'react';
import type { AppFailure, ScanProgress } from '../../src/contract';
import { call } from '../shared/api';
import { isLive } from '../shared/ui/scan-state';

const pollMs = 2_000;

interface LatestScan {
  /** False until the first answer, right or wrong. */
  readonly isKnown: boolean;
  readonly progress: ScanProgress | null;
  readonly canStart: boolean;
  /** The site's own minimum match, in [0, 1]. */
  readonly defaultThreshold: number;
  readonly failure: AppFailure | null;
  /** Shows a progress that another call just answered with. */
  readonly show: (progress: ScanProgress) => void;
  readonly reload: () => void;
}

type Known = Pick<LatestScan, 'isKnown' | 'progress' | 'canStart' | 'defaultThreshold' | 'failure'>;
const unknown: Known = { isKnown: false, progress: null, canStart: false, defaultThreshold: 0.4, failure: null };

export function useLatestScan(projectId: number): LatestScan {
  const [known, setKnown] = useState<Known>(unknown);
  const latestAsk = useRef(0);

  const ask = useCallback(async () => {
    const mine = ++latestAsk.current;
    const result = await call('project.latestScan', { projectId });
    if (mine !== latestAsk.current) return; // a newer ask, or an answer to a click, is already on the screen
    setKnown((before) =>
      result.ok
        ? { isKnown: true, failure: null, ...result.value }
        : { ...before, isKnown: true, failure: result.failure },
    );
  }, [projectId]);

  useEffect(() => void ask(), [ask]);

  const live = known.progress !== null && isLive(known.progress);
  useEffect(() => {
    if (!live || known.failure) return;
    const timer = setTimeout(() => {
      if (!document.hidden) void ask();
    }, pollMs);
    const whenVisible = () => {
      if (!document.hidden) void ask();
    };
    document.addEventListener('visibilitychange', whenVisible);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', whenVisible);
    };
  }, [live, known, ask]);

  const show = useCallback((progress: ScanProgress) => {
    latestAsk.current++;
    setKnown((before) => ({ ...before, isKnown: true, progress, failure: null }));
  }, []);

  return { ...known, show, reload: useCallback(() => void ask(), [ask]) };
}
