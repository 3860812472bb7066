// How long calls took: noted in batches by the pages that made them, told as the time that half and nineteen of twenty of
// them stayed within. A page could lie about it; it would only lie to the administrator's health page.

import type { CallTiming, HealthView } from '../contract';
import type { Stores } from '../storage/stores';
import { classes, classOf, noTimings, type Timings, upperMs } from './timing-record';

const dayMs = 86_400_000;

export async function noteTimings(
  calls: readonly CallTiming[],
  { timings }: Pick<Stores, 'timings'>,
  nowMs: number,
): Promise<Record<string, never>> {
  await timings.change((current) => withCalls(current ?? noTimings, calls, Math.floor(nowMs / dayMs)));
  return {};
}

export function withCalls({ days }: Timings, calls: readonly CallTiming[], day: number): Timings {
  const today = new Map(days.find((one) => one.day === day)?.methods.map(([method, counts]) => [method, [...counts]]));
  for (const { method, ms } of calls) {
    const counts = today.get(method) ?? new Array<number>(classes).fill(0);
    const at = classOf(ms);
    counts[at] = (counts[at] ?? 0) + 1;
    today.set(method, counts);
  }
  return { v: 1, days: [...days.filter((one) => one.day === day - 1), { day, methods: [...today] }] };
}

export async function readTimings({ timings }: Pick<Stores, 'timings'>): Promise<HealthView['timings']> {
  const sums = new Map<string, number[]>();
  for (const { methods } of (await timings.read())?.value.days ?? []) {
    for (const [method, counts] of methods) {
      const sum = sums.get(method) ?? new Array<number>(classes).fill(0);
      sums.set(
        method,
        sum.map((before, at) => before + (counts[at] ?? 0)),
      );
    }
  }
  return [...sums]
    .map(([method, counts]) => ({
      method,
      calls: counts.reduce((sum, count) => sum + count, 0),
      p50Ms: withinMs(counts, 0.5),
      p95Ms: withinMs(counts, 0.95),
    }))
    .sort((a, b) => b.p95Ms - a.p95Ms || a.method.localeCompare(b.method, 'en'));
}

/** The time that this share of the calls stayed within, up to the end of its class. */
export function withinMs(counts: readonly number[], share: number): number {
  const wanted = Math.ceil(counts.reduce((sum, count) => sum + count, 0) * share);
  let seen = 0;
  const at = counts.findIndex((count) => (seen += count) >= wanted);
  return Math.round(upperMs(Math.max(0, at)));
}
