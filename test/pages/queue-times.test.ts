// When a pair that is left for later comes back, in the time zone that this test happens to run in.

import { snoozeEnd, snoozeUntilDay } from '../../static/project/review/queue-times';

const at = (year: number, month: number, day: number, hour: number, minute = 0): number =>
  new Date(year, month - 1, day, hour, minute).getTime();

test.each([
  ['tomorrow', at(2026, 5, 4, 23, 59), at(2026, 5, 5, 8)],
  ['tomorrow', at(2026, 12, 31, 7), at(2027, 1, 1, 8)],
  ['next-week', at(2026, 5, 4, 9), at(2026, 5, 11, 8)], // a Monday
  ['next-week', at(2026, 5, 8, 18), at(2026, 5, 11, 8)], // a Friday
  ['next-week', at(2026, 5, 10, 22), at(2026, 5, 11, 8)], // a Sunday
] as const)('%s of %d is a morning', (choice, nowMs, endMs) => {
  expect(Date.parse(snoozeEnd(choice, nowMs))).toBe(endMs);
});

test('a day of one’s own is its morning', () => {
  expect(Date.parse(snoozeUntilDay('2026-06-01', at(2026, 5, 4, 9)) ?? '')).toBe(at(2026, 6, 1, 8));
});

test.each(['2026-05-04', '2026-05-03', '2027-06-01', '', 'soon', '2026-99-99'])('%p is no such day', (day) => {
  expect(snoozeUntilDay(day, at(2026, 5, 4, 9))).toBeNull();
});
