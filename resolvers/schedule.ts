// Every hour: push what got lost, remove what nobody needs, repeat analyses that have
// become old, ask for the summaries that are due, and tell Jira what its filters find now. The platform may skip it, run it twice or late.

import { collect, record } from '../src/administration/audit-log';
import { noteHour, purgeWhereDue, reportAccountsWhereDue } from '../src/administration/chores';
import { createApp } from '../src/app';
import { refreshFunctions } from '../src/duplicates/jql-functions';
import { appErrorOf } from '../src/errors';
import { keepHouse } from '../src/scan/housekeeping';
import { rescanWhereDue } from '../src/scan/rescan';
import { startScheduled } from '../src/scan/schedules';
import { dueSummaries } from '../src/summaries/send-summaries';

export async function schedule(): Promise<void> {
  const app = createApp();
  const startedAtMs = app.nowMs();
  try {
    const context = app.forHousekeeping();
    // First: people wait for these at an hour that they know, and nothing else here is due by the clock.
    const summaries = await dueSummaries(context);
    for (const projectId of summaries) await app.pushSummary(projectId);
    const kept = await keepHouse(context);
    const scheduled = await startScheduled(context);
    const rescans = await rescanWhereDue(context);
    if (scheduled + rescans > 0) {
      await record({ event: 'scan.repeat', accountId: null, detail: { scheduled, rescans } }, app.forAudit());
    }
    const counts = {
      ...kept,
      scheduled,
      rescans,
      summaries: summaries.length,
      audited: await collect(app.forAudit()),
      ...(await purgeWhereDue(app.forChores())),
      ...(await reportAccountsWhereDue(app.forChores())),
      functions: await refreshFunctions(app.computedFunctions(), app.forFunctions()),
    };
    await noteHour(app.forChores());
    app.log({ door: 'schedule', outcome: 'ok', tookMs: app.nowMs() - startedAtMs, counts });
  } catch (thrown) {
    // Not thrown on: the platform does not repeat schedules, the next hour does.
    const error = appErrorOf(thrown);
    app.log({ door: 'schedule', outcome: 'failed', tookMs: app.nowMs() - startedAtMs, code: error.code }, error);
  }
}
