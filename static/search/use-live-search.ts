// What the text in the form resembles, kept up with the keys. While a newer answer is on its way the older one stays on
// the screen, so that the list does not flicker; an empty form shows nothing at once, and what comes after it, or after
// another space was chosen, begins without the old list.

import { useCallback, useEffect, useRef, useState } from 'react';
import type { LiveView, Result } from '../../src/contract';
import { call } from '../shared/api';
import { LatestOnly } from './latest-only';

export interface Draft {
  readonly summary: string;
  readonly description: string;
}

interface Question extends Draft {
  readonly projectId: number;
}

const shownMatches = 8;
/** As the resolver takes them; whoever writes more is answered for the beginning. */
const mostTitleCharacters = 1_000;
const mostCharacters = 50_000;

export function isEmpty({ summary, description }: Draft): boolean {
  return summary.trim() === '' && description.trim() === '';
}

export function useLiveSearch(projectId: number | null, { summary, description }: Draft) {
  const [answer, setAnswer] = useState<Result<LiveView> | null>(null);
  const latest = useRef<LatestOnly<Question, Result<LiveView>> | null>(null);
  const isAsking = projectId !== null && !isEmpty({ summary, description });
  useEffect(() => {
    latest.current ??= new LatestOnly(
      (question) =>
        call('live.search', {
          ...question,
          summary: question.summary.slice(0, mostTitleCharacters),
          description: question.description.slice(0, mostCharacters),
          limit: shownMatches,
        }),
      setAnswer,
    );
    return () => {
      latest.current?.clear();
      setAnswer(null);
    };
  }, [projectId, isAsking]);
  const ask = useCallback(() => {
    if (projectId !== null && isAsking) latest.current?.put({ projectId, summary, description });
  }, [projectId, isAsking, summary, description]);
  useEffect(ask, [ask]);
  return { answer: isAsking ? answer : null, askAgain: ask };
}
