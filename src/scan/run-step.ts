// One delivery of the scan queue. It takes the lease, works until the scan is done or something makes it wait, and
// answers how the queue should go on. Every way to end is visible in the record: finished, paused until a time, failed
// with a reason. What a kill interrupts is found by the next delivery, after the lease of the killed one has ended.

import { AppError, appErrorOf, failureOf } from '../errors';
import { secondsToNextHour } from '../jira/http';
import { limits } from '../limits';
import type { Guarded } from '../storage/guarded';
import { LeasedScan, LeaseLost } from './leased-scan';
import { failed, isLive, paused, reasonToWait, withLease, withoutLease } from './scan';
import type { Pause, Scan } from './scan-record';
import type { StepContext } from './step-context';
import { compareIssues } from './steps/compare';
import { fetchIssues } from './steps/fetch';
import { publishResults } from './steps/publish';

export type StepOutcome =
  { readonly kind: 'done'; readonly scan: Scan | null } | { readonly kind: 'again'; readonly afterSeconds: number };

export async function runStep(scanId: string, context: StepContext): Promise<StepOutcome> {
  const record = context.stores.scan(scanId);
  const known = await record.read();
  if (known === null || !isLive(known.value)) return { kind: 'done', scan: known?.value ?? null };
  const wait = reasonToWait(known.value, context.nowMs());
  if (wait !== null) return again(wait.untilMs, context);
  const leased = await LeasedScan.take(record, known, withLease(known.value, context.newId(), context.nowMs()));
  if (leased === null) return { kind: 'again', afterSeconds: 1 };
  try {
    return await work(leased, context);
  } catch (error) {
    if (error instanceof LeaseLost) return afterLeaseLost(record);
    return afterError(appErrorOf(error), leased, context);
  }
}

async function work(leased: LeasedScan, context: StepContext): Promise<StepOutcome> {
  if (leased.scan.attempts > limits.maxFruitlessAttempts) {
    throw new AppError('INTERNAL', 'The analysis ended at the same place again and again without getting further.');
  }
  if (leased.scan.phase === 'fetching') {
    const outcome = await fetchIssues(leased, context);
    if (outcome === 'out-of-time') return handOver(leased, context);
    if (outcome === 'out-of-points') {
      const untilMs = context.nowMs() + secondsToNextHour(context.nowMs()) * 1_000;
      return pause(leased, { reason: 'points-budget', untilMs }, context);
    }
  }
  if (leased.scan.phase === 'comparing' && !(await compareIssues(leased, context))) return handOver(leased, context);
  if (leased.scan.phase === 'publishing') await publishResults(leased, context);
  return { kind: 'done', scan: leased.scan };
}

async function handOver(leased: LeasedScan, context: StepContext): Promise<StepOutcome> {
  await leased.save(withoutLease(leased.scan, context.nowMs()));
  return { kind: 'again', afterSeconds: 1 };
}

async function pause(leased: LeasedScan, why: Pause, context: StepContext): Promise<StepOutcome> {
  await leased.save(paused(leased.scan, why, context.nowMs()));
  return again(why.untilMs, context);
}

/** Cancelled: nothing more to do. Resumed by a person: that one's own message carries on. */
async function afterLeaseLost(record: Guarded<Scan>): Promise<StepOutcome> {
  return { kind: 'done', scan: (await record.read())?.value ?? null };
}

async function afterError(error: AppError, leased: LeasedScan, context: StepContext): Promise<StepOutcome> {
  try {
    const why = pauseAfter(error, leased.scan, context.nowMs());
    if (why !== null) return await pause(leased, why, context);
    if (error.code === 'INTERNAL' && leased.scan.attempts < limits.maxDefectAttempts) {
      await leased.save(withoutLease(leased.scan, context.nowMs()));
      return { kind: 'again', afterSeconds: backoffSeconds(leased.scan.attempts) };
    }
    await leased.save(failed(leased.scan, failureOf(error), context.nowMs()));
    // The reason is in the record for people; the door writes the stack of a defect to the log.
    if (error.code === 'INTERNAL') throw error;
    return { kind: 'done', scan: leased.scan };
  } catch (second) {
    if (second instanceof LeaseLost) return { kind: 'done', scan: null };
    // The record cannot say what happened, because the storage does not answer. The lease ends by itself.
    if (appErrorOf(second).code === 'STORAGE_UNAVAILABLE') {
      return { kind: 'again', afterSeconds: backoffSeconds(leased.scan.attempts) };
    }
    throw second;
  }
}

/** Null when waiting would not help. */
function pauseAfter(error: AppError, scan: Scan, nowMs: number): Pause | null {
  if (scan.attempts >= limits.maxFruitlessAttempts) return null;
  const untilMs = nowMs + (error.retryAfterSeconds ?? backoffSeconds(scan.attempts)) * 1_000;
  switch (error.code) {
    case 'RATE_LIMITED':
      return { reason: 'rate-limit', untilMs };
    // After an installation the app's own permissions take minutes to arrive: a refusal then is no answer yet.
    case 'NOT_ALLOWED':
      return { reason: 'not-allowed', untilMs };
    case 'JIRA_UNAVAILABLE':
      return { reason: 'jira-unavailable', untilMs };
    case 'STORAGE_UNAVAILABLE':
    case 'CONFLICT':
      return { reason: 'storage-unavailable', untilMs };
    default:
      return null;
  }
}

/** 5 s, doubled each time, at most what one retry may wait. */
function backoffSeconds(attempts: number): number {
  return Math.min(limits.maxRetrySeconds, 5 * 2 ** Math.min(Math.max(attempts - 1, 0), 10));
}

function again(untilMs: number, context: StepContext): StepOutcome {
  const seconds = Math.ceil((untilMs - context.nowMs()) / 1_000);
  return { kind: 'again', afterSeconds: Math.min(limits.maxRetrySeconds, Math.max(1, seconds)) };
}
