// Who said and did what about which pair, when and why, newest first. Only lines whose two issues this person may see now;
// what the engine said at that moment stands in the line itself, so it stays true after the next analysis.

import type { HistoryFilter, HistoryRow } from '../contract';
import { mustBrowse } from '../scan/control';
import type { HistoryLine } from '../storage/reviews';
import { undoEndsMs } from './action';
import { after, keyText, type SortKey } from './keyset';
import type { DecisionContext } from './review-context';
import { visiblePairs } from './visible-pairs';

export interface HistoryRequest {
  readonly projectIds: readonly number[];
  readonly cursor: string | null;
  readonly limit: number;
  readonly filter?: HistoryFilter;
}

export async function listHistory(
  { projectIds, cursor, limit, filter }: HistoryRequest,
  context: DecisionContext,
): Promise<{ rows: HistoryRow[]; nextCursor: string | null }> {
  const [permissions, lines] = await Promise.all([
    context.viewer.permissions(projectIds),
    context.stores.reviews.history(),
  ]);
  mustBrowse(projectIds, permissions);
  const ordered = after(filter === undefined ? lines : lines.filter(admitting(filter)), keyOf, cursor);
  const shown = await visiblePairs(ordered, projectIds, limit + 1, (some) => Promise.resolve(some), context);
  const page = shown.slice(0, limit);
  const last = page.at(-1);
  return {
    rows: page.map(rowOf),
    nextCursor: shown.length > limit && last !== undefined ? keyText(keyOf(last)) : null,
  };
}

function admitting(filter: HistoryFilter): (line: HistoryLine) => boolean {
  const { byAccountId, verdict, event, issueId } = filter;
  const fromMs = filter.from === null ? -Infinity : Date.parse(filter.from);
  const toMs = filter.to === null ? Infinity : Date.parse(filter.to);
  return (line) =>
    (byAccountId === null || line.by === byAccountId) &&
    (verdict === null || line.after === verdict) &&
    (event === null || line.event === event) &&
    (issueId === null || line.a === issueId || line.b === issueId) &&
    line.atMs >= fromMs &&
    line.atMs <= toMs;
}

function keyOf({ atMs, a, b, version }: HistoryLine): SortKey {
  return [-atMs, a, b, -version];
}

function rowOf({ atMs, by, a, b, event, before, after: verdict, seen, actionId, version }: HistoryLine): HistoryRow {
  return {
    at: new Date(atMs).toISOString(),
    byAccountId: by,
    a,
    b,
    event,
    before,
    after: verdict,
    score: seen?.score ?? null,
    tier: seen?.tier ?? null,
    reasons: seen?.reasons ?? [],
    engineVersion: seen?.engineVersion ?? null,
    actionId,
    undoableUntil: event === 'merged' ? new Date(undoEndsMs({ atMs })).toISOString() : null,
    version,
  };
}
