// One delivery of the scan queue. "Again" is a returned InvocationError, which the platform delivers once more after the
// time it names; a thrown error would be retried too, but at a time of the platform's choosing.

import { createApp } from '../src/app';
import { appErrorOf } from '../src/errors';
import { limits } from '../src/limits';
import { scanMessageSchema } from '../src/scan/message';
import { runStep, type StepOutcome } from '../src/scan/run-step';
import { again } from './again';
import { type Again, withMessage } from './delivered';

export async function scanStep(event: unknown): Promise<Again | undefined> {
  const app = createApp();
  const startedAtMs = app.nowMs();
  return withMessage(event, scanMessageSchema, { door: 'scan-queue', app }, async ({ scanId }) => {
    const line = { door: 'scan-queue', scanId };
    try {
      const outcome = await runStep(scanId, await app.forStep());
      app.log({
        ...line,
        outcome: outcome.kind === 'done' ? 'ok' : 'retry',
        tookMs: app.nowMs() - startedAtMs,
        counts: countsOf(outcome),
      });
      return outcome.kind === 'done' ? undefined : again(outcome.afterSeconds);
    } catch (thrown) {
      const error = appErrorOf(thrown);
      app.log({ ...line, outcome: 'failed', tookMs: app.nowMs() - startedAtMs, code: error.code }, error);
      // A record that failed says so itself and the next delivery finds nothing to do; a storage that did not answer
      // left no trace, and only another delivery can go on.
      return again(limits.retryAfterFailureSeconds);
    }
  });
}

function countsOf(outcome: StepOutcome): Record<string, number> {
  if (outcome.kind === 'again') return { afterSeconds: outcome.afterSeconds };
  return { blocks: outcome.scan?.blocks.length ?? 0, points: outcome.scan?.pointsUsed ?? 0 };
}
