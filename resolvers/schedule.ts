// Every hour: push what got lost, remove what nobody needs, repeat analyses that have become old, ask for the summaries
// that are due, and tell Jira what its filters find now. The platform may skip it, run it twice or late.

import { collect, record } from '../src/administration/audit-log';
import { purgeWhereDue, reportAccountsWhereDue } from '../src/administration/chores';
import { doChores, type HourlyChore } from '../src/administration/hourly';
import { type App, createApp } from '../src/app';
import { refreshFunctions } from '../src/duplicates/jql-functions';
import { appErrorOf } from '../src/errors';
import { keepHouse } from '../src/scan/housekeeping';
import { rescanWhereDue } from '../src/scan/rescan';
import { startScheduled } from '../src/scan/schedules';
import { dueSummaries } from '../src/summaries/send-summaries';

export async function schedule(): Promise<void> {
  const app = createApp();
  const startedAtMs = app.nowMs();
  const line = (chore?: string) => ({
    door: chore === undefined ? 'schedule' : `schedule ${chore}`,
    tookMs: app.nowMs() - startedAtMs,
  });
  try {
    const { stores, nowMs } = app;
    const counts = await doChores(choresOf(app), {
      stores,
      nowMs,
      onFailure: (name, error) => app.log({ ...line(name), outcome: 'failed', code: error.code }, error),
    });
    app.log({ ...line(), outcome: 'ok', counts });
  } catch (thrown) {
    // Not thrown on: the platform does not repeat schedules, the next hour does.
    const error = appErrorOf(thrown);
    app.log({ ...line(), outcome: 'failed', code: error.code }, error);
  }
}

function choresOf(app: App): readonly HourlyChore[] {
  const context = app.forHousekeeping();
  return [
    {
      // First: people wait for these at an hour that they know, and nothing else here is due by the clock.
      name: 'summaries',
      work: async () => {
        const due = await dueSummaries(context);
        for (const projectId of due) await app.pushSummary(projectId);
        return { summaries: due.length };
      },
    },
    { name: 'analyses', work: async () => ({ ...(await keepHouse(context)) }) },
    { name: 'schedules', work: async () => ({ scheduled: await startScheduled(context) }) },
    { name: 'repeats', work: async () => ({ rescans: await rescanWhereDue(context) }) },
    {
      name: 'audit',
      work: async ({ scheduled = 0, rescans = 0 }) => {
        const repeat = { event: 'scan.repeat', accountId: null, detail: { scheduled, rescans } } as const;
        if (scheduled + rescans > 0) await record(repeat, app.forAudit());
        return { audited: await collect(app.forAudit()) };
      },
    },
    { name: 'cleaning', work: () => purgeWhereDue(app.forChores()) },
    { name: 'accounts', work: () => reportAccountsWhereDue(app.forChores()) },
    {
      name: 'functions',
      work: async () => ({ functions: await refreshFunctions(app.computedFunctions(), app.forFunctions()) }),
    },
  ];
}
