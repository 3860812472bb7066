// One delivery of the queue of actions: the rows of a bulk action, one after the other, as the person who started it. The
// record says which row is in hand before its action writes anything; a killed delivery is followed by another one, which
// goes on with that row. When Jira asks to wait, the whole job waits; when a row cannot be done, only that row fails.

import { AppError, appErrorOf } from '../errors';
import { limits } from '../limits';
import { LeaseLost } from '../scan/leased-scan';
import type { Guarded } from '../storage/guarded';
import { Leased } from '../storage/leased';
import { type Action, isHeld, newAction, undoEndsMs } from './action';
import { actionIdOfRow, type BulkJob, hasWork, type JobRow, nextRow, rowAfter, withRow, withState } from './bulk-job';
import { takeBack } from './merge-apply';
import { begin, carriedOn, leaseFor } from './merge';
import type { ReviewContext } from './review-context';

export type JobOutcome = { readonly kind: 'done' } | { readonly kind: 'again'; readonly afterSeconds: number };

export interface JobContext {
  readonly stores: ReviewContext['stores'];
  /** Jira in the name of the job's starter. */
  readonly forStarter: (accountId: string) => ReviewContext;
  readonly isOutOfTime: () => boolean;
  /** What is left to tell of changed links. */
  readonly flush: () => Promise<void>;
}

const done: JobOutcome = { kind: 'done' };

export async function runJob(
  bulkId: string,
  { stores, forStarter, isOutOfTime, flush }: JobContext,
): Promise<JobOutcome> {
  const record = stores.bulk(bulkId);
  const known = await record.read();
  if (known === null || !hasWork(known.value)) return done;
  const context = forStarter(known.value.by);
  const nowMs = context.nowMs();
  if (isHeld(known.value, nowMs)) return again(known.value.lease?.untilMs ?? nowMs, nowMs);
  const { attempts, waitsUntilMs } = known.value;
  // One retry of the queue waits at most 15 minutes; Jira may have asked for longer.
  if (waitsUntilMs !== null && waitsUntilMs > nowMs) return again(waitsUntilMs, nowMs);
  if (attempts > limits.maxFruitlessAttempts) {
    await record.swap(known.version, { ...known.value, state: 'failed', lease: null });
    return done;
  }
  const taken: BulkJob = {
    ...withState(known.value, 'running'),
    waitsUntilMs: null,
    attempts: attempts + 1,
    lease: leaseFor(context),
  };
  const leased = await Leased.take(record, known.version, taken);
  if (leased === null) return { kind: 'again', afterSeconds: 1 };
  try {
    return await workThrough(leased, context, isOutOfTime);
  } catch (error) {
    // Cancelled, or taken over. The next delivery sees whether a row is left that has begun.
    if (error instanceof LeaseLost) {
      await letGo(record, leased.value);
      return { kind: 'again', afterSeconds: 1 };
    }
    return wait(leased, appErrorOf(error), context);
  } finally {
    await flush();
  }
}

/** A cancelled job keeps the lease of who worked on it, until that one says that it does not any more. */
async function letGo(record: Guarded<BulkJob>, { lease }: BulkJob): Promise<void> {
  await record.change((job) =>
    job?.state === 'cancelled' && job.lease?.holder === lease?.holder ? { ...job, lease: null } : null,
  );
}

async function workThrough(
  leased: Leased<BulkJob>,
  context: ReviewContext,
  isOutOfTime: () => boolean,
): Promise<JobOutcome> {
  for (let index = nextRow(leased.value); index !== null; index = nextRow(leased.value)) {
    if (isOutOfTime()) {
      await leased.save({ ...withState(leased.value, 'queued'), lease: null });
      return { kind: 'again', afterSeconds: 1 };
    }
    const row = leased.value.rows[index];
    if (row === undefined) break;
    const actionId = row.actionId ?? actionIdOfRow(leased.value, index);
    // Also keeps what the row before came to.
    await leased.save({ ...withRow(leased.value, index, { state: 'running', actionId }), lease: leaseFor(context) });
    const action =
      leased.value.kind === 'apply'
        ? await applied(actionId, row, leased.value, context)
        : await takenBack(actionId, context);
    const end = action === null ? notBegun(leased.value) : endOf(action, leased.value, context);
    if (end === null)
      throw new AppError('JIRA_UNAVAILABLE', 'The action is not finished.', retryOf(action, context.nowMs()));
    leased.note({ ...withRow(leased.value, index, end), attempts: 0 });
  }
  await leased.save({ ...withState(leased.value, 'finished'), lease: null });
  return done;
}

