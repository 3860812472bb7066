// Every step that a scan can take, as pure functions from scan to scan. One record holds cursor, lease
// and figures together, and is written as a whole on the condition of its version: so a figure can never disagree with
// the cursor, nothing is counted twice, and whoever lost the lease cannot move anything. Storage and Jira are not here.
//
//   queued → fetching → comparing → publishing → finished
//      any of these live ones → paused (waits, keeps its phase) → goes on
//      any of these live ones → cancelled, failed;  failed, cancelled → (resume) → the phase it had reached

import type { AppFailure } from '../contract';
import { limits } from '../limits';
import type { Lane } from './lanes';
import type { Pause, Results, Scan, ScanOptions } from './scan-record';
import { emptyTimeline } from './timeline';

export function newScan(
  id: string,
  scope: {
    readonly projectIds: readonly number[];
    readonly jql: string | null;
    readonly backlogIds?: readonly string[];
  },
  nowMs: number,
  options?: ScanOptions,
): Scan {
  const projectIds = [...new Set(scope.projectIds)].sort((a, b) => a - b);
  const backlogIds = [...(scope.backlogIds ?? [])];
  return {
    v: 1,
    id,
    scopeKey: scopeKeyOf(projectIds, scope.jql, backlogIds),
    projectIds,
    jql: scope.jql,
    backlogIds,
    ...(options === undefined ? {} : { options }),
    phase: 'queued',
    startedAtMs: nowMs,
    heartbeatMs: nowMs,
    finishedAtMs: null,
    lease: null,
    pause: null,
    timeline: emptyTimeline,
    lanes: [{ after: 0, upTo: null }],
    highestIssueId: 0,
    walkedAtMs: nowMs,
    base: null,
    isFetched: false,
    blocks: [],
    issuesExpected: null,
    openIssues: [],
    pointsUsed: 0,
    paceFrom: { atMs: nowMs, issues: 0 },
    comparedFraction: 0,
    pairsFound: null,
    partial: [],
    results: null,
    failure: null,
    attempts: 0,
  };
}

/** Order and repetition of projects do not matter, nor does white space around the JQL. */
export function scopeKeyOf(
  projectIds: readonly number[],
  jql: string | null,
  backlogIds: readonly string[] = [],
): string {
  const issues = [[...new Set(projectIds)].sort((a, b) => a - b), jql?.trim() ?? null];
  return JSON.stringify(backlogIds.length === 0 ? issues : [...issues, [...backlogIds].sort()]);
}

export function isLive(scan: Scan): boolean {
  return scan.phase !== 'finished' && scan.phase !== 'cancelled' && scan.phase !== 'failed';
}

/** Projects that the walk can read. */
export function readableProjectIds(scan: Scan): number[] {
  const unreadable = new Set(scan.partial.map(({ projectId }) => projectId));
  return scan.projectIds.filter((id) => !unreadable.has(id));
}

export function issuesFetched(scan: Scan): number {
  return scan.blocks.reduce((sum, block) => sum + block.issueCount, 0);
}

/** Why this delivery cannot work now; null when it may take the lease. */
export function reasonToWait(scan: Scan, nowMs: number): { readonly untilMs: number } | null {
  if (scan.pause !== null && scan.pause.untilMs > nowMs) return { untilMs: scan.pause.untilMs };
  if (scan.lease !== null && scan.lease.untilMs > nowMs) return { untilMs: scan.lease.untilMs };
  return null;
}

export function withLease(scan: Scan, holder: string, nowMs: number): Scan {
  return {
    ...scan,
    phase: scan.phase === 'queued' ? 'fetching' : scan.phase,
    lease: { holder, untilMs: nowMs + limits.leaseMs },
    heartbeatMs: nowMs,
    pause: null,
    attempts: scan.attempts + 1,
  };
}

export function withoutLease(scan: Scan, nowMs: number): Scan {
  return { ...scan, lease: null, heartbeatMs: nowMs };
}

interface Extent {
  /** How much Jira thinks the scope is. */
  readonly issuesExpected: number;
  readonly openIssues: Scan['openIssues'];
  readonly highestIssueId: number;
}

