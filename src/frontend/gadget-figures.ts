// What the gadget counts, from the history lines that the viewer may see: suggestions confirmed this month, and which
// share of the decided ones was right. Pure, so that it can be tested without a dashboard.

import type { AnswerOf } from '../contract';

export type HistoryRow = AnswerOf<'review.history'>['rows'][number];

export interface GadgetFigures {
  readonly confirmedThisMonth: number;
  /** Of the suggestions that people decided on this month; null while there are none. */
  readonly precision: number | null;
}

/** `nowIso` as the viewer's clock shows it; months are those of UTC. A pair that was decided twice counts as decided last. */
export function figuresOf(rows: readonly HistoryRow[], nowIso: string): GadgetFigures {
  const month = nowIso.slice(0, 7);
  const decided = new Map<string, boolean>();
  for (const row of [...rows].sort((x, y) => x.at.localeCompare(y.at))) {
    if (!row.at.startsWith(month) || row.score === null) continue;
    const pair = `${row.a}-${row.b}`;
    if (row.after === null) decided.delete(pair);
    else decided.set(pair, row.after === 'duplicate');
  }
  const confirmed = [...decided.values()].filter(Boolean).length;
  return { confirmedThisMonth: confirmed, precision: decided.size === 0 ? null : confirmed / decided.size };
}
