// One delivery of the queue of external backlogs. Repeating it is harmless, so a failure is simply asked for again.

import * as v from 'valibot';
import { createApp } from '../src/app';
import { appErrorOf } from '../src/errors';
import { compareBacklogs } from '../src/external/compare-backlogs';
import { limits } from '../src/limits';
import { again } from './again';
import { idSchema } from './boundary';

const eventSchema = v.object({ body: v.object({ v: v.literal(1), projectId: idSchema }) });

export async function externalStep(event: unknown): Promise<ReturnType<typeof again> | undefined> {
  const app = createApp();
  const startedAtMs = app.nowMs();
  const line = () => ({ door: 'external-queue', tookMs: app.nowMs() - startedAtMs });
  const delivered = v.safeParse(eventSchema, event);
  if (!delivered.success) {
    app.log({ ...line(), outcome: 'failed', code: 'BAD_INPUT' });
    return undefined;
  }
  try {
    const compared = await compareBacklogs(delivered.output.body.projectId, app);
    app.log({ ...line(), outcome: 'ok', counts: { compared } });
    return undefined;
  } catch (thrown) {
    const error = appErrorOf(thrown);
    app.log({ ...line(), outcome: 'failed', code: error.code }, error);
    // An analysis that is not remembered comes back with the next one, which asks again by itself.
    return error.code === 'DAMAGED' ? undefined : again(limits.retryAfterFailureSeconds);
  }
}
