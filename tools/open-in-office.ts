// `npm run office`: lets LibreOffice open a workbook of 5,000 random cells, and a CSV file of as many that look like
// formulas, and give both back as CSV, for the nightly run of a machine that has it. A second program reading the files
// finds what our own reader would overlook.

import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import Papa from 'papaparse';
import { csvOf } from '../static/shared/csv';
import { workbookOf } from '../static/project/reports/workbook';

const rowCount = 1_000;
const columnCount = 5;
const seed = 20_261_121;
/** Comma, quotation mark, UTF-8, from the first line, every cell as the text that it shows. */
const csvFilter = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,true,false';

async function main(): Promise<number> {
  const office = ['soffice', 'libreoffice'].find((name) => spawnSync(name, ['--version']).status === 0);
  if (office === undefined) {
    console.log('LibreOffice is not installed here, so no file was opened. Debian: apt-get install libreoffice-calc.');
    return 0;
  }
  const folder = mkdtempSync(join(tmpdir(), 'office-'));
  try {
    const texts = tableOf(anyText);
    const workbook = new Uint8Array(await (await workbookOf(texts)).arrayBuffer());
    const formulas = tableOf(formulaLike);
    // The apostrophe in front is seen in a spreadsheet; that it is still there says that nothing was computed.
    const guarded = formulas.map((row) => row.map((cell) => `'${cell}`));
    const wrong = [
      ...differing(texts, readByOffice(office, folder, 'cells.xlsx', workbook)),
      ...differing(guarded, readByOffice(office, folder, 'formulas.csv', csvOf(formulas, { byteOrderMark: true }))),
    ];
    console.log(`LibreOffice read ${2 * rowCount * columnCount} cells, ${wrong.length} of them differently.`);
    for (const cell of wrong.slice(0, 10)) console.error(JSON.stringify(cell));
    return wrong.length === 0 ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** In a window LibreOffice sees the byte order mark; without one it has to be told. Comma, quotation mark, UTF-8. */
const asUtf8 = '--infilter=CSV:44,34,76,1';

function readByOffice(office: string, folder: string, name: string, content: string | Uint8Array): string[][] {
  const answers = join(folder, 'read');
  writeFileSync(join(folder, name), content);
  const filters = [...(name.endsWith('.csv') ? [asUtf8] : []), '--convert-to', csvFilter];
  execFileSync(office, ['--headless', ...filters, '--outdir', answers, join(folder, name)], { timeout: 300_000 });
  const read = readFileSync(join(answers, name.replace(/\.\w+$/, '.csv')), 'utf8').replace(/^\uFEFF/, '');
  return Papa.parse<string[]>(read).data;
}

function differing(wanted: readonly (readonly string[])[], read: readonly (readonly string[])[]): string[] {
  return wanted.flatMap((row, at) => row.filter((cell, column) => read[at]?.[column] !== cell));
}

function tableOf(text: fc.Arbitrary<string>): string[][] {
  const cells = fc.sample(text, { seed, numRuns: rowCount * columnCount });
  return Array.from({ length: rowCount }, (_, row) => cells.slice(row * columnCount, (row + 1) * columnCount));
}

// White space at an end and control characters are changed on purpose when a workbook is written.
const plainText = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
  .filter((one) => one.trim() === one && !/[\p{Cc}\p{Cs}\uFFFE\uFFFF]/u.test(one) && !(one in Object.prototype));
const anyText = fc.oneof(
  plainText,
  fc.constantFrom('=1+1', '+A1', '-1', '@SUM(A1)', '1e5', '2026-11-21', 'TRUE', '検索', 'خطأ', 'Ошибка', '😀'),
);
const formulaLike = fc.oneof(
  fc.tuple(fc.constantFrom('=', '+', '-', '@', '＝', '＋', '－', '＠'), plainText).map((parts) => parts.join('')),
  fc.constantFrom('=1+1', '=HYPERLINK("https://example.com";"x")', "=cmd|' /C calc'!A0", '-2+3', '@SUM(1,2)'),
);

void main().then((code) => {
  process.exitCode = code;
});
