// The spaces that the queue can span: the backend says which were analysed and may be browsed, Jira says their names to the
// person who looks. A space that Jira does not name to them is left out.

import { useCallback, useEffect, useState } from 'react';
import * as v from 'valibot';
import type { AppFailure, Result } from '../../src/contract';
import { askJira } from '../shared/as-viewer';
import { call } from '../shared/api';

export interface Space {
  readonly id: number;
  readonly key: string;
  readonly name: string;
}

const pageSchema = v.object({
  values: v.array(v.object({ id: v.pipe(v.string(), v.regex(/^\d+$/)), key: v.string(), name: v.string() })),
});

interface Spaces {
  /** Null until both have answered. By name. */
  readonly spaces: readonly Space[] | null;
  readonly failure: AppFailure | null;
  readonly reload: () => void;
}

export function useSpaces(): Spaces {
  const [answer, setAnswer] = useState<Result<readonly Space[]> | null>(null);
  const load = useCallback(() => {
    void readSpaces().then(setAnswer);
  }, []);
  useEffect(load, [load]);
  return {
    spaces: answer?.ok ? answer.value : null,
    failure: answer && !answer.ok ? answer.failure : null,
    reload: load,
  };
}

async function readSpaces(): Promise<Result<readonly Space[]>> {
  const known = await call('review.spaces', {});
  if (!known.ok) return known;
  const { projectIds } = known.value;
  if (projectIds.length === 0) return { ok: true, value: [] };
  const search = new URLSearchParams([['maxResults', '50'], ...projectIds.map((id) => ['id', String(id)])]);
  const named = await askJira(`/rest/api/3/project/search?${search}`, pageSchema, {
    headers: { accept: 'application/json' },
  });
  if (!named.ok) return named;
  const spaces = named.value.values.map(({ id, key, name }) => ({ id: Number(id), key, name }));
  return { ok: true, value: spaces.sort((x, y) => x.name.localeCompare(y.name)) };
}
