// What is like one work item in the backlogs that are attached to its space, for the panel. Whoever sees the work item may
// browse its space, and whoever may browse the space may see its backlogs.

import type { ExternalLookalike } from '../contract';
import type { DecisionContext } from '../duplicates/review-context';
import { isDismissedIn } from './dismissals';
import { externalView, likelyMatches } from './matches';
import { readRows } from './stored-matches';

const mostShown = 5;

/** The space is only believed after Jira has said, as this person, that the work item is there. */
export async function lookalikesElsewhere(
  issueId: number,
  hintedProjectId: number | null,
  { stores, viewer }: Pick<DecisionContext, 'stores' | 'viewer'>,
): Promise<readonly ExternalLookalike[]> {
  if (hintedProjectId === null) return [];
  const backlogs = (await stores.externals(hintedProjectId).read())?.value.backlogs ?? [];
  const compared = backlogs.filter(({ isComplete, comparison }) => isComplete && comparison !== null);
  // Most spaces have none, and then Jira is not asked.
  if (compared.length === 0) return [];
  const issue = (await viewer.readIssues([issueId])).get(issueId);
  if (issue?.project.id !== hintedProjectId) return [];
  const [{ defaultThreshold }, isPutAside] = await Promise.all([
    stores.readSettings(),
    isDismissedIn(hintedProjectId, { stores }),
  ]);
  const found: ExternalLookalike[] = [];
  for (const backlog of compared) {
    const matches = (await likelyMatches(backlog, defaultThreshold, { stores })).filter(
      (match) => match.issueId === issueId && !isPutAside(backlog, match),
    );
    const rows = await readRows(backlog, new Set(matches.map(({ row }) => row)), { stores });
    for (const { row, score, tier } of matches) {
      const external = rows.get(row);
      if (external !== undefined) {
        found.push({ backlogName: backlog.name, external: externalView(external, backlog), score, tier });
      }
    }
  }
  return found.sort((x, y) => y.score - x.score).slice(0, mostShown);
}
