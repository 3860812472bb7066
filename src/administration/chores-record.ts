// When the daily and the weekly work was done last, what it did, and which of the hourly work fails.

import * as v from 'valibot';

const failureSchema = v.object({
  chore: v.picklist(['summaries', 'analyses', 'schedules', 'repeats', 'audit', 'cleaning', 'accounts', 'functions']),
  code: v.string(),
  /** Of the first of the hours in which it failed. */
  sinceMs: v.number(),
});
export type ChoreFailure = v.InferOutput<typeof failureSchema>;
export type ChoreName = ChoreFailure['chore'];

export const choresSchema = v.object({
  v: v.literal(1),
  purgedAtMs: v.number(),
  purged: v.object({
    auditLines: v.number(),
    historyLines: v.number(),
    // Older versions removed less.
    deeds: v.optional(v.number(), 0),
    analyses: v.optional(v.number(), 0),
    readMarks: v.optional(v.number(), 0),
  }),
  /** When the hourly work ended without a failure. */
  hourlyAtMs: v.optional(v.number(), 0),
  /** What failed in the last hour. */
  failures: v.optional(v.array(failureSchema), []),
  reportedAtMs: v.number(),
  reported: v.object({ accounts: v.number(), erased: v.number() }),
});
export type Chores = v.InferOutput<typeof choresSchema>;

export const noChores: Chores = {
  v: 1,
  purgedAtMs: 0,
  purged: { auditLines: 0, historyLines: 0, deeds: 0, analyses: 0, readMarks: 0 },
  hourlyAtMs: 0,
  failures: [],
  reportedAtMs: 0,
  reported: { accounts: 0, erased: 0 },
};
