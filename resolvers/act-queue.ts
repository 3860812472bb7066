// One delivery of the queue of actions: the rows of a bulk action, in the name of the person who started it.

import { InvocationError, InvocationErrorCode } from '@forge/events';
import * as v from 'valibot';
import { createApp } from '../src/app';
import { runJob } from '../src/duplicates/bulk-run';
import { appErrorOf } from '../src/errors';
import { limits } from '../src/limits';
import { scanIdSchema } from './boundary';

const eventSchema = v.object({ body: v.object({ v: v.literal(1), bulkId: scanIdSchema }) });

export async function actStep(event: unknown): Promise<InvocationError | undefined> {
  const app = createApp();
  const startedAtMs = app.nowMs();
  const line = () => ({ door: 'act-queue', tookMs: app.nowMs() - startedAtMs });
  const delivered = v.safeParse(eventSchema, event);
  if (!delivered.success) {
    app.log({ ...line(), outcome: 'failed', code: 'BAD_INPUT' });
    return undefined;
  }
  try {
    const outcome = await runJob(delivered.output.body.bulkId, app.forJobs());
    app.log({ ...line(), outcome: outcome.kind === 'done' ? 'ok' : 'retry' });
    return outcome.kind === 'done' ? undefined : retryAfter(outcome.afterSeconds);
  } catch (thrown) {
    const error = appErrorOf(thrown);
    app.log({ ...line(), outcome: 'failed', code: error.code }, error);
    // The record tells what to do next, also when this delivery could not say so itself.
    return retryAfter(limits.retryAfterFailureSeconds);
  }
}

function retryAfter(seconds: number): InvocationError {
  return new InvocationError({
    retryAfter: seconds,
    retryReason: InvocationErrorCode.FUNCTION_RETRY_REQUEST,
    retryData: {},
  });
}
