// Seeds on all cores. The app, the host and the simulation are bundled once and run by plain Node, because loading and
// translating them file by file takes longer than a hundred seeds; each process gets some seeds at a time.

import { type ChildProcess, fork } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { addUp, noSeeds, type Summary } from './many';
import type { Order, Report } from './worker';

interface WorkersOptions {
  /** Default: one for each core. */
  readonly workers?: number;
  /** A bundle to run in place of this checkout's app. */
  readonly appFile?: string;
  readonly isInTime?: () => boolean;
  readonly onBad?: (seed: number, violations: readonly string[]) => void;
  readonly stopAtFirst?: boolean;
}

const root = join(__dirname, '..', '..');
const seedsPerOrder = 20;

export async function simulateOnAllCores(seeds: readonly number[], options: WorkersOptions = {}): Promise<Summary> {
  const {
    workers = availableParallelism(),
    appFile = null,
    isInTime = () => true,
    onBad,
    stopAtFirst = false,
  } = options;
  const file = await bundledWorker();
  const startMs = performance.now();
  let sum = noSeeds;
  let next = 0;
  const isOver = () => next >= seeds.length || !isInTime() || (stopAtFirst && sum.bad.length > 0);
  const workUntilOver = async () => {
    // A large nursery: nearly everything that a seed makes is garbage when it ends.
    const worker = fork(file, {
      execArgv: ['--max-semi-space-size=64'],
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    try {
      while (!isOver()) {
        const some = seeds.slice(next, (next += seedsPerOrder));
        const report = await answerOf(worker, { seeds: some, appFile, stopAtFirst });
        for (const { seed, violations } of report.bad) onBad?.(seed, violations);
        sum = addUp(sum, report);
      }
    } finally {
      worker.disconnect();
    }
  };
  const processes = Math.max(1, Math.min(workers, Math.ceil(seeds.length / seedsPerOrder)));
  await Promise.all(Array.from({ length: processes }, workUntilOver)).finally(() => rm(file, { force: true }));
  const bad = [...sum.bad].sort((one, other) => seeds.indexOf(one.seed) - seeds.indexOf(other.seed));
  return { ...sum, bad, seconds: (performance.now() - startMs) / 1_000 };
}

function answerOf(worker: ChildProcess, order: Order): Promise<Report> {
  return new Promise((resolve, reject) => {
    const died = (code: number | null) =>
      reject(new Error(`The process that simulated ${order.seeds.join(' ')} ended with ${code}.`));
    worker.once('exit', died);
    worker.once('message', (report) => {
      worker.off('exit', died);
      resolve(report as Report);
    });
    worker.send(order);
  });
}

/** In a folder directly below the root: `local/world` finds the manifest one above itself. */
async function bundledWorker(): Promise<string> {
  const outfile = join(root, 'build', `simulation-worker-${process.pid}.cjs`);
  await build({
    entryPoints: [join(root, 'local', 'simulation', 'worker.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    packages: 'external',
    logLevel: 'error',
  });
  return outfile;
}
