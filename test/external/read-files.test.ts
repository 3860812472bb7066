// Files of other sites as people have them: Jira's own columns, several encodings and forms of dates, and everything that
// is no such file, each with one sentence.

import fc from 'fast-check';
import Papa from 'papaparse';
import { decodeText } from '../../static/project/external/decode-text';
import { externalRows, guessMapping } from '../../static/project/external/map-columns';
import { readDates } from '../../static/project/external/read-dates';
import { readTable, type Table } from '../../static/project/external/read-table';
import { partsOf } from '../../static/project/external/upload-parts';
import { wordsFor } from '../../static/shared/text';

const bytesOf = (text: string) => new TextEncoder().encode(text);
const utf16 = (text: string, isBig: boolean) => {
  const bytes = Buffer.from(text, 'utf16le');
  return new Uint8Array(isBig ? bytes.swap16() : bytes);
};

function tableOf(bytes: Uint8Array): Table {
  const table = readTable(bytes);
  if ('problem' in table) throw new Error(table.problem);
  return table;
}

const jiraExport = [
  'Summary,Issue key,Issue id,Status,Created,Comment,Comment,Labels,Labels,Description',
  '"Größe, ""falsch""",OLD-1,10001,Open,21/Nov/26 3:04 PM,first,second,,x,"Line one\nLine two"',
  '=1+1,OLD-2,10002,Done,05/Nov/26 9:00 AM,,,,,<script>alert(1)</script>',
].join('\r\n');

it.each([
  ['UTF-8', bytesOf(jiraExport)],
  ['UTF-8 with a byte order mark', bytesOf(`\uFEFF${jiraExport}`)],
  ['UTF-16 LE with a mark', utf16(`\uFEFF${jiraExport}`, false)],
  ['UTF-16 BE with a mark', utf16(`\uFEFF${jiraExport}`, true)],
  ['UTF-16 LE without one', utf16(jiraExport, false)],
  ['Latin-1', new Uint8Array(Buffer.from(jiraExport, 'latin1'))],
])("reads Jira's own export in %s", (_, bytes) => {
  const table = tableOf(bytes);
  const { rows, leftOut } = externalRows(table, guessMapping(table.head));
  expect(leftOut).toBe(0);
  expect(rows).toEqual([
    {
      key: 'OLD-1',
      title: 'Größe, "falsch"',
      description: 'Line one\nLine two',
      status: 'Open',
      created: '2026-11-21T00:00:00.000Z',
    },
    {
      key: 'OLD-2',
      title: '=1+1',
      description: '<script>alert(1)</script>',
      status: 'Done',
      created: '2026-11-05T00:00:00.000Z',
    },
  ]);
});

it('reads JSON Lines and names in other languages', () => {
  const lines = '{"key":"A-1","title":"検索","created":"2026-11-21T10:00:00Z"}\n\n{"key":"A-2","title":"Ошибка"}\n';
  const table = tableOf(bytesOf(lines));
  expect(externalRows(table, guessMapping(table.head)).rows.map(({ title }) => title)).toEqual(['検索', 'Ошибка']);
  expect(guessMapping(['Zusammenfassung', 'Vorgangsschlüssel', 'Erstellt'])).toMatchObject({
    title: 0,
    key: 1,
    created: 2,
  });
});

it.each([
  ['external.empty', new Uint8Array()],
  ['external.empty', bytesOf(' \n\n')],
  ['external.noText', new Uint8Array([0x50, 0x4b, 3, 4, 0, 0, 0, 0, 1, 2, 3])],
  ['external.noRows', bytesOf('Summary,Issue key\n')],
  ['external.quotes', bytesOf('Summary,Issue key\n"never closed,A-1\n')],
  ['external.jsonLine', bytesOf('{"key":"A-1"}\n{"key":\n')],
  ['external.tooMany', bytesOf(`Summary,Issue key\n${'x,A-1\n'.repeat(20_001)}`)],
  ['external.tooLarge', new Uint8Array(60_000_001)],
])('answers %s with a sentence', (problem, bytes) => {
  const answer = readTable(bytes);
  expect(answer).toMatchObject({ problem });
  if ('problem' in answer) {
    for (const locale of ['en-US', 'de-DE', 'ja-JP']) {
      expect(wordsFor(locale).say(answer.problem, answer.values)).not.toContain('{');
    }
  }
});

it('leaves out rows without a key or a title, shorter and longer ones are no matter', () => {
  const table = tableOf(bytesOf('Summary,Issue key,Status\nOne,A-1\n,A-2,Open\nTwo,,Open\nThree,A-3,Open,too,much\n'));
  const { rows, leftOut } = externalRows(table, guessMapping(table.head));
  expect([rows.map(({ key }) => key), leftOut]).toEqual([['A-1', 'A-3'], 2]);
});

it.each([
  [
    ['21/Nov/26 3:04 PM', '5-Nov-2026'],
    ['2026-11-21', '2026-11-05'],
  ],
  [
    ['03/04/26', '21/04/26'],
    ['2026-04-03', '2026-04-21'],
  ],
  [
    ['03/04/26', '04/21/26'],
    ['2026-03-04', '2026-04-21'],
  ],
  [
    ['21.11.2026 15:04', '2026-11-21 15:04'],
    ['2026-11-21', '2026-11-21'],
  ],
  [
    ['31/Feb/26', 'soon', ''],
    [null, null, null],
  ],
])('reads the days %j', (written, days) => {
  expect(readDates(written).map((one) => one?.slice(0, 10) ?? null)).toEqual(days);
});

it('gives every text of any CSV back, and cuts rows into the same parts again', () => {
  const cell = fc
    .string({ unit: 'grapheme', maxLength: 40 })
    .filter((text) => !/[\0\uFFFD]/.test(text) && text.trim() !== '');
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 30 }), (cells) => {
      const table = tableOf(bytesOf(Papa.unparse([['Issue key', 'Summary'], ...cells])));
      const { rows } = externalRows(table, guessMapping(table.head));
      expect(rows.map(({ key, title }) => [key, title])).toEqual(
        cells.map(([key, title]) => [key.trim(), title.trim()]),
      );
      expect(partsOf(rows).flat()).toEqual(rows);
    }),
  );
});

it('cuts 20,000 long rows into parts that fit into a request', () => {
  const row = { key: 'A-1', title: '語'.repeat(100), description: '語'.repeat(1_000), status: '', created: null };
  const parts = partsOf(Array.from({ length: 2_000 }, () => row));
  expect(Math.max(...parts.map((part) => bytesOf(JSON.stringify(part)).length))).toBeLessThanOrEqual(150_100);
});

it('takes nothing for text that is none', () => expect(decodeText(new Uint8Array([1, 0, 0, 0, 255]))).toBeNull());
