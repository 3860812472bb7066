// When the daily and the weekly work was done last, and what it did.

import * as v from 'valibot';

export const choresSchema = v.object({
  v: v.literal(1),
  purgedAtMs: v.number(),
  purged: v.object({ auditLines: v.number(), historyLines: v.number(), deeds: v.optional(v.number(), 0) }),
  /** When the hourly work ended without a failure. */
  hourlyAtMs: v.optional(v.number(), 0),
  reportedAtMs: v.number(),
  reported: v.object({ accounts: v.number(), erased: v.number() }),
});
export type Chores = v.InferOutput<typeof choresSchema>;

export const noChores: Chores = {
  v: 1,
  purgedAtMs: 0,
  purged: { auditLines: 0, historyLines: 0, deeds: 0 },
  hourlyAtMs: 0,
  reportedAtMs: 0,
  reported: { accounts: 0, erased: 0 },
};
