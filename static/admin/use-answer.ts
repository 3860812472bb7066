// One question to the backend for as long as a section is open, its answer as one result: what failed when it was asked
// again hides what was known before.

import type { AnswerOf, MethodName, RequestOf, Result } from '../../src/contract';
import { useAnswer as useLatestAnswer } from '../shared/use-answer';

interface Asked<M extends MethodName> {
  /** Null until the first answer. */
  readonly answer: Result<AnswerOf<M>> | null;
  readonly ask: () => void;
}

export function useAnswer<M extends MethodName>(method: M, request: RequestOf<M>): Asked<M> {
  const { value, failure, reload } = useLatestAnswer(method, request);
  if (failure !== null) return { answer: { ok: false, failure }, ask: reload };
  return { answer: value === null ? null : { ok: true, value }, ask: reload };
}
