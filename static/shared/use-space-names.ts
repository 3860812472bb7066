// Spaces by their ids, asked from Jira as the person who looks, each once. Until they are known, and for spaces that Jira
// does not name, a list says how many spaces there are instead.

import { useEffect, useState } from 'react';
import { readSpaces, type Space } from './as-viewer';

export type SpaceNames = ReadonlyMap<number, string>;

const nothingRead: readonly Space[] = [];

export function useSpaceNames(projectIds: readonly number[]): SpaceNames {
  return new Map(useNamedSpaces(projectIds).map(({ id, name }) => [id, name]));
}

export function useNamedSpaces(projectIds: readonly number[]): readonly Space[] {
  const [spaces, setSpaces] = useState(nothingRead);
  const asked = [...new Set(projectIds)].join(' ');
  useEffect(() => {
    if (asked === '') return;
    let isCurrent = true;
    void readSpaces(asked.split(' ').map(Number)).then((answer) => {
      if (isCurrent && answer.ok) setSpaces(answer.value);
    });
    return () => {
      isCurrent = false;
    };
  }, [asked]);
  return spaces;
}
