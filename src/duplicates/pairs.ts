// The pairs of one project, page by page, as the current viewer may see them. Stored parts are read one after the other
// until a page is full; whole projects that the viewer may not browse are left out first, then every issue is read as the
// viewer, and a pair is shown only when both came back. Hidden pairs leave no trace: not in a count, not in the cursor.

import type { PairSort, PairsView, PairView, Tier } from '../contract';
import { issueViewOf, type Issue, type Visible } from '../issue';
import { countJql } from '../jira/jql';
import { type ControlContext, mustBrowse } from '../scan/control';
import { locatePairs, type LocatedPair } from '../scan/pair-projects';
import { decodePairs } from '../similarity/results';
import { decodeStatistics, type Statistics } from '../similarity/statistics';
import type { CoverageRecord } from '../storage/stores';
import { coverageView, withoutCoverage } from './coverage';
import { explainPair } from './find';
import { AfterCursor, comparePairs, cursorText, parseCursor } from './pair-cursor';

interface PairsRequest {
  readonly projectId: number;
  readonly threshold: number;
  readonly tier: Tier | 'any';
  readonly sort: PairSort;
  readonly cursor: string | null;
  readonly limit: number;
}

export async function listPairs(request: PairsRequest, context: ControlContext): Promise<PairsView> {
  const cursor = request.cursor === null ? null : parseCursor(request.cursor);
  const coverage = (await context.stores.coverage(request.projectId).read())?.value ?? null;
  if (coverage === null) return withoutCoverage(request.projectId, context);
  const permissions = await context.viewer.permissions([request.projectId, ...coverage.projectIds]);
  mustBrowse([request.projectId], permissions);
  const wanted = await wantedPairs(request, coverage, permissions.browsable, context);
  const after = new AfterCursor(cursor, coverage.scanId, request.sort);
  const shown = await visiblePairs(wanted, after, request.limit + 1, context);
  const rows = shown.slice(0, request.limit);
  const last = rows.at(-1);
  const statistics = rows.length === 0 ? null : await readStatistics(coverage, context);
  return {
    state: 'ready',
    coverage: coverageView(coverage, await comparedIssues(request, coverage, permissions.browsable, context)),
    rows: statistics === null ? [] : rows.map((row) => pairView(row, statistics)),
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
  if (projectIds.length === 0 || coverage.jql !== null) return null;
  return context.viewer.count(countJql({ projectIds, jql: null }, new Date(coverage.finishedAtMs)));
}

/** In the order of the request, lazily: the next stored part is read when somebody wants its first pair. */
async function wantedPairs(
  request: PairsRequest,
  coverage: CoverageRecord,
  browsable: ReadonlySet<number>,
  context: ControlContext,
): Promise<AsyncIterable<LocatedPair>> {
  const isWanted = (pair: LocatedPair): boolean =>
    pair.score >= request.threshold &&
    (request.tier === 'any' || pair.tier === request.tier) &&
    (pair.projectA === request.projectId || pair.projectB === request.projectId) &&
    browsable.has(pair.projectA) &&
    browsable.has(pair.projectB);
  const stored = storedPairs(coverage, context);
  if (request.sort === 'score') return filtered(stored, isWanted);
  const all: LocatedPair[] = [];
  for await (const pair of filtered(stored, isWanted)) all.push(pair);
  return filtered(
    all.sort((x, y) => comparePairs('newest', x, y)),
    () => true,
  );
}

export async function* storedPairs(
  coverage: CoverageRecord,
  context: Pick<ControlContext, 'stores'>,
): AsyncGenerator<LocatedPair> {
  const { pairs, pairProjects } = coverage.results;
  for (const [index, key] of pairs.entries()) {
    const [part, projects] = await context.stores.results.read([key, pairProjects[index] ?? '']);
    if (part === undefined || projects === undefined) throw new Error('A stored part was read without its projects.');
    yield* locatePairs(decodePairs(part), projects, coverage.scannedProjectIds);
  }
}

async function* filtered(
  pairs: AsyncIterable<LocatedPair> | Iterable<LocatedPair>,
  isWanted: (pair: LocatedPair) => boolean,
): AsyncGenerator<LocatedPair> {
  for await (const pair of pairs) if (isWanted(pair)) yield pair;
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
  after: AfterCursor,
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
    if (!after.includes(pair)) continue;
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

async function readStatistics(coverage: CoverageRecord, context: ControlContext): Promise<Statistics> {
  return decodeStatistics(await context.stores.results.read(coverage.results.statistics));
}

function pairView({ pair, a, b }: ShownPair, statistics: Statistics): PairView {
  const { score, evidence, against } = explainPair(a, b, statistics);
  const [older, newer] = Date.parse(a.created) <= Date.parse(b.created) ? [a, b] : [b, a];
  return { a: issueViewOf(older), b: issueViewOf(newer), score, tier: pair.tier, evidence, against };
}
