// How the app is doing, from what it stores anyway and from what pages tell now and then. Every figure says how old it
// is, so that "no news" is never read as "all is well".

import type { HealthView } from '../contract';
import { appErrorOf } from '../errors';
import type { LinkCalls } from '../jira/links';
import type { ViewerJira } from '../jira/gateway';
import { countJql } from '../jira/jql';
import { hourlyLateMs } from '../inbox/notices';
import { emptyDirectory } from '../scan/directory';
import { isLive, isStalled } from '../scan/scan';
import { ENGINE_VERSION } from '../similarity/version';
import type { Stores } from '../storage/stores';
import { lastPurge } from './chores';
import { noChores } from './chores-record';
import { storedSizes } from './stored-sizes';
import { readTimings } from './timings';

export interface HealthContext {
  readonly stores: Stores;
  readonly viewer: Pick<ViewerJira, 'permissions' | 'count'>;
  readonly jira: Pick<LinkCalls, 'linkTypes'>;
  readonly nowMs: () => number;
}

const iso = (ms: number) => new Date(ms).toISOString();

export async function readHealth(context: HealthContext): Promise<HealthView> {
  const { stores, nowMs } = context;
  const directory = (await stores.directory.read())?.value ?? emptyDirectory;
  const scans = (await Promise.all(directory.scans.slice(0, 20).map(({ id }) => stores.scan(id).read()))).flatMap(
    (record) => (record === null ? [] : [record.value]),
  );
  const [settings, points, pacing, tail, chores, record] = await Promise.all([
    stores.readSettings(),
    stores.points.reserved(nowMs()),
    stores.pacing.read(),
    stores.tail.read(),
    lastPurge(stores),
    stores.chores.read(),
  ]);
  const live = scans.filter(isLive);
  const { hourlyAtMs, failures: choreFailures } = record?.value ?? noChores;
  const lastChangeMs = Math.max(0, ...(tail?.value.entries ?? []).map(({ readAtMs }) => readAtMs));
  const lastScanMs = Math.max(
    0,
    ...scans.map(({ finishedAtMs, phase }) => (phase === 'finished' ? (finishedAtMs ?? 0) : 0)),
  );
  const job = (name: HealthView['jobs'][number]['job'], atMs: number, maxAgeMs: number | null) => ({
    job: name,
    lastAt: atMs === 0 ? null : iso(atMs),
    isLate: maxAgeMs !== null && nowMs() - atMs > maxAgeMs,
  });
  return {
    engineVersion: ENGINE_VERSION,
    at: iso(nowMs()),
    spaces: await spaces(
      directory.scans.flatMap(({ projectIds }) => projectIds),
      context,
    ),
    jobs: [
      job('hourly', hourlyAtMs, hourlyLateMs),
      job('analysis', lastScanMs, null),
      job('changes', lastChangeMs, null),
      job('cleaning', chores.purgedAt === null ? 0 : Date.parse(chores.purgedAt), null),
      job('report', chores.reportedAt === null ? 0 : Date.parse(chores.reportedAt), null),
    ],
    choreFailures: choreFailures.map(({ chore, code, sinceMs }) => ({ chore, code, since: iso(sinceMs) })),
    queue: {
      liveScans: live.length,
      stalledScans: live.filter((scan) => isStalled(scan, nowMs())).length,
      oldestSince: live.length === 0 ? null : iso(Math.min(...live.map(({ startedAtMs }) => startedAtMs))),
      waitingChanges: pacing?.value.issueIds.length ?? 0,
    },
    storage: await storedSizes(stores),
    timings: await readTimings(stores),
    points: { usedThisHour: points, budgetPerHour: settings.pointsBudgetPerHour },
    failures: scans.flatMap(({ id, failure, heartbeatMs }) =>
      failure === null ? [] : [{ scanId: id, code: failure.code, at: iso(heartbeatMs) }],
    ),
    connection: await connection(context),
  };
}

/** Analysed spaces that the caller may browse, with how much of them is compared. */
async function spaces(projectIds: readonly number[], { stores, viewer }: HealthContext): Promise<HealthView['spaces']> {
  const { browsable } = await viewer.permissions([...new Set(projectIds)]);
  const shown = [...browsable].slice(0, mostSpaces);
  return Promise.all(
    shown.map(async (projectId) => {
      const [coverage, visible] = await Promise.all([
        stores.coverage(projectId).read(),
        viewer.count(countJql({ projectIds: [projectId], jql: null }, null)),
      ]);
      const held = coverage?.value ?? null;
      return {
        projectId,
        itemsNow: visible,
        comparedTogether: held?.results.issueCount ?? null,
        finishedAt: held === null ? null : iso(held.finishedAtMs),
        isStale: held !== null && held.results.engineVersion !== ENGINE_VERSION,
        isPartial: held?.isPartial ?? false,
      };
    }),
  );
}

const mostSpaces = 20;

/** Each thing that the app needs from Jira and the storage, tried now. */
async function connection({ viewer, jira, stores }: HealthContext): Promise<HealthView['connection']> {
  const tried = async (check: HealthView['connection'][number]['check'], work: () => Promise<boolean>) => {
    try {
      return { check, problem: (await work()) ? null : 'missing' };
    } catch (error) {
      return { check, problem: appErrorOf(error).code };
    }
  };
  return Promise.all([
    tried('permissions', async () => (await viewer.permissions([])).isSiteAdmin),
    tried('link-types', async () =>
      (await jira.linkTypes()).some(({ inward, outward }) => /duplicat/i.test(inward + outward)),
    ),
    tried('storage', async () => (await stores.salt()) >= 0),
  ]);
}
