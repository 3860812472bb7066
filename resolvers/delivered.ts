// One delivery of a queue, whichever queue it is: the message is parsed, its work is done, and one log line says how that
// ended. A message of a newer release, which a release that was rolled back meets, waits for that release in the queue,
// which keeps it for a day; anything else that cannot be read is dropped, with a line in the log.

import * as v from 'valibot';
import { type App, createApp } from '../src/app';
import { type AppError, appErrorOf } from '../src/errors';
import { limits } from '../src/limits';
import { again } from './again';

export type Again = ReturnType<typeof again>;
export type Consumer = (event: unknown) => Promise<Again | undefined>;

interface Worked {
  /** Null: done. */
  readonly afterSeconds: number | null;
  readonly counts?: Readonly<Record<string, number>>;
}

interface QueueDoor<T> {
  /** As the log names it. */
  readonly door: string;
  readonly schema: v.GenericSchema<unknown, T>;
  readonly work: (message: T, app: App) => Promise<Worked>;
  /** When a delivery that failed is made again; null where it would fail again. Default: in a minute. */
  readonly afterFailure?: (error: AppError) => number | null;
  /** Of the message, for the log. */
  readonly about?: (message: T) => { readonly scanId: string };
}

const newerSchema = v.object({ body: v.object({ v: v.pipe(v.number(), v.integer(), v.minValue(2)) }) });

export function consumer<T>({ door, schema, work, afterFailure = inAMinute, about }: QueueDoor<T>): Consumer {
  const eventSchema = v.object({ body: schema });
  return async (event) => {
    const app = createApp();
    const startedAtMs = app.nowMs();
    const delivered = v.safeParse(eventSchema, event);
    if (!delivered.success) {
      const isNewer = v.is(newerSchema, event);
      app.log({ door, outcome: isNewer ? 'retry' : 'failed', tookMs: 0, code: 'BAD_INPUT' });
      return isNewer ? again(limits.maxRetrySeconds) : undefined;
    }
    const message = delivered.output.body;
    const line = () => ({ door, ...about?.(message), tookMs: app.nowMs() - startedAtMs });
    try {
      const { afterSeconds, counts } = await work(message, app);
      const outcome = afterSeconds === null ? 'ok' : 'retry';
      app.log({ ...line(), outcome, ...(counts === undefined ? {} : { counts }) });
      return afterSeconds === null ? undefined : again(afterSeconds);
    } catch (thrown) {
      const error = appErrorOf(thrown);
      app.log({ ...line(), outcome: 'failed', code: error.code }, error);
      const afterSeconds = afterFailure(error);
      return afterSeconds === null ? undefined : again(afterSeconds);
    }
  };
}

/** What the work has stored says how to go on, also when this delivery could not say so itself. */
function inAMinute(): number {
  return limits.retryAfterFailureSeconds;
}

/** Of work that is done or asks for its turn again. */
export function workedUntil(
  outcome: { readonly kind: 'done' } | { readonly kind: 'again'; readonly afterSeconds: number },
): Worked {
  return { afterSeconds: outcome.kind === 'done' ? null : outcome.afterSeconds };
}
