// A scan as one viewer may see it. Counts over everything that was read would tell of issues that this person may not
// see, so they are scaled: Jira counts the scope as the viewer, and the scan gives only the share that is done. Projects
// that the viewer may not browse do not appear, and JQL written by somebody else only for who may start the same scan.

import type { ScanProgress, ScanState } from '../contract';
import { fractionOf, isLive, isStalled, issuesFetched } from './scan';
import type { Scan } from './scan-record';

interface ProgressAudience {
  readonly visibleProjectIds: ReadonlySet<number>;
  /** May start an analysis of all these projects. */
  readonly mayStart: boolean;
  /** Jira administrators see what the analysis costs and found, since they answer for both. */
  readonly isSiteAdmin: boolean;
  /** Jira's count of the scope, asked as the viewer; null when it was not asked. */
  readonly issuesVisible: number | null;
}

export function progressOf(scan: Scan, audience: ProgressAudience, nowMs: number): ScanProgress {
  const { visibleProjectIds, mayStart, isSiteAdmin, issuesVisible } = audience;
  const isPaused = isLive(scan) && scan.pause !== null && scan.pause.untilMs > nowMs;
  return {
    scanId: scan.id,
    state: isPaused ? 'paused' : stateOf(scan),
    projectIds: scan.projectIds.filter((id) => visibleProjectIds.has(id)),
    jql: mayStart ? scan.jql : null,
    startedAt: isoOf(scan.startedAtMs),
    updatedAt: isoOf(scan.heartbeatMs),
    finishedAt: scan.finishedAtMs === null ? null : isoOf(scan.finishedAtMs),
    issuesFetched: issuesVisible === null ? null : Math.floor(issuesVisible * fetchedShare(scan)),
    issuesExpected: issuesVisible,
    // Two digits: finer steps would count the pages that the viewer may not know of.
    fraction: Math.floor(fractionOf(scan) * 100) / 100,
    minutesLeft: minutesLeft(scan, nowMs),
    pairsFound: isSiteAdmin ? scan.pairsFound : null,
    pointsUsed: isSiteAdmin ? scan.pointsUsed : null,
    pause: isPaused && scan.pause !== null ? { reason: scan.pause.reason, until: isoOf(scan.pause.untilMs) } : null,
    partial: scan.partial.filter(({ projectId }) => visibleProjectIds.has(projectId)),
    failure: scan.failure === null || mayStart ? scan.failure : { code: scan.failure.code, message: failedMessage },
    isStalled: isStalled(scan, nowMs),
  };
}

// Jira's own sentence may quote the JQL of somebody else, or name a space that this viewer may not see.
const failedMessage = 'The analysis did not finish. Whoever can start it sees the reason.';

/**
 * By the pace of reading so far, waits included. Null until a twentieth is read, and once reading is over: comparing
 * takes seconds. Whole minutes of shares in whole percents tell no count. A quarter in 10 minutes: 30 more.
 */
function minutesLeft(scan: Scan, nowMs: number): number | null {
  if (scan.phase !== 'fetching' || isStalled(scan, nowMs)) return null;
  const done = Math.floor(fetchedShare(scan) * 100) / 100;
  const before = scan.paceFrom.issues / Math.max(1, scan.issuesExpected ?? 0);
  const gained = done - before;
  if (gained < leastShareForPace || done >= 1) return null;
  const waitsMs = Math.max(0, (scan.pause?.untilMs ?? 0) - nowMs);
  const readingMs = ((1 - done) / gained) * (scan.heartbeatMs - scan.paceFrom.atMs);
  return Math.max(1, Math.ceil((readingMs + waitsMs) / 60_000));
}

const leastShareForPace = 0.05;

function fetchedShare(scan: Scan): number {
  if (scan.isFetched) return 1;
  const expected = scan.base === null ? (scan.issuesExpected ?? 0) : 0;
  return expected === 0 ? 0 : Math.min(1, issuesFetched(scan) / expected);
}

function stateOf(scan: Scan): ScanState {
  return scan.phase === 'publishing' ? 'comparing' : scan.phase;
}

function isoOf(ms: number): string {
  return new Date(ms).toISOString();
}
