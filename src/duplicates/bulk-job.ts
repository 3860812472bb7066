// A bulk action as it is remembered: exactly the rows that were shown, each with its plan, and what became of each. The
// rows are the only truth about progress; nothing is counted beside them. A row names its action before the action writes
// anything, so a job that was killed goes on with that very action.

import * as v from 'valibot';
import type { BulkRow, BulkSummary, BulkView } from '../contract';
import { type Action, leaseSchema, obstacleSchema, workSchema } from './action';

const rowSchema = v.object({
  duplicateId: v.number(),
  canonicalId: v.number(),
  reviewVersion: v.number(),
  work: v.array(workSchema),
  state: v.picklist(['ready', 'impossible', 'waiting', 'running', 'done', 'partly', 'failed', 'skipped', 'undone']),
  obstacle: v.nullable(obstacleSchema),
  detail: v.nullable(v.string()),
  actionId: v.nullable(v.string()),
});
export type JobRow = v.InferOutput<typeof rowSchema>;

export const bulkSchema = v.object({
  v: v.literal(1),
  id: v.string(),
  kind: v.picklist(['apply', 'undo']),
  /** In whose name everything is written; nobody else may start, see or cancel it. */
  by: v.string(),
  /** When it was made; 0 for jobs from before this was kept. */
  atMs: v.optional(v.number(), 0),
  expiresMs: v.number(),
  state: v.picklist(['previewed', 'queued', 'running', 'waiting-for-jira', 'finished', 'cancelled', 'failed']),
  rows: v.array(rowSchema),
  waitsUntilMs: v.nullable(v.number()),
  lease: leaseSchema,
  /** Deliveries since a row was finished, whatever ended them. */
  attempts: v.number(),
});
export type BulkJob = v.InferOutput<typeof bulkSchema>;

/** The newest first; what falls out is deleted. Of jobs from before their starter stood here, only the id is known. */
export const bulksSchema = v.union([
  v.object({ v: v.literal(2), jobs: v.array(v.object({ id: v.string(), by: v.string() })) }),
  v.pipe(
    v.object({ v: v.literal(1), ids: v.array(v.string()) }),
    v.transform(({ ids }) => ({ v: 2 as const, jobs: ids.map((id) => ({ id, by: '' })) })),
  ),
]);

export function newJob(
  seed: Pick<BulkJob, 'id' | 'kind' | 'by' | 'atMs' | 'expiresMs' | 'state'>,
  rows: readonly JobRow[],
): BulkJob {
  return { v: 1, ...seed, rows: [...rows], waitsUntilMs: null, lease: null, attempts: 0 };
}

export function isLiveJob({ state }: BulkJob): boolean {
  return state === 'queued' || state === 'running' || state === 'waiting-for-jira';
}

/** Also a cancelled one whose row in hand has begun to write to Jira and has not ended. */
export function hasWork(job: BulkJob): boolean {
  return isLiveJob(job) || (job.state === 'cancelled' && job.rows.some(({ state }) => state === 'running'));
}

/** Cancelled stays cancelled, whatever happens to its last row. */
export function withState(job: BulkJob, state: BulkJob['state']): BulkJob {
  return { ...job, state: job.state === 'cancelled' ? 'cancelled' : state };
}

/** The next row to work on: the one in hand first. */
export function nextRow({ rows }: BulkJob): number | null {
  const running = rows.findIndex(({ state }) => state === 'running');
  const next = running >= 0 ? running : rows.findIndex(({ state }) => state === 'waiting');
  return next >= 0 ? next : null;
}

export function withRow(job: BulkJob, index: number, change: Partial<JobRow>): BulkJob {
  return { ...job, rows: job.rows.map((row, at) => (at === index ? { ...row, ...change } : row)) };
}

/** Only rows that are possible are ever run, and only those that were shown as such. */
export function started(job: BulkJob): BulkJob {
  const rows = job.rows.map((row) => (row.state === 'ready' ? { ...row, state: 'waiting' as const } : row));
  return { ...job, state: 'queued', rows };
}

/**
 * What has begun is not torn apart: the row in hand ends by itself, the rest is skipped. Its lease stays, because whoever
 * holds it may be about to begin that row.
 */
export function cancelledJob(job: BulkJob): BulkJob {
  const rows = job.rows.map((row) =>
    row.state === 'waiting' || row.state === 'ready' ? { ...row, state: 'skipped' as const } : row,
  );
  return { ...job, state: 'cancelled', rows };
}

/** Null when there is nothing left to try. Rows that were tried stay as they are; so do those with a reason. */
export function resumedJob(job: BulkJob): BulkJob | null {
  const rows = job.rows.map((row) =>
    row.state === 'skipped' && row.obstacle === null ? { ...row, state: 'waiting' as const } : row,
  );
  const isOpen = rows.some(({ state }) => state === 'waiting' || state === 'running');
  return isOpen ? { ...job, state: 'queued', rows, waitsUntilMs: null, lease: null, attempts: 0 } : null;
}

/** 16 hex digits that only this row has; the same after a kill. */
export function actionIdOfRow(job: Pick<BulkJob, 'id'>, index: number): string {
  return `${job.id.slice(0, 12)}${index.toString(16).padStart(4, '0')}`;
}

/** Null while the action is under way. */
export function rowAfter(action: Action): Pick<JobRow, 'state' | 'obstacle' | 'detail'> | null {
  const failed = action.steps.find(({ state }) => state === 'failed' || state === 'not-undone');
  const why = { obstacle: failed?.obstacle ?? null, detail: failed?.detail ?? null };
  switch (action.state) {
    case 'done':
      return { state: 'done', ...why };
    case 'partly':
    case 'partly-undone':
      return { state: 'partly', ...why };
    case 'failed':
      return { state: 'failed', ...why };
    case 'undone':
      return { state: 'undone', ...why };
    default:
      return null;
  }
}

export function bulkSummaryOf(job: BulkJob, nowMs: number): BulkSummary {
  const { id, kind, state, atMs, rows, waitsUntilMs, lease } = job;
  const counts: Partial<Record<JobRow['state'], number>> = {};
  for (const row of rows) if (row.state !== 'impossible') counts[row.state] = (counts[row.state] ?? 0) + 1;
  const isAbandoned = state === 'running' && (lease === null || lease.untilMs < nowMs);
  return {
    bulkId: id,
    kind,
    state,
    at: new Date(atMs).toISOString(),
    rows: counts,
    waitsUntil: waitUntilOf(state, waitsUntilMs),
    canResume: (!isLiveJob(job) || isAbandoned) && resumedJob(job) !== null,
  };
}

function waitUntilOf(state: BulkJob['state'], waitsUntilMs: number | null): string | null {
  return state === 'waiting-for-jira' && waitsUntilMs !== null ? new Date(waitsUntilMs).toISOString() : null;
}

export function bulkViewOf(job: BulkJob): BulkView {
  const { id, kind, state, rows, waitsUntilMs, expiresMs } = job;
  return {
    bulkId: id,
    kind,
    state,
    rows: rows.map(rowViewOf),
    waitsUntil: waitUntilOf(state, waitsUntilMs),
    expiresAt: state === 'previewed' ? new Date(expiresMs).toISOString() : null,
  };
}

function rowViewOf({ duplicateId, canonicalId, state, obstacle, detail, work, actionId }: JobRow): BulkRow {
  return { duplicateId, canonicalId, state, obstacle, detail, steps: work.map(({ kind }) => kind), actionId };
}
