// One delivery of the scan queue. "Again" is a returned InvocationError, which the platform delivers once more after the
// time it names; a thrown error would be retried too, but at a time of the platform's choosing.

import { InvocationError, InvocationErrorCode } from '@forge/events';
import * as v from 'valibot';
import { createApp } from '../src/app';
import { appErrorOf } from '../src/errors';
import { limits } from '../src/limits';
import { parseMessage } from '../src/scan/message';
import { runStep, type StepOutcome } from '../src/scan/run-step';

const eventSchema = v.object({ body: v.unknown() });

export async function scanStep(event: unknown): Promise<InvocationError | undefined> {
  const app = createApp();
  const startedAtMs = app.nowMs();
  const delivered = v.safeParse(eventSchema, event);
  const message = parseMessage(delivered.success ? delivered.output.body : null);
  if (message === null) {
    app.log({ door: 'scan-queue', outcome: 'failed', tookMs: 0, code: 'BAD_INPUT' });
    return undefined;
  }
  const line = { door: 'scan-queue', scanId: message.scanId };
  try {
    const outcome = await runStep(message.scanId, await app.forStep());
    app.log({
      ...line,
      outcome: outcome.kind === 'done' ? 'ok' : 'retry',
      tookMs: app.nowMs() - startedAtMs,
      counts: countsOf(outcome),
    });
    return outcome.kind === 'done' ? undefined : retryAfter(outcome.afterSeconds);
  } catch (thrown) {
    const error = appErrorOf(thrown);
    app.log({ ...line, outcome: 'failed', tookMs: app.nowMs() - startedAtMs, code: error.code }, error);
    // A record that failed says so itself and the next delivery finds nothing to do; a storage that did not answer
    // left no trace, and only another delivery can go on.
    return retryAfter(limits.retryAfterFailureSeconds);
  }
}

function retryAfter(seconds: number): InvocationError {
  // retryData is never left out: without it the platform's wrapper refuses the answer of a function that runs long.
  return new InvocationError({
    retryAfter: seconds,
    retryReason: InvocationErrorCode.FUNCTION_RETRY_REQUEST,
    retryData: {},
  });
}

function countsOf(outcome: StepOutcome): Record<string, number> {
  if (outcome.kind === 'again') return { afterSeconds: outcome.afterSeconds };
  return { blocks: outcome.scan?.blocks.length ?? 0, points: outcome.scan?.pointsUsed ?? 0 };
}
