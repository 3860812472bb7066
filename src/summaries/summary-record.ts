// What is stored of summaries by mail: for each space its work item and its clock, in one record of the site, since every
// hour asks which are due; and for a space the mails of the run under way. People stand there only as a hash that is
// another one for every run.

import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { nextDueMs, wishSchema } from '../scan/timetable';

const { hour, timeZone, isPaused } = wishSchema.entries;
export const clockSchema = v.object({
  hour,
  weekday: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(7)),
  timeZone,
  isPaused,
});
type Clock = v.InferOutput<typeof clockSchema>;

export const digestSchema = v.object({
  projectId: v.number(),
  issueId: v.number(),
  ...clockSchema.entries,
  /** When mail leaves next: once a day, whoever wants it weekly gets it on one of these. */
  dueMs: v.number(),
  last: v.nullable(
    v.object({
      atMs: v.number(),
      sent: v.number(),
      unsure: v.number(),
      problem: v.nullable(v.literal('no-item')),
    }),
  ),
});
export type Digest = v.InferOutput<typeof digestSchema>;

export const digestsSchema = v.object({ v: v.literal(1), digests: v.array(digestSchema) });
export type Digests = v.InferOutput<typeof digestsSchema>;

export const mailingSchema = v.object({
  v: v.literal(1),
  /** Of the run. */
  dueMs: v.number(),
  /** Whose mail was about to leave: written before Jira is asked, and taken back only when Jira has plainly refused. */
  begun: v.array(v.string()),
  /** ... and of those whose mail Jira has taken. */
  sent: v.array(v.string()),
});
export type Mailing = v.InferOutput<typeof mailingSchema>;

/** Of one person in one run; says nothing of the person to who reads the store, and nothing at all once the run is over. */
export function markOf(accountId: string, { projectId, dueMs }: Pick<Digest, 'projectId' | 'dueMs'>): string {
  return createHash('sha256').update(`${projectId} ${dueMs} ${accountId}`).digest('hex').slice(0, 16);
}

export function nextMailMs({ hour: at, timeZone: place }: Clock, afterMs: number): number {
  return nextDueMs({ every: 'day', hour: at, day: 1, timeZone: place }, afterMs);
}

/** Whether the weekly moment lies between the moment that was due and now: then a late run still is the weekly one. */
export function isWeekly({ hour: at, weekday, timeZone: place, dueMs }: Digest, nowMs: number): boolean {
  return nextDueMs({ every: 'week', hour: at, day: weekday, timeZone: place }, dueMs - 1) <= nowMs;
}
