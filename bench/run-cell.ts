// Runs measurements, each in a process of its own: the engine's as a bundle on plain Node, so that no loader is
// measured along, and those of other programs through Python when this machine has it.

import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { Task } from './cells';

const root = join(__dirname, '..');
/** Ignored by git: the bundle, generated issues and vectors. */
export const workFolder = join(root, 'build', 'bench');
const bundle = join(workFolder, 'cells.mjs');
const python = process.env['BENCH_PYTHON'] ?? '/usr/bin/python3';

export async function prepareCells(): Promise<void> {
  mkdirSync(workFolder, { recursive: true });
  await build({
    entryPoints: [join(root, 'bench', 'cells.ts')],
    outfile: bundle,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    logLevel: 'error',
  });
}

export class FailedCell extends Error {}

/** @throws FailedCell */
export function runCell<Figures>(task: Task): Figures {
  return run<Figures>(process.execPath, [bundle, JSON.stringify(task)]);
}

export type AnchorKind = 'text-scipy' | 'vectors-scipy' | 'text-topn' | 'vectors-topn' | 'command';

interface AnchorFigures {
  readonly vectorMs: number;
  readonly joinMs: number;
}

/** What anchors.py answers when a package is not there. */
const absentExitCode = 3;

/** Null when this machine does not have the program. A crash prints its own complaint. */
export function runAnchor(kind: AnchorKind, path: string, threshold: number): AnchorFigures | 'failed' | null {
  if (!existsSync(python) || (kind === 'command' && process.env['BENCH_PL2AP'] === undefined)) return null;
  const script = join(root, 'bench', 'anchors.py');
  const { status, stdout } = start(python, [script, kind, path, String(threshold)]);
  if (status === absentExitCode) return null;
  return status === 0 ? (JSON.parse(stdout) as AnchorFigures) : 'failed';
}

function start(command: string, args: readonly string[]) {
  return spawnSync(command, args, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    maxBuffer: 64 * 1024 * 1024,
    env: withTopnFolder(process.env),
  });
}

function run<Figures>(command: string, args: readonly string[]): Figures {
  const result = start(command, args);
  if (result.status !== 0) throw new FailedCell(`A measurement failed: ${args.join(' ')}`);
  return JSON.parse(result.stdout) as Figures;
}

/** BENCH_SPARSE_DOT_TOPN names a folder that holds the Python package of that name. */
function withTopnFolder(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const folder = env['BENCH_SPARSE_DOT_TOPN'];
  return folder === undefined ? env : { ...env, PYTHONPATH: folder };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
