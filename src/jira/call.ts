// One request to Jira: method from the table of operations, deadline, answer to value or typed error. Every gateway of
// this folder is made of such calls; what they differ in is the person or the app in whose name they are sent.

import type * as v from 'valibot';
import { AppError } from '../errors';
import { type JiraResponse, readAnswer } from './http';
import { operations, type OperationName } from './operations';

export interface CallLimits {
  readonly nowMs: () => number;
  /** No request starts after this. */
  readonly deadlineMs: number;
}

export interface Init {
  readonly method: string;
  readonly headers: Record<string, string>;
}
export type Call = <T>(
  name: OperationName,
  schema: v.GenericSchema<unknown, T>,
  send: (init: Init) => Promise<JiraResponse>,
) => Promise<T>;

export function caller({ nowMs, deadlineMs }: CallLimits): Call {
  return async (name, schema, send) => {
    if (nowMs() >= deadlineMs)
      throw new AppError('JIRA_UNAVAILABLE', 'Jira took too long to answer. Please try again.');
    const { method } = operations[name];
    const headers = {
      Accept: 'application/json',
      ...(method === 'POST' || method === 'PUT' ? { 'Content-Type': 'application/json' } : {}),
    };
    return readAnswer(await sent(() => send({ method, headers })), schema, nowMs());
  };
}

/** A request that never became an answer: no person behind the call, or the network between Forge and Jira. */
async function sent(send: () => Promise<JiraResponse>): Promise<JiraResponse> {
  try {
    return await send();
  } catch (error) {
    if (error instanceof Error && error.name === 'NEEDS_AUTHENTICATION_ERR') {
      throw new AppError('NOT_ALLOWED', 'Sign in to Jira to use this.', { cause: error });
    }
    throw new AppError('JIRA_UNAVAILABLE', 'Jira could not be reached.', { cause: error });
  }
}

export function chunks<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}
