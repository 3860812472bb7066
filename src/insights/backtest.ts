// The backtest as people start it and look at it. What is stored counts duplicates that not everybody may see, so the
// figures are counted anew for each viewer over the queries whose two issues are visible; only the curve, which holds
// shares of everything and no counts, is kept for who may start an analysis of all its spaces.

import * as v from 'valibot';
import type { BacktestResult, BacktestView, MissedDuplicate } from '../contract';
import type { DecisionContext } from '../duplicates/review-context';
import { AppError } from '../errors';
import { mayStart, mustBrowse } from '../scan/control';
import type { CoverageRecord } from '../storage/stores';
import { type BacktestRecord, emptyBacktest, isLiveJob, newJob, queriesSchema } from './backtest-record';
import { recallOf } from './recall';
import type { ReplayedQuery } from './replay';
import { visibleIssues } from './visible-pairs';

export interface BacktestRequestContext extends DecisionContext {
  readonly pushInsight: (projectId: number) => Promise<void>;
}

export async function startBacktest(projectId: number, context: BacktestRequestContext): Promise<BacktestView> {
  const { coverage, canStart } = await opened(projectId, context);
  if (coverage === null) throw new AppError('NOT_FOUND', 'This space has not been analyzed yet.');
  if (!canStart) throw new AppError('NOT_ALLOWED', 'Only administrators of all analyzed spaces can start a backtest.');
  await context.stores.backtest(projectId).change((record) => {
    const current = record ?? emptyBacktest;
    return isLiveJob(current.job) ? null : { ...current, job: newJob(context.newId(), context.nowMs()) };
  });
  // Also for one that was joined: its message may have been lost, and a second one does no harm.
  await context.pushInsight(projectId);
  return readBacktest(projectId, context);
}

export async function readBacktest(projectId: number, context: DecisionContext): Promise<BacktestView> {
  const { coverage, canStart } = await opened(projectId, context);
  if (coverage === null) return { state: 'never-scanned' };
  const record = (await context.stores.backtest(projectId).read())?.value ?? emptyBacktest;
  const results: BacktestResult[] = [];
  let missed: MissedDuplicate[] = [];
  for (const [index, stored] of record.results.entries()) {
    const queries = await visibleQueries(stored.queryKeys, projectId, context);
    const { engineVersion, finishedAtMs } = stored;
    results.push({ engineVersion, finishedAt: new Date(finishedAtMs).toISOString(), ...recallOf(queries) });
    if (index === 0) missed = missedOf(queries);
  }
  return {
    state: 'ready',
    job: record.job?.state ?? 'none',
    failure: record.job?.failure ?? null,
    canStart,
    results,
    missed,
    curve: canStart ? (record.results[0]?.curve ?? []) : [],
  };
}

async function opened(
  projectId: number,
  { stores, viewer }: DecisionContext,
): Promise<{ coverage: CoverageRecord | null; canStart: boolean }> {
  const coverage = (await stores.coverage(projectId).read())?.value ?? null;
  const projectIds = [projectId, ...(coverage?.scannedProjectIds ?? [])];
  const permissions = await viewer.permissions(projectIds);
  mustBrowse([projectId], permissions);
  return { coverage, canStart: mayStart(projectIds, permissions) };
}

async function visibleQueries(
  keys: BacktestRecord['results'][number]['queryKeys'],
  projectId: number,
  context: DecisionContext,
): Promise<ReplayedQuery[]> {
  const values = await context.stores.texts.read(keys);
  const queries = values.flatMap((value) => v.parse(queriesSchema, value));
  const pairs = queries.map(({ queryId, originalId }) => ({ a: queryId, b: originalId }));
  const { visible } = await visibleIssues(pairs, projectId, context);
  return queries.filter(({ queryId, originalId }) => visible.has(queryId) && visible.has(originalId));
}

const maxMissed = 50;

function missedOf(queries: readonly ReplayedQuery[]): MissedDuplicate[] {
  const rankOf = ({ rank }: { readonly rank: number | null }): number => rank ?? Infinity;
  return queries
    .flatMap(({ queryId, originalId, rank, cosine, missedBecause }) =>
      missedBecause === null ? [] : [{ queryId, originalId, rank, score: cosine, because: missedBecause }],
    )
    .sort((x, y) => (rankOf(y) > rankOf(x) ? 1 : rankOf(y) < rankOf(x) ? -1 : x.queryId - y.queryId))
    .slice(0, maxMissed);
}
