// One answer of the backend on the screen, asked again when the question changes. A late answer to an earlier question is
// dropped, and while a new one is awaited the last one stays, so that a page does not blink.

import { useCallback, useEffect, useRef, useState } from 'react';
import type { AnswerOf, AppFailure, MethodName, RequestOf } from '../../src/contract';
import { call } from './api';

interface Answer<M extends MethodName> {
  /** Null until the first answer. */
  readonly value: AnswerOf<M> | null;
  readonly failure: AppFailure | null;
  readonly isLoading: boolean;
  readonly reload: () => void;
  /** What another call has answered meanwhile. */
  readonly show: (value: AnswerOf<M>) => void;
}

/** Null as request: nothing to ask yet. */
export function useAnswer<M extends MethodName>(method: M, request: RequestOf<M> | null): Answer<M> {
  const [value, setValue] = useState<AnswerOf<M> | null>(null);
  const [failure, setFailure] = useState<AppFailure | null>(null);
  const [isLoading, setIsLoading] = useState(true);
  const latestAsk = useRef(0);
  // Requests are plain data: the same text is the same question.
  const question = request === null ? null : JSON.stringify(request);
  const ask = useCallback(() => {
    if (question === null) return;
    const mine = ++latestAsk.current;
    setIsLoading(true);
    void call(method, JSON.parse(question) as RequestOf<M>).then((result) => {
      if (mine !== latestAsk.current) return; // another question has been asked meanwhile
      setIsLoading(false);
      setFailure(result.ok ? null : result.failure);
      if (result.ok) setValue(result.value);
    });
  }, [method, question]);
  // eslint-disable-next-line react-hooks/set-state-in-effect -- the spinner belongs to the question that starts here
  useEffect(() => ask(), [ask]);
  const show = useCallback((shown: AnswerOf<M>) => {
    latestAsk.current++;
    setIsLoading(false);
    setValue(shown);
  }, []);
  return { value, failure, isLoading, reload: ask, show };
}
