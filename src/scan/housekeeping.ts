// What happens every hour: scans whose message got lost are pushed again, and values that no project's coverage points
// to are removed, and what is known of analyses that are deleted or long past. All safe to repeat and safe to skip. A scan is swept until a sweep finds nothing, and not before
// the last delivery that could still write for it is over and the store's listing has caught up with what it wrote.

import { limits } from '../limits';
import type { DirectoryEntry, Stores } from '../storage/stores';
import { emptyDirectory, mayBeForgotten, withEntry, withoutEntry } from './directory';
import type { ScanQueue } from './queue';
import { isLive, isStalled } from './scan';
import type { Scan } from './scan-record';

export interface HousekeepingContext {
  readonly stores: Stores;
  readonly queue: ScanQueue;
  readonly nowMs: () => number;
  readonly isOutOfTime: () => boolean;
}

interface HousekeepingCounts {
  pushed: number;
  swept: number;
}

export async function keepHouse(context: HousekeepingContext): Promise<HousekeepingCounts> {
  const counts: HousekeepingCounts = { pushed: 0, swept: 0 };
  const entries = (await context.stores.directory.read())?.value.scans ?? [];
  for (const entry of entries) {
    if (context.isOutOfTime()) break;
    const scan = (await context.stores.scan(entry.id).read())?.value ?? null;
    if (scan !== null && isLive(scan)) {
      if (!needsPush(scan, context.nowMs())) continue;
      await context.queue.push(scan.id);
      counts.pushed++;
    } else if ((!entry.isSwept || entry.isLive) && isQuiet(scan, context.nowMs())) {
      counts.swept += await sweep(entry, context);
    }
  }
  await forget(context);
  return counts;
}

/** The listing goes last: what is listed is tried again after a kill, what is not would stay for ever. */
async function forget({ stores, isOutOfTime }: HousekeepingContext): Promise<void> {
  const directory = (await stores.directory.read())?.value ?? emptyDirectory;
  for (const { id } of mayBeForgotten(directory)) {
    if (isOutOfTime()) return;
    await forgetAnalysis(id, stores);
  }
}

/** Those that began before and of which nothing is shown any more. The number of them. */
export async function forgetAnalysesBefore(beforeMs: number, stores: Stores): Promise<number> {
  const { scans } = (await stores.directory.read())?.value ?? emptyDirectory;
  const past = scans.filter(({ isLive, isSwept, startedAtMs }) => !isLive && isSwept && startedAtMs < beforeMs);
  for (const { id } of past) await forgetAnalysis(id, stores);
  return past.length;
}

async function forgetAnalysis(id: string, stores: Stores): Promise<void> {
  await stores.runs.delete(id);
  await stores.scan(id).delete();
  await stores.directory.change((current) => withoutEntry(current ?? emptyDirectory, id));
}

function needsPush(scan: Scan, nowMs: number): boolean {
  return (
    isStalled(scan, nowMs) || (scan.phase === 'queued' && scan.attempts === 0 && nowMs - scan.heartbeatMs > 60_000)
  );
}

function isQuiet(scan: Scan | null, nowMs: number): boolean {
  return scan === null || nowMs - scan.heartbeatMs > 2 * limits.leaseMs;
}

async function sweep(entry: DirectoryEntry, context: HousekeepingContext): Promise<number> {
  const { stores } = context;
  const pointers = await Promise.all(entry.projectIds.map((id) => stores.coverage(id).read()));
  const isNeeded = pointers.some((pointer) => pointer?.value.scanId === entry.id);
  const isSwept = !isNeeded && (await stores.results.sweep(entry.id));
  await stores.directory.change((current) =>
    withEntry(current ?? emptyDirectory, entry.id, { isLive: false, isSwept }),
  );
  return isNeeded ? 0 : 1;
}
