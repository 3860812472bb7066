// The rows of an export: every pair that the analysis found or somebody decided, in the space, the best match first, a page
// at a time. A page names the last pair that was shown and never a position, so that hidden pairs leave no trace.

import { ownedBy, pairsOf } from '../administration/team-filter';
import type { ReportFilters, ReportPage, ReportRow } from '../contract';
import { queueStateOf } from '../duplicates/decision';
import { after, keyText, type SortKey } from '../duplicates/keyset';
import type { DecisionContext } from '../duplicates/review-context';
import { storedPairs, storedSeriesPairs } from '../duplicates/stored-pairs';
import { visiblePairs } from '../duplicates/visible-pairs';
import { mustBrowse } from '../scan/control';
import { pairName, type ReviewedPair } from '../storage/reviews';
import type { CoverageRecord } from '../storage/stores';

interface RowsRequest {
  readonly projectId: number;
  readonly filters: ReportFilters;
  readonly cursor: string | null;
  readonly limit: number;
}

export async function reportRows(
  { projectId, filters, cursor, limit }: RowsRequest,
  context: DecisionContext,
): Promise<ReportPage> {
  const { stores, viewer } = context;
  const [record, reviewed] = await Promise.all([stores.coverage(projectId).read(), stores.reviews.peekAll()]);
  const coverage = record?.value ?? null;
  const permissions = await viewer.permissions([projectId, ...(coverage?.projectIds ?? [])]);
  mustBrowse([projectId], permissions);
  if (coverage === null) return { state: 'never-scanned' };
  const rows = await foundRows(projectId, coverage, reviewed, permissions.browsable, context);
  const wanted = rows.filter((row) => isWanted(row, filters));
  const owned = filters.teamId === undefined ? null : await ownedBy(filters.teamId, context);
  const admits = (some: readonly ReportRow[]): Promise<readonly ReportRow[]> =>
    owned === null ? Promise.resolve(some) : pairsOf(some, owned);
  const shown = await visiblePairs(after(wanted, keyOf, cursor), [projectId], limit + 1, admits, context);
  const page = shown.slice(0, limit);
  const last = page.at(-1);
  return {
    state: 'ready',
    rows: page,
    nextCursor: shown.length > limit && last !== undefined ? keyText(keyOf(last)) : null,
  };
}

/** Of work items that may be hidden: nothing of it may leave before the viewer was asked about. */
export async function foundRows(
  projectId: number,
  coverage: CoverageRecord,
  reviewed: readonly ReviewedPair[],
  browsable: ReadonlySet<number>,
  context: DecisionContext,
): Promise<readonly ReportRow[]> {
  const nowMs = context.nowMs();
  const reviews = new Map(reviewed.map((pair) => [pairName(pair), pair]));
  const rows = new Map<string, ReportRow>();
  for (const pairs of [storedPairs(coverage, context), storedSeriesPairs(coverage, context)]) {
    for await (const pair of pairs) {
      const { a, b, score, tier, reasons, projectA, projectB } = pair;
      const isHere = projectA === projectId || projectB === projectId;
      if (!isHere || !browsable.has(projectA) || !browsable.has(projectB)) continue;
      const said = answerOf(reviews.get(pairName(pair)) ?? null, nowMs);
      rows.set(pairName(pair), { a, b, score, tier, reasons, ...said });
    }
  }
  // What was decided stays in the report when the next analysis no longer proposes it, as linked pairs never are.
  for (const pair of reviewed) {
    if (rows.has(pairName(pair))) continue;
    const { a, b, review } = pair;
    const { score = null, tier = 'none', reasons = [] } = review.seen ?? {};
    rows.set(pairName(pair), { a, b, score, tier, reasons, ...answerOf(pair, nowMs) });
  }
  return [...rows.values()];
}

function answerOf(
  pair: ReviewedPair | null,
  nowMs: number,
): Pick<ReportRow, 'state' | 'decidedAt' | 'decidedByAccountId'> {
  const state = queueStateOf(pair?.review ?? null, nowMs);
  if (pair === null || state === 'open') return { state, decidedAt: null, decidedByAccountId: null };
  const { atMs, by } = pair.review;
  return { state, decidedAt: new Date(atMs).toISOString(), decidedByAccountId: by };
}

function isWanted({ score, tier, state }: ReportRow, filters: ReportFilters): boolean {
  return (
    (score === null || score >= filters.threshold) &&
    (filters.tier === 'any' || tier === filters.tier) &&
    (filters.state === 'any' || state === filters.state)
  );
}

/** A pair without a score was linked by somebody: nothing to be unsure about. */
export function keyOf({ score, a, b }: ReportRow): SortKey {
  return [-(score ?? 1), a, b];
}
