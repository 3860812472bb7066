// What the first section of the admin page shows: the latest analyses of the site, each with how many work items it covers as
// Jira counts them now for the person who asks. That only administrators ask is the boundary's to know.

import type { AnswerOf } from '../contract';
import { appErrorOf } from '../errors';
import { countJql } from '../jira/jql';
import type { ProjectPermissions } from '../jira/gateway';
import { limits } from '../limits';
import type { ControlContext } from '../scan/control';
import { progressOf } from '../scan/progress';
import { readableProjectIds } from '../scan/scan';
import type { Scan } from '../scan/scan-record';
import { readJql } from '../scan/scan-options';
import { ENGINE_VERSION } from '../similarity/version';

type Overview = AnswerOf<'admin.overview'>;

const mostScans = 10;

export async function overview(context: ControlContext): Promise<Overview> {
  const [scans, { defaultThreshold, pointsBudgetPerHour }] = await Promise.all([
    latestScans(context),
    context.stores.readSettings(),
  ]);
  return { scans, engineVersion: ENGINE_VERSION, defaultThreshold, pointsBudgetPerHour };
}

async function latestScans({ stores, viewer, nowMs }: ControlContext): Promise<Overview['scans']> {
  const entries = (await stores.directory.read())?.value.scans.slice(0, mostScans) ?? [];
  const known = await Promise.all(entries.map((entry) => stores.scan(entry.id).read()));
  const scans = known.flatMap((record) => (record === null ? [] : [record.value]));
  const permissions = await viewer.permissions(
    scans.flatMap(({ projectIds }) => projectIds).slice(0, limits.maxProjects),
  );
  const { browsable, isSiteAdmin } = permissions;
  return Promise.all(
    scans.map(async (scan) => {
      const issuesVisible = await countFinished(scan, permissions, viewer);
      const audience = { visibleProjectIds: browsable, mayStart: true, isSiteAdmin, issuesVisible };
      return progressOf(scan, audience, nowMs());
    }),
  );
}

/** Null while it is not finished, and when its scope cannot be counted any more. */
async function countFinished(
  scan: Scan,
  { browsable }: ProjectPermissions,
  viewer: Pick<ControlContext['viewer'], 'count'>,
): Promise<number | null> {
  const projectIds = readableProjectIds(scan).filter((id) => browsable.has(id));
  if (scan.phase !== 'finished' || projectIds.length === 0) return null;
  try {
    return await viewer.count(countJql({ projectIds, jql: readJql(scan) }, null));
  } catch (error) {
    // Its JQL may name what is gone by now; that is no reason to hide the other analyses.
    if (appErrorOf(error).code === 'BAD_JQL') return null;
    throw error;
  }
}
