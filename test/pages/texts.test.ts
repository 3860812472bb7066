// The language tables and the formatter behind them: same keys everywhere, every placeholder filled, none forgotten.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import english from '../../locales/en-US.json';
import german from '../../locales/de-DE.json';
import japanese from '../../locales/ja-JP.json';
import mailTables from '../../locales/mail.json';
import { evidenceKinds } from '../../src/similarity/evidence';
import { reasonSentence, reasonsOf, failureSentence } from '../../static/shared/explain';
import { formatMessage } from '../../static/shared/message';
import { wordsFor, type TextKey } from '../../static/shared/text';

const tables = { english, german, japanese };
const placeholdersOf = (message: string): readonly string[] =>
  [...new Set([...message.matchAll(/\{\s*(\w+)\s*[,}]/g)].map((match) => String(match[1])))].sort();

test.each(Object.entries(tables))(
  'the %s table has the same keys and the same placeholders as the English one',
  (_name, table) => {
    expect(Object.keys(table).sort()).toEqual(Object.keys(english).sort());
    for (const [key, message] of Object.entries(table)) {
      expect({ key, placeholders: placeholdersOf(message) }).toEqual({
        key,
        placeholders: placeholdersOf(english[key as TextKey]),
      });
    }
  },
);

test.each(Object.entries(mailTables))('the words of mails in %s are those of the English ones', (_name, table) => {
  const shape = (words: object) => Object.entries(words).map(([key, text]) => [key, placeholdersOf(String(text))]);
  expect(shape(table)).toEqual(shape(mailTables['en-US']));
});

test.each(['en-US', 'de-DE', 'ja-JP'])('every message of %s can be said with its placeholders', (locale) => {
  const words = wordsFor(locale);
  for (const key of Object.keys(english) as TextKey[]) {
    const values = Object.fromEntries(placeholdersOf(english[key]).map((name) => [name, 2]));
    expect(words.say(key, values)).not.toMatch(/[{}#]/);
  }
});

test('people read "work item" and "space", as in Jira itself, never "issue" and "project"', () => {
  for (const message of Object.values(english)) expect(message).not.toMatch(/\b(issues?|projects?)\b/i);
});

test('every key of the table is used by a page, or is the title of a module', () => {
  const manifest = readFileSync(join(__dirname, '..', '..', 'manifest.yml'), 'utf8');
  const titles = [...manifest.matchAll(/i18n: ([\w.]+)/g)].map(([, key]) => `'${key}'`);
  const sources = [...['static', 'src/frontend'].flatMap(sourcesIn), ...titles].join('\n');
  const built =
    /^(tier|role|capability|report\.column|report\.what|external\.column|audit\.event|stored\.holds|stored\.size|why\.by|settings(?=\.(?:title|description|code))|stored\.kept|health\.job|health\.chore|health\.check|analyses\.step|analyses\.pause|selfTest|evidence|failure|scan|step|stepState|stepName|undoState|addStep|addState|obstacle|merge\.state|merge\.warning|panel\.verdict|panel\.decide|compare\.field|explain)\./;
  const unused = Object.keys(english).filter(
    (key) => !built.test(key) && !new RegExp(`['"]${key.replaceAll('.', '\\.')}['"]`).test(sources),
  );
  expect(unused).toEqual([]);
});

test('plurals follow the language and numbers its way of writing them', () => {
  const message = '{count, plural, one {# pair} other {# pairs}} of {total}';
  expect(formatMessage(message, { count: 1, total: 12408 }, 'en-US')).toBe('1 pair of 12,408');
  expect(formatMessage(message, { count: 0, total: 'all' }, 'en-US')).toBe('0 pairs of all');
  expect(wordsFor('de_DE').say('count.workItems', { count: 12408 })).toBe('12.408 Vorgänge');
});

test('a message that misses a value or a brace is a defect and says so', () => {
  expect(() => formatMessage('{count} of {total}', { count: 1 }, 'en-US')).toThrow('"total"');
  expect(() => formatMessage('{count', { count: 1 }, 'en-US')).toThrow('closing');
  expect(() => formatMessage('{a, select, other {x}}', { a: 'b' }, 'en-US')).toThrow('only plural');
});

test('an unknown or broken locale falls back to English words', () => {
  for (const locale of ['xx-YY', 'not a locale', ''])
    expect(wordsFor(locale).say('page.title')).toBe('Find duplicates');
});

test('times are told as people tell them, and a clock that is ahead never says "in the future"', () => {
  const now = Date.parse('2026-11-20T12:00:00Z');
  const words = wordsFor('en-US', () => now);
  expect(words.ago('2026-11-20T11:57:00Z')).toBe('3 minutes ago');
  expect(words.ago('2026-11-20T11:59:30Z')).toBe('now');
  expect(words.ago('2026-11-19T11:00:00Z')).toBe('yesterday');
  expect(words.ago('2026-11-20T12:05:00Z')).toBe('now');
});

test('every kind of evidence and every failure has words in every language', () => {
  for (const locale of ['en-US', 'de-DE', 'ja-JP']) {
    const words = wordsFor(locale);
    const all = evidenceKinds.map((kind) => ({ kind, field: null, terms: ['E4012'], contribution: 0 }));
    for (const reason of reasonsOf(all, words)) expect(reasonSentence(reason)).toMatch(/\S+: E4012$/);
    expect(failureSentence({ code: 'RATE_LIMITED', message: '', retryAfterSeconds: 30 }, words)).toContain('30');
  }
});

function sourcesIn(folder: string): readonly string[] {
  const root = join(__dirname, '..', '..', folder);
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !file.includes('build/'))
    .map((file) => readFileSync(join(root, file), 'utf8'));
}
