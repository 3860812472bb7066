// What a PDF holds, as plain data: made by the page, where the words and the language are, and set by a worker, which
// knows only fonts and paper.

export interface PdfChart {
  readonly title: string;
  readonly labels: readonly string[];
  readonly series: readonly PdfSeries[];
  readonly isStacked: boolean;
  readonly isHorizontal: boolean;
}

interface PdfSeries {
  readonly name: string;
  /** A colour token of Jira; paper is always light. */
  readonly token: string;
  readonly points: readonly { readonly value: number; readonly written: string }[];
}

export interface PdfTable {
  readonly title: string;
  /** Shares of the width; together 1. */
  readonly columns: readonly { readonly name: string; readonly share: number }[];
  readonly rows: readonly (readonly string[])[];
  /** What is said below the table: how many more there are. */
  readonly note: string | null;
}

export interface PdfContent {
  /** BCP 47. */
  readonly locale: string;
  readonly title: string;
  readonly subtitle: string;
  readonly tiles: readonly { readonly name: string; readonly value: string }[];
  readonly charts: readonly PdfChart[];
  readonly table: PdfTable;
  /** Said at the end when a character is in none of the fonts. */
  readonly missingNote: string;
  /** "Page {page} of {pages}" with the placeholders as they stand here. */
  readonly pageNote: string;
}
