// The figures of one space's dashboard, over what this viewer may see now. Nothing here is a guess: every figure is a
// count of pairs, of decisions or of work items, or a plain ratio of two of them.

import type { EvidenceKind } from './similarity/evidence';

/** Something that pairs have in common, called by work items that have it: only who may read them learns its name. */
export interface Breakdown {
  /** Up to three visible work items. For a component: what all of them share is the component. */
  readonly exampleIds: readonly number[];
  readonly found: number;
  readonly confirmed: number;
}

export interface DashboardFigures {
  /** Analyses of this space that finished and are remembered. */
  readonly analyses: number;
  readonly lastAnalysedAt: string;
  readonly engineVersion: string;
  /** Likely duplicates at the site's minimum match or above, without patterns, whatever was decided about them since. */
  readonly potential: number;
  /** Of them those without an answer. */
  readonly waiting: number;
  readonly confirmed: number;
  /** Answered with "related" or "not a duplicate". */
  readonly rejected: number;
  /** Confirmed pairs that this app has carried out in Jira and nobody has undone. */
  readonly actions: number;
  /** More pairs were found than are counted here. */
  readonly isPartial: boolean;
  /** Median of the days from the creation of the later work item to the confirmation; null without any. */
  readonly medianDaysToDetect: number | null;
  /** Work items of this space that are confirmed duplicates of an earlier one, and Jira's own count of all. */
  readonly duplicates: number;
  readonly workItems: number;
  /** The last twelve weeks, the oldest first. */
  readonly weeks: readonly { readonly startsAt: string; readonly confirmed: number; readonly rejected: number }[];
  /** The most first, at most eight of each. */
  readonly spaces: readonly Breakdown[];
  readonly types: readonly Breakdown[];
  readonly components: readonly Breakdown[];
  readonly reasons: readonly { readonly kind: EvidenceKind; readonly found: number }[];
  /** Patterns that breed look-alikes, the largest first: one pair of each, and how many work items follow it. */
  readonly templates: readonly { readonly a: number; readonly b: number; readonly issueCount: number }[];
}

export type DashboardView =
  { readonly state: 'never-scanned' } | { readonly state: 'ready'; readonly figures: DashboardFigures };

export interface DashboardMethods {
  'dashboard.figures': (request: {
    readonly projectId: number;
    /** Only pairs, and work items, of this team. */
    readonly teamId?: string | undefined;
  }) => DashboardView;
}
