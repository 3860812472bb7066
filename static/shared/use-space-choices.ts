// The spaces that a person can choose several of, found by Jira as they type. What was found before stays choosable: the
// select itself hides what does not fit the text typed.

import { useEffect, useState } from 'react';
import type { ProjectChoice } from '../../src/contract';
import { call } from './api';

export interface SpaceChoice {
  readonly label: string;
  readonly value: number;
  readonly key: string;
}

const settleMs = 200;
const nothingYet = { query: null, options: [] };
const optionOf = ({ id, key, name }: ProjectChoice): SpaceChoice => ({ label: `${name} (${key})`, value: id, key });

export function useSpaceChoices() {
  const [query, search] = useState('');
  const [found, setFound] = useState<{ readonly query: string | null; readonly options: readonly SpaceChoice[] }>(
    nothingYet,
  );
  useEffect(() => {
    let isCurrent = true;
    const timer = setTimeout(
      async () => {
        const result = await call('project.choices', { query });
        if (!isCurrent) return;
        const fresh = result.ok ? result.value.projects.map(optionOf) : [];
        setFound((before) => ({ query, options: merged(before.options, fresh) }));
      },
      query === '' ? 0 : settleMs,
    );
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [query]);
  return { options: found.options, isLoading: found.query !== query, search };
}

function merged(before: readonly SpaceChoice[], found: readonly SpaceChoice[]): readonly SpaceChoice[] {
  const known = new Set(before.map((option) => option.value));
  return [...before, ...found.filter((option) => !known.has(option.value))];
}
