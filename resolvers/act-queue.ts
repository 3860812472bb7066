// One delivery of the queue of actions: the rows of a bulk action, in the name of the person who started it.

import * as v from 'valibot';
import { createApp } from '../src/app';
import { runJob } from '../src/duplicates/bulk-run';
import { appErrorOf } from '../src/errors';
import { limits } from '../src/limits';
import { again } from './again';
import { scanIdSchema } from './boundary';
import { type Again, withMessage } from './delivered';

const messageSchema = v.object({ v: v.literal(1), bulkId: scanIdSchema });

export async function actStep(event: unknown): Promise<Again | undefined> {
  const app = createApp();
  const startedAtMs = app.nowMs();
  const line = () => ({ door: 'act-queue', tookMs: app.nowMs() - startedAtMs });
  return withMessage(event, messageSchema, { door: 'act-queue', app }, async ({ bulkId }) => {
    try {
      const outcome = await runJob(bulkId, app.forJobs());
      app.log({ ...line(), outcome: outcome.kind === 'done' ? 'ok' : 'retry' });
      return outcome.kind === 'done' ? undefined : again(outcome.afterSeconds);
    } catch (thrown) {
      const error = appErrorOf(thrown);
      app.log({ ...line(), outcome: 'failed', code: error.code }, error);
      // The record tells what to do next, also when this delivery could not say so itself.
      return again(limits.retryAfterFailureSeconds);
    }
  });
}
