// The queue: pairs that wait for a decision, by confidence and impact, and the lists of what was decided. The open part
// comes from the last analyses, the rest from what people said. Rows are ids; a row is shown only to who may see both
// issues now, and neither order nor cursor tells of others.

import { teamJql } from '../administration/team-filter';
import type { QueueRow, QueueView, RequestOf } from '../contract';
import { seenJql } from '../jira/jql';
import { limits } from '../limits';
import { mustBrowse } from '../scan/control';
import type { LocatedPair } from '../scan/pair-projects';
import { pairName, type ReviewedPair } from '../storage/reviews';
import type { CoverageRecord } from '../storage/stores';
import { queueStateOf, type Review, reviewViewOf } from './decision';
import { after, keyText, type SortKey } from './keyset';
import { bothOf, fitsFilter, mustBeUnderstood, noFilter, understoodCondition } from './queue-filter';
import {
  type Impact,
  impactOf,
  type ImpactQuestion,
  impactQuestions,
  larger,
  rankOf,
  urgentPriorities,
} from './queue-impact';
import { nextByRank, type Page, type Ranked } from './queue-order';
import { storedPairs } from './stored-pairs';
import type { DecisionContext } from './review-context';
import { visiblePairs } from './visible-pairs';

type QueueRequest = RequestOf<'review.queue'>;

interface Row extends Omit<QueueRow, 'review'> {
  /** As the analysis has it: for the order, never for the page. */
  readonly confidence: number;
}
type Reviews = ReadonlyMap<string, Review>;

