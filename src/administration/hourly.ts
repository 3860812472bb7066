// The work of each hour, one chore after the other. One that fails is written down, and the next ones are done all the
// same: mails that Jira refuses must not keep old data from being removed. What failed is tried again in the next hour.

import { type AppError, appErrorOf } from '../errors';
import type { Stores } from '../storage/stores';
import { type ChoreFailure, type ChoreName, noChores } from './chores-record';

type Counts = Readonly<Record<string, number>>;

export interface HourlyChore {
  readonly name: ChoreName;
  /** What it did, in figures; null when it was not its time. Learns what the chores before it did. */
  readonly work: (done: Counts) => Promise<Counts | null>;
}

export interface HourlyContext {
  readonly stores: Pick<Stores, 'chores'>;
  readonly nowMs: () => number;
  readonly onFailure: (name: ChoreName, error: AppError) => void;
}

export async function doChores(
  chores: readonly HourlyChore[],
  { stores, nowMs, onFailure }: HourlyContext,
): Promise<Counts> {
  let done: Counts = {};
  const failed: Omit<ChoreFailure, 'sinceMs'>[] = [];
  for (const { name, work } of chores) {
    try {
      done = { ...done, ...(await work(done)) };
    } catch (thrown) {
      const error = appErrorOf(thrown);
      failed.push({ chore: name, code: error.code });
      onFailure(name, error);
    }
  }
  await stores.chores.change((current) => {
    const { failures: before, ...others } = current ?? noChores;
    const sinceMs = (chore: ChoreName) => before.find((one) => one.chore === chore)?.sinceMs ?? nowMs();
    const failures = failed.map((one) => ({ ...one, sinceMs: sinceMs(one.chore) }));
    return { ...others, failures, hourlyAtMs: failures.length === 0 ? nowMs() : others.hourlyAtMs };
  });
  return done;
}
