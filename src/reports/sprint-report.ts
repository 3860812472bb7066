// The work items of one sprint with what is known of their duplicates: confirmed pairs, pairs that wait for an answer, and
// how many reports from how many people stand behind each. Jira names the work items of the sprint as the person who
// asks, and is asked again about the other half of every pair.

import type { ReportRow, SprintReport } from '../contract';
import { demandOf } from '../duplicates/demand';
import { after } from '../duplicates/keyset';
import { type LinkedReports, readLinkedReports } from '../duplicates/read-demand';
import type { DecisionContext } from '../duplicates/review-context';
import { visiblePairs } from '../duplicates/visible-pairs';
import { newestJql } from '../jira/jql';
import { limits } from '../limits';
import { mustBrowse } from '../scan/control';
import { everything, narrowedJql } from '../scan/narrowing';
import { pairName, pairOf } from '../storage/reviews';
import { foundRows, keyOf } from './report-rows';

/** @throws AppError BAD_INPUT with Jira's own sentence for a sprint that Jira does not show to this person */
export async function sprintReport(
  { projectId, sprintId }: { readonly projectId: number; readonly sprintId: number },
  context: DecisionContext,
): Promise<SprintReport> {
  const { stores, viewer, jira } = context;
  const [record, reviewed, { defaultThreshold }] = await Promise.all([
    stores.coverage(projectId).read(),
    stores.reviews.peekAll(),
    stores.readSettings(),
  ]);
  const coverage = record?.value ?? null;
  const browsable = await viewer.browsableProjects([projectId, ...(coverage?.projectIds ?? [])]);
  mustBrowse([projectId], { browsable });
  if (coverage === null) return { state: 'never-scanned' };
  const jql = narrowedJql(null, { ...everything, sprint: sprintId }, null);
  const { ids, isPartial } = await jira.searchIds(newestJql({ projectIds: [projectId], jql }), limits.maxSprintIssues);
  const linked = await readLinkedReports(ids, context);
  const found = await foundRows(projectId, coverage, reviewed, browsable, context);
  const pairs = await visiblePairs(
    after(pairsToTell(found, ids, linked, defaultThreshold), keyOf, null),
    null,
    limits.maxSprintPairs,
    (some) => Promise.resolve(some),
    context,
  );
  const items = ids
    .filter((issueId) => linked.issues.has(issueId))
    .map((issueId) => ({
      issueId,
      demand: demandOf(issueId, linked.issues, linked.linkTypeId),
      pairs: pairs.filter(({ a, b }) => a === issueId || b === issueId),
    }));
  return { state: 'ready', items, isCut: isPartial };
}

/** What nobody has answered and is more than a look-alike, what was confirmed here, and what Jira's links say, which no analysis has to have found. */
function pairsToTell(
  found: readonly ReportRow[],
  ids: readonly number[],
  { issues, linkTypeId }: LinkedReports,
  threshold: number,
): readonly ReportRow[] {
  const inSprint = new Set(ids);
  const isTold = ({ state, score, tier }: ReportRow): boolean =>
    state === 'duplicate' ||
    ((state === 'open' || state === 'snoozed') && tier !== 'none' && (score ?? 0) >= threshold);
  const told = found.filter((row) => (inSprint.has(row.a) || inSprint.has(row.b)) && isTold(row));
  const rows = new Map(told.map((row) => [pairName(row), row]));
  for (const id of ids) {
    for (const { typeId, otherId } of issues.get(id)?.links ?? []) {
      if (typeId !== linkTypeId) continue;
      const pair = pairOf(id, otherId);
      const known = rows.get(pairName(pair));
      if (known?.state === 'duplicate') continue;
      const { score, tier, reasons } = known ?? notFound;
      rows.set(pairName(pair), { ...pair, score, tier, reasons, ...saidByJira });
    }
  }
  return [...rows.values()];
}

const notFound = { score: null, tier: 'none', reasons: [] } as const;
const saidByJira = { state: 'duplicate', decidedAt: null, decidedByAccountId: null } as const;
