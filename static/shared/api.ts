// The pages' one way to the backend: the contract's methods, typed. A call never throws: a rejected bridge call, an
// answer that is no Result and a failure from the resolver all arrive as `ok: false`, so no page can mistake one for an empty list.

import { invoke } from '@forge/bridge';
import type { AnswerOf, AppFailure, MethodName, RequestOf, Result } from '../../src/contract';
import { noteCall } from './note-call';

export async function call<M extends MethodName>(method: M, request: RequestOf<M>): Promise<Result<AnswerOf<M>>> {
  const startedAtMs = performance.now();
  try {
    const answer: unknown = await invoke(method, { ...request });
    noteCall(method, performance.now() - startedAtMs);
    return isResult<AnswerOf<M>>(answer) ? answer : failed(`${method} answered with something that is no result.`);
  } catch (error) {
    return failed(error instanceof Error ? error.message : String(error));
  }
}

function failed<T>(message: string): Result<T> {
  const failure: AppFailure = { code: 'INTERNAL', message };
  return { ok: false, failure };
}

function isResult<T>(answer: unknown): answer is Result<T> {
  return typeof answer === 'object' && answer !== null && 'ok' in answer && ('value' in answer || 'failure' in answer);
}
