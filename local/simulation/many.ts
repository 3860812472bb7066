// Many seeds one after the other, with the figures that tell how much was tried.

import { violationsOf } from './invariants/all';
import { simulate } from './simulate';
import type { SimulateOptions } from './stage';

export interface Summary {
  readonly seeds: number;
  readonly bad: readonly { readonly seed: number; readonly violations: readonly string[] }[];
  readonly faults: number;
  readonly points: number;
  readonly requests: number;
  readonly calls: number;
  readonly seconds: number;
}

interface ManyOptions extends SimulateOptions {
  readonly isInTime?: () => boolean;
  readonly onBad?: (seed: number, violations: readonly string[]) => void;
  /** Whoever only wants to know whether anything breaks needs no second example. */
  readonly stopAtFirst?: boolean;
}

export async function simulateSeeds(seeds: Iterable<number>, options: ManyOptions = {}): Promise<Summary> {
  const { isInTime = () => true, onBad, stopAtFirst = false } = options;
  const bad: { seed: number; violations: string[] }[] = [];
  const sum = { seeds: 0, faults: 0, points: 0, requests: 0, calls: 0 };
  const startMs = performance.now();
  for (const seed of seeds) {
    if (!isInTime() || (stopAtFirst && bad.length > 0)) break;
    const violations = await violationsOfSeed(seed, options, sum);
    if (violations.length === 0) continue;
    bad.push({ seed, violations });
    onBad?.(seed, violations);
  }
  return { ...sum, bad, seconds: (performance.now() - startMs) / 1_000 };
}

async function violationsOfSeed(
  seed: number,
  options: SimulateOptions,
  sum: { seeds: number; faults: number; points: number; requests: number; calls: number },
): Promise<string[]> {
  sum.seeds++;
  try {
    const run = await simulate(seed, options);
    const { points, requests, calls } = run.history;
    sum.points += points.length;
    sum.faults += points.filter(({ fault }) => fault !== null).length;
    sum.requests += requests.length;
    sum.calls += calls.length;
    return [...new Set(violationsOf(run))];
  } catch (error) {
    // Not a broken promise but a broken run; the seed is worth as much.
    return [`the run itself failed: ${error instanceof Error ? error.message : String(error)}`];
  }
}
