// Lets the new result hold: one pointer for each project, flipped one by one, each a single write. A reader follows one
// pointer, so it never sees half of a result. Doing it again changes nothing, and an older scan never replaces a newer.

import type { CoverageRecord } from '../../storage/stores';
import { withEntry } from '../directory';
import type { LeasedScan } from '../leased-scan';
import type { StepContext } from '../step-context';
import { finished, readableProjectIds } from '../scan';

/** @throws LeaseLost */
export async function publishResults(leased: LeasedScan, context: StepContext): Promise<void> {
  const { scan } = leased;
  if (scan.results === null) throw new Error('A scan without results cannot be published.');
  const projectIds = readableProjectIds(scan);
  const coverage: CoverageRecord = {
    v: 1,
    scanId: scan.id,
    projectIds,
    scannedProjectIds: scan.projectIds,
    jql: scan.jql,
    backlogIds: scan.backlogIds,
    itemsJql: scan.options?.itemsJql ?? null,
    startedAtMs: scan.startedAtMs,
    finishedAtMs: context.nowMs(),
    isPartial: scan.partial.length > 0,
    results: scan.results,
  };
  for (const projectId of projectIds) {
    const count = scan.openIssues.find((one) => one.projectId === projectId)?.count;
    const ofProject = count === undefined ? coverage : { ...coverage, openIssues: count };
    await context.stores.coverage(projectId).change((current) => (isNewer(coverage, current) ? ofProject : null));
  }
  // Before it ends: who is killed in between pushes again, and a second push does no harm.
  for (const projectId of projectIds) {
    if ((await context.stores.externals(projectId).read()) !== null) await context.pushExternal(projectId);
  }
  await leased.save(finished(leased.scan, context.nowMs()));
  await context.stores.directory.change((directory) =>
    directory === null ? null : withEntry(directory, scan.id, { isLive: false }),
  );
}

function isNewer(coverage: CoverageRecord, current: CoverageRecord | null): boolean {
  if (current === null) return true;
  return current.scanId !== coverage.scanId && current.startedAtMs <= coverage.startedAtMs;
}
