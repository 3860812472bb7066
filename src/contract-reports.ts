// Exports. The backend hands out rows of ids and figures, page by page, and only of pairs that this viewer may see; titles
// are read by the page as that viewer, and the file is made in the page. Nothing leaves the browser but by its own download.

import type { DemandView } from './contract-review';
import type { EvidenceKind, Tier } from './similarity/evidence';

export type ReportState = 'any' | 'open' | 'snoozed' | 'duplicate' | 'related' | 'not-duplicate';

export interface ReportFilters {
  /** In [0, 1]. */
  readonly threshold: number;
  readonly tier: Tier | 'any';
  readonly state: ReportState;
  /** Only pairs with a work item of this team. */
  readonly teamId?: string | undefined;
}

export interface ReportRow {
  readonly a: number;
  readonly b: number;
  /** Null for a pair that no analysis found and somebody linked in Jira. */
  readonly score: number | null;
  readonly tier: Tier;
  readonly reasons: readonly EvidenceKind[];
  readonly state: Exclude<ReportState, 'any'>;
  readonly decidedAt: string | null;
  /** Null for what Jira told us, and for what nobody decided. */
  readonly decidedByAccountId: string | null;
}

export type ReportPage =
  | { readonly state: 'never-scanned' }
  | {
      readonly state: 'ready';
      /** The best match first. */
      readonly rows: readonly ReportRow[];
      readonly nextCursor: string | null;
    };

/** A work item of a sprint, with what this viewer may see of its duplicates. */
export interface SprintItem {
  readonly issueId: number;
  readonly demand: DemandView;
  /** Confirmed ones, and found ones that nobody has answered; the best match first. */
  readonly pairs: readonly ReportRow[];
}

export type SprintReport =
  | { readonly state: 'never-scanned' }
  | {
      readonly state: 'ready';
      /** Those of the space that this viewer may see, the newest first. */
      readonly items: readonly SprintItem[];
      /** The sprint has more than are listed. */
      readonly isCut: boolean;
    };

/** What a line of the file holds, in the order of the template. */
export type ReportColumn =
  | 'key'
  | 'summary'
  | 'status'
  | 'type'
  | 'space'
  | 'created'
  | 'otherKey'
  | 'otherSummary'
  | 'otherStatus'
  | 'otherType'
  | 'otherSpace'
  | 'otherCreated'
  | 'match'
  | 'certainty'
  | 'reasons'
  | 'answer'
  | 'answeredOn'
  | 'answeredBy';

export type ReportFormat = 'csv' | 'xlsx' | 'json' | 'pdf' | 'print';

export interface ReportTemplate {
  readonly name: string;
  readonly columns: readonly ReportColumn[];
  readonly filters: ReportFilters;
}

export interface TemplatesView {
  /** Of the stored templates; what a change expects. */
  readonly version: number;
  readonly templates: readonly ReportTemplate[];
  readonly canSave: boolean;
}

/** Pairs of the space, the work items of a sprint, or matches with another site's backlog. */
export type ExportSubject = 'pairs' | 'sprint' | 'external';

export interface ExportLine {
  readonly at: string;
  readonly byAccountId: string;
  readonly what: ExportSubject;
  readonly format: ReportFormat;
  readonly rows: number;
}

export interface ReportMethods {
  'reports.rows': (request: {
    readonly projectId: number;
    readonly filters: ReportFilters;
    readonly cursor: string | null;
    /** 1 to 400: so many pairs are asked about in one question to Jira. */
    readonly limit: number;
  }) => ReportPage;
  'reports.sprint': (request: { readonly projectId: number; readonly sprintId: number }) => SprintReport;
  'reports.templates': (request: { readonly projectId: number }) => TemplatesView;
  /** All of them at once, at most 20. */
  'reports.saveTemplates': (request: {
    readonly projectId: number;
    readonly expectedVersion: number;
    readonly templates: readonly ReportTemplate[];
  }) => TemplatesView;
  /** The caller's own exports; those of everybody for administrators of the space. The newest first. */
  'reports.history': (request: { readonly projectId: number }) => { readonly lines: readonly ExportLine[] };
  /** After the file was made: noted with who, when, how and how many rows. */
  'reports.noteExport': (request: {
    readonly projectId: number;
    readonly what: ExportSubject;
    readonly format: ReportFormat;
    readonly rows: number;
  }) => { readonly lines: readonly ExportLine[] };
}
