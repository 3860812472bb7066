// The spaces that a person can choose from, found by Jira as they type. What was found before stays choosable: the select
// itself hides what does not fit the text typed. A failure is said, and is not the same as no spaces.

import { useEffect, useState } from 'react';
import type { AppFailure, ProjectChoice } from '../../src/contract';
import { call } from './api';

export interface SpaceChoice {
  readonly label: string;
  readonly value: number;
  readonly key: string;
}

interface Found {
  readonly query: string | null;
  readonly options: readonly SpaceChoice[];
  /** Of the last answer; null when that was one. */
  readonly failure: AppFailure | null;
}

const settleMs = 200;
const nothingYet: Found = { query: null, options: [], failure: null };
const optionOf = ({ id, key, name }: ProjectChoice): SpaceChoice => ({ label: `${name} (${key})`, value: id, key });

export function useSpaceChoices() {
  const [query, search] = useState('');
  const [found, setFound] = useState(nothingYet);
  useEffect(() => {
    let isCurrent = true;
    const timer = setTimeout(
      async () => {
        const result = await call('project.choices', { query });
        if (!isCurrent) return;
        setFound(({ options }) =>
          result.ok
            ? { query, options: merged(options, result.value.projects.map(optionOf)), failure: null }
            : { query, options, failure: result.failure },
        );
      },
      query === '' ? 0 : settleMs,
    );
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [query]);
  return { options: found.options, failure: found.failure, isLoading: found.query !== query, search };
}

function merged(before: readonly SpaceChoice[], found: readonly SpaceChoice[]): readonly SpaceChoice[] {
  const known = new Set(before.map((option) => option.value));
  return [...before, ...found.filter((option) => !known.has(option.value))];
}
