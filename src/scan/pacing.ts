// How often the whole corpus may be read for changed issues. The first change is looked at at once; while changes keep
// coming, what has gathered is looked at together, so that changes never take more than half of what a site may read of
// its storage. A small corpus needs no pacing, and then nothing is written for it.
//
// source: Forge, "Limits": 4,000 units of 10 KB may be read each minute.

import * as v from 'valibot';

export const pacingSchema = v.object({
  v: v.literal(1),
  /** Changed issues that wait for the next pass. */
  issueIds: v.array(v.number()),
  nextPassMs: v.number(),
});
export type Pacing = v.InferOutput<typeof pacingSchema>;

const bytesPerMinute = (4_000 * 10_000) / 2;
const leastPauseMs = 1_500;
/** As many as Jira gives in one request. */
export const issuesPerPass = 100;

/** 5 MB take a quarter of what may be read for changes in a minute: 15 s. 0 when a pause is not worth remembering. */
export function pauseAfterPass(bytesRead: number): number {
  const pauseMs = (bytesRead / bytesPerMinute) * 60_000;
  return pauseMs < leastPauseMs ? 0 : Math.round(pauseMs);
}

export function withWaiting(pacing: Pacing, issueIds: readonly number[]): Pacing {
  return { ...pacing, issueIds: [...new Set([...pacing.issueIds, ...issueIds])] };
}

/** Null when there is nothing to remember. */
export function afterPass(
  pacing: Pacing | null,
  done: readonly number[],
  pauseMs: number,
  nowMs: number,
): Pacing | null {
  const finished = new Set(done);
  const issueIds = (pacing?.issueIds ?? []).filter((id) => !finished.has(id));
  if (pauseMs === 0 && (pacing === null || (pacing.issueIds.length === 0 && pacing.nextPassMs <= nowMs))) return null;
  return { v: 1, issueIds, nextPassMs: nowMs + pauseMs };
}
