// One JSON line for each invocation: what ran, how it ended, how long it took, and counters. Ids and numbers only:
// no titles, names, texts or tokens can be logged, because the type has no place for them.

import type { AppError } from './errors';

interface LogLine {
  readonly door: string;
  readonly outcome: 'ok' | 'retry' | 'failed';
  readonly tookMs: number;
  readonly reference?: string;
  readonly code?: AppError['code'];
  readonly counts?: Readonly<Record<string, number>>;
  readonly scanId?: string;
}

export type Log = (line: LogLine, error?: AppError) => void;

/** Defects also get their stack, which names our own functions and nothing of the tenant. */
export function createLog(write: (line: string) => void): Log {
  return (line, error) => {
    write(
      JSON.stringify({
        at: 'backlog-intelligence',
        ...line,
        ...(error?.code === 'INTERNAL' ? { stack: stackOf(error) } : {}),
      }),
    );
  };
}

/** Only the frames: the first line of a stack is the message, which may quote a value. */
function stackOf(error: AppError): string[] {
  const cause = error.cause instanceof Error ? error.cause : error;
  const frames = (cause.stack ?? '').split('\n').filter((line) => line.trimStart().startsWith('at '));
  return [cause.name, ...frames.slice(0, 8).map((line) => line.trim())];
}
