// When a pair that is left for later comes back: at eight in the morning of a day, in the time of the person who chose it,
// so that it waits there when they start to work.

export type SnoozeChoice = 'tomorrow' | 'next-week';

const morningHour = 8;

/** ISO 8601. Next week is its Monday, also on a Sunday, when that is tomorrow. */
export function snoozeEnd(choice: SnoozeChoice, nowMs: number): string {
  const now = new Date(nowMs);
  const days = choice === 'tomorrow' ? 1 : 7 - ((now.getDay() + 6) % 7);
  return morningOf(new Date(now.getFullYear(), now.getMonth(), now.getDate() + days));
}

/** `day` as a date field gives it, such as `2026-05-04`. Null when it is not a day after today, or too far away. */
export function snoozeUntilDay(day: string, nowMs: number): string | null {
  const [year, month, date] = day.split('-').map(Number);
  if (year === undefined || month === undefined || date === undefined) return null;
  const morning = new Date(year, month - 1, date);
  if (Number.isNaN(morning.getTime())) return null;
  const iso = morningOf(morning);
  const awayMs = Date.parse(iso) - nowMs;
  return morning.getTime() > nowMs && awayMs <= 365 * dayMs ? iso : null;
}

const dayMs = 86_400_000;

function morningOf(day: Date): string {
  return new Date(day.getFullYear(), day.getMonth(), day.getDate(), morningHour).toISOString();
}
