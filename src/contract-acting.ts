// The agreement between the pages on which people say how duplicates are closed, follow what was done, and take it back,
// and their resolvers. What a single action is stands in the contract of the review pages.

import type { BulkView, StepKind, Verdict } from './contract-review';
import type { EvidenceKind, Tier } from './similarity/evidence';

/** How duplicates of one project are closed. Null: as the site's defaults say. */
export interface Mapping {
  readonly version: number;
  readonly linkTypeId: string | null;
  /** The status that a duplicate ends in; null: a closed one that the workflow offers. */
  readonly statusId: string | null;
  readonly resolutionId: string | null;
  /** Null: no comment. Placeholders: {canonical}, {duplicate}. Plain text, one paragraph for each line. */
  readonly commentTemplate: string | null;
  readonly steps: readonly StepKind[];
  /** "Never touch": issues that match one of these are never written to. */
  readonly guards: readonly { readonly name: string; readonly jql: string }[];
  /** An issue with one of these is never closed in favour of one without. */
  readonly customerLabels: readonly string[];
}

export interface MappingView {
  readonly mapping: Mapping;
  readonly isDefault: boolean;
  readonly canSave: boolean;
  readonly linkTypes: readonly {
    readonly id: string;
    readonly name: string;
    readonly inward: string;
    readonly outward: string;
  }[];
  readonly resolutions: readonly { readonly id: string; readonly name: string }[];
  /** Closed statuses of the project's workflows. */
  readonly statuses: readonly { readonly id: string; readonly name: string }[];
}

export interface CommentPreview {
  readonly paragraphs: readonly string[];
  /** Words in braces that are no placeholder, and are therefore posted as they stand. */
  readonly unknownPlaceholders: readonly string[];
}

export interface HistoryRow {
  readonly at: string;
  /** Null for what Jira told us. */
  readonly byAccountId: string | null;
  readonly a: number;
  readonly b: number;
  readonly event:
    | 'decided'
    | 'snoozed'
    | 'assigned'
    | 'undone'
    | 'linked-in-jira'
    | 'unlinked-in-jira'
    | 'asked-again'
    | 'merged'
    | 'merge-undone';
  readonly before: Verdict | null;
  readonly after: Verdict | null;
  /** What the engine said at that moment; null when no analysis had the pair. */
  readonly score: number | null;
  readonly tier: Tier | null;
  readonly reasons: readonly EvidenceKind[];
  readonly engineVersion: string | null;
  readonly actionId: string | null;
  /** Of an action in Jira: after this it cannot be taken back any more. */
  readonly undoableUntil: string | null;
  /** Only of the newest answer about the pair; null when it is too long ago or nothing is left to take back. */
  readonly undoable:
    | { readonly kind: 'decision'; readonly expectedVersion: number }
    | { readonly kind: 'action'; readonly actionId: string }
    | null;
  /** Of the pair after this. */
  readonly version: number;
}

/** What of the history to show; null asks for all. */
export interface HistoryFilter {
  readonly byAccountId: string | null;
  readonly verdict: Verdict | null;
  readonly event: HistoryRow['event'] | null;
  /** ISO 8601, both included. */
  readonly from: string | null;
  readonly to: string | null;
  /** One of the two issues. */
  readonly issueId: number | null;
}

/** One bulk action of the caller without its rows. */
export interface BulkSummary {
  readonly bulkId: string;
  readonly kind: BulkView['kind'];
  readonly state: BulkView['state'];
  readonly at: string;
  /** How many rows are in each state; those that were never possible are not counted. */
  readonly rows: Readonly<Partial<Record<BulkView['rows'][number]['state'], number>>>;
  readonly waitsUntil: string | null;
  /** It stopped, or nobody works on it: `bulkResume` goes on with the rows that are left. */
  readonly canResume: boolean;
}

export interface RepairResult {
  readonly problemId: string;
  readonly state: 'repaired' | 'gone' | 'failed';
  readonly detail: string | null;
}

/** Links that one click has added and removed. */
export interface RepairView {
  readonly repairId: string;
  readonly byAccountId: string;
  readonly at: string;
  readonly undoableUntil: string;
  /** Only those of which the viewer sees both ends. */
  readonly links: readonly {
    readonly kind: 'add-link' | 'remove-link';
    readonly duplicateId: number;
    readonly canonicalId: number;
    readonly state: 'done' | 'undone' | 'not-undone';
    readonly detail: string | null;
  }[];
}

export interface ActingMethods {
  'review.mapping': (request: { readonly projectId: number }) => MappingView;
  'review.saveMapping': (request: { readonly projectId: number; readonly mapping: Mapping }) => MappingView;
  'review.previewComment': (request: { readonly projectId: number; readonly template: string }) => CommentPreview;
  'review.history': (request: {
    readonly projectIds: readonly number[];
    readonly cursor: string | null;
    /** 1 to 100. */
    readonly limit: number;
    readonly filter?: HistoryFilter;
  }) => { readonly rows: readonly HistoryRow[]; readonly nextCursor: string | null };
  /** The caller's own, newest first; dry runs that were never started are left out. */
  'review.bulks': (request: Record<string, never>) => { readonly bulks: readonly BulkSummary[] };
  /** Goes on with a bulk action that stopped, failed or was cancelled: with the rows that nobody has tried. */
  'review.bulkResume': (request: { readonly bulkId: string }) => BulkView;
  'review.repair': (request: { readonly projectId: number; readonly problemIds: readonly string[] }) => {
    readonly results: readonly RepairResult[];
  };
  /** Of this project, newest first. */
  'review.repairs': (request: { readonly projectId: number }) => { readonly repairs: readonly RepairView[] };
  'review.undoRepair': (request: { readonly projectId: number; readonly repairId: string }) => RepairView;
}
