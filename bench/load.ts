// `npm run load`: the whole app under load, each figure beside what it has to hold. `--json` prints figures only, `--only
// context|panels|scan|reviewers|large` one part; `large` takes minutes and runs only when it is asked for. App and stand-in
// share one thread here, so at fifty at once each also waits for the others' computing.

import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { contextFigures } from './load-context';
import { panelFigures } from './load-panels';
import { largeScanFigures, reviewersBesideScans, scanFigures } from './load-scans';
import type { Figure } from './load-world';

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    issues: { type: 'string', default: '20000' },
    large: { type: 'string', default: '100000' },
    json: { type: 'boolean', default: false },
  },
});

const parts: Readonly<Record<string, () => Promise<Figure[]>>> = {
  // First: memory is measured against a process that has done nothing else.
  scan: scanFigures,
  context: () => contextFigures(Number(values.issues)),
  panels: () => panelFigures(Number(values.issues)),
  reviewers: reviewersBesideScans,
  large: () => largeScanFigures(Number(values.large)),
};

async function main(): Promise<void> {
  const wanted = values.only === undefined ? Object.keys(parts).filter((name) => name !== 'large') : [values.only];
  const figures: Figure[] = [];
  for (const name of wanted) {
    const part = parts[name];
    if (part === undefined)
      throw new Error(`--only: there is no part ${name}. Parts: ${Object.keys(parts).join(', ')}.`);
    const found = await part();
    figures.push(...found);
    if (!values.json) for (const one of found) console.log(line(one));
  }
  if (values.json) console.log(JSON.stringify({ load: loadavg()[0], figures }));
  else console.log(`machine load ${loadavg()[0]?.toFixed(1)}`);
  process.exitCode = figures.every(holds) ? 0 : 1;
}

const holds = ({ value, most }: Figure): boolean => most === null || value <= most;

function line(one: Figure): string {
  const verdict = one.most === null ? '' : `≤ ${one.most} ${holds(one) ? 'PASS' : 'FAIL'}`;
  return `${one.what.padEnd(66)} ${one.value.toFixed(1).padStart(9)} ${one.unit.padEnd(8)} ${verdict}`;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
