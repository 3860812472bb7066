// One delivery of a backtest: reads the Duplicate links of the analysed projects as the app, page by page, then asks each
// of them again against the stored corpus. Links are kept as they are read and the cursor moves in the same save, so a
// killed delivery costs one page; the replay itself takes seconds and starts again. Jira's hourly budget is respected as
// in an analysis: what it does not give now is asked for in the next hour.

import * as v from 'valibot';
import { duplicateLinkType } from '../duplicates/merge-plan';
import { AppError, appErrorOf } from '../errors';
import { secondsToNextHour } from '../jira/http';
import type { SiteLinks } from '../jira/site-links';
import { limits } from '../limits';
import { LeaseLost } from '../scan/leased-scan';
import { decodeBlock } from '../similarity/block-bytes';
import { ENGINE_VERSION } from '../similarity/version';
import { Leased } from '../storage/leased';
import type { CoverageRecord, Stores } from '../storage/stores';
import { type BacktestJob, type BacktestRecord, isLiveJob, linksSchema, withResult } from './backtest-record';
import { replay } from './replay';

export interface BacktestContext {
  readonly links: SiteLinks;
  readonly stores: Stores;
  readonly nowMs: () => number;
  readonly newId: () => string;
  readonly isOutOfTime: () => boolean;
  readonly pointsBudgetPerHour: number;
}

type Outcome = { readonly kind: 'done' } | { readonly kind: 'again'; readonly afterSeconds: number };
const done: Outcome = { kind: 'done' };

export async function runBacktest(projectId: number, context: BacktestContext): Promise<Outcome> {
  const record = context.stores.backtest(projectId);
  const known = await record.read();
  if (known === null || !isLiveJob(known.value.job)) return done;
  const { job } = known.value;
  const waitMs = (job.lease?.untilMs ?? 0) - context.nowMs();
  if (waitMs > 0) return { kind: 'again', afterSeconds: Math.ceil(waitMs / 1_000) };
  const lease = { untilMs: context.nowMs() + limits.leaseMs };
  const taken: BacktestJob = { ...job, state: 'running', lease, attempts: job.attempts + 1 };
  const leased = await Leased.take(record, known.version, { ...known.value, job: taken });
  if (leased === null) return { kind: 'again', afterSeconds: 1 };
  try {
    return await work(projectId, leased, context);
  } catch (error) {
    // Started anew or taken over: the job is somebody else's now.
    if (error instanceof LeaseLost) return done;
    return afterError(appErrorOf(error), leased, context);
  }
}

async function work(projectId: number, leased: Leased<BacktestRecord>, context: BacktestContext): Promise<Outcome> {
  const { stores } = context;
  if (jobOf(leased).attempts > limits.maxFruitlessAttempts)
    throw new AppError('INTERNAL', 'The backtest gets no further.');
  const coverage = (await stores.coverage(projectId).read())?.value ?? null;
  if (coverage === null) throw new AppError('NOT_FOUND', 'This space has not been analyzed yet.');
  if (!jobOf(leased).areLinksRead) {
    const isRead = await readLinks(coverage, leased, context);
    if (!isRead) return handOver(leased, secondsToNextHour(context.nowMs()));
  }
  const scan = (await stores.scan(coverage.scanId).read())?.value ?? null;
  if (scan === null) throw new AppError('DAMAGED', 'The analysis is not remembered any more. A new one rebuilds it.');
  const blocks = (await stores.results.read(scan.blocks.map(({ key }) => key))).map(decodeBlock);
  const values = await stores.texts.read(jobOf(leased).linkKeys);
  const links = values.flatMap((value) => v.parse(linksSchema, value));
  const { queries, curve } = replay(blocks, links);
  const parts = Array.from({ length: Math.ceil(queries.length / queriesPerValue) }, (_, part) =>
    JSON.stringify(queries.slice(part * queriesPerValue, (part + 1) * queriesPerValue)),
  );
  const queryKeys = await stores.texts.write('backtest', parts);
  const { linkKeys } = jobOf(leased);
  const replaced = leased.value.results.find(({ engineVersion }) => engineVersion === ENGINE_VERSION);
  const result = {
    engineVersion: ENGINE_VERSION,
    finishedAtMs: context.nowMs(),
    queryKeys,
    curve: [...curve],
    projectIds: coverage.projectIds,
  };
  await leased.save(withResult(leased.value, result));
  // A kill before this leaves values that nobody points to.
  await stores.texts.delete([...linkKeys, ...(replaced?.queryKeys ?? [])]);
  return done;
}

