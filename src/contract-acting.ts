// The agreement between the pages on which people say how duplicates are closed, follow what was done, and take it back,
// and their resolvers. What a single action is stands in the contract of the review pages.

import type { StepKind } from './contract-review';

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

export interface ActingMethods {
  'review.mapping': (request: { readonly projectId: number }) => MappingView;
  'review.saveMapping': (request: { readonly projectId: number; readonly mapping: Mapping }) => MappingView;
  'review.previewComment': (request: { readonly projectId: number; readonly template: string }) => CommentPreview;
}
