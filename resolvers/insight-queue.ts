// One delivery of the queue of backtests. The record says where it stands and why it failed; here it is only asked for again.

import * as v from 'valibot';
import { createApp } from '../src/app';
import { appErrorOf } from '../src/errors';
import { runBacktest } from '../src/insights/backtest-run';
import { limits } from '../src/limits';
import { again } from './again';
import { idSchema } from './boundary';
import { type Again, withMessage } from './delivered';

const messageSchema = v.object({ v: v.literal(1), projectId: idSchema });

export async function insightStep(event: unknown): Promise<Again | undefined> {
  const app = createApp();
  const startedAtMs = app.nowMs();
  const line = () => ({ door: 'insight-queue', tookMs: app.nowMs() - startedAtMs });
  return withMessage(event, messageSchema, { door: 'insight-queue', app }, async ({ projectId }) => {
    try {
      const outcome = await runBacktest(projectId, await app.forBacktest());
      app.log({ ...line(), outcome: outcome.kind === 'done' ? 'ok' : 'retry' });
      return outcome.kind === 'done' ? undefined : again(outcome.afterSeconds);
    } catch (thrown) {
      const error = appErrorOf(thrown);
      app.log({ ...line(), outcome: 'failed', code: error.code }, error);
      // A record that failed has nothing left to do at the next delivery; a storage that did not answer left no trace.
      return again(limits.retryAfterFailureSeconds);
    }
  });
}
