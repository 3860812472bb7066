// The pairs of one project, page by page, as the current viewer may see them. Stored parts are read one after the other
// until a page is full; whole projects that the viewer may not browse are left out first, then every issue is read as the
// viewer, and a pair is shown only when both came back. Hidden pairs leave no trace: not in a count, not in the cursor.

import { ownedBy, pairsOf } from '../administration/team-filter';
import type { PairsView, RequestOf, SeriesName } from '../contract';
import { AppError } from '../errors';
import type { Issue, Visible } from '../issue';
import { countJql } from '../jira/jql';
import { type ControlContext, mustBrowse } from '../scan/control';
import type { LocatedPair } from '../scan/pair-projects';
import type { CoverageRecord } from '../storage/stores';
import { coverageView, withoutCoverage } from './coverage';
import { AfterCursor, comparePairs, cursorText, parseCursor } from './pair-cursor';
import { visibleSeries } from './series';
import { isWanted, pairViewer, storedPairs } from './stored-pairs';

type PairsRequest = RequestOf<'project.pairs'>;

export async function listPairs(request: PairsRequest, context: ControlContext): Promise<PairsView> {
  const cursor = request.cursor === null ? null : parseCursor(request.cursor);
  const coverage = (await context.stores.coverage(request.projectId).read())?.value ?? null;
  if (coverage === null) return withoutCoverage(request.projectId, context);
  const permissions = await context.viewer.permissions([request.projectId, ...coverage.projectIds]);
  mustBrowse([request.projectId], permissions);
  const after = new AfterCursor(cursor, coverage.scanId, request.sort);
  const behind = filtered(await wantedPairs(request, coverage, permissions.browsable, context), (pair) =>
    after.includes(pair),
  );
  const wanted = request.teamId === undefined ? behind : ofTeam(behind, request.teamId, context);
  const shown = await visiblePairs(wanted, request.limit + 1, context);
  const rows = shown.slice(0, request.limit);
  const last = rows.at(-1);
  const [viewOf, settings, compared] = await Promise.all([
    rows.length === 0 ? null : pairViewer(coverage, context),
    context.stores.readSettings(),
    comparedIssues(request, coverage, permissions.browsable, context),
  ]);
  return {
    state: 'ready',
    coverage: coverageView(coverage, compared, settings),
    rows: viewOf === null ? [] : rows.map(({ pair, a, b }) => viewOf(pair, a, b)),
    nextCursor: shown.length > request.limit && last !== undefined ? cursorText(coverage.scanId, last.pair) : null,
  };
}

/** Jira's count as the viewer, over the projects of the analysis that this viewer may browse. On the first page only. */
async function comparedIssues(
  request: PairsRequest,
  coverage: CoverageRecord,
  browsable: ReadonlySet<number>,
  context: ControlContext,
): Promise<number | null> {
  if (request.cursor !== null) return null;
  const projectIds = coverage.projectIds.filter((id) => browsable.has(id));
  // Somebody's JQL may name what this viewer must not know; it also may fail as another person.
  if (projectIds.length === 0 || (coverage.jql ?? coverage.itemsJql) !== null) return null;
  return context.viewer.count(countJql({ projectIds, jql: null }, new Date(coverage.finishedAtMs)));
}

/** In the order of the request, lazily: the next stored part is read when somebody wants its first pair. */
async function wantedPairs(
  request: PairsRequest,
  coverage: CoverageRecord,
  browsable: ReadonlySet<number>,
  context: ControlContext,
): Promise<AsyncIterable<LocatedPair>> {
  const isShown = (pair: LocatedPair): boolean =>
    isWanted(pair, request) && browsable.has(pair.projectA) && browsable.has(pair.projectB);
  const { whole, single } = await visibleSeries(coverage, browsable, context);
  const inOrder = (x: LocatedPair, y: LocatedPair): number => comparePairs(request.sort, x, y);
  if (request.series !== undefined) return filtered(pairsOfSeries(request.series, whole).sort(inOrder), isShown);
  const stored = merged(
    storedPairs(coverage, context),
    [...single].sort((x, y) => comparePairs('score', x, y)),
  );
  if (request.sort === 'score') return filtered(stored, isShown);
  const all: LocatedPair[] = [];
  for await (const pair of filtered(stored, isShown)) all.push(pair);
  return filtered(all.sort(inOrder), () => true);
}

