// When a schedule is due next, and the name of the analysis that a due moment starts. People choose an hour on the clock of
// their own place, so a moment is that hour there, whatever the clocks do in between. The name follows from the moment: a
// run that was killed half-way starts the same analysis again and not another one. Pure.

import { createHash } from 'node:crypto';
import * as v from 'valibot';

const dayMs = 86_400_000;

export const wishSchema = v.pipe(
  v.object({
    every: v.picklist(['day', 'week', 'month']),
    /** On the clock of the time zone, 0 to 23. */
    hour: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(23)),
    /** Of a week 1 (Monday) to 7, of a month 1 to 28; of a day 1. */
    day: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(28)),
    timeZone: v.pipe(v.string(), v.maxLength(60), v.check(isTimeZone, 'must be the name of a time zone')),
    isPaused: v.boolean(),
  }),
  v.check(({ every, day }) => every !== 'week' || day <= 7, 'A week has seven days.'),
);
type Wish = v.InferOutput<typeof wishSchema>;

export const timetableSchema = v.object({
  v: v.literal(1),
  items: v.array(
    v.object({
      id: v.string(),
      /** On whose page it stands. */
      projectId: v.number(),
      /** Null: this space alone, everything in it. */
      scopeId: v.nullable(v.string()),
      wish: wishSchema,
      dueMs: v.number(),
      /** Without a name: it could not start, for that reason. Older versions knew one reason and did not name it. */
      last: v.nullable(
        v.object({
          scanId: v.nullable(v.string()),
          atMs: v.number(),
          problem: v.optional(v.picklist(['no-scope', 'no-team', 'team-without-items'])),
        }),
      ),
    }),
  ),
});
export type Timetable = v.InferOutput<typeof timetableSchema>;
export type TimetableItem = Timetable['items'][number];

export const emptyTimetable: Timetable = { v: 1, items: [] };

/** Months have at least 28 days, so every month has its moment. */
export function nextDueMs({ every, hour, day, timeZone }: Omit<Wish, 'isPaused'>, afterMs: number): number {
  const isDay = (date: Date): boolean => {
    // Sunday is 0 for JavaScript and the seventh day for people.
    if (every === 'week') return (date.getUTCDay() || 7) === day;
    return every === 'day' || date.getUTCDate() === day;
  };
  const today = Math.floor((afterMs + offsetMs(afterMs, timeZone)) / dayMs) * dayMs;
  for (let startMs = today - dayMs; ; startMs += dayMs) {
    if (!isDay(new Date(startMs))) continue;
    const dueMs = momentOf(startMs + hour * 3_600_000, timeZone);
    if (dueMs > afterMs) return dueMs;
  }
}

/** The first moment at which the clocks there show this or, where they skip it, more. `wallMs` as if it were UTC. */
function momentOf(wallMs: number, timeZone: string): number {
  const offsets = [wallMs - dayMs, wallMs + dayMs].map((ms) => offsetMs(ms, timeZone));
  const shown = offsets.map((offset) => wallMs - offset).filter((ms) => ms + offsetMs(ms, timeZone) === wallMs);
  // Shown twice when clocks go back: the first time. Skipped: the moment at which they are put forward.
  return shown.length > 0 ? Math.min(...shown) : wallMs - (offsets[0] ?? 0);
}

/** What the clocks there are ahead of UTC. */
function offsetMs(atMs: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(atMs);
  const [year = 0, month = 1, ...rest] = ['year', 'month', 'day', 'hour', 'minute', 'second'].map((name) =>
    Number(parts.find(({ type }) => type === name)?.value ?? 0),
  );
  const [day, hour, minute, second] = rest;
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(atMs / 1_000) * 1_000;
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch (error) {
    // The only way in which Intl says that it does not know a name.
    if (error instanceof RangeError) return false;
    throw error;
  }
}

export function scheduledScanId({ id, dueMs }: Pick<TimetableItem, 'id' | 'dueMs'>): string {
  return createHash('sha256').update(`schedule ${id} ${dueMs}`).digest('hex').slice(0, 16);
}

/** Moments that were missed are not made up for one by one: the next one lies ahead. Null when it has moved already. */
export function afterRun(
  table: Timetable,
  ran: TimetableItem,
  outcome: Omit<NonNullable<TimetableItem['last']>, 'atMs'>,
  nowMs: number,
): Timetable | null {
  const item = table.items.find(({ id }) => id === ran.id);
  if (item === undefined || item.dueMs !== ran.dueMs) return null;
  const next = { ...item, dueMs: nextDueMs(item.wish, nowMs), last: { ...outcome, atMs: nowMs } };
  return { v: 1, items: table.items.map((one) => (one === item ? next : one)) };
}
