// When a schedule runs and how its last run ended, in words.

import type { ScheduleRunState, ScheduleView } from '../../../src/contract';
import type { TextKey, Words } from '../../shared/text';

/** "Monday" for 1, in the person's language. The first of January 2024 was one. */
export function weekdayName(day: number, { locale }: Words): string {
  return new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' }).format(Date.UTC(2024, 0, day));
}

/** "3:00 AM" for 3. */
export function hourName(hour: number, { locale }: Words): string {
  return new Intl.DateTimeFormat(locale, { timeStyle: 'short', timeZone: 'UTC' }).format(Date.UTC(2024, 0, 1, hour));
}

export function timesWords({ every, day, hour, timeZone }: ScheduleView, words: Words): string {
  const time = hourName(hour, words);
  switch (every) {
    case 'day':
      return words.say('schedule.timesDay', { time, timeZone });
    case 'week':
      return words.say('schedule.timesWeek', { day: weekdayName(day, words), time, timeZone });
    case 'month':
      return words.say('schedule.timesMonth', { day, time, timeZone });
  }
}

const lastKeys: Readonly<Record<ScheduleRunState, TextKey>> = {
  'under-way': 'schedule.lastUnderWay',
  finished: 'schedule.lastFinished',
  cancelled: 'schedule.lastCancelled',
  failed: 'schedule.lastFailed',
  forgotten: 'schedule.lastForgotten',
  'no-scope': 'schedule.lastNoScope',
  'no-team': 'schedule.lastNoTeam',
  'team-without-items': 'schedule.lastTeamWithoutItems',
};

export function lastRunWords({ lastRun }: ScheduleView, words: Words): string | null {
  return lastRun === null ? null : words.say(lastKeys[lastRun.state], { when: words.clockTime(lastRun.at) });
}
