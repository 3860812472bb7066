// One error class for everything that a person or a retry can act on. Whatever else is thrown is a defect of ours, and
// becomes INTERNAL in exactly one function. The code is what pages and steps decide by; the message is what people read.

import type { AppFailure, ErrorCode } from './contract';

/** Why Jira asked us to wait: `quota` stops all work, `burst` only slows it, `issue` concerns one issue. */
export type Throttle = 'quota' | 'burst' | 'issue';

interface AppErrorDetails {
  readonly retryAfterSeconds?: number;
  readonly throttle?: Throttle;
  readonly cause?: unknown;
}

export class AppError extends Error {
  override readonly name = 'AppError';
  readonly retryAfterSeconds: number | null;
  readonly throttle: Throttle | null;

  constructor(
    readonly code: ErrorCode,
    message: string,
    details: AppErrorDetails = {},
  ) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.retryAfterSeconds = details.retryAfterSeconds ?? null;
    this.throttle = details.throttle ?? null;
  }
}

/** The one place where unknown becomes known. */
export function appErrorOf(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  // By name, so that this file stays free of the engine: the class lives in similarity/bytes.ts.
  if (thrown instanceof Error && thrown.name === 'DamagedValueError') {
    return new AppError('DAMAGED', 'A stored result cannot be read. A new analysis rebuilds it.', { cause: thrown });
  }
  return new AppError('INTERNAL', 'Something went wrong on our side. Please try again.', { cause: thrown });
}

export function failureOf(error: AppError, reference?: string): AppFailure {
  return {
    code: error.code,
    message: error.message,
    ...(error.retryAfterSeconds === null ? {} : { retryAfterSeconds: error.retryAfterSeconds }),
    ...(reference === undefined ? {} : { reference }),
  };
}
