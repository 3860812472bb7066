// Whose account ids are kept, and how a person is erased: every place that names them forgets them, what they decided
// stays without a name. Safe to repeat: a second time finds nothing.

import type { ErasureReport } from '../contract';
import { knownSpaces } from '../storage/known-spaces';
import type { DirectoryEntry, Stores } from '../storage/stores';

type PeopleStores = Pick<
  Stores,
  | 'audit'
  | 'reviews'
  | 'bulks'
  | 'bulk'
  | 'action'
  | 'actionsBy'
  | 'thresholdChanges'
  | 'person'
  | 'inbox'
  | 'people'
  | 'directory'
  | 'spaces'
  | 'exportHistory'
  | 'repairs'
  | 'repair'
>;

/** Every account id in the store. */
export async function keptAccounts(stores: PeopleStores): Promise<readonly string[]> {
  const [audit, reviews, lines, bulks, thresholds, people, spaces, directory] = await Promise.all([
    stores.audit.accountIds(),
    stores.reviews.all(),
    stores.reviews.history(),
    stores.bulks.read(),
    stores.thresholdChanges.read(),
    stores.people.read(),
    inSpaces(stores),
    stores.directory.read(),
  ]);
  const starters = (directory?.value.scans ?? []).map(({ startedBy }) => startedBy);
  const all = [
    ...starters.map((startedBy) => (startedBy?.kind === 'person' ? startedBy.accountId : null)),
    ...audit.values(),
    ...reviews.flatMap(({ review }) => [review.by, review.assignee]),
    ...lines.map(({ by }) => by),
    ...(bulks?.value.jobs ?? []).map(({ by }) => by),
    ...(thresholds?.value.lines ?? []).map(({ by }) => by),
    ...(people?.value.accountIds ?? []),
    ...spaces.accountIds,
  ];
  return [...new Set(all.filter((accountId): accountId is string => accountId !== null && accountId !== ''))].sort();
}

/** Before anything is kept for somebody: who is listed without that does no harm, who is missing could not be erased. */
export async function noteKept(accountId: string, stores: Pick<Stores, 'people'>): Promise<void> {
  await stores.people.change((current) => {
    const accountIds = current?.accountIds ?? [];
    return accountIds.includes(accountId) ? null : { v: 1, accountIds: [...accountIds, accountId] };
  });
}

/** What stands for a person who was erased, in records that need a name. */
const nobody = '';

export async function erasePerson(accountId: string, stores: PeopleStores): Promise<ErasureReport> {
  let actions = 0;
  for (const actionId of await stores.actionsBy(accountId)) {
    await stores.action(actionId).change((action) => {
      if (action?.by !== accountId) return null;
      actions++;
      return { ...action, by: nobody };
    });
  }
  const jobs = (await stores.bulks.read())?.value.jobs ?? [];
  for (const { id } of jobs) {
    await stores.bulk(id).change((job) => (job?.by === accountId ? { ...job, by: nobody } : null));
  }
  await stores.bulks.change((current) =>
    current === null
      ? null
      : { ...current, jobs: current.jobs.map((job) => (job.by === accountId ? { ...job, by: nobody } : job)) },
  );
  await stores.thresholdChanges.change((current) =>
    current === null
      ? null
      : { ...current, lines: current.lines.map((line) => (line.by === accountId ? { ...line, by: nobody } : line)) },
  );
  await stores.directory.change((current) =>
    current === null ? null : { ...current, scans: current.scans.map((entry) => withoutStarter(entry, accountId)) },
  );
  const { projectIds, repairIds } = await inSpaces(stores);
  for (const repairId of repairIds) {
    await stores.repair(repairId).change((repair) => (repair?.by === accountId ? { ...repair, by: nobody } : null));
  }
  for (const projectId of projectIds) {
    await stores.exportHistory(projectId).change((current) =>
      current === null || !current.lines.some(({ by }) => by === accountId)
        ? null
        : {
            ...current,
            lines: current.lines.map((line) => (line.by === accountId ? { ...line, by: nobody } : line)),
          },
    );
  }
  const decisions = await stores.reviews.forget(accountId);
  const wasInAudit = await stores.audit.forget(accountId);
  await stores.person(accountId).delete();
  await stores.inbox(accountId).delete();
  await stores.people.change((current) =>
    current === null ? null : { ...current, accountIds: current.accountIds.filter((id) => id !== accountId) },
  );
  return { decisions, actions, wasInAudit };
}

function withoutStarter(entry: DirectoryEntry, accountId: string): DirectoryEntry {
  const { startedBy } = entry;
  if (startedBy?.kind !== 'person' || startedBy.accountId !== accountId) return entry;
  return { ...entry, startedBy: { kind: 'person', accountId: nobody } };
}

/** Who repaired links in, or exported from, any space. */
async function inSpaces(stores: PeopleStores): Promise<{
  readonly accountIds: readonly string[];
  readonly projectIds: readonly number[];
  readonly repairIds: readonly string[];
}> {
  const projectIds = await knownSpaces(stores);
  const [exported, repaired] = await Promise.all([
    Promise.all(projectIds.map((projectId) => stores.exportHistory(projectId).read())),
    Promise.all(projectIds.map((projectId) => stores.repairs(projectId).read())),
  ]);
  const repairIds = repaired.flatMap((record) => record?.value.ids ?? []);
  const repairs = await Promise.all(repairIds.map((repairId) => stores.repair(repairId).read()));
  return {
    projectIds,
    repairIds,
    accountIds: [
      ...exported.flatMap((record) => (record?.value.lines ?? []).map(({ by }) => by)),
      ...repairs.flatMap((record) => (record === null ? [] : [record.value.by])),
    ],
  };
}
