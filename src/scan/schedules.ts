// Analyses that repeat as somebody wished. Due ones are started once an hour as the app, which is allowed because whoever
// saved the schedule may start the same analysis by hand. The analysis starts first and the timetable moves then: a kill
// in between is followed by the same start of the same analysis, which is there already.

import type { ScopeNarrowing } from '../contract';
import { emptyDirectory } from './directory';
import { joined } from './control';
import { narrowedJql, storedNarrowing } from './narrowing';
import type { RescanContext } from './rescan';
import { isLive, newScan } from './scan';
import type { Scan } from './scan-record';
import { scanOptions } from './scan-options';
import { savedScope } from './scopes';
import { afterRun, emptyTimetable, scheduledScanId, type TimetableItem } from './timetable';

/** The number of analyses that were started. */
export async function startScheduled(context: RescanContext): Promise<number> {
  const { stores, nowMs } = context;
  const items = (await stores.timetable.read())?.value.items ?? [];
  let started = 0;
  for (const item of items) {
    if (context.isOutOfTime()) break;
    if (item.wish.isPaused || item.dueMs > nowMs()) continue;
    const scan = await startedScan(item, context);
    if (scan !== null && isLive(scan)) await context.queue.push(scan.id);
    await stores.timetable.change((table) => afterRun(table ?? emptyTimetable, item, scan?.id ?? null, nowMs()));
    if (scan !== null) started++;
  }
  return started;
}

/** Null when its scope is gone. */
async function startedScan(item: TimetableItem, context: RescanContext): Promise<Scan | null> {
  const { stores, nowMs } = context;
  const scanId = scheduledScanId(item);
  const known = (await stores.scan(scanId).read())?.value ?? null;
  const listed = (await stores.directory.read())?.value ?? emptyDirectory;
  // One that is not listed was killed before it was: its listing is made up for.
  if (known !== null && listed.scans.some(({ id }) => id === scanId)) return known;
  const scope = item.scopeId === null ? wholeSpace(item) : await savedScope(item.projectId, item.scopeId, context);
  if (scope === null) return null;
  const { projectIds, jql, narrowing } = scope;
  const options = scanOptions(await stores.readSettings());
  const wanted = newScan(scanId, { projectIds, jql: narrowedJql(jql, narrowing) }, nowMs(), options);
  const asked = { jql, narrowing: storedNarrowing(narrowing) };
  return joined(wanted, { startedBy: { kind: 'schedule', scheduleId: item.id }, asked }, context);
}

const everything: ScopeNarrowing = { typeIds: [], componentNames: [], sprint: null };

function wholeSpace({ projectId }: TimetableItem) {
  return { projectIds: [projectId], jql: null, narrowing: everything };
}
