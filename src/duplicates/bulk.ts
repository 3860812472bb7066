// Many pairs at once: a dry run that is stored as it was shown, a start, a look, a cancel, an undo of all. Only the person
// who made the dry run can do any of it, and only for as long as it was good for.

import type { BulkSummary, BulkView } from '../contract';
import { AppError } from '../errors';
import { limits } from '../limits';
import type { Versioned } from '../storage/guarded';
import { pairOf, pairName } from '../storage/reviews';
import type { Stores } from '../storage/stores';
import {
  type BulkJob,
  bulkSummaryOf,
  bulkViewOf,
  cancelledJob,
  isLiveJob,
  type JobRow,
  newJob,
  resumedJob,
  rowAfter,
  started,
  withRow,
} from './bulk-job';
import { isHeld } from './action';
import { gatherFacts, type MergeRequest } from './merge-facts';
import { type MergeFacts, planMerge, workOf } from './merge-plan';
import type { ReviewContext } from './review-context';

export interface BulkContext extends ReviewContext {
  /** Pushing the same job twice is harmless: its lease lets one delivery work. */
  readonly pushJob: (bulkId: string) => Promise<void>;
}

export async function previewBulk(selected: readonly MergeRequest[], context: BulkContext): Promise<BulkView> {
  const wishes = starOf(selected);
  const facts = await gatherFacts(
    wishes.map(({ request }) => request),
    context,
  );
  const rows = wishes.map(({ request, obstacle }, index) => rowOf(request, obstacle, facts[index] ?? null));
  const reviews = await context.stores.reviews.readMany(rows.filter(isPair).map(pairOfRow));
  const versioned = rows.map((row) => ({
    ...row,
    reviewVersion: isPair(row) ? (reviews.get(pairName(pairOfRow(row)))?.version ?? 0) : 0,
  }));
  const job = newJob(
    {
      id: context.newId(),
      kind: 'apply',
      by: context.accountId,
      atMs: context.nowMs(),
      expiresMs: context.nowMs() + limits.planLifeMs,
      state: 'previewed',
    },
    versioned,
  );
  await remember(job, context.stores);
  return bulkViewOf(job);
}

/** Safe to repeat: what has been started already is shown as it is. */
export async function startBulk(bulkId: string, context: BulkContext): Promise<BulkView> {
  const known = await ownJob(bulkId, context);
  if (known.value.state !== 'previewed') {
    // Its message may have got lost between the record and the queue.
    if (known.value.state === 'queued') await context.pushJob(bulkId);
    return bulkViewOf(known.value);
  }
  if (known.value.expiresMs < context.nowMs()) throw new AppError('EXPIRED', 'This preview is too old. Make it again.');
  const next = started(known.value);
  if (!(await context.stores.bulk(bulkId).swap(known.version, next))) return statusOfBulk(bulkId, context);
  await context.pushJob(bulkId);
  return bulkViewOf(next);
}

/** A row that was in hand when the job was cancelled or killed is shown as its action says. */
export async function statusOfBulk(bulkId: string, context: ReviewContext): Promise<BulkView> {
  const { value: job } = await ownJob(bulkId, context);
  let shown = job;
  for (const [index, { state, actionId }] of job.rows.entries()) {
    if (state !== 'running' || actionId === null || isLiveJob(job)) continue;
    const action = await context.stores.action(actionId).read();
    // Whoever holds the job may be about to begin it.
    const unbegun = isHeld(job, context.nowMs()) ? null : { state: 'skipped' as const };
    const end = action === null ? unbegun : rowAfter(action.value);
    if (end !== null) shown = withRow(shown, index, end);
  }
  return bulkViewOf(shown);
}

export async function cancelBulk(bulkId: string, context: ReviewContext): Promise<BulkView> {
  await ownJob(bulkId, context);
  await context.stores.bulk(bulkId).change((job) => (job !== null && canBeCancelled(job) ? cancelledJob(job) : null));
  return statusOfBulk(bulkId, context);
}

/** The caller's own, newest first. */
export async function listBulks({ stores, accountId, nowMs }: ReviewContext): Promise<{ bulks: BulkSummary[] }> {
  const mine = ((await stores.bulks.read())?.value.jobs ?? []).filter(({ by }) => by === accountId);
  const known = await Promise.all(mine.map(({ id }) => stores.bulk(id).read()));
  const jobs = known.flatMap((record) => record?.value ?? []).filter(({ state }) => state !== 'previewed');
  return { bulks: jobs.map((job) => bulkSummaryOf(job, nowMs())) };
}

/** Safe to repeat. Every row is planned anew before it is carried out, so it does not matter how long ago it stopped. */
export async function resumeBulk(bulkId: string, context: BulkContext): Promise<BulkView> {
  const { value: job } = await ownJob(bulkId, context);
  if (job.state === 'previewed') throw new AppError('CONFLICT', 'This bulk action has not been started.');
  const next = await context.stores
    .bulk(bulkId)
    .change((current) =>
      current === null || (isLiveJob(current) && isHeld(current, context.nowMs())) ? null : resumedJob(current),
    );
  if (next !== null && isLiveJob(next)) await context.pushJob(bulkId);
  return statusOfBulk(bulkId, context);
}

