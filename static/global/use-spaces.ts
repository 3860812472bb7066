// The spaces that the queue can span: the backend says which were analysed and may be browsed, Jira says their names to the
// person who looks. A space that Jira does not name to them is left out.

import { useCallback, useEffect, useState } from 'react';
import type { AppFailure, Result } from '../../src/contract';
import { readSpaces, type Space } from '../shared/as-viewer';
import { call } from '../shared/api';

interface Spaces {
  /** Null until both have answered. By name. */
  readonly spaces: readonly Space[] | null;
  readonly failure: AppFailure | null;
  readonly reload: () => void;
}

export function useSpaces(): Spaces {
  const [answer, setAnswer] = useState<Result<readonly Space[]> | null>(null);
  const load = useCallback(() => {
    void readQueueSpaces().then(setAnswer);
  }, []);
  useEffect(load, [load]);
  return {
    spaces: answer?.ok ? answer.value : null,
    failure: answer && !answer.ok ? answer.failure : null,
    reload: load,
  };
}

async function readQueueSpaces(): Promise<Result<readonly Space[]>> {
  const known = await call('review.spaces', {});
  return known.ok ? readSpaces(known.value.projectIds) : known;
}
