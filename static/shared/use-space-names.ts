// The names and keys of spaces, asked from Jira as the person who looks, each once. Until they are known, and for spaces that Jira
// does not name, a list says how many spaces there are instead.

import * as v from 'valibot';
import { useEffect, useMemo, useState } from 'react';
import { askJira } from './as-viewer';

const pageSchema = v.object({ values: v.array(v.object({ id: v.string(), key: v.string(), name: v.string() })) });
/** As many as Jira names in one answer. */
const mostNamed = 50;

export type SpaceNames = ReadonlyMap<number, string>;

export interface NamedSpace {
  readonly key: string;
  readonly name: string;
}

export function useSpaceNames(projectIds: readonly number[]): SpaceNames {
  const spaces = useNamedSpaces(projectIds);
  return useMemo(() => new Map([...spaces].map(([id, { name }]) => [id, name])), [spaces]);
}

export function useNamedSpaces(projectIds: readonly number[]): ReadonlyMap<number, NamedSpace> {
  const [spaces, setSpaces] = useState<ReadonlyMap<number, NamedSpace>>(new Map());
  const asked = [...new Set(projectIds)].slice(0, mostNamed).join(' ');
  useEffect(() => {
    if (asked === '') return;
    let isCurrent = true;
    const search = new URLSearchParams([
      ['maxResults', String(mostNamed)],
      ...asked.split(' ').map((id): [string, string] => ['id', id]),
    ]);
    const headers = { accept: 'application/json' };
    void askJira(`/rest/api/3/project/search?${search}`, pageSchema, { headers }).then((answer) => {
      if (isCurrent && answer.ok) setSpaces(new Map(answer.value.values.map((space) => [Number(space.id), space])));
    });
    return () => {
      isCurrent = false;
    };
  }, [asked]);
  return spaces;
}
