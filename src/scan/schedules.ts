// Analyses that repeat as somebody wished. Due ones are started once an hour as the app, which is allowed because whoever
// saved the schedule may start the same analysis by hand. The analysis starts first and the timetable moves then: a kill
// in between is followed by the same start of the same analysis, which is there already.

import type { AnalysisScope, ScheduleProblem } from '../contract';
import type { SiteJira } from '../jira/gateway';
import { emptyDirectory } from './directory';
import { joined } from './control';
import { everything, narrowedJql, storedNarrowing } from './narrowing';
import type { RescanContext } from './rescan';
import { isLive, newScan } from './scan';
import type { Scan } from './scan-record';
import { scanOptions } from './scan-options';
import { teamOfSchedule } from './scope-parts';
import { savedScope } from './scopes';
import { afterRun, emptyTimetable, scheduledScanId, type TimetableItem } from './timetable';

export interface ScheduleContext extends RescanContext {
  readonly jira: Pick<SiteJira, 'understood'>;
}

/** The number of analyses that were started. */
export async function startScheduled(context: ScheduleContext): Promise<number> {
  const { stores, nowMs } = context;
  const items = (await stores.timetable.read())?.value.items ?? [];
  let started = 0;
  for (const item of items) {
    if (context.isOutOfTime()) break;
    if (item.wish.isPaused || item.dueMs > nowMs()) continue;
    const scan = await startedScan(item, context);
    if (typeof scan !== 'string' && isLive(scan)) await context.queue.push(scan.id);
    const outcome = typeof scan === 'string' ? { scanId: null, problem: scan } : { scanId: scan.id };
    await stores.timetable.change((table) => afterRun(table ?? emptyTimetable, item, outcome, nowMs()));
    if (typeof scan !== 'string') started++;
  }
  return started;
}

/** Or why there is none. */
async function startedScan(item: TimetableItem, context: ScheduleContext): Promise<Scan | ScheduleProblem> {
  const { stores, nowMs } = context;
  const scanId = scheduledScanId(item);
  const known = (await stores.scan(scanId).read())?.value ?? null;
  const listed = (await stores.directory.read())?.value ?? emptyDirectory;
  // One that is not listed was killed before it was: its listing is made up for.
  if (known !== null && listed.scans.some(({ id }) => id === scanId)) return known;
  const scope = item.scopeId === null ? wholeSpace(item) : await savedScope(item.projectId, item.scopeId, context);
  if (scope === null) return 'no-scope';
  const { projectIds, jql, narrowing } = scope;
  const team = await teamOfSchedule(scope, context);
  if ('problem' in team) return team.problem;
  const options = scanOptions(await stores.readSettings());
  const { backlogIds } = narrowing;
  const read = { projectIds, jql: narrowedJql(jql, narrowing, team.condition), backlogIds };
  const asked = { jql, narrowing: storedNarrowing(narrowing) };
  const listing = { startedBy: { kind: 'schedule', scheduleId: item.id }, asked } as const;
  return joined(newScan(scanId, read, nowMs(), options), listing, context);
}

function wholeSpace({ projectId }: TimetableItem): AnalysisScope {
  return { projectIds: [projectId], jql: null, narrowing: everything };
}
