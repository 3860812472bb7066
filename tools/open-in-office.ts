// `npm run office`: lets LibreOffice open a workbook of 5,000 random cells and give it back as CSV, for the nightly run of
// a machine that has it. A second program reading the file finds what our own reader would overlook.

import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import Papa from 'papaparse';
import { workbookOf } from '../static/project/reports/workbook';

const rowCount = 1_000;
const columnCount = 5;
const seed = 20_261_121;
/** Comma, quotation mark, UTF-8, from the first line, every cell as the text that it shows. */
const csvFilter = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,true,false';

async function main(): Promise<number> {
  const office = ['soffice', 'libreoffice'].find((name) => spawnSync(name, ['--version']).status === 0);
  if (office === undefined) {
    console.log(
      'LibreOffice is not installed here, so no workbook was opened. Debian: apt-get install libreoffice-calc.',
    );
    return 0;
  }
  const folder = mkdtempSync(join(tmpdir(), 'office-'));
  try {
    const table = randomTable();
    writeFileSync(join(folder, 'cells.xlsx'), new Uint8Array(await (await workbookOf(table)).arrayBuffer()));
    execFileSync(office, ['--headless', '--convert-to', csvFilter, '--outdir', folder, join(folder, 'cells.xlsx')], {
      timeout: 300_000,
    });
    const { data } = Papa.parse<string[]>(readFileSync(join(folder, 'cells.csv'), 'utf8').replace(/^\uFEFF/, ''));
    const wrong = table.flatMap((row, at) => row.filter((cell, column) => data[at]?.[column] !== cell));
    console.log(`LibreOffice read ${table.flat().length} cells, ${wrong.length} of them differently.`);
    for (const cell of wrong.slice(0, 10)) console.error(JSON.stringify(cell));
    return wrong.length === 0 ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function randomTable(): string[][] {
  const text = fc
    .oneof(
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }),
      fc.constantFrom('=1+1', '+A1', '-1', '@SUM(A1)', '1e5', '2026-11-21', 'TRUE', '検索', 'خطأ', 'Ошибка', '😀'),
    )
    // White space at an end and control characters are changed on purpose when a workbook is written.
    .filter((one) => one.trim() === one && !/[\p{Cc}\p{Cs}\uFFFE\uFFFF]/u.test(one) && !(one in Object.prototype));
  const cells = fc.sample(text, { seed, numRuns: rowCount * columnCount });
  return Array.from({ length: rowCount }, (_, row) => cells.slice(row * columnCount, (row + 1) * columnCount));
}

void main().then((code) => {
  process.exitCode = code;
});
