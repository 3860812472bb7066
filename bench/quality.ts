// The floors of quality on all labelled sets of a folder in one go: `BACKLOG_DATA=FOLDER npm run quality`. Sets that
// the engine was developed on have floors of their own; any other set is a stranger, and strangers are judged together.
// It takes minutes, so `npm test` holds the small sets only.

import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readLabelledSet } from './evaluate-corpus';
import { evaluateSet } from './evaluate-set';
import type { SetReport } from './evaluate-set';
import { measurePeers } from './peers';
import { checkQuality } from './quality-floors';

function labelledSets(folder: string): readonly string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl'))
    .map((name) => name.slice(0, -'.jsonl'.length))
    .filter((name) => existsSync(join(folder, `${name}.pairs.tsv`)))
    .sort();
}

async function measureAll(): Promise<void> {
  const folder = process.env['BACKLOG_DATA'] ?? '';
  const names = folder === '' || !existsSync(folder) ? [] : labelledSets(folder);
  if (names.length === 0) {
    console.error('Nothing to measure: set BACKLOG_DATA to a folder with NAME.jsonl and NAME.pairs.tsv.');
    process.exitCode = 1;
    return;
  }
  const reports: SetReport[] = [];
  for (const name of names) {
    console.error(`Reading and measuring ${name} ...`);
    const set = await readLabelledSet(join(folder, `${name}.jsonl`), join(folder, `${name}.pairs.tsv`));
    reports.push(evaluateSet(set, measurePeers).report);
  }
  const checks = checkQuality(reports);
  const width = Math.max(...checks.map(({ what }) => what.length));
  for (const { what, measured, least, holds } of checks) {
    console.log(
      `${holds ? 'PASS' : 'FAIL'}  ${what.padEnd(width)}  ${measured.toFixed(3).padStart(6)}  at least ${least.toFixed(2)}`,
    );
  }
  const failed = checks.filter(({ holds }) => !holds).length;
  console.log(`${checks.length - failed} of ${checks.length} hold.`);
  if (failed > 0) process.exitCode = 1;
}

void measureAll();
