// The queue of actions: the rows of a bulk action, in the name of the person who started it.

import * as v from 'valibot';
import { runJob } from '../src/duplicates/bulk-run';
import { scanIdSchema } from './boundary';
import { consumer, workedUntil } from './delivered';

export const actStep = consumer({
  door: 'act-queue',
  schema: v.object({ v: v.literal(1), bulkId: scanIdSchema }),
  work: async ({ bulkId }, app) => workedUntil(await runJob(bulkId, app.forJobs())),
});
