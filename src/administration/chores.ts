// What is done once a day and once a week: old data is removed, and Atlassian is told whose account ids are kept. When it
// was done last stands in one record, so that an hour that was skipped or ran twice changes nothing.

import type { PurgeReport } from '../contract';
import type { KeptAccount } from '../jira/privacy';
import type { Guarded } from '../storage/guarded';
import type { Stores } from '../storage/stores';
import { forgetReadMarks } from '../inbox/forget-read-marks';
import { limits } from '../limits';
import { forgetAnalysesBefore } from '../scan/housekeeping';
import { record } from './audit-log';
import { type Chores, noChores } from './chores-record';
import { erasePerson, keptAccounts } from './people';
import { defaultRetention } from './retention';

const dayMs = 86_400_000;

export interface ChoresContext {
  readonly stores: Stores;
  readonly closedAccounts: (accounts: readonly KeptAccount[]) => Promise<readonly string[]>;
  readonly nowMs: () => number;
}

/** What was removed; null when it is not time yet, or everything is on hold. */
export async function purgeWhereDue(context: ChoresContext): Promise<Chores['purged'] | null> {
  const { stores, nowMs } = context;
  const { auditDays, isOnHold } = (await stores.retention.read())?.value ?? defaultRetention;
  const chores = await read(stores.chores);
  if (isOnHold || nowMs() - chores.purgedAtMs < dayMs) return null;
  const keptMs = auditDays * dayMs;
  const beforeMs = nowMs() - keptMs;
  const purged = {
    auditLines: await stores.audit.prune(beforeMs),
    historyLines: await stores.reviews.pruneHistory(beforeMs),
    // Never while a page still offers to take it back.
    deeds: await stores.removeDeedsBefore(nowMs() - Math.max(keptMs, limits.undoRetentionMs)),
    analyses: await forgetAnalysesBefore(beforeMs, stores),
    readMarks: await forgetReadMarks(beforeMs, stores),
  };
  await stores.chores.change((current) => ({ ...(current ?? noChores), purgedAtMs: nowMs(), purged }));
  if (Object.values(purged).some((removed) => removed > 0)) {
    await record({ event: 'purge', accountId: null, detail: purged }, { audit: stores.audit, nowMs });
  }
  return purged;
}

/** Weekly, with a day to spare for hours that are skipped. */
export async function reportAccountsWhereDue(context: ChoresContext): Promise<Chores['reported'] | null> {
  const { stores, nowMs, closedAccounts } = context;
  const chores = await read(stores.chores);
  if (nowMs() - chores.reportedAtMs < 6 * dayMs) return null;
  const updatedAt = new Date(nowMs()).toISOString();
  const accounts = (await keptAccounts(stores)).map((accountId) => ({ accountId, updatedAt }));
  const closed = await closedAccounts(accounts);
  for (const accountId of closed) {
    const erased = await erasePerson(accountId, stores);
    const detail = { decisions: erased.decisions, actions: erased.actions, because: 'closed' };
    await record({ event: 'person.erase', accountId: null, detail }, { audit: stores.audit, nowMs });
  }
  const reported = { accounts: accounts.length, erased: closed.length };
  await stores.chores.change((current) => ({ ...(current ?? noChores), reportedAtMs: nowMs(), reported }));
  return reported;
}

export async function lastPurge(stores: Pick<Stores, 'chores'>): Promise<PurgeReport> {
  const { purgedAtMs, purged, reportedAtMs, reported } = await read(stores.chores);
  return {
    purgedAt: purgedAtMs === 0 ? null : new Date(purgedAtMs).toISOString(),
    ...purged,
    reportedAt: reportedAtMs === 0 ? null : new Date(reportedAtMs).toISOString(),
    ...reported,
  };
}

async function read(chores: Guarded<Chores>): Promise<Chores> {
  return (await chores.read())?.value ?? noChores;
}
