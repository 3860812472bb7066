// The queue of analyses: one step of a scan with each delivery.

import { scanMessageSchema } from '../src/scan/message';
import { runStep, type StepOutcome } from '../src/scan/run-step';
import { consumer, workedUntil } from './delivered';

export const scanStep = consumer({
  door: 'scan-queue',
  schema: scanMessageSchema,
  about: ({ scanId }) => ({ scanId }),
  work: async ({ scanId }, app) => {
    const outcome = await runStep(scanId, await app.forStep());
    return { ...workedUntil(outcome), counts: countsOf(outcome) };
  },
});

function countsOf(outcome: StepOutcome): Record<string, number> {
  if (outcome.kind === 'again') return { afterSeconds: outcome.afterSeconds };
  return { blocks: outcome.scan?.blocks.length ?? 0, points: outcome.scan?.pointsUsed ?? 0 };
}
