// The queue of backtests. The record says where one stands and why it failed; here it is only asked for again.

import * as v from 'valibot';
import { runBacktest } from '../src/insights/backtest-run';
import { idSchema } from './boundary';
import { consumer, workedUntil } from './delivered';

export const insightStep = consumer({
  door: 'insight-queue',
  schema: v.object({ v: v.literal(1), projectId: idSchema }),
  work: async ({ projectId }, app) => workedUntil(await runBacktest(projectId, await app.forBacktest())),
});
