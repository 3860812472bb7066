// `npm run simulate`: many seeds, or one seed again. Prints each broken promise with its seed; `--json` prints one object
// for machines. Ends with 1 when a promise was broken, so that a build stops there.

import { parseArgs } from 'node:util';
import { seededRandom } from '../faults';
import type { Summary } from './many';
import { simulateOnAllCores } from './workers';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '200' },
    seed: { type: 'string' },
    from: { type: 'string', default: '1' },
    minutes: { type: 'string' },
    workers: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
});

async function main(): Promise<void> {
  const untilMs = values.minutes === undefined ? Infinity : performance.now() + Number(values.minutes) * 60_000;
  const seeds = values.seed === undefined ? range(Number(values.from), Number(values.seeds)) : [Number(values.seed)];
  const isInTime = () => performance.now() < untilMs;
  const summary = await simulateOnAllCores(seeds, {
    isInTime,
    ...(values.workers === undefined ? {} : { workers: Number(values.workers) }),
    ...(values.json ? {} : { onBad: tell }),
  });
  console.log(values.json ? JSON.stringify(summary, null, 2) : sentence(summary));
  process.exitCode = summary.bad.length === 0 ? 0 : 1;
}

function range(from: number, count: number): number[] {
  if (!Number.isInteger(from) || !Number.isInteger(count) || count < 1) {
    throw new Error('Give whole numbers: npm run simulate -- --seeds 200 --from 1');
  }
  // Beyond the first seeds of every test the numbers are spread, so that two runs with different starts differ.
  const random = seededRandom(from);
  return from === 1
    ? Array.from({ length: count }, (_, at) => at + 1)
    : Array.from({ length: count }, () => Math.floor(random() * 2 ** 31));
}

function tell(seed: number, violations: readonly string[]): void {
  console.log(`seed ${seed}\n  ${violations.join('\n  ')}\n  again: npm run simulate -- --seed ${seed}`);
}

function sentence({ seeds, bad, faults, points, requests, calls, seconds, cpuSeconds }: Summary): string {
  const each = (total: number) => ((total * 1_000) / Math.max(1, seeds)).toFixed(0);
  return (
    `${seeds} seeds, ${bad.length} with broken promises, in ${seconds.toFixed(0)} s (${each(seconds)} ms each, ${each(cpuSeconds)} ms of a core): ` +
    `${calls} calls of people, ${requests} requests to Jira, ${points} awaits, ${faults} faults.`
  );
}

void main();
