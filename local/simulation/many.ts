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
  /** Of all processes together; on a busy machine less than the seconds. */
  readonly cpuSeconds: number;
}

interface ManyOptions extends SimulateOptions {
  /** Whoever only wants to know whether anything breaks needs no second example. */
  readonly stopAtFirst?: boolean;
}

export const noSeeds: Summary = {
  seeds: 0,
  bad: [],
  faults: 0,
  points: 0,
  requests: 0,
  calls: 0,
  seconds: 0,
  cpuSeconds: 0,
};

export function addUp(one: Summary, other: Summary): Summary {
  return {
    seeds: one.seeds + other.seeds,
    bad: [...one.bad, ...other.bad],
    faults: one.faults + other.faults,
    points: one.points + other.points,
    requests: one.requests + other.requests,
    calls: one.calls + other.calls,
    seconds: one.seconds + other.seconds,
    cpuSeconds: one.cpuSeconds + other.cpuSeconds,
  };
}

export async function simulateSeeds(seeds: Iterable<number>, options: ManyOptions = {}): Promise<Summary> {
  const { stopAtFirst = false } = options;
  let sum = noSeeds;
  const startMs = performance.now();
  const startCpu = process.cpuUsage();
  // Every key that is not stored is an error of @forge/kvs, and writing down where it came from takes longer than asking.
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  for (const seed of seeds) {
    if (stopAtFirst && sum.bad.length > 0) break;
    sum = addUp(sum, await oneSeed(seed, options));
  }
  Error.stackTraceLimit = stackTraceLimit;
  const { user, system } = process.cpuUsage(startCpu);
  return { ...sum, seconds: (performance.now() - startMs) / 1_000, cpuSeconds: (user + system) / 1e6 };
}

async function oneSeed(seed: number, options: SimulateOptions): Promise<Summary> {
  try {
    const run = await simulate(seed, options);
    const { points, requests, calls } = run.history;
    const violations = [...new Set(violationsOf(run))];
    return {
      ...noSeeds,
      seeds: 1,
      bad: violations.length === 0 ? [] : [{ seed, violations }],
      faults: points.filter(({ fault }) => fault !== null).length,
      points: points.length,
      requests: requests.length,
      calls: calls.length,
    };
  } catch (error) {
    // Not a broken promise but a broken run; the seed is worth as much.
    const violations = [`the run itself failed: ${error instanceof Error ? error.message : String(error)}`];
    return { ...noSeeds, seeds: 1, bad: [{ seed, violations }] };
  }
}
