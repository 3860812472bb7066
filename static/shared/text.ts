// Every word that people read, in their language. One table per language in `locales/`, the same keys in each; what
// differs between languages beyond words (plurals, numbers, dates, percent signs) is left to Intl.

import english from '../../locales/en-US.json';
import german from '../../locales/de-DE.json';
import japanese from '../../locales/ja-JP.json';
import { formatMessage, type MessageValues } from './message';

export type TextKey = keyof typeof english;

export interface Words {
  /** BCP 47, such as `de-DE`: the person's own, even when the words fall back to English. */
  readonly locale: string;
  say(key: TextKey, values?: MessageValues): string;
  /** `score` in [0, 1]. */
  percent(score: number): string;
  /** "3 minutes ago" of an ISO 8601 time. */
  ago(iso: string): string;
  /** "14:05" of an ISO 8601 time, with the day in front unless it is today. */
  clockTime(iso: string): string;
  number(value: number): string;
  /** "2 min 5 sec": the two largest units that count. */
  duration(ms: number): string;
}

const tables: Readonly<Record<string, Readonly<Record<TextKey, string>>>> = { en: english, de: german, ja: japanese };

const steps: readonly (readonly [unit: Intl.RelativeTimeFormatUnit, seconds: number])[] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

/** `locale` as Jira gives it: `de_DE`, `de-DE` or `de`; an unknown language gets English words. */
export function wordsFor(locale: string, nowMs: () => number = Date.now): Words {
  const tag = knownTag(locale);
  const table = tables[tag.split('-')[0] ?? ''] ?? english;
  const relative = new Intl.RelativeTimeFormat(tag, { numeric: 'auto' });
  return {
    locale: tag,
    say: (key, values = {}) => formatMessage(table[key], values, tag),
    percent: (score) => new Intl.NumberFormat(tag, { style: 'percent' }).format(score),
    ago: (iso) => {
      const seconds = Math.min(0, (Date.parse(iso) - nowMs()) / 1_000);
      const step = steps.find(([, unitSeconds]) => -seconds >= unitSeconds);
      return step ? relative.format(Math.ceil(seconds / step[1]), step[0]) : relative.format(0, 'second');
    },
    clockTime: (iso) => {
      const time = new Date(iso);
      const isToday = time.toDateString() === new Date(nowMs()).toDateString();
      return time.toLocaleString(tag, isToday ? { timeStyle: 'short' } : { dateStyle: 'medium', timeStyle: 'short' });
    },
    number: (value) => new Intl.NumberFormat(tag).format(value),
    duration: (ms) => durationIn(tag, ms),
  };
}

function durationIn(tag: string, ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1_000));
  const parts = (
    [
      ['day', Math.floor(seconds / 86_400)],
      ['hour', Math.floor(seconds / 3_600) % 24],
      ['minute', Math.floor(seconds / 60) % 60],
      ['second', seconds % 60],
    ] as const
  ).map(([unit, count]) => ({
    count,
    text: new Intl.NumberFormat(tag, { style: 'unit', unit, unitDisplay: 'short' }).format(count),
  }));
  const first = parts.findIndex(({ count }) => count > 0);
  if (first < 0) return parts.at(-1)?.text ?? '';
  const shown = parts.slice(first, first + 2).filter(({ count }) => count > 0);
  return shown.map(({ text }) => text).join(' ');
}

function knownTag(locale: string): string {
  try {
    return Intl.getCanonicalLocales(locale.replace('_', '-'))[0] ?? 'en-US';
  } catch {
    // Jira hands through whatever a profile holds; a page in English beats a page that does not open.
    return 'en-US';
  }
}
