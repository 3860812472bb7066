// Days as Jira's exports write them, which follow the site's own format. Whether 03/04 is in March or in April is decided
// by the whole column: a first number above twelve can only be a day.

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** ISO 8601 for each, null for what is no date. */
export function readDates(cells: readonly string[]): readonly (string | null)[] {
  const isMonthFirst = cells.some((cell) => Number(slashed.exec(cell)?.[2] ?? 0) > 12);
  return cells.map((cell) => readDate(cell.trim(), isMonthFirst));
}

const iso = /^(\d{4})-(\d\d)-(\d\d)/;
/** 21/Nov/26 3:04 PM, 21-Nov-2026 */
const named = /^(\d{1,2})[/. -]([A-Za-z]{3})[a-z]*[/. -](\d{2,4})/;
/** 21.11.2026, 11/21/26 */
const slashed = /^(\d{1,2})[/.](\d{1,2})[/.](\d{2,4})/;

function readDate(cell: string, isMonthFirst: boolean): string | null {
  const byIso = iso.exec(cell);
  if (byIso !== null) return dayOf(Number(byIso[1]), Number(byIso[2]), Number(byIso[3]));
  const byName = named.exec(cell);
  if (byName !== null) {
    return dayOf(yearOf(byName[3]), months.indexOf((byName[2] ?? '').toLowerCase()) + 1, Number(byName[1]));
  }
  const bySlash = slashed.exec(cell);
  if (bySlash === null) return null;
  const [, first, second, year] = bySlash;
  const [day, month] = isMonthFirst && !cell.includes('.') ? [second, first] : [first, second];
  return dayOf(yearOf(year), Number(month), Number(day));
}

function yearOf(written = ''): number {
  const year = Number(written);
  return written.length === 2 ? 2_000 + year : year;
}

/** Null for a day that does not exist. */
function dayOf(year: number, month: number, day: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  const isReal = date.getUTCMonth() === month - 1 && date.getUTCDate() === day && year >= 1970 && year < 3_000;
  return isReal ? date.toISOString() : null;
}