/** A query takes some 120 bytes. */
const queriesPerValue = 1_500;
const pagePoints = limits.issuesPerPage + 1;

/** False when the hour's points or the time ran out. */
async function readLinks(
  coverage: CoverageRecord,
  leased: Leased<BacktestRecord>,
  context: BacktestContext,
): Promise<boolean> {
  const type = duplicateLinkType(await context.links.linkTypes(), null);
  if (type === null) throw new AppError('NOT_FOUND', 'This site has no link type for duplicates.');
  for (;;) {
    const granted = await context.stores.points.reserve(pagePoints, context.pointsBudgetPerHour, context.nowMs());
    if (granted < pagePoints || context.isOutOfTime()) return false;
    const page = await context.links.linksPage(coverage.projectIds, type, jobOf(leased).lastIssueId);
    await context.stores.points.giveBack(pagePoints - page.points, context.nowMs());
    const keys =
      page.links.length === 0 ? [] : await context.stores.texts.write('backtest', [JSON.stringify(page.links)]);
    const { linkKeys } = jobOf(leased);
    await save(leased, {
      linkKeys: [...linkKeys, ...keys],
      lastIssueId: page.lastIssueId,
      areLinksRead: page.isLast,
      attempts: 0,
    });
    if (page.isLast) return true;
  }
}

async function afterError(error: AppError, leased: Leased<BacktestRecord>, context: BacktestContext): Promise<Outcome> {
  try {
    if (passing.has(error.code) && jobOf(leased).attempts < limits.maxFruitlessAttempts) {
      return await handOver(leased, error.retryAfterSeconds ?? limits.retryAfterFailureSeconds);
    }
    const code = error.code === 'NOT_FOUND' || error.code === 'DAMAGED' ? error.code : 'INTERNAL';
    await save(leased, { state: 'failed', lease: null, failure: { code, message: error.message } });
    // The record tells people that it failed; the door writes the stack of a defect to the log.
    if (error.code === 'INTERNAL') throw error;
    return done;
  } catch (second) {
    if (second instanceof LeaseLost) return done;
    if (appErrorOf(second).code !== 'STORAGE_UNAVAILABLE') throw second;
    // The record could not be written; its lease ends by itself.
    return { kind: 'again', afterSeconds: Math.ceil((jobOf(leased).lease?.untilMs ?? context.nowMs()) / 1_000) };
  }
}

const passing: ReadonlySet<string> = new Set([
  'RATE_LIMITED',
  'JIRA_UNAVAILABLE',
  'STORAGE_UNAVAILABLE',
  'CONFLICT',
  'NOT_ALLOWED',
]);

async function handOver(leased: Leased<BacktestRecord>, afterSeconds: number): Promise<Outcome> {
  await save(leased, { lease: null });
  return { kind: 'again', afterSeconds: Math.min(limits.maxRetrySeconds, Math.max(1, afterSeconds)) };
}

function jobOf(leased: Leased<BacktestRecord>): BacktestJob {
  if (leased.value.job === null) throw new Error('A backtest without a job is worked on.');
  return leased.value.job;
}

function save(leased: Leased<BacktestRecord>, change: Partial<BacktestJob>): Promise<void> {
  return leased.save({ ...leased.value, job: { ...jobOf(leased), ...change } });
}
