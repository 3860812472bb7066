// The queue of external backlogs. Repeating one is harmless, so a failure is simply asked for again.

import * as v from 'valibot';
import { compareBacklogs } from '../src/external/compare-backlogs';
import { limits } from '../src/limits';
import { idSchema } from './boundary';
import { consumer } from './delivered';

export const externalStep = consumer({
  door: 'external-queue',
  schema: v.object({ v: v.literal(1), projectId: idSchema }),
  work: async ({ projectId }, app) => ({
    afterSeconds: null,
    counts: { compared: await compareBacklogs(projectId, app) },
  }),
  // An analysis that is not remembered comes back with the next one, which asks again by itself.
  afterFailure: ({ code }) => (code === 'DAMAGED' ? null : limits.retryAfterFailureSeconds),
});
