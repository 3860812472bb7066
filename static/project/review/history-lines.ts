// A line of the history with the two work items as the viewer's own Jira shows them. A line of which Jira does not show
// both is left out.

import type { HistoryRow, IssueView } from '../../../src/contract';

export interface HistoryLine {
  readonly row: HistoryRow;
  readonly a: IssueView;
  readonly b: IssueView;
}

export function linesOf(rows: readonly HistoryRow[], issues: ReadonlyMap<number, IssueView>): readonly HistoryLine[] {
  return rows.flatMap((row) => {
    const [a, b] = [issues.get(row.a), issues.get(row.b)];
    return a === undefined || b === undefined ? [] : [{ row, a, b }];
  });
}
