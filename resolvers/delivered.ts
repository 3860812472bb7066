// What a delivery of a queue brings, and what becomes of a message that cannot be read. One of a newer release, which a
// release that was rolled back meets, waits for that release in the queue, which keeps it for a day; anything else can
// never be read and is dropped, with a line in the log.

import * as v from 'valibot';
import type { App } from '../src/app';
import { limits } from '../src/limits';
import { again } from './again';

export type Again = ReturnType<typeof again>;

const newerSchema = v.object({ body: v.object({ v: v.pipe(v.number(), v.integer(), v.minValue(2)) }) });

/** Calls `work` with what the schema finds in the event's body. */
export async function withMessage<T>(
  event: unknown,
  schema: v.GenericSchema<unknown, T>,
  { door, app }: { readonly door: string; readonly app: App },
  work: (message: T) => Promise<Again | undefined>,
): Promise<Again | undefined> {
  const delivered = v.safeParse(v.object({ body: schema }), event);
  if (delivered.success) return work(delivered.output.body);
  const isNewer = v.is(newerSchema, event);
  app.log({ door, outcome: isNewer ? 'retry' : 'failed', tookMs: 0, code: 'BAD_INPUT' });
  return isNewer ? again(limits.maxRetrySeconds) : undefined;
}