/** A job of its own: every action of the first one that has changed something is taken back. */
export async function undoBulk(bulkId: string, context: BulkContext): Promise<BulkView> {
  const { rows, state } = await statusOfBulk(bulkId, context);
  if (state !== 'finished' && state !== 'cancelled' && state !== 'failed') {
    throw new AppError('CONFLICT', 'This bulk action is still under way. Cancel it first.');
  }
  const { value: job } = await ownJob(bulkId, context);
  if (isHeld(job, context.nowMs()) && rows.some((row) => row.state === 'running')) {
    throw new AppError('CONFLICT', 'One row of this bulk action is still under way. Try again in a moment.');
  }
  const undoable = job.rows.flatMap((row, index): JobRow[] => {
    const now = rows[index]?.state;
    if (row.actionId === null || (now !== 'done' && now !== 'partly' && now !== 'running')) return [];
    return [{ ...row, state: 'waiting', obstacle: null, detail: null }];
  });
  const seed = { id: context.newId(), kind: 'undo', by: context.accountId } as const;
  const nowMs = context.nowMs();
  // Last in, first out: what later rows found in place was put there by earlier ones.
  const undo = newJob(
    { ...seed, atMs: nowMs, expiresMs: nowMs, state: undoable.length === 0 ? 'finished' : 'queued' },
    undoable.reverse(),
  );
  await remember(undo, context.stores);
  if (undoable.length > 0) await context.pushJob(undo.id);
  return bulkViewOf(undo);
}

function canBeCancelled(job: BulkJob): boolean {
  return isLiveJob(job) || job.state === 'previewed';
}

async function ownJob(bulkId: string, { stores, accountId }: ReviewContext): Promise<Versioned<BulkJob>> {
  const known = await stores.bulk(bulkId).read();
  if (known === null || known.value.by !== accountId) {
    throw new AppError('NOT_FOUND', 'There is no such bulk action of yours.');
  }
  return known;
}

/** The record before its name in the list: a kill in between leaves a record that nobody finds, and nothing else. */
async function remember(job: BulkJob, stores: Stores): Promise<void> {
  await stores.bulk(job.id).change(() => job);
  let dropped: { readonly id: string }[] = [];
  await stores.bulks.change((current) => {
    const jobs = [{ id: job.id, by: job.by }, ...(current?.jobs ?? [])];
    dropped = jobs.slice(limits.maxRememberedBulks);
    return { v: 2, jobs: jobs.slice(0, limits.maxRememberedBulks) };
  });
  for (const { id } of dropped) await stores.bulk(id).delete();
}

interface Wish {
  readonly request: MergeRequest;
  readonly obstacle: JobRow['obstacle'];
}

/**
 * The selection as a star: if A is to duplicate B and B is to duplicate C, A duplicates C. A pair that is selected twice,
 * an issue that is to duplicate two others, and a circle are shown as what they are and not run.
 */
export function starOf(selected: readonly MergeRequest[]): Wish[] {
  const originals = new Map<number, number>();
  const wishes = selected.map(({ duplicateId, canonicalId }) => {
    const known = originals.get(duplicateId);
    if (duplicateId === canonicalId) return { duplicateId, canonicalId, obstacle: 'same-issue' as const };
    if (known !== undefined) {
      return {
        duplicateId,
        canonicalId,
        obstacle: known === canonicalId ? ('nothing-to-do' as const) : ('already-duplicate' as const),
      };
    }
    originals.set(duplicateId, canonicalId);
    return { duplicateId, canonicalId, obstacle: null };
  });
  return wishes.map(({ duplicateId, canonicalId, obstacle }) => {
    if (obstacle !== null) return { request: { duplicateId, canonicalId }, obstacle };
    const passed = new Set([duplicateId]);
    let end = canonicalId;
    for (let next = originals.get(end); next !== undefined && !passed.has(end); next = originals.get(end)) {
      passed.add(end);
      end = next;
    }
    const isCircle = passed.has(end);
    return { request: { duplicateId, canonicalId: isCircle ? canonicalId : end }, obstacle: isCircle ? 'cycle' : null };
  });
}

function rowOf(request: MergeRequest, obstacle: JobRow['obstacle'], facts: MergeFacts | null): JobRow {
  const none = { ...request, reviewVersion: 0, work: [], state: 'impossible', detail: null, actionId: null } as const;
  if (obstacle !== null) return { ...none, work: [], obstacle };
  if (facts === null) return { ...none, work: [], obstacle: 'gone' };
  const plan = planMerge(facts);
  const work = workOf(plan);
  const row = { ...none, canonicalId: plan.canonical.id, work: [] };
  const [first] = plan.obstacles;
  if (first !== undefined) return { ...row, ...first };
  return work.length === 0 ? { ...row, obstacle: 'nothing-to-do' } : { ...row, work, state: 'ready', obstacle: null };
}

function isPair({ duplicateId, canonicalId }: MergeRequest): boolean {
  return duplicateId !== canonicalId;
}

function pairOfRow({ duplicateId, canonicalId }: MergeRequest) {
  return pairOf(duplicateId, canonicalId);
}
