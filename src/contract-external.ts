// External backlogs: work items of another Jira, imported from its own export and attached to one space, read-only. They
// are the one place where this app keeps texts, because there is no Jira to read them from. Whoever may browse the space
// may see them.

import type { Evidence, Tier } from './similarity/evidence';

/** A work item of elsewhere, as it is uploaded. */
export interface ExternalRow {
  readonly key: string;
  readonly title: string;
  /** Its beginning is enough to compare. */
  readonly description: string;
  readonly status: string;
  /** ISO 8601; null when it is not known. */
  readonly created: string | null;
}

export interface ExternalBacklog {
  readonly backlogId: string;
  /** Stays the same when an import takes the place of this one: what a scope means. */
  readonly rootId: string;
  readonly name: string;
  /** "https://jira.example.org", or empty: then nothing links to the origin. */
  readonly originUrl: string;
  readonly state: 'uploading' | 'comparing' | 'ready';
  /** Of the file, so that an upload goes on only with the same one. */
  readonly fingerprint: string;
  readonly rows: number;
  readonly partsUploaded: number;
  readonly importedAt: string;
  /** Null before the first comparison. */
  readonly comparedAt: string | null;
}

export interface ExternalMatch {
  readonly external: {
    readonly key: string;
    readonly title: string;
    readonly status: string;
    /** Null without an origin. */
    readonly url: string | null;
  };
  /** Visible to this viewer a moment ago; the page reads its title itself. */
  readonly issueId: number;
  readonly score: number;
  readonly tier: Tier;
  /** Told from the two texts that this viewer may read. */
  readonly evidence: readonly Evidence[];
  readonly against: readonly Evidence[];
}

/** A work item of elsewhere that is like one of this site. */
export type ExternalLookalike = Pick<ExternalMatch, 'external' | 'score' | 'tier'> & { readonly backlogName: string };

export interface ExternalsView {
  readonly isAnalysed: boolean;
  readonly canImport: boolean;
  readonly backlogs: readonly ExternalBacklog[];
}

export interface ExternalMethods {
  'external.list': (request: { readonly projectId: number }) => ExternalsView;
  /** The best match first. */
  'external.matches': (request: {
    readonly projectId: number;
    readonly backlogId: string;
    /** Null: the site's minimum match. */
    readonly threshold: number | null;
    /** Weak ones are not among any. */
    readonly tier: Exclude<Tier, 'none'> | 'any';
    readonly teamId?: string | undefined;
    /** Only those that somebody called no duplicate, or only the others. */
    readonly isDismissed: boolean;
    readonly cursor: string | null;
    /** 1 to 50. */
    readonly limit: number;
  }) => { readonly rows: readonly ExternalMatch[]; readonly nextCursor: string | null };
  /** "Not a duplicate", or that taken back. Nothing is written to Jira, and nothing to the other site. */
  'external.dismiss': (request: {
    readonly projectId: number;
    readonly backlogId: string;
    readonly externalKey: string;
    readonly issueId: number;
    readonly isDismissed: boolean;
  }) => { readonly isDismissed: boolean };
  /** Of the backlogs of the work item's own space, the best match first, at most five. */
  'external.ofIssue': (request: { readonly issueId: number }) => { readonly rows: readonly ExternalLookalike[] };
  'external.begin': (request: {
    readonly projectId: number;
    readonly name: string;
    readonly originUrl: string;
    readonly fingerprint: string;
    /** Removed once the new one is complete; null: none. */
    readonly replaces: string | null;
  }) => { readonly backlogId: string };
  /** Parts count from 0; one that is there already is not written again. */
  'external.addPart': (request: {
    readonly projectId: number;
    readonly backlogId: string;
    readonly part: number;
    readonly rows: readonly ExternalRow[];
  }) => { readonly partsUploaded: number };
  'external.finish': (request: { readonly projectId: number; readonly backlogId: string }) => ExternalsView;
  'external.remove': (request: { readonly projectId: number; readonly backlogId: string }) => ExternalsView;
}