/** Null when it was cancelled before anything was written. */
async function applied(actionId: string, row: JobRow, job: BulkJob, context: ReviewContext): Promise<Action | null> {
  const known = await context.stores.action(actionId).read();
  if (known !== null) return carriedOn(known.value, known.version, context);
  if (job.state === 'cancelled') return null;
  const { duplicateId, canonicalId, reviewVersion, work } = row;
  const seed = { id: actionId, bulkId: job.id, by: job.by, duplicateId, canonicalId, reviewVersion, work };
  return begin(newAction(seed, leaseFor(context), context.nowMs()), context);
}

/** Null when nothing is known of the action, so nothing was written. */
async function takenBack(actionId: string, context: ReviewContext): Promise<Action | null> {
  const record = context.stores.action(actionId);
  const known = await record.read();
  if (known === null || known.value.state === 'undone') return known?.value ?? null;
  if (isHeld(known.value, context.nowMs()) || undoEndsMs(known.value) < context.nowMs()) return known.value;
  const next: Action = { ...known.value, state: 'undoing', lease: leaseFor(context) };
  const leased = await Leased.take(record, known.version, next);
  return leased === null ? known.value : takeBack(leased, context);
}

/** Of what was cancelled, a row can be resumed; of what is to be taken back, nothing is there. */
function notBegun({ kind }: BulkJob): Pick<JobRow, 'state' | 'obstacle'> {
  return { state: 'skipped', obstacle: kind === 'apply' ? null : 'gone' };
}

/** What is too old to be taken back is left as it is, and said so. */
function endOf(action: Action, { kind }: BulkJob, context: ReviewContext): ReturnType<typeof rowAfter> {
  const isOver = kind === 'undo' && action.state !== 'undone' && undoEndsMs(action) < context.nowMs();
  return isOver ? { state: 'skipped', obstacle: 'undo-expired', detail: null } : rowAfter(action);
}

/** Whoever died with the action in hand keeps it until the lease ends: asking before that would use up all attempts. */
function retryOf(action: Action | null, nowMs: number): { retryAfterSeconds?: number } {
  if (action === null) return {};
  if (action.lease !== null && isHeld(action, nowMs)) {
    return { retryAfterSeconds: Math.ceil((action.lease.untilMs - nowMs) / 1_000) };
  }
  return action.retryAfterSeconds === null ? {} : { retryAfterSeconds: action.retryAfterSeconds };
}

/** Jira or the storage does not answer now: the row stays in hand. A defect of ours is not repeated for long. */
async function wait(leased: Leased<BulkJob>, error: AppError, context: ReviewContext): Promise<JobOutcome> {
  const { attempts } = leased.value;
  const isPassing = passing.has(error.code) || (error.code === 'INTERNAL' && attempts < limits.maxDefectAttempts);
  if (!isPassing) {
    await leased.save({ ...leased.value, state: 'failed', lease: null });
    if (error.code === 'INTERNAL') throw error;
    return done;
  }
  const seconds = error.retryAfterSeconds ?? Math.min(limits.maxRetrySeconds, 5 * 2 ** Math.min(attempts, 8));
  const nowMs = context.nowMs();
  const waitsUntilMs = nowMs + seconds * 1_000;
  await leased.save({ ...withState(leased.value, 'waiting-for-jira'), waitsUntilMs, lease: null });
  return again(waitsUntilMs, nowMs);
}

const passing: ReadonlySet<string> = new Set(['RATE_LIMITED', 'JIRA_UNAVAILABLE', 'STORAGE_UNAVAILABLE', 'CONFLICT']);

function again(untilMs: number, nowMs: number): JobOutcome {
  return {
    kind: 'again',
    afterSeconds: Math.min(limits.maxRetrySeconds, Math.max(1, Math.ceil((untilMs - nowMs) / 1_000))),
  };
}
