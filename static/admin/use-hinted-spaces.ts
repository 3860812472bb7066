// The spaces with hints in the create dialog, with their names. Which ones they are the backend says, from Jira's own list
// of registrations; names are read from Jira as the person who looks, and a space that Jira does not name is hidden.

import { useCallback, useEffect, useState } from 'react';
import * as v from 'valibot';
import type { AppFailure, Result } from '../../src/contract';
import { askJira } from '../shared/as-viewer';
import { call } from '../shared/api';

export interface NamedSpace {
  readonly id: number;
  readonly label: string;
}

interface HintedSpaces {
  /** Null until the first answer. */
  readonly answer: Result<readonly NamedSpace[]> | null;
  readonly ask: () => void;
  /** Id of the space that is being switched. */
  readonly switchingId: number | null;
  readonly failure: AppFailure | null;
  readonly turn: (projectId: number, isOn: boolean) => void;
}

export function useHintedSpaces(): HintedSpaces {
  const [answer, setAnswer] = useState<Result<readonly NamedSpace[]> | null>(null);
  const [switchingId, setSwitchingId] = useState<number | null>(null);
  const [failure, setFailure] = useState<AppFailure | null>(null);
  const ask = useCallback(() => {
    void call('hints.projects', {}).then(withNames).then(setAnswer);
  }, []);
  useEffect(ask, [ask]);
  const turn = async (projectId: number, isOn: boolean) => {
    setSwitchingId(projectId);
    const switched = await call('hints.switch', { projectId, isOn });
    setFailure(switched.ok ? null : switched.failure);
    if (switched.ok) setAnswer(await withNames(switched));
    setSwitchingId(null);
  };
  return { answer, ask, switchingId, failure, turn: (projectId, isOn) => void turn(projectId, isOn) };
}

const projectsSchema = v.object({ values: v.array(v.object({ id: v.string(), key: v.string(), name: v.string() })) });
/** Jira takes so many ids in one question. */
const idsPerCall = 50;

async function withNames(
  registered: Result<{ readonly projectIds: readonly number[] }>,
): Promise<Result<readonly NamedSpace[]>> {
  if (!registered.ok) return registered;
  const { projectIds } = registered.value;
  const spaces: NamedSpace[] = [];
  for (let start = 0; start < projectIds.length; start += idsPerCall) {
    const ids = projectIds.slice(start, start + idsPerCall).map((id) => `id=${id}`);
    const path = `/rest/api/3/project/search?maxResults=${idsPerCall}&${ids.join('&')}`;
    const named = await askJira(path, projectsSchema, { headers: { accept: 'application/json' } });
    if (!named.ok) return named;
    for (const { id, key, name } of named.value.values) spaces.push({ id: Number(id), label: `${name} (${key})` });
  }
  return { ok: true, value: spaces };
}
