// One question to the backend for as long as a section is open: asked when it opens, asked again on demand. While it is
// asked again the last answer stays, so that nothing jumps.

import { useCallback, useEffect, useState } from 'react';
import type { AnswerOf, MethodName, RequestOf, Result } from '../../src/contract';
import { call } from '../shared/api';

interface Asked<M extends MethodName> {
  /** Null until the first answer. */
  readonly answer: Result<AnswerOf<M>> | null;
  readonly ask: () => void;
}

/** `request` is compared by its JSON. */
export function useAnswer<M extends MethodName>(method: M, request: RequestOf<M>): Asked<M> {
  const [answer, setAnswer] = useState<Result<AnswerOf<M>> | null>(null);
  const wanted = JSON.stringify(request);
  const ask = useCallback(() => {
    void call(method, JSON.parse(wanted) as RequestOf<M>).then(setAnswer);
  }, [method, wanted]);
  useEffect(ask, [ask]);
  return { answer, ask };
}
