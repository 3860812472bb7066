// Which work items of external backlogs are like one here. A match is shown only when this viewer may see the work item;
// its other half everybody sees who may browse the space. The reasons are told from the two texts in front of this viewer.

import { ownedBy } from '../administration/team-filter';
import type { ExternalMatch, ExternalRow, RequestOf } from '../contract';
import { after, keyText, type SortKey } from '../duplicates/keyset';
import type { DecisionContext } from '../duplicates/review-context';
import { engineInputOf, type Issue, type Visible } from '../issue';
import { limits } from '../limits';
import { mustBrowse } from '../scan/control';
import { scoreSettingsOf } from '../scan/scan-options';
import { textSettingsOf } from '../scan/word-rules';
import { explain } from '../similarity/explain';
import { decodeStatistics } from '../similarity/statistics-bytes';
import { isDismissedIn } from './dismissals';
import { externalInput } from './external-input';
import type { StoredBacklog, StoredMatch } from './external-record';
import { backlogOf } from './import-backlog';
import { readRows, storedMatches } from './stored-matches';

type Stores = Pick<DecisionContext, 'stores'>;

interface SeenMatch {
  readonly match: StoredMatch;
  readonly issue: Visible<Issue>;
}

export async function listMatches(
  request: RequestOf<'external.matches'>,
  context: DecisionContext,
): Promise<{ rows: ExternalMatch[]; nextCursor: string | null }> {
  const { projectId, backlogId, cursor, limit } = request;
  const { stores, viewer } = context;
  mustBrowse([projectId], { browsable: await viewer.browsableProjects([projectId]) });
  const backlog = backlogOf((await stores.externals(projectId).read())?.value ?? null, backlogId);
  const rest = after(await wantedMatches(backlog, request, context), keyOf, cursor);
  const found: SeenMatch[] = [];
  for (let from = 0; from < rest.length && found.length <= limit; from += limits.issuesPerPage) {
    const some = rest.slice(from, from + limits.issuesPerPage);
    const issues = await viewer.readIssues(some.map(({ issueId }) => issueId));
    for (const match of some) {
      const issue = issues.get(match.issueId);
      if (issue !== undefined) found.push({ match, issue });
    }
  }
  const shown = found.slice(0, limit);
  const last = shown.at(-1);
  const [rows, explained] = await Promise.all([
    readRows(backlog, new Set(shown.map(({ match }) => match.row)), context),
    shown.length === 0 ? null : explainer(projectId, context),
  ]);
  return {
    rows: shown.flatMap(({ match: { row, issueId, score, tier }, issue }) => {
      const external = rows.get(row);
      if (external === undefined || explained === null) return [];
      return [{ external: externalView(external, backlog), issueId, score, tier, ...explained(issue, external, row) }];
    }),
    nextCursor: found.length > limit && last !== undefined ? keyText(keyOf(last.match)) : null,
  };
}

async function wantedMatches(
  backlog: StoredBacklog,
  request: RequestOf<'external.matches'>,
  context: DecisionContext,
): Promise<readonly StoredMatch[]> {
  const { projectId, isDismissed, teamId } = request;
  const threshold = request.threshold ?? (await context.stores.readSettings()).defaultThreshold;
  const isPutAside = await isDismissedIn(projectId, context);
  const wanted = (await likelyMatches(backlog, threshold, context)).filter(
    (match) => (request.tier === 'any' || match.tier === request.tier) && isPutAside(backlog, match) === isDismissed,
  );
  if (teamId === undefined) return wanted;
  const owned = await (await ownedBy(teamId, context))(wanted.map(({ issueId }) => issueId));
  return wanted.filter(({ issueId }) => owned.has(issueId));
}

/** Of everything that was compared, what a list shows. */
export async function likelyMatches(
  backlog: StoredBacklog,
  threshold: number,
  { stores }: Stores,
): Promise<readonly StoredMatch[]> {
  return (await storedMatches(backlog, { stores })).filter(({ score, tier }) => score >= threshold && tier !== 'none');
}

export function externalView(
  { key, title, status }: ExternalRow,
  { originUrl }: StoredBacklog,
): ExternalMatch['external'] {
  return { key, title, status, url: originUrl === '' ? null : `${originUrl}/browse/${encodeURIComponent(key)}` };
}

function keyOf({ score, row, issueId }: StoredMatch): SortKey {
  return [-score, row, issueId];
}

type Explainer = (
  issue: Visible<Issue>,
  external: ExternalRow,
  row: number,
) => Pick<ExternalMatch, 'evidence' | 'against'>;

async function explainer(projectId: number, { stores }: Stores): Promise<Explainer> {
  const results = (await stores.coverage(projectId).read())?.value.results;
  // What was deleted since explains nothing any more; the match stands as it was found.
  if (results === undefined) return () => ({ evidence: [], against: [] });
  const statistics = decodeStatistics(await stores.results.read(results.statistics));
  const settings = [scoreSettingsOf(results), textSettingsOf(results)] as const;
  return (issue, external, row) => {
    const { evidence, against } = explain(
      engineInputOf(issue, 0),
      externalInput(external, row),
      statistics,
      ...settings,
    );
    return { evidence, against };
  };
}
