// The history with what can be undone: of each pair only its newest answer, and an answer that was carried out in Jira
// only by undoing that action. Assigning somebody changes no answer, so it does not stand in the way.

import type { HistoryRow, IssueView } from '../../../src/contract';

type Undoable =
  | { readonly kind: 'decision'; readonly expectedVersion: number }
  | { readonly kind: 'action'; readonly actionId: string };

export interface HistoryLine {
  readonly row: HistoryRow;
  readonly a: IssueView;
  readonly b: IssueView;
  readonly undoable: Undoable | null;
}

/** `rows` newest first, from the very first one. A row whose work items are not both given is not shown. */
export function linesOf(rows: readonly HistoryRow[], issues: ReadonlyMap<number, IssueView>): readonly HistoryLine[] {
  const newest = new Map<string, { readonly version: number; hasAnswer: boolean }>();
  return rows.flatMap((row) => {
    const pair = `${row.a}-${row.b}`;
    const known = newest.get(pair) ?? { version: row.version, hasAnswer: false };
    newest.set(pair, known);
    const undoable = known.hasAnswer || row.event === 'assigned' ? null : undoableOf(row, known.version);
    if (row.event !== 'assigned') known.hasAnswer = true;
    const [a, b] = [issues.get(row.a), issues.get(row.b)];
    return a === undefined || b === undefined ? [] : [{ row, a, b, undoable }];
  });
}

function undoableOf({ event, actionId }: HistoryRow, expectedVersion: number): Undoable | null {
  if (event === 'merged') return actionId === null ? null : { kind: 'action', actionId };
  return event === 'decided' || event === 'snoozed' ? { kind: 'decision', expectedVersion } : null;
}
