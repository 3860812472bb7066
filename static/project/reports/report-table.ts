// What every export of this product is made of: a table of cells with a head in words and names for programs. What the rows
// are about, pairs, sprints or another site's backlog, only those know who make the table.

import type { Result, ReportFormat } from '../../../src/contract';

export type Cell = string | number | null;

export interface ReportTable {
  /** Of the columns, for programs: the same whatever language the person reads. */
  readonly names: readonly string[];
  readonly head: readonly string[];
  readonly lines: readonly (readonly Cell[])[];
}

export interface Report {
  /** Over the page for paper. */
  readonly title: string;
  readonly table: ReportTable;
  /** There are more than were taken. */
  readonly isCut: boolean;
  /** For the name of the file; empty when no row says it. */
  readonly projectKey: string;
  readonly pdf: (nowMs: number, signal: AbortSignal) => Promise<Result<Blob>>;
}

interface Asked {
  readonly format: ReportFormat;
  readonly onProgress: (rows: number) => void;
  readonly signal: AbortSignal;
}

/** Null when it was cancelled. */
export type GatherReport = (asked: Asked) => Promise<Result<Report | null>>;

/** One column of a table whose rows are all of one kind. */
export interface Column<Row> {
  readonly name: string;
  readonly head: string;
  readonly cell: (row: Row) => Cell;
}

export function tableOf<Row>(rows: readonly Row[], columns: readonly Column<Row>[]): ReportTable {
  return {
    names: columns.map(({ name }) => name),
    head: columns.map(({ head }) => head),
    lines: rows.map((row) => columns.map(({ cell }) => cell(row))),
  };
}
