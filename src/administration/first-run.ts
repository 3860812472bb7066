// What an analysis would cost, told to an administrator before the first one is started: work items as Jira counts them
// for this person, points, and about how long it takes. Nothing is read for it but counts.

import type { StartEstimate } from '../contract';
import { countJql } from '../jira/jql';
import { limits } from '../limits';
import { mustBrowse } from '../scan/control';
import { itemsJql } from '../scan/item-rules';
import type { SettingsContext } from './change-settings';

export async function estimateStart(
  projectIds: readonly number[],
  { stores, viewer }: SettingsContext,
): Promise<StartEstimate> {
  const wanted = [...new Set(projectIds)];
  mustBrowse(wanted, await viewer.permissions(wanted));
  const { items: rules, pointsBudgetPerHour } = await stores.readSettings();
  const jql = itemsJql(rules);
  const spaces = await Promise.all(
    wanted.map(async (projectId) => ({
      projectId,
      items: await viewer.count(countJql({ projectIds: [projectId], jql }, null)),
    })),
  );
  const items = spaces.reduce((sum, space) => sum + space.items, 0);
  return { spaces, items, ...costOf(items, pointsBudgetPerHour), pointsPerHour: pointsBudgetPerHour };
}

/** Assumed of a busy site: Jira answers a page of a hundred work items with their texts in about so long. */
const pageSeconds = 2;

/**
 * A point for each work item and one for each page; what does not fit into this hour's budget waits for the next hours.
 * 25,000 work items at 10,000 points an hour: 250 pages, 25,250 points, two hours of waiting, and 3 minutes of reading.
 */
export function costOf(items: number, pointsPerHour: number): { readonly points: number; readonly minutes: number } {
  const pages = Math.ceil(items / limits.issuesPerPage);
  const points = items + pages;
  const waitHours = Math.floor(Math.max(0, points - 1) / pointsPerHour);
  const readMinutes = (pages * pageSeconds) / limits.parallelPages / 60;
  return { points, minutes: waitHours * 60 + Math.max(1, Math.ceil(readMinutes)) };
}
