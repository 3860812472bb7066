// Who said and did what about which pair, when and why, newest first. Only lines whose two issues this person may see now;
// what the engine said at that moment stands in the line itself, so it stays true after the next analysis.

import type { HistoryRow } from '../contract';
import { mustBrowse } from '../scan/control';
import type { HistoryLine } from '../storage/reviews';
import { after, keyText, type SortKey } from './keyset';
import type { DecisionContext } from './review-context';
import { visiblePairs } from './visible-pairs';

export interface HistoryRequest {
  readonly projectIds: readonly number[];
  readonly cursor: string | null;
  readonly limit: number;
}

export async function listHistory(
  { projectIds, cursor, limit }: HistoryRequest,
  context: DecisionContext,
): Promise<{ rows: HistoryRow[]; nextCursor: string | null }> {
  const [permissions, lines] = await Promise.all([
    context.viewer.permissions(projectIds),
    context.stores.reviews.history(),
  ]);
  mustBrowse(projectIds, permissions);
  const ordered = after(lines, keyOf, cursor);
  const shown = await visiblePairs(ordered, projectIds, limit + 1, (some) => Promise.resolve(some), context);
  const page = shown.slice(0, limit);
  const last = page.at(-1);
  return {
    rows: page.map(rowOf),
    nextCursor: shown.length > limit && last !== undefined ? keyText(keyOf(last)) : null,
  };
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
    version,
  };
}
