// The state of one question to the server: not answered yet, answered, or failed with a sentence. A new question drops
// the late answer to the old one.

import { useEffect, useState } from 'react';

export type Answer<T> =
  | { readonly state: 'waiting' }
  | { readonly state: 'answered'; readonly value: T }
  | { readonly state: 'failed'; readonly sentence: string };

/** Asks again whenever `key` changes. */
export function useAnswer<T>(key: string, ask: () => Promise<T>): Answer<T> {
  const [known, setKnown] = useState<{ readonly key: string; readonly answer: Answer<T> } | null>(null);
  useEffect(() => {
    let isCurrent = true;
    const settle = (answer: Answer<T>) => {
      if (isCurrent) setKnown({ key, answer });
    };
    ask().then(
      (value) => settle({ state: 'answered', value }),
      (error: unknown) => settle({ state: 'failed', sentence: error instanceof Error ? error.message : String(error) }),
    );
    return () => {
      isCurrent = false;
    };
    // `key` says everything that `ask` depends on.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [key]);
  return known?.key === key ? known.answer : { state: 'waiting' };
}
