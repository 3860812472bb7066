// Pairs that are shown as one row for each series, as the current viewer may see them. Everything is counted from pairs
// of which the viewer may see both sides. A series of which too little is visible is no series to this viewer: its pairs
// are listed like any other, so that a row never tells that there is more which stays hidden.

import { ownedBy } from '../administration/team-filter';
import type { PairView, RequestOf, SeriesListView } from '../contract';
import type { Issue, Visible } from '../issue';
import { type ControlContext, mustBrowse } from '../scan/control';
import type { LocatedPair } from '../scan/pair-projects';
import { leastSeriesIssues } from '../similarity/series';
import type { CoverageRecord } from '../storage/stores';
import { after, keyText, type SortKey } from './keyset';
import { isWanted, pairViewer, type PairViewer, storedSeriesPairs } from './stored-pairs';
import { titleFrame } from './title-frame';

type SeriesRequest = RequestOf<'project.series'>;

interface Row {
  readonly pairs: readonly LocatedPair[];
  readonly issueIds: readonly number[];
}

/** Read for the frame; more titles would hardly change it. */
const framedIssues = 8;
/** Tried as example, in case that one has been linked since the analysis. */
const exampleTries = 3;

export async function listSeries(request: SeriesRequest, context: ControlContext): Promise<SeriesListView> {
  const coverage = (await context.stores.coverage(request.projectId).read())?.value ?? null;
  if (coverage === null) return { series: [], nextCursor: null };
  const permissions = await context.viewer.permissions([request.projectId, ...coverage.projectIds]);
  mustBrowse([request.projectId], permissions);
  const { whole } = await visibleSeries(coverage, permissions.browsable, context);
  const isOwned = await ownedAmong(whole.flat(), request.teamId, context);
  const rows = whole.flatMap((pairs): Row[] => {
    const wanted = pairs.filter((pair) => isWanted(pair, request) && isOwned(pair));
    return wanted.length === 0 ? [] : [{ pairs: wanted, issueIds: issueIdsOf(pairs) }];
  });
  const ordered = after(rows, rowKey, request.cursor);
  const page = ordered.slice(0, request.limit);
  const issues = await context.viewer.readIssues(page.flatMap(readFor));
  const viewOf = page.length === 0 ? null : await pairViewer(coverage, context);
  const last = page.at(-1);
  return {
    series: page.flatMap((row) => {
      const example = exampleOf(row, issues, viewOf);
      if (example === null) return [];
      const titles = row.issueIds.flatMap((id) => issues.get(id)?.summary ?? []);
      return [{ kind: 'series' as const, example, issueCount: row.issueIds.length, frame: titleFrame(titles) }];
    }),
    nextCursor: ordered.length > page.length && last !== undefined ? keyText(rowKey(last)) : null,
  };
}

async function ownedAmong(
  pairs: readonly LocatedPair[],
  teamId: string | undefined,
  context: ControlContext,
): Promise<(pair: LocatedPair) => boolean> {
  if (teamId === undefined) return () => true;
  const owned = await (await ownedBy(teamId, context))(issueIdsOf(pairs));
  return ({ a, b }) => owned.has(a) || owned.has(b);
}

/** What this viewer may see of all series: those that still are one, and the pairs of those that are none to them. */
export async function visibleSeries(
  coverage: CoverageRecord,
  browsableProjects: ReadonlySet<number>,
  context: ControlContext,
): Promise<{ readonly whole: readonly (readonly LocatedPair[])[]; readonly single: readonly LocatedPair[] }> {
  const stored: LocatedPair[] = [];
  for await (const pair of storedSeriesPairs(coverage, context)) {
    if (browsableProjects.has(pair.projectA) && browsableProjects.has(pair.projectB)) stored.push(pair);
  }
  if (stored.length === 0) return { whole: [], single: [] };
  const browsable = await context.viewer.browsableIssues(issueIdsOf(stored));
  const groups = new Map<number, LocatedPair[]>();
  for (const pair of stored) {
    if (!browsable.has(pair.a) || !browsable.has(pair.b)) continue;
    const group = groups.get(pair.series);
    if (group === undefined) groups.set(pair.series, [pair]);
    else group.push(pair);
  }
  const all = [...groups.values()];
  const isWhole = (pairs: readonly LocatedPair[]): boolean =>
    pairs.some(({ reasons }) => reasons.includes('sibling')) || issueIdsOf(pairs).length >= leastSeriesIssues;
  // Only of a series that this viewer sees as one may it be said: to others it would tell of what they do not see.
  const whole = all.filter(isWhole).map((pairs) => pairs.map(asOfPattern));
  return { whole, single: all.filter((pairs) => !isWhole(pairs)).flat() };
}

function asOfPattern(pair: LocatedPair): LocatedPair {
  return { ...pair, reasons: [...pair.reasons, 'pattern'] };
}

/** Ascending, each once. */
function issueIdsOf(pairs: readonly LocatedPair[]): number[] {
  return [...new Set(pairs.flatMap(({ a, b }) => [a, b]))].sort((x, y) => x - y);
}

/** The largest first. */
function rowKey({ pairs, issueIds }: Row): SortKey {
  return [-issueIds.length, pairs[0]?.a ?? 0, pairs[0]?.b ?? 0];
}

function readFor({ pairs, issueIds }: Row): number[] {
  return [...pairs.slice(0, exampleTries).flatMap(({ a, b }) => [a, b]), ...issueIds.slice(0, framedIssues)];
}

function exampleOf(row: Row, issues: ReadonlyMap<number, Visible<Issue>>, viewOf: PairViewer | null): PairView | null {
  for (const pair of row.pairs.slice(0, exampleTries)) {
    const [a, b] = [issues.get(pair.a), issues.get(pair.b)];
    if (viewOf !== null && a !== undefined && b !== undefined && !a.linkedIds.includes(b.id)) return viewOf(pair, a, b);
  }
  return null;
}
