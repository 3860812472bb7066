// CSV files hold any text of a work item, so they are tried with any text: an independent reader must give back what was
// written, and nothing may begin with what a spreadsheet runs.

import * as fc from 'fast-check';
import Papa from 'papaparse';
import { csvOf } from '../../static/shared/csv';

const trigger = /^\s*[=+\-@\t\r\n＝＋－＠]/;
const cell = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc
    .tuple(fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n', "'=", "''@", ' =', '＝', '"', ',', ';'), fc.string())
    .map(([start, rest]) => start + rest),
  fc.constantFrom('', 'a,b', 'say "hi"', 'two\nlines', 'two\r\nlines', 'Ошибка', '検索', 'خطأ', '\uFEFFmark', "'plain"),
);

it('gives every text back and begins no cell with a formula', () => {
  const cells = fc.array(fc.array(cell, { minLength: 2, maxLength: 2 }), { minLength: 1, maxLength: 10 });
  let tried = 0;
  fc.assert(
    fc.property(cells, fc.boolean(), (rows, byteOrderMark) => {
      const read = readCells(csvOf(rows, { byteOrderMark }));
      expect(read.flat().filter((text) => trigger.test(text))).toEqual([]);
      expect(read.map((row) => row.map(withoutGuard))).toEqual(rows);
      tried += rows.length * 2;
    }),
    { numRuns: 1_000, examples: [[[['\v\t', '\v\n=']], false]] },
  );
  expect(tried).toBeGreaterThan(5_000);
});

it('writes numbers as numbers, nothing as an empty cell, and ends every line with CR LF', () => {
  expect(
    csvOf(
      [
        ['a', -1.5, null],
        [Number.NaN, 0, 'b c'],
      ],
      { byteOrderMark: false },
    ),
  ).toBe('a,-1.5,\r\n,0,b c\r\n');
});

it('puts the byte order mark in front only on request', () => {
  expect(csvOf([['é']], { byteOrderMark: true })).toBe('\uFEFFé\r\n');
});

it('guards a formula in the first cell and leaves the same sign alone further in', () => {
  expect(csvOf([['=HYPERLINK("x")', 'a = b']], { byteOrderMark: false })).toBe('"\'=HYPERLINK(""x"")",a = b\r\n');
});

function readCells(text: string): string[][] {
  const withoutMark = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const { data, errors } = Papa.parse<string[]>(withoutMark.replace(/\r\n$/, ''), { delimiter: ',', newline: '\r\n' });
  expect(errors).toEqual([]);
  return data;
}

/** What a person does who takes the apostrophe away that a spreadsheet shows. */
function withoutGuard(text: string): string {
  return /^'+\s*[\t\r\n=+\-@＝＋－＠]/.test(text) ? text.slice(1) : text;
}
