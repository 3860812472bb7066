// One delivery of the queue of backtests. The record says where it stands and why it failed; here it is only asked for again.

import * as v from 'valibot';
import { createApp } from '../src/app';
import { appErrorOf } from '../src/errors';
import { runBacktest } from '../src/insights/backtest-run';
import { limits } from '../src/limits';
import { again } from './again';
import { idSchema } from './boundary';

const eventSchema = v.object({ body: v.object({ v: v.literal(1), projectId: idSchema }) });

export async function insightStep(event: unknown): Promise<ReturnType<typeof again> | undefined> {
  const app = createApp();
  const startedAtMs = app.nowMs();
  const line = () => ({ door: 'insight-queue', tookMs: app.nowMs() - startedAtMs });
  const delivered = v.safeParse(eventSchema, event);
  if (!delivered.success) {
    app.log({ ...line(), outcome: 'failed', code: 'BAD_INPUT' });
    return undefined;
  }
  try {
    const outcome = await runBacktest(delivered.output.body.projectId, await app.forBacktest());
    app.log({ ...line(), outcome: outcome.kind === 'done' ? 'ok' : 'retry' });
    return outcome.kind === 'done' ? undefined : again(outcome.afterSeconds);
  } catch (thrown) {
    const error = appErrorOf(thrown);
    app.log({ ...line(), outcome: 'failed', code: error.code }, error);
    // A record that failed has nothing left to do at the next delivery; a storage that did not answer left no trace.
    return again(limits.retryAfterFailureSeconds);
  }
}
