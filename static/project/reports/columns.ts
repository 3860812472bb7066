// What a line of an export holds, column by column, in the words of the person who exports. A pair is listed with its
// earlier work item first.

import type { IssueView, ReportColumn, ReportRow } from '../../../src/contract';
import { explainKind, tierName } from '../../shared/explain';
import type { TextKey, Words } from '../../shared/text';
import type { Cell, Column } from './report-table';

/** A row with both work items as the viewer may read them. */
export interface ReadRow {
  readonly row: ReportRow;
  readonly first: IssueView;
  readonly other: IssueView;
  /** Null where nobody answered, or Jira did. */
  readonly answeredBy: string | null;
}

const cells: Readonly<Record<ReportColumn, (read: ReadRow, words: Words) => Cell>> = {
  key: ({ first }) => first.key,
  summary: ({ first }) => first.summary,
  status: ({ first }) => first.statusName,
  type: ({ first }) => first.typeName,
  space: ({ first }) => first.projectName,
  created: ({ first }) => first.created.slice(0, 10),
  otherKey: ({ other }) => other.key,
  otherSummary: ({ other }) => other.summary,
  otherStatus: ({ other }) => other.statusName,
  otherType: ({ other }) => other.typeName,
  otherSpace: ({ other }) => other.projectName,
  otherCreated: ({ other }) => other.created.slice(0, 10),
  match: ({ row }) => matchCell(row),
  certainty: ({ row }, words) => tierName(row.tier, words),
  reasons: ({ row }, words) => row.reasons.map((kind) => explainKind(kind, words)).join('; '),
  answer: ({ row }, words) => answerName(row.state, words),
  answeredOn: ({ row }) => row.decidedAt?.slice(0, 10) ?? null,
  answeredBy: ({ answeredBy }) => answeredBy,
};

/** A share with three digits, as spreadsheets compute with it. */
export function matchCell({ score }: Pick<ReportRow, 'score'>): Cell {
  return score === null ? null : Math.round(score * 1_000) / 1_000;
}

export const allColumns = Object.keys(cells) as readonly ReportColumn[];

const answerKeys: Readonly<Record<ReportRow['state'], TextKey>> = {
  open: 'report.open',
  snoozed: 'report.snoozed',
  duplicate: 'report.duplicate',
  related: 'report.related',
  'not-duplicate': 'report.notDuplicate',
};

export function answerName(state: ReportRow['state'], words: Words): string {
  return words.say(answerKeys[state]);
}

export function columnName(column: ReportColumn, words: Words): string {
  return words.say(`report.column.${column}`);
}

export function pairColumns(chosen: readonly ReportColumn[], words: Words): readonly Column<ReadRow>[] {
  return chosen.map((name) => ({ name, head: columnName(name, words), cell: (row) => cells[name](row, words) }));
}
