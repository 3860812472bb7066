// One delivery of the queue of external backlogs. Repeating it is harmless, so a failure is simply asked for again.

import * as v from 'valibot';
import { createApp } from '../src/app';
import { appErrorOf } from '../src/errors';
import { compareBacklogs } from '../src/external/compare-backlogs';
import { limits } from '../src/limits';
import { again } from './again';
import { idSchema } from './boundary';
import { type Again, withMessage } from './delivered';

const messageSchema = v.object({ v: v.literal(1), projectId: idSchema });

export async function externalStep(event: unknown): Promise<Again | undefined> {
  const app = createApp();
  const startedAtMs = app.nowMs();
  const line = () => ({ door: 'external-queue', tookMs: app.nowMs() - startedAtMs });
  return withMessage(event, messageSchema, { door: 'external-queue', app }, async ({ projectId }) => {
    try {
      const compared = await compareBacklogs(projectId, app);
      app.log({ ...line(), outcome: 'ok', counts: { compared } });
      return undefined;
    } catch (thrown) {
      const error = appErrorOf(thrown);
      app.log({ ...line(), outcome: 'failed', code: error.code }, error);
      // An analysis that is not remembered comes back with the next one, which asks again by itself.
      return error.code === 'DAMAGED' ? undefined : again(limits.retryAfterFailureSeconds);
    }
  });
}
