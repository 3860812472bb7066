// The spaces that a person can choose from, found by Jira as they type. Only one is needed, so each answer replaces the
// one before.

import { useEffect, useState } from 'react';
import { call } from '../shared/api';

export interface SpaceOption {
  readonly value: number;
  readonly label: string;
}

const settleMs = 200;

export function useSpaces() {
  const [query, search] = useState('');
  const [found, setFound] = useState<{ readonly query: string | null; readonly options: readonly SpaceOption[] }>({
    query: null,
    options: [],
  });
  useEffect(() => {
    let isCurrent = true;
    const ask = async () => {
      const result = await call('project.choices', { query });
      if (!isCurrent) return;
      const projects = result.ok ? result.value.projects : [];
      setFound({ query, options: projects.map(({ id, key, name }) => ({ value: id, label: `${name} (${key})` })) });
    };
    const timer = setTimeout(() => void ask(), query === '' ? 0 : settleMs);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [query]);
  return { options: found.options, isLoading: found.query !== query, search };
}
