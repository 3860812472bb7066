// Analyses that are repeated without anybody asking: when so much has changed that stored scores drift, when the tail is
// full, when another version of the engine made them or with other words than the settings have now, or once a week. The
// same scope as before, read as the app; an administrator has started it the first time.

import { limits } from '../limits';
import { ENGINE_VERSION } from '../similarity/version';
import type { CoverageRecord, DirectoryEntry, Stores } from '../storage/stores';
import { joined } from './control';
import { emptyDirectory } from './directory';
import type { ScanQueue } from './queue';
import { newScan } from './scan';
import type { ScanOptions } from './scan-record';
import { isMadeWith, scanOptions } from './scan-options';
import { emptyTail, entriesSince, type TailRecord } from './tail';

export interface RescanContext {
  readonly stores: Stores;
  readonly queue: ScanQueue;
  readonly nowMs: () => number;
  readonly newId: () => string;
  readonly isOutOfTime: () => boolean;
}

/** The number of analyses that were started. Safe to repeat: one that is under way is joined. */
export async function rescanWhereDue(context: RescanContext): Promise<number> {
  const { stores, nowMs } = context;
  const directory = (await stores.directory.read())?.value ?? emptyDirectory;
  const tail = (await stores.tail.read())?.value ?? emptyTail;
  const options = scanOptions(await stores.readSettings());
  let started = 0;
  for (const entry of newestOfEachScope(directory.scans)) {
    if (context.isOutOfTime()) break;
    // One attempt a day: what fails now would fail again in an hour, and cost Jira's points each time.
    if (entry.isLive || entry.isDeleted === true || nowMs() - entry.startedAtMs < leastAgeMs) continue;
    const coverage = await coverageOf(entry, directory.scans, stores);
    if (coverage === null || !isDue(coverage, options, tail, nowMs())) continue;
    const { scannedProjectIds: projectIds, jql, backlogIds } = coverage;
    const wanted = newScan(context.newId(), { projectIds, jql, backlogIds }, nowMs(), options);
    const scan = await joined(wanted, { ...entry, startedBy: { kind: 'itself' } }, context);
    await context.queue.push(scan.id);
    started++;
  }
  return started;
}

const leastAgeMs = 24 * 3_600_000;

/** Scores of a pair move by .001 on average while 5 % of the corpus is new, by .006 at 50 %. */
function isDue(coverage: CoverageRecord, options: ScanOptions, tail: TailRecord, nowMs: number): boolean {
  if (nowMs - coverage.finishedAtMs >= limits.rescanAfterMs) return true;
  if (coverage.results.engineVersion !== ENGINE_VERSION) return true;
  if (!isMadeWith(coverage, options)) return true;
  const projectIds = new Set(coverage.projectIds);
  const changes = entriesSince(tail.entries, coverage.startedAtMs).filter(({ projectId }) => projectIds.has(projectId));
  if (changes.length === 0) return false;
  return tail.isFull || changes.length >= limits.rescanShare * coverage.results.issueCount;
}

function newestOfEachScope(entries: readonly DirectoryEntry[]): DirectoryEntry[] {
  return entries.filter((entry, index) => entries.findIndex(({ scopeKey }) => scopeKey === entry.scopeKey) === index);
}

/** What an analysis of this scope still says to anybody; null when other analyses have replaced it everywhere. */
async function coverageOf(
  { scopeKey, projectIds }: DirectoryEntry,
  entries: readonly DirectoryEntry[],
  stores: Stores,
): Promise<CoverageRecord | null> {
  const ids = new Set(entries.filter((entry) => entry.scopeKey === scopeKey).map(({ id }) => id));
  for (const projectId of projectIds) {
    const record = await stores.coverage(projectId).read();
    if (record !== null && ids.has(record.value.scanId)) return record.value;
  }
  return null;
}