/** @throws AppError when the viewer sees no series with this pair. */
function pairsOfSeries({ a, b }: SeriesName, series: readonly (readonly LocatedPair[])[]): LocatedPair[] {
  const [smaller, larger] = [Math.min(a, b), Math.max(a, b)];
  const found = series.find((pairs) => pairs.some((pair) => pair.a === smaller && pair.b === larger));
  if (found === undefined) throw new AppError('NOT_FOUND', 'This series is gone. Reload the list.');
  return [...found];
}

/** Both with the most likely ones first. */
async function* merged(stored: AsyncIterable<LocatedPair>, further: LocatedPair[]): AsyncGenerator<LocatedPair> {
  let next = 0;
  for await (const pair of stored) {
    for (let one = further[next]; one !== undefined && comparePairs('score', one, pair) < 0; one = further[++next]) {
      yield one;
    }
    yield pair;
  }
  yield* further.slice(next);
}

async function* filtered(
  pairs: AsyncIterable<LocatedPair> | Iterable<LocatedPair>,
  isWanted: (pair: LocatedPair) => boolean,
): AsyncGenerator<LocatedPair> {
  for await (const pair of pairs) if (isWanted(pair)) yield pair;
}

/** Asked about many pairs at once, because few may be the team's. */
async function* ofTeam(
  pairs: AsyncIterable<LocatedPair>,
  teamId: string,
  context: ControlContext,
): AsyncGenerator<LocatedPair> {
  const owned = await ownedBy(teamId, context);
  let window: LocatedPair[] = [];
  for await (const pair of pairs) {
    window.push(pair);
    if (window.length < pairsPerCheck) continue;
    yield* await pairsOf(window, owned);
    window = [];
  }
  yield* await pairsOf(window, owned);
}

interface ShownPair {
  readonly pair: LocatedPair;
  readonly a: Visible<Issue>;
  readonly b: Visible<Issue>;
}

// Permissions are asked for many issues at once, texts only for those that fit the page.
const pairsPerCheck = 500;

/**
 * The first `wanted` pairs of which the viewer may see both issues. The first window is read at once, as nearly everybody
 * sees nearly everything; when it falls short, the rest is thinned out by permission before anything is read.
 */
async function visiblePairs(
  pairs: AsyncIterable<LocatedPair>,
  wanted: number,
  context: ControlContext,
): Promise<ShownPair[]> {
  const shown: ShownPair[] = [];
  let windowSize = wanted;
  let window: LocatedPair[] = [];
  const flush = async (): Promise<void> => {
    const isFirst = windowSize === wanted;
    let rest = isFirst ? window : await browsablePairs(window, context);
    while (rest.length > 0 && shown.length < wanted) {
      const some = rest.slice(0, wanted);
      rest = rest.slice(wanted);
      const issues = await context.viewer.readIssues(some.flatMap(({ a, b }) => [a, b]));
      for (const pair of some) {
        const a = issues.get(pair.a);
        const b = issues.get(pair.b);
        if (a !== undefined && b !== undefined && !a.linkedIds.includes(b.id)) shown.push({ pair, a, b });
      }
    }
    window = [];
    windowSize = pairsPerCheck;
  };
  for await (const pair of pairs) {
    window.push(pair);
    if (window.length === windowSize) await flush();
    if (shown.length >= wanted) return shown.slice(0, wanted);
  }
  await flush();
  return shown.slice(0, wanted);
}

async function browsablePairs(pairs: readonly LocatedPair[], context: ControlContext): Promise<LocatedPair[]> {
  if (pairs.length === 0) return [];
  const browsable = await context.viewer.browsableIssues(pairs.flatMap(({ a, b }) => [a, b]));
  return pairs.filter(({ a, b }) => browsable.has(a) && browsable.has(b));
}
