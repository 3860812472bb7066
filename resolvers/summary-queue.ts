// The queue of summaries. Repeating one is harmless: whose mail has begun is passed over, and what is due stays due.

import * as v from 'valibot';
import { sendSummaries } from '../src/summaries/send-summaries';
import { idSchema } from './boundary';
import { consumer } from './delivered';

export const summaryStep = consumer({
  door: 'summary-queue',
  schema: v.object({ v: v.literal(1), projectId: idSchema }),
  work: async ({ projectId }, app) => ({ afterSeconds: await sendSummaries(projectId, app.forSummaries()) }),
});
