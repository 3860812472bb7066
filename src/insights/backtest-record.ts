// What is kept of the backtests of one project: the job that is under way, and one result for each version of the engine.
// A job is one record with a lease, written on the condition of its version, so that a killed delivery is taken over and
// two deliveries never work on the same one. Ids, ranks and shares only; no texts.

import * as v from 'valibot';
import type { MissReason } from '../contract';

const missReasons = [
  'no-shared-words',
  'little-text',
  'different-words',
  'one-of-a-template',
  'others-closer',
] as const satisfies readonly MissReason[];

const failureSchema = v.object({
  code: v.picklist(['NOT_FOUND', 'DAMAGED', 'INTERNAL']),
  message: v.string(),
});

const jobSchema = v.object({
  id: v.string(),
  state: v.picklist(['queued', 'running', 'failed']),
  startedAtMs: v.number(),
  lease: v.nullable(v.object({ untilMs: v.number() })),
  /** Deliveries since the last progress. */
  attempts: v.number(),
  /** Links of all issues up to this id are read. */
  lastIssueId: v.number(),
  /** Values with the pairs that were read so far. */
  linkKeys: v.array(v.string()),
  areLinksRead: v.boolean(),
  failure: v.nullable(failureSchema),
});
export type BacktestJob = v.InferOutput<typeof jobSchema>;

const resultSchema = v.object({
  engineVersion: v.string(),
  finishedAtMs: v.number(),
  /** Values with the queries, in the order of their creation. */
  queryKeys: v.array(v.string()),
  curve: v.array(v.object({ threshold: v.number(), recall: v.number(), precision: v.nullable(v.number()) })),
  /** Projects of the analysis that was asked again. */
  projectIds: v.array(v.number()),
});
type StoredResult = v.InferOutput<typeof resultSchema>;

export const backtestSchema = v.object({
  v: v.literal(1),
  job: v.nullable(jobSchema),
  /** The newest first. */
  results: v.array(resultSchema),
});
export type BacktestRecord = v.InferOutput<typeof backtestSchema>;

export const linksSchema = v.pipe(v.string(), v.parseJson(), v.array(v.tuple([v.number(), v.number()])));
export const queriesSchema = v.pipe(
  v.string(),
  v.parseJson(),
  v.array(
    v.object({
      queryId: v.number(),
      originalId: v.number(),
      rank: v.nullable(v.number()),
      cosine: v.number(),
      missedBecause: v.nullable(v.picklist(missReasons)),
    }),
  ),
);

export const emptyBacktest: BacktestRecord = { v: 1, job: null, results: [] };

export function newJob(id: string, nowMs: number): BacktestJob {
  return {
    id,
    state: 'queued',
    startedAtMs: nowMs,
    lease: null,
    attempts: 0,
    lastIssueId: 0,
    linkKeys: [],
    areLinksRead: false,
    failure: null,
  };
}

export function isLiveJob(job: BacktestJob | null): job is BacktestJob {
  return job !== null && job.state !== 'failed';
}

/** One for each version of the engine; the job is done. */
export function withResult(record: BacktestRecord, result: StoredResult): BacktestRecord {
  const others = record.results.filter(({ engineVersion }) => engineVersion !== result.engineVersion);
  return { v: 1, job: null, results: [result, ...others].slice(0, maxVersions) };
}

const maxVersions = 10;
