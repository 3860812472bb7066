// What is stored of a scan, and of the results that it leaves: one record, parsed when it is read. What happens to it
// stands in `scan.ts`.

import * as v from 'valibot';
import { emptyTimeline, pauseReasonSchema, timelineSchema } from './timeline';
import { storedWordsSchema } from './word-rules';

const failureSchema = v.object({
  code: v.picklist([
    'BAD_INPUT',
    'BAD_JQL',
    'NOT_ALLOWED',
    'NOT_FOUND',
    'CONFLICT',
    'EXPIRED',
    'RATE_LIMITED',
    'TOO_SOON',
    'JIRA_UNAVAILABLE',
    'STORAGE_UNAVAILABLE',
    'DAMAGED',
    'UNLICENSED',
    'INTERNAL',
  ]),
  message: v.string(),
});

/** Of the title, the description and its code. */
const fieldWeightsSchema = v.tuple([v.number(), v.number(), v.number()]);

/** Where the results of a scan lie. Small enough to be kept in the coverage record that a screen reads first. */
export const resultsSchema = v.object({
  engineVersion: v.string(),
  issueCount: v.number(),
  lists: v.array(v.object({ key: v.string(), firstId: v.number(), lastId: v.number() })),
  pairs: v.array(v.string()),
  /** Beside each part of the pairs: the projects of its issues. */
  pairProjects: v.array(v.string()),
  /** Pairs that are shown as one row for each series, and their projects; results of older versions have none. */
  series: v.optional(v.array(v.string()), []),
  seriesProjects: v.optional(v.array(v.string()), []),
  statistics: v.array(v.string()),
  /** The first value of the lookup, its head; results of older versions have none. */
  lookup: v.optional(v.string()),
  crowds: v.optional(v.array(v.string()), []),
  /** How this site's tiers differ; what is judged afterwards is judged alike. */
  calibration: v.optional(v.object({ shift: v.number(), stretch: v.number() })),
  /** What the scores were made with; absent: the engine's own. */
  fieldWeights: v.optional(fieldWeightsSchema),
  /** What its texts were read with; absent: nothing of the site's own. */
  words: v.optional(storedWordsSchema),
  /** The pairs in short, which outlive the other values: what a later analysis is compared with. */
  run: v.optional(v.string()),
  /** Very likely pairs that the analyses before had not found, the surest first; a few. */
  fresh: v.optional(v.array(v.object({ a: v.number(), b: v.number() }))),
});
export type Results = v.InferOutput<typeof resultsSchema>;

export const scanSchema = v.object({
  v: v.literal(1),
  id: v.string(),
  /** Equal for scans of the same projects and backlogs with the same JQL. */
  scopeKey: v.string(),
  /** What was asked for; `partial` tells which of them cannot be read. */
  projectIds: v.array(v.number()),
  jql: v.nullable(v.string()),
  /** Backlogs of other sites that the result is compared with; empty: all that are attached. */
  backlogIds: v.optional(v.array(v.string()), () => []),
  /** What the site's settings said at the start; a change of them does not reach an analysis that is under way. */
  options: v.optional(
    v.object({
      itemsJql: v.nullable(v.string()),
      fieldWeights: fieldWeightsSchema,
      words: v.optional(storedWordsSchema),
    }),
  ),
  phase: v.picklist(['queued', 'fetching', 'comparing', 'publishing', 'finished', 'cancelled', 'failed']),
  startedAtMs: v.number(),
  heartbeatMs: v.number(),
  finishedAtMs: v.nullable(v.number()),
  lease: v.nullable(v.object({ holder: v.string(), untilMs: v.number() })),
  pause: v.nullable(v.object({ reason: pauseReasonSchema, untilMs: v.number() })),
  timeline: v.optional(timelineSchema, () => emptyTimeline),
  /** The stretches of ids that are not read yet, ascending; everything below the first is stored. */
  lanes: v.array(v.object({ after: v.number(), upTo: v.nullable(v.number()) })),
  /** About where the ids of the scope ended when the walk began. */
  highestIssueId: v.number(),
  /** When the last walk over everything began that these blocks rest on. */
  walkedAtMs: v.number(),
  /** The blocks of the analysis before, while it is not sure yet that with them only changes have to be read. */
  base: v.nullable(
    v.object({
      blocks: v.array(v.object({ key: v.string(), issueCount: v.number() })),
      /** So many of them are taken over. */
      copied: v.number(),
      /** What changed from then on is read. */
      sinceMs: v.number(),
    }),
  ),
  isFetched: v.boolean(),
  blocks: v.array(v.object({ key: v.string(), issueCount: v.number() })),
  issuesExpected: v.nullable(v.number()),
  /** Of each project, how many issues of the scope everybody sees who may browse it; scans of older versions have none. */
  openIssues: v.optional(v.array(v.object({ projectId: v.number(), count: v.number() })), []),
  pointsUsed: v.number(),
  /** From when on, and from how many issues on, the pace of reading is measured. */
  paceFrom: v.object({ atMs: v.number(), issues: v.number() }),
  comparedFraction: v.number(),
  /** Likely duplicates, without those of a pattern. */
  pairsFound: v.nullable(v.number()),
  partial: v.array(v.object({ projectId: v.number(), reason: v.string() })),
  results: v.nullable(resultsSchema),
  failure: v.nullable(failureSchema),
  /** Deliveries since the last progress, whatever ended them. */
  attempts: v.number(),
});
export type Scan = v.InferOutput<typeof scanSchema>;
export type ScanOptions = NonNullable<Scan['options']>;
export type Pause = NonNullable<Scan['pause']>;
