// Times in JQL: `2026-01-31`, `2026/01/31 09:30`, `-90d`, `"4w 2d"`, milliseconds, and the functions now(), startOfDay()
// and their kin. The site's time zone is UTC. A date without a time means its first minute, as in Jira.

const unitMs = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 } as const;
const dateTime = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[ T](\d{1,2}):(\d{2}))?$/;
const duration = /^([+-]?)(?:(\d+)w)?\s*(?:(\d+)d)?\s*(?:(\d+)h)?\s*(?:(\d+)m)?$/;

/** Milliseconds since 1970, or null when it is no time. */
export function timeOfText(text: string, nowMs: number): number | null {
  const date = dateTime.exec(text);
  if (date !== null) {
    const [, year, month, day, hour, minute] = date;
    const ms = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour ?? 0), Number(minute ?? 0));
    const isReal = new Date(ms).getUTCDate() === Number(day) && new Date(ms).getUTCMonth() === Number(month) - 1;
    return isReal ? ms : null;
  }
  if (/^-?\d{11,}$/.test(text)) return Number(text);
  const span = spanMs(text);
  return span === null ? null : nowMs + span;
}

function spanMs(text: string): number | null {
  const match = duration.exec(text.trim());
  if (match === null || !/\d/.test(text)) return null;
  const [, sign, weeks, days, hours, minutes] = match;
  const ms =
    Number(weeks ?? 0) * unitMs.w +
    Number(days ?? 0) * unitMs.d +
    Number(hours ?? 0) * unitMs.h +
    Number(minutes ?? 0) * unitMs.m;
  return sign === '-' ? -ms : ms;
}

/** now(), startOfDay(-7d), endOfMonth() ...; null when there is no such function. */
export function timeOfFunction(name: string, args: readonly string[], nowMs: number): number | null {
  const wanted = name.toLowerCase();
  if (wanted === 'now') return nowMs;
  const match = /^(startof|endof)(day|week|month|year)$/.exec(wanted);
  if (match === null) return null;
  const now = new Date(nowMs);
  const [, edge, unit] = match;
  const isEnd = edge === 'endof';
  const year = now.getUTCFullYear();
  const month = now.getUTCMonth();
  const day = now.getUTCDate();
  const step = isEnd ? 1 : 0;
  const startMs =
    unit === 'day'
      ? Date.UTC(year, month, day + step)
      : unit === 'week'
        ? Date.UTC(year, month, day - now.getUTCDay() + 7 * step)
        : unit === 'month'
          ? Date.UTC(year, month + step, 1)
          : Date.UTC(year + step, 0, 1);
  const shift = args[0] === undefined ? 0 : spanMs(args[0]);
  return shift === null ? null : startMs - step + shift;
}
