// Which notices follow from the records. Pure: the same records give the same notices with the same names, so nothing is
// told twice and nothing has to be sent, kept or taken back. Who may know of what is decided by the caller.

import type { NoticeKind } from '../contract';
import { queueStateOf } from '../duplicates/decision';
import { wilsonInterval } from '../insights/wilson';
import { isLive, isStalled } from '../scan/scan';
import type { Scan } from '../scan/scan-record';
import { ENGINE_VERSION } from '../similarity/version';
import type { ScanStarter } from '../storage/stores';
import type { Pair, ReviewedPair } from '../storage/reviews';

export interface Candidate {
  readonly id: string;
  readonly kind: NoticeKind;
  readonly atMs: number;
  readonly projectIds: readonly number[];
  readonly pairs: readonly Pair[];
  readonly untilMs: number | null;
}

/** Of one analysis; nothing of one that a person has cancelled, who knows it. */
export function scanNotices(scan: Scan, isDecided: (pair: Pair) => boolean): Candidate[] {
  const { id, phase, projectIds, finishedAtMs, timeline, results } = scan;
  const about = { projectIds, pairs: [], untilMs: null };
  const notices: Candidate[] = [];
  const atMs = finishedAtMs ?? scan.heartbeatMs;
  if (phase === 'finished') {
    notices.push({ ...about, id: `finished:${id}`, kind: 'analysis-finished', atMs });
    const pairs = (results?.fresh ?? []).filter((pair) => !isDecided(pair));
    if (pairs.length > 0) notices.push({ ...about, id: `new:${id}`, kind: 'new-duplicates', atMs, pairs });
  }
  if (phase === 'failed') notices.push({ ...about, id: `failed:${id}`, kind: 'analysis-failed', atMs });
  // A short wait is nobody's business, and one that is over neither.
  const pause = timeline.pauses.at(-1);
  if (isLive(scan) && scan.pause !== null && pause !== undefined && pause.untilMs - pause.fromMs >= leastPauseMs) {
    const { fromMs, untilMs } = pause;
    notices.push({ ...about, id: `paused:${id}:${fromMs}`, kind: 'analysis-paused', atMs: fromMs, untilMs });
  }
  return notices;
}

const leastPauseMs = 60_000;

/** Its own starter is told of an analysis, and so is everybody who may start it. */
export function isStarter(startedBy: ScanStarter | undefined, accountId: string): boolean {
  return startedBy?.kind === 'person' && startedBy.accountId === accountId;
}

/** Pairs that somebody else has given to this person and that wait for an answer. */
export function assignedNotices(reviewed: readonly ReviewedPair[], accountId: string, nowMs: number): Candidate[] {
  return reviewed
    .filter(({ review }) => review.assignee === accountId && review.by !== accountId)
    .filter(({ review }) => queueStateOf(review, nowMs) === 'open')
    .map(({ a, b, review }) => ({
      id: `assigned:${a}-${b}`,
      kind: 'assigned' as const,
      atMs: review.atMs,
      projectIds: [],
      pairs: [{ a, b }],
      untilMs: null,
    }));
}

/** How long the hourly work may be overdue before anybody is told; the health page calls it late from then on, too. */
export const hourlyLateMs = 3 * 3_600_000;

/** Analyses that nobody drives on, and hourly work that does not end any more. 0: it has never run yet. */
export function healthNotices(scans: readonly Scan[], hourlyAtMs: number, nowMs: number): Candidate[] {
  const about = { kind: 'app-unwell', projectIds: [], pairs: [], untilMs: null } as const;
  const still = scans
    .filter((scan) => isStalled(scan, nowMs))
    .map(({ id, heartbeatMs }) => ({ ...about, id: `still:${id}`, atMs: heartbeatMs }));
  const isLate = hourlyAtMs > 0 && nowMs - hourlyAtMs > hourlyLateMs;
  return isLate ? [...still, { ...about, id: `late:${hourlyAtMs}`, atMs: hourlyAtMs }] : still;
}

/** The share of suggestions that are to be right. */
const targetPrecision = 0.8;
const leastDecisions = 30;
const latestDecisions = 100;

/**
 * Null while the latest hundred decisions leave a doubt: told only when even the upper end of the interval (95 %) is below
 * the target. 70 of 100 right: the interval ends at .78, so it fell. 75 of 100: it ends at .82, so nobody is alarmed.
 */
export function precisionNotice(reviewed: readonly ReviewedPair[], threshold: number): Candidate | null {
  const judged = reviewed
    .map(({ review }) => review)
    .filter(({ origin, verdict, seen }) => origin === 'person' && verdict !== null && seen !== null)
    .filter(({ seen }) => seen?.engineVersion === ENGINE_VERSION && seen.score >= threshold)
    .sort((x, y) => y.atMs - x.atMs)
    .slice(0, latestDecisions);
  const right = judged.filter(({ verdict }) => verdict === 'duplicate').length;
  const interval = judged.length < leastDecisions ? null : wilsonInterval(right, judged.length);
  const latest = judged[0];
  if (interval === null || latest === undefined || interval.high >= targetPrecision) return null;
  // Once a month, for as long as it lasts.
  const month = new Date(latest.atMs).toISOString().slice(0, 7);
  return {
    id: `precision:${month}`,
    kind: 'precision-fell',
    atMs: latest.atMs,
    projectIds: [],
    pairs: [],
    untilMs: null,
  };
}