export async function listQueue(request: QueueRequest, context: DecisionContext): Promise<QueueView> {
  const [browsable, coverages] = await Promise.all([
    context.viewer.browsableProjects(request.projectIds),
    readCoverages(request.projectIds, context),
  ]);
  mustBrowse(request.projectIds, { browsable });
  if (coverages.length === 0) return { state: 'never-scanned' };
  const filter = request.filter ?? noFilter;
  const [asked, ofTeam] = await Promise.all([
    understoodCondition(filter, context.viewer),
    request.teamId === undefined ? null : teamJql(request.teamId, context),
  ]);
  const condition = bothOf(asked, ofTeam);
  const isOpen = request.state === 'open';
  const all = isOpen ? await openRows(request, coverages, context) : await decidedRows(request, context);
  const fitting = all.filter((row) => fitsFilter(row, filter));
  const reviews = await context.stores.reviews.readMany(fitting);
  const wanted = fitting.filter((row) => isWanted(reviews.get(pairName(row)) ?? null, request, context));
  const { rows, nextCursor } = isOpen
    ? await openPage(wanted, request, condition, context)
    : await decidedPage(wanted, reviews, request, condition, context);
  return {
    state: 'ready',
    analysedAt: new Date(Math.min(...coverages.map(({ finishedAtMs }) => finishedAtMs))).toISOString(),
    engineVersions: [...new Set(coverages.map(({ results }) => results.engineVersion))],
    rows: rows.map(({ confidence: _, ...row }) => ({
      ...row,
      review: reviewViewOf(reviews.get(pairName(row)) ?? null, context.nowMs()),
    })),
    nextCursor,
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
  context: Pick<DecisionContext, 'stores'>,
): Promise<readonly Row[]> {
  const wanted = new Set(projectIds);
  const isListed = (pair: LocatedPair): boolean =>
    pair.score >= threshold &&
    (tier === 'any' || pair.tier === tier) &&
    (wanted.has(pair.projectA) || wanted.has(pair.projectB));
  const rows = new Map<string, Row>();
  for (const coverage of coverages) {
    for await (const pair of storedPairs(coverage, context)) {
      const { a, b, score, confidence, tier: pairTier, reasons } = pair;
      const name = pairName(pair);
      if (isListed(pair) && !rows.has(name)) {
        rows.set(name, { a, b, score, confidence, tier: pairTier, reasons: [...reasons], impact: [] });
      }
    }
  }
  return [...rows.values()];
}

async function openPage(
  rows: readonly Row[],
  { projectIds, cursor, limit }: QueueRequest,
  condition: string | null,
  context: DecisionContext,
): Promise<Page<Row>> {
  const questions = impactQuestions(urgentPriorities(await context.jira.priorityIds()));
  const look = (some: readonly Row[]) => lookAt(some, projectIds, questions, condition, context);
  const page = await nextByRank(rows, cursor, limit, look, {
    issuesPerLook: limits.issuesPerMatch,
    maxLooks: limits.maxQueueLooks,
    parallelLooks: limits.parallelRequests,
  });
  return {
    nextCursor: page.nextCursor,
    rows: page.rows.map(({ pair, signs }) => ({ ...pair, impact: signs })),
  };
}

/** One point for all questions about a thousand issues. */
async function lookAt(
  pairs: readonly Row[],
  projectIds: readonly number[],
  questions: readonly ImpactQuestion[],
  condition: string | null,
  { jira }: DecisionContext,
): Promise<readonly (Ranked<Row> & Pick<Impact, 'signs'>)[]> {
  const ids = [...new Set(pairs.flatMap(({ a, b }) => [a, b]))];
  const [inside, ...answers] = await jira.matches(ids, [
    seenJql(projectIds),
    ...(condition === null ? [] : [condition]),
    ...questions.map(({ jql }) => jql),
    seenJql(),
  ]);
  const visible = answers.pop();
  const fitting = condition === null ? visible : mustBeUnderstood(answers.shift());
  if (!visible || !inside || !fitting) return [];
  const impacts = new Map(
    [...visible].map((id) => [
      id,
      impactOf(
        questions,
        questions.map((_, index) => answers[index]?.has(id) === true),
      ),
    ]),
  );
  return pairs.flatMap((pair) => {
    const [x, y] = [impacts.get(pair.a), impacts.get(pair.b)];
    const has = (some: ReadonlySet<number>) => some.has(pair.a) || some.has(pair.b);
    if (x === undefined || y === undefined || !has(inside) || !has(fitting)) return [];
    const { impact, signs } = larger(x, y);
    return [{ pair, rank: rankOf(pair.confidence, impact), signs }];
  });
}

async function decidedRows({ threshold, tier }: QueueRequest, context: DecisionContext): Promise<readonly Row[]> {
  const decided = await context.stores.reviews.all();
  return decided.map(rowOf).filter((row) => row.score >= threshold && (tier === 'any' || row.tier === tier));
}

/** A pair that no analysis had was brought by a person or by Jira: nothing to be unsure about. */
function rowOf({ a, b, review: { seen } }: ReviewedPair): Row {
  const [score, tier, reasons] = [seen?.score ?? 1, seen?.tier ?? 'none', seen?.reasons ?? []];
  return { a, b, score, confidence: 1, tier, reasons, impact: [] };
}

/** The latest decision first. */
async function decidedPage(
  rows: readonly Row[],
  reviews: Reviews,
  { projectIds, cursor, limit }: QueueRequest,
  condition: string | null,
  context: DecisionContext,
): Promise<Page<Row>> {
  const keyOf = (row: Row): SortKey => [-(reviews.get(pairName(row))?.atMs ?? 0), row.a, row.b];
  const admits = async (some: readonly Row[]): Promise<readonly Row[]> => {
    if (condition === null) return some;
    const ids = some.flatMap(({ a, b }) => [a, b]);
    const fitting = mustBeUnderstood((await context.jira.matches(ids, [condition]))[0]);
    return some.filter(({ a, b }) => fitting.has(a) || fitting.has(b));
  };
  const shown = await visiblePairs(after(rows, keyOf, cursor), projectIds, limit + 1, admits, context);
  const page = shown.slice(0, limit);
  const last = page.at(-1);
  return { rows: page, nextCursor: shown.length > limit && last !== undefined ? keyText(keyOf(last)) : null };
}

function isWanted(review: Review | null, { state, assignee }: QueueRequest, context: DecisionContext): boolean {
  if (queueStateOf(review, context.nowMs()) !== state) return false;
  if (assignee === 'anyone') return true;
  return (review?.assignee ?? null) === (assignee === 'me' ? context.accountId : null);
}
