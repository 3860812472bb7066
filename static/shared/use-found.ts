// What a search answers for the text typed so far, for a field whose choices are too many to list. A search that failed
// says so and is never an empty list.

import { useEffect, useState } from 'react';
import type { AppFailure, Result } from '../../src/contract';

export interface Found<Option> {
  /** Empty while it is searched, and after a failure. */
  readonly options: readonly Option[];
  readonly failure: AppFailure | null;
  readonly isLoading: boolean;
  readonly search: (query: string) => void;
}

/** A pause in typing before Jira is asked, in milliseconds. */
const settleMs = 200;

/** `find` must be the same function at every call: a new one starts a new search. */
export function useFound<Option>(find: (query: string) => Promise<Result<readonly Option[]>>): Found<Option> {
  const [query, search] = useState('');
  const [answered, setAnswered] = useState<{ query: string; result: Result<readonly Option[]> } | null>(null);
  useEffect(() => {
    let isCurrent = true;
    const ask = async () => {
      const result = await find(query);
      if (isCurrent) setAnswered({ query, result });
    };
    const timer = setTimeout(() => void ask(), query === '' ? 0 : settleMs);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [find, query]);
  // Choices for other words are none for these: Enter would take the first of them.
  const result = answered?.query === query ? answered.result : null;
  return {
    options: result?.ok ? result.value : [],
    failure: result?.ok === false ? result.failure : null,
    isLoading: result === null,
    search,
  };
}
