// The queue: pairs that wait for a decision, the surest first, and the lists of what was decided. The open part comes from
// the last analyses, the rest from what people said. Rows are ids; a row is shown only to who may see both issues now, and
// neither order nor cursor tells of others.

import type { QueueRow, QueueState, QueueView, Tier } from '../contract';
import { mustBrowse } from '../scan/control';
import type { LocatedPair } from '../scan/pair-projects';
import { pairName, type ReviewedPair } from '../storage/reviews';
import type { CoverageRecord } from '../storage/stores';
import { queueStateOf, type Review, reviewViewOf } from './decision';
import { after, keyText, type SortKey } from './keyset';
import { storedPairs } from './stored-pairs';
import type { DecisionContext } from './review-context';
import { visiblePairs } from './visible-pairs';

export interface QueueRequest {
  readonly projectIds: readonly number[];
  readonly state: QueueState;
  readonly tier: Tier | 'any';
  readonly threshold: number;
  readonly assignee: 'anyone' | 'me' | 'nobody';
  readonly cursor: string | null;
  readonly limit: number;
}

type Row = Omit<QueueRow, 'review'>;
interface Listed {
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => SortKey;
}

export async function listQueue(request: QueueRequest, context: DecisionContext): Promise<QueueView> {
  const [permissions, coverages] = await Promise.all([
    context.viewer.permissions(request.projectIds),
    readCoverages(request.projectIds, context),
  ]);
  mustBrowse(request.projectIds, permissions);
  if (coverages.length === 0) return { state: 'never-scanned' };
  const isOpen = request.state === 'open';
  const { rows, keyOf } = isOpen ? await openRows(request, coverages, context) : await decidedRows(request, context);
  const reviews = new Map<string, Review>();
  const admits = async (some: readonly Row[]): Promise<readonly Row[]> => {
    const found = await context.stores.reviews.readMany(some);
    for (const [name, review] of found) reviews.set(name, review);
    return some.filter((row) => isWanted(found.get(pairName(row)) ?? null, request, context));
  };
  const ordered = after(rows, keyOf, request.cursor);
  const shown = await visiblePairs(ordered, request.projectIds, request.limit + 1, admits, context);
  const page = shown.slice(0, request.limit);
  const last = page.at(-1);
  return {
    state: 'ready',
    analysedAt: new Date(Math.min(...coverages.map(({ finishedAtMs }) => finishedAtMs))).toISOString(),
    engineVersions: [...new Set(coverages.map(({ results }) => results.engineVersion))],
    rows: page.map((row) => ({ ...row, review: reviewViewOf(reviews.get(pairName(row)) ?? null, context.nowMs()) })),
    nextCursor: shown.length > request.limit && last !== undefined ? keyText(keyOf(last)) : null,
  };
}

/** One for each analysis, the newest first. */
export async function readCoverages(
  projectIds: readonly number[],
  { stores }: Pick<DecisionContext, 'stores'>,
): Promise<CoverageRecord[]> {
  const records = await Promise.all([...new Set(projectIds)].map((id) => stores.coverage(id).read()));
  const byScan = new Map(records.flatMap((record) => (record === null ? [] : [[record.value.scanId, record.value]])));
  return [...byScan.values()].sort((x, y) => y.finishedAtMs - x.finishedAtMs);
}

/** What several analyses have in common is taken from the newest. */
export async function openRows(
  { projectIds, threshold, tier }: Pick<QueueRequest, 'projectIds' | 'threshold' | 'tier'>,
  coverages: readonly CoverageRecord[],
  context: DecisionContext,
): Promise<Listed> {
  const wanted = new Set(projectIds);
  const isListed = (pair: LocatedPair): boolean =>
    pair.score >= threshold &&
    (tier === 'any' || pair.tier === tier) &&
    (wanted.has(pair.projectA) || wanted.has(pair.projectB));
  const rows = new Map<string, Row>();
  for (const coverage of coverages) {
    for await (const pair of storedPairs(coverage, context)) {
      const { a, b, score, tier: pairTier, reasons } = pair;
      const name = pairName(pair);
      if (isListed(pair) && !rows.has(name)) rows.set(name, { a, b, score, tier: pairTier, reasons: [...reasons] });
    }
  }
  return { rows: [...rows.values()], keyOf: openKey };
}

/** The latest decision first. */
async function decidedRows({ threshold, tier }: QueueRequest, context: DecisionContext): Promise<Listed> {
  const decided = await context.stores.reviews.all();
  const atMs = new Map(decided.map((pair) => [pairName(pair), pair.review.atMs]));
  return {
    rows: decided.map(rowOf).filter((row) => row.score >= threshold && (tier === 'any' || row.tier === tier)),
    keyOf: (row) => [-(atMs.get(pairName(row)) ?? 0), row.a, row.b],
  };
}

/** A pair that no analysis had was brought by a person or by Jira: nothing to be unsure about. */
function rowOf({ a, b, review: { seen } }: ReviewedPair): Row {
  return { a, b, score: seen?.score ?? 1, tier: seen?.tier ?? 'none', reasons: seen?.reasons ?? [] };
}

const tierOrder: Readonly<Record<Tier, number>> = { 'very-likely': 0, possible: 1, none: 2 };

function openKey({ tier, score, a, b }: Row): SortKey {
  return [tierOrder[tier], -score, a, b];
}

function isWanted(review: Review | null, { state, assignee }: QueueRequest, context: DecisionContext): boolean {
  if (queueStateOf(review, context.nowMs()) !== state) return false;
  if (assignee === 'anyone') return true;
  return (review?.assignee ?? null) === (assignee === 'me' ? context.accountId : null);
}
