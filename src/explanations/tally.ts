// How often the language model was asked today and how that went. Figures only, in one record: they hold the daily cap
// and the circuit breaker across invocations, and a model that fails is left alone for a while.

import * as v from 'valibot';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

export const explanationTallySchema = v.object({
  v: v.literal(1),
  /** Since 1970, UTC. */
  day: count,
  asked: count,
  failed: count,
  inputTokens: count,
  outputTokens: count,
  /** Failures since the last answer. */
  inARow: count,
  /** 0: it may be asked. */
  pausedUntilMs: v.number(),
});
export type ExplanationTally = v.InferOutput<typeof explanationTallySchema>;

const dayMs = 86_400_000;
const failuresUntilPause = 3;
const pauseMs = 600_000;

/** What is true at this time: a new day starts with nothing used, and a pause outlives midnight. */
export function tallyAt(record: ExplanationTally | null, nowMs: number): ExplanationTally {
  const day = Math.floor(nowMs / dayMs);
  if (record?.day === day) return record;
  const { inARow = 0, pausedUntilMs = 0 } = record ?? {};
  return { v: 1, day, asked: 0, failed: 0, inputTokens: 0, outputTokens: 0, inARow, pausedUntilMs };
}

export type Admission = 'asked' | 'used-up' | 'paused';

/** Counts before the model is asked, so that whoever dies meanwhile has used one and nobody asks more than the cap. */
export function admit(
  tally: ExplanationTally,
  perDay: number,
  nowMs: number,
): { readonly admission: Admission; readonly tally: ExplanationTally } {
  if (tally.pausedUntilMs > nowMs) return { admission: 'paused', tally };
  if (tally.asked >= perDay) return { admission: 'used-up', tally };
  return { admission: 'asked', tally: { ...tally, asked: tally.asked + 1 } };
}

/** How one question ended. `waitSeconds`: the platform asked to wait so long. */
interface Outcome {
  readonly isUsable: boolean;
  readonly waitSeconds: number | null;
  readonly inputTokens: number;
  readonly outputTokens: number;
}

/** After three failures in a row the model is left alone for ten minutes; then one more is enough. */
export function settled(tally: ExplanationTally, outcome: Outcome, nowMs: number): ExplanationTally {
  const counted = {
    ...tally,
    inputTokens: tally.inputTokens + outcome.inputTokens,
    outputTokens: tally.outputTokens + outcome.outputTokens,
  };
  if (outcome.isUsable) return { ...counted, inARow: 0, pausedUntilMs: 0 };
  const inARow = tally.inARow + 1;
  const waitMs = Math.max(inARow >= failuresUntilPause ? pauseMs : 0, (outcome.waitSeconds ?? 0) * 1_000);
  const pausedUntilMs = waitMs === 0 ? tally.pausedUntilMs : nowMs + waitMs;
  return { ...counted, failed: tally.failed + 1, inARow, pausedUntilMs };
}
