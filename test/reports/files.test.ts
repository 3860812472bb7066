// Files that the page makes, read back by other programs' rules: a workbook must be well-formed XML with the same text in
// its cells, JSON must parse, and twenty thousand rows must be written in a moment.

import { unzipSync } from 'fflate';
import { load } from 'cheerio';
import * as fc from 'fast-check';
import type { IssueView, ReportColumn } from '../../src/contract';
import { allColumns, pairColumns, type ReadRow } from '../../static/project/reports/columns';
import { fileName, makeFile } from '../../static/project/reports/make-file';
import { tableOf } from '../../static/project/reports/report-table';
import { workbookOf } from '../../static/project/reports/workbook';
import { wordsFor } from '../../static/shared/text';

const words = wordsFor('en-US');
const calm = new AbortController().signal;

const issue = (id: number, summary: string): IssueView => ({
  id,
  key: `SHOP-${id}`,
  summary,
  projectId: 1,
  projectKey: 'SHOP',
  projectName: 'Shop',
  typeName: 'Bug',
  typeIconUrl: null,
  statusName: 'Open',
  statusCategory: 'new',
  resolutionName: null,
  created: '2026-01-02T03:04:05.000Z',
  updated: '2026-01-02T03:04:05.000Z',
});
const readRow = (at: number, summary: string): ReadRow => ({
  row: {
    a: at,
    b: at + 1,
    score: 0.8125,
    tier: 'possible',
    reasons: ['shared-terms', 'same-component'],
    state: 'duplicate',
    decidedAt: '2026-11-20T10:00:00.000Z',
    decidedByAccountId: 'ada',
  },
  first: issue(at, summary),
  other: issue(at + 1, 'Ошибка 検索 خطأ'),
  answeredBy: 'Ada Admin',
});

async function cellsOf(book: Blob): Promise<string[][]> {
  const files = unzipSync(new Uint8Array(await book.arrayBuffer()));
  const text = (path: string): string => new TextDecoder().decode(files[path]);
  const read = (path: string) => load(text(path), { xml: true });
  const shared = 'xl/sharedStrings.xml' in files ? read('xl/sharedStrings.xml') : null;
  const strings =
    shared === null
      ? []
      : shared('si')
          .toArray()
          .map((one) => shared(one).text());
  const sheet = read('xl/worksheets/sheet1.xml');
  expect(sheet('f').length).toBe(0);
  return sheet('row')
    .toArray()
    .map((row) =>
      sheet(row)
        .find('c')
        .toArray()
        .map((cell) => {
          const value = sheet(cell).text();
          return sheet(cell).attr('t') === 's' ? (strings[Number(value)] ?? '') : value;
        }),
    );
}

it('writes a workbook whose cells are the same text, of any script, and never a formula', async () => {
  const cell = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }).filter((text) => text.trim() === text);
  const formulas = fc.constantFrom(
    '=1+1',
    '+A1',
    '@SUM(A1)',
    '<b>&amp;"',
    'Ошибка',
    '検索',
    'خطأ',
    '😀',
    'constructor',
    '__proto__',
    'toString',
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.oneof(cell, formulas), fc.oneof(cell, formulas)), { minLength: 1 }),
      async (rows) => {
        const written = await cellsOf(await workbookOf([['One', 'Two'], ...rows]));
        const plain = (text: string): string =>
          text in Object.prototype ? `${text} ` : text.replace(/[^\t\n\r\P{Cc}]|[\uFFFE\uFFFF]|\p{Cs}/gu, ' ');
        expect(written).toEqual([['One', 'Two'], ...rows.map((row) => row.map(plain))]);
      },
    ),
    { numRuns: 100 },
  );
});

it('writes in every form the chosen columns in the chosen order', async () => {
  const columns: readonly ReportColumn[] = ['otherSummary', 'key', 'match', 'answer'];
  const table = tableOf([readRow(1, 'Cart')], pairColumns(columns, words));
  const made = async (format: 'csv' | 'json') => (await makeFile(table, { format, byteOrderMark: false }, calm)).text();
  expect(await made('csv')).toBe('Later title,Work item,Match,Answer\r\nОшибка 検索 خطأ,SHOP-1,0.813,Duplicate\r\n');
  expect(JSON.parse(await made('json'))).toEqual([
    { otherSummary: 'Ошибка 検索 خطأ', key: 'SHOP-1', match: 0.813, answer: 'Duplicate' },
  ]);
  const book = await workbookOf([table.head, ...table.lines]);
  expect((await cellsOf(book))[1]).toEqual(['Ошибка 検索 خطأ', 'SHOP-1', '0.813', 'Duplicate']);
});

it('has a head for every column in every line', () => {
  const { names, head, lines } = tableOf([readRow(1, 'Cart')], pairColumns(allColumns, words));
  expect(names).toEqual(allColumns);
  expect([head, ...lines].map((line) => line.length)).toEqual([allColumns.length, allColumns.length]);
});

it('writes twenty thousand rows of all columns in a moment', async () => {
  const rows = Array.from({ length: 20_000 }, (_, at) => readRow(at + 1, `=Title ${at}, with "quotes"`));
  for (const [format, mostMs] of [
    ['csv', 1_500],
    ['json', 1_500],
  ] as const) {
    const startedAtMs = performance.now();
    const file = await makeFile(tableOf(rows, pairColumns(allColumns, words)), { format, byteOrderMark: true }, calm);
    const tookMs = performance.now() - startedAtMs;
    console.info(`${format}: ${file.size} bytes in ${Math.round(tookMs)} ms.`);
    expect(tookMs).toBeLessThan(mostMs);
  }
}, 60_000);

it('names a file by space and day, without anything that a file system could misread', () => {
  expect(fileName('SHOP', 'csv', Date.parse('2026-11-21T23:00:00Z'))).toBe('backlog-intelligence-SHOP-2026-11-21.csv');
  expect(fileName('../x', 'xlsx', 0)).toBe('backlog-intelligence-x-1970-01-01.xlsx');
});
