// One delivery of the queue of summaries. Repeating it is harmless: whose mail has begun is passed over.

import * as v from 'valibot';
import { createApp } from '../src/app';
import { appErrorOf } from '../src/errors';
import { limits } from '../src/limits';
import { sendSummaries } from '../src/summaries/send-summaries';
import { again } from './again';
import { idSchema } from './boundary';

const eventSchema = v.object({ body: v.object({ v: v.literal(1), projectId: idSchema }) });

export async function summaryStep(event: unknown): Promise<ReturnType<typeof again> | undefined> {
  const app = createApp();
  const startedAtMs = app.nowMs();
  const line = () => ({ door: 'summary-queue', tookMs: app.nowMs() - startedAtMs });
  const delivered = v.safeParse(eventSchema, event);
  if (!delivered.success) {
    app.log({ ...line(), outcome: 'failed', code: 'BAD_INPUT' });
    return undefined;
  }
  try {
    const afterSeconds = await sendSummaries(delivered.output.body.projectId, app.forSummaries());
    app.log({ ...line(), outcome: afterSeconds === null ? 'ok' : 'retry' });
    return afterSeconds === null ? undefined : again(afterSeconds);
  } catch (thrown) {
    const error = appErrorOf(thrown);
    app.log({ ...line(), outcome: 'failed', code: error.code }, error);
    // What is due stays due, so the next hour pushes it again whatever becomes of this delivery.
    return again(limits.retryAfterFailureSeconds);
  }
}
