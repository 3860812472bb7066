// What a line of an export holds, column by column, in the words of the person who exports. A pair is listed with its
// earlier work item first.

import type { IssueView, ReportColumn, ReportRow } from '../../../src/contract';
import { explainKind, tierName } from '../../shared/explain';
import type { TextKey, Words } from '../../shared/text';

/** A row with both work items as the viewer may read them. */
export interface ReadRow {
  readonly row: ReportRow;
  readonly first: IssueView;
  readonly other: IssueView;
  /** Null where nobody answered, or Jira did. */
  readonly answeredBy: string | null;
}

export type Cell = string | number | null;

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
  match: ({ row }) => (row.score === null ? null : Math.round(row.score * 1_000) / 1_000),
  certainty: ({ row }, words) => tierName(row.tier, words),
  reasons: ({ row }, words) => row.reasons.map((kind) => explainKind(kind, words)).join('; '),
  answer: ({ row }, words) => answerName(row.state, words),
  answeredOn: ({ row }) => row.decidedAt?.slice(0, 10) ?? null,
  answeredBy: ({ answeredBy }) => answeredBy,
};

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

/** The head, then a line for each pair. */
export function tableOf(rows: readonly ReadRow[], columns: readonly ReportColumn[], words: Words): readonly Cell[][] {
  return [
    columns.map((column) => columnName(column, words)),
    ...rows.map((row) => columns.map((column) => cells[column](row, words))),
  ];
}

/** For programs: members are named by the column, whatever language the person reads. */
export function objectsOf(
  rows: readonly ReadRow[],
  columns: readonly ReportColumn[],
  words: Words,
): readonly Readonly<Record<string, Cell>>[] {
  return rows.map((row) => Object.fromEntries(columns.map((column) => [column, cells[column](row, words)])));
}
