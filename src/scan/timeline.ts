// When an analysis entered which phase, and when it had to wait. Nobody writes this on purpose: it follows from what a
// save of the record changes, so that no step can forget it. Only the latest waits are kept; the others are counted.

import * as v from 'valibot';

export const pauseReasonSchema = v.picklist([
  'rate-limit',
  'points-budget',
  'jira-unavailable',
  'not-allowed',
  'storage-unavailable',
]);
const phaseSchema = v.picklist(['queued', 'fetching', 'comparing', 'publishing', 'finished', 'cancelled', 'failed']);

export const timelineSchema = v.object({
  phases: v.array(v.object({ phase: phaseSchema, atMs: v.number() })),
  /** The newest last. */
  pauses: v.array(v.object({ reason: pauseReasonSchema, fromMs: v.number(), untilMs: v.number() })),
  /** All that there were. */
  pauseCount: v.number(),
});
export type Timeline = v.InferOutput<typeof timelineSchema>;

export const emptyTimeline: Timeline = { phases: [], pauses: [], pauseCount: 0 };

const maxPhases = 30;
const maxPauses = 20;

interface Traced {
  readonly phase: v.InferOutput<typeof phaseSchema>;
  readonly pause: { readonly reason: v.InferOutput<typeof pauseReasonSchema>; readonly untilMs: number } | null;
  readonly heartbeatMs: number;
  readonly timeline: Timeline;
}

/** `after` with what differs from `before` added to its timeline. */
export function traced<T extends Traced>(before: Traced, after: T): T {
  const { phase, pause, heartbeatMs: atMs } = after;
  const isNewPhase = phase !== before.phase;
  const isNewPause = pause !== null && pause.untilMs !== before.pause?.untilMs;
  if (!isNewPhase && !isNewPause) return after;
  const { phases, pauses, pauseCount } = before.timeline;
  return {
    ...after,
    timeline: {
      phases: isNewPhase ? [...phases, { phase, atMs }].slice(-maxPhases) : phases,
      pauses: isNewPause
        ? [...pauses, { reason: pause.reason, fromMs: atMs, untilMs: pause.untilMs }].slice(-maxPauses)
        : pauses,
      pauseCount: pauseCount + (isNewPause ? 1 : 0),
    },
  };
}
