// Who said and did what about which pair, when and why, newest first. Only lines whose two issues this person may see now;
// what the engine said at that moment stands in the line itself, so it stays true after the next analysis.

import type { HistoryFilter, HistoryRow } from '../contract';
import { mustBrowse } from '../scan/control';
import { type HistoryLine, pairName } from '../storage/reviews';
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
  const undoables = undoablesOf(after(lines, keyOf, null), context.nowMs());
  const ordered = after(filter === undefined ? lines : lines.filter(admitting(filter)), keyOf, cursor);
  const shown = await visiblePairs(ordered, projectIds, limit + 1, (some) => Promise.resolve(some), context);
  const page = shown.slice(0, limit);
  const last = page.at(-1);
  return {
    rows: page.map((line) => rowOf(line, undoables.get(line) ?? null)),
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

/**
 * Of each pair only its newest answer, and an answer that was carried out in Jira only by undoing that action. Assigning
 * somebody changes no answer, so it does not stand in the way. `lines` are all that there are, newest first.
 */
function undoablesOf(
  lines: readonly HistoryLine[],
  nowMs: number,
): ReadonlyMap<HistoryLine, NonNullable<HistoryRow['undoable']>> {
  const versions = new Map<string, number>();
  const answered = new Set<string>();
  const found = new Map<HistoryLine, NonNullable<HistoryRow['undoable']>>();
  for (const line of lines) {
    const { event, actionId } = line;
    const pair = pairName(line);
    const expectedVersion = versions.get(pair) ?? line.version;
    versions.set(pair, expectedVersion);
    if (event === 'assigned' || answered.has(pair)) continue;
    answered.add(pair);
    if (event === 'decided' || event === 'snoozed') found.set(line, { kind: 'decision', expectedVersion });
    if (event === 'merged' && actionId !== null && undoEndsMs(line) >= nowMs)
      found.set(line, { kind: 'action', actionId });
  }
  return found;
}

function rowOf(line: HistoryLine, undoable: HistoryRow['undoable']): HistoryRow {
  const { atMs, by, a, b, event, before, after: verdict, seen, actionId, version } = line;
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
    undoableUntil: event === 'merged' ? new Date(undoEndsMs(line)).toISOString() : null,
    undoable,
    version,
  };
}