/** What the app may read of the scope, and how far that goes; null for what is known already. */
export function withScopeChecked(
  scan: Scan,
  readable: ReadonlySet<number>,
  extent: Extent | null,
  nowMs: number,
): Scan {
  const known = new Set(scan.partial.map(({ projectId }) => projectId));
  const lost = scan.projectIds.filter((id) => !readable.has(id) && !known.has(id));
  const reason = 'The app may not browse this space, or it was deleted or archived.';
  return {
    ...scan,
    ...extent,
    partial: [...scan.partial, ...lost.map((projectId) => ({ projectId, reason }))],
    heartbeatMs: nowMs,
    attempts: 0,
  };
}

interface FetchedPages {
  /** None when the pages held no issue: the walk still got further. */
  readonly blocks: readonly { readonly key: string; readonly issueCount: number }[];
  /** What is left; none when the walk is over. */
  readonly lanes: readonly Lane[];
  readonly points: number;
}

export function withPages(scan: Scan, fetched: FetchedPages, nowMs: number): Scan {
  const isFetched = fetched.lanes.length === 0 && scan.base === null;
  return {
    ...scan,
    blocks: [...scan.blocks, ...fetched.blocks],
    lanes: [...fetched.lanes],
    isFetched,
    phase: isFetched ? 'comparing' : 'fetching',
    pointsUsed: scan.pointsUsed + fetched.points,
    heartbeatMs: nowMs,
    attempts: 0,
  };
}

/** Never goes down, although a killed comparison starts again. */
export function withComparison(scan: Scan, fraction: number, nowMs: number): Scan {
  return { ...scan, comparedFraction: Math.max(scan.comparedFraction, fraction), heartbeatMs: nowMs };
}

export function withResults(scan: Scan, results: Results, pairsFound: number, nowMs: number): Scan {
  return { ...scan, phase: 'publishing', results, pairsFound, comparedFraction: 1, heartbeatMs: nowMs, attempts: 0 };
}

export function finished(scan: Scan, nowMs: number): Scan {
  return { ...scan, phase: 'finished', lease: null, pause: null, finishedAtMs: nowMs, heartbeatMs: nowMs };
}

export function paused(scan: Scan, pause: Pause, nowMs: number): Scan {
  return { ...scan, lease: null, pause, heartbeatMs: nowMs };
}

export function failed(scan: Scan, failure: AppFailure, nowMs: number): Scan {
  const { code, message } = failure;
  return {
    ...scan,
    phase: 'failed',
    lease: null,
    pause: null,
    failure: { code, message },
    finishedAtMs: nowMs,
    heartbeatMs: nowMs,
  };
}

/** Null when it has ended already. */
export function cancelled(scan: Scan, nowMs: number): Scan | null {
  if (!isLive(scan)) return null;
  return { ...scan, phase: 'cancelled', lease: null, pause: null, finishedAtMs: nowMs, heartbeatMs: nowMs };
}

/**
 * Goes on where it stopped. The lease goes too: the person says that nobody works on it, and should somebody work on it
 * all the same, that one's next write is refused, because the version has moved. Null when there is nothing to resume.
 */
export function resumed(scan: Scan, nowMs: number): Scan | null {
  if (scan.phase === 'finished') return null;
  return {
    ...scan,
    phase: phaseReached(scan),
    lease: null,
    pause: null,
    failure: null,
    finishedAtMs: null,
    heartbeatMs: nowMs,
    paceFrom: { atMs: nowMs, issues: issuesFetched(scan) },
    attempts: 0,
  };
}

function phaseReached(scan: Scan): Scan['phase'] {
  if (scan.results !== null) return 'publishing';
  if (scan.isFetched) return 'comparing';
  return scan.issuesExpected === null ? 'queued' : 'fetching';
}

/** Live, due, and nobody has shown a sign of life for two leases: its message was lost or dropped. */
export function isStalled(scan: Scan, nowMs: number): boolean {
  if (!isLive(scan)) return false;
  const dueMs = Math.max(scan.heartbeatMs, scan.pause?.untilMs ?? 0);
  return nowMs - dueMs > 2 * limits.leaseMs;
}

const fetchShare = 0.8;
const compareShare = 0.15;

/** In [0, 1] over fetching and comparing. Jira's count is an estimate, so fetching alone never looks complete. */
export function fractionOf(scan: Scan): number {
  if (scan.phase === 'finished') return 1;
  if (scan.results !== null) return fetchShare + compareShare;
  if (scan.isFetched) return fetchShare + compareShare * scan.comparedFraction;
  const expected = scan.base === null ? scan.issuesExpected : null;
  return expected === null || expected === 0 ? 0 : fetchShare * Math.min(1, issuesFetched(scan) / expected);
}
