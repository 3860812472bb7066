// The agreement between the pages and the resolvers: one method map for each surface, types only, JSON only.
// A page calls `api.call('panel.candidates', {...})`; the resolver of that name answers with a Result.
// An error is never an empty list: "nothing found", "never scanned", "indexing" and "failed" are different shapes.

import type { ActingMethods } from './contract-acting';
import type { AdminMethods } from './contract-admin';
import type { AnalysisMethods } from './contract-analyses';
import type { ClusterMethods } from './contract-clusters';
import type { DashboardMethods } from './contract-dashboard';
import type { ExplanationMethods } from './contract-explanations';
import type { ExternalMethods } from './contract-external';
import type { HealthMethods } from './contract-health';
import type { InboxMethods } from './contract-inbox';
import type { InsightMethods } from './contract-insights';
import type { PersonMethods } from './contract-person';
import type { QueueMethods } from './contract-queue';
import type { ReportMethods } from './contract-reports';
import type { ReviewMethods, ReviewView } from './contract-review';
import type { AppFailure, ScanProgress } from './contract-scan';
import type { ScheduleMethods } from './contract-schedules';
import type { ScopeMethods, ScopeNarrowing } from './contract-scopes';
import type { SummaryMethods } from './contract-summaries';
import type { TeamMethods } from './contract-teams';
import type { SetupMethods } from './contract-setup';
import type { Evidence, Tier } from './similarity/evidence';

export type * from './contract-acting';
export type * from './contract-admin';
export type * from './contract-analyses';
export type * from './contract-clusters';
export type * from './contract-dashboard';
export type * from './contract-explanations';
export type * from './contract-external';
export type * from './contract-health';
export type * from './contract-inbox';
export type * from './contract-insights';
export type * from './contract-person';
export type * from './contract-queue';
export type * from './contract-reports';
export type * from './contract-review';
export type * from './contract-scan';
export type * from './contract-schedules';
export type * from './contract-scopes';
export type * from './contract-summaries';
export type * from './contract-teams';
export type * from './contract-setup';
export type { Evidence, EvidenceKind, Tier } from './similarity/evidence';

export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: AppFailure };

/** An issue as this viewer may see it now. Built only from an answer that Jira gave to this viewer. */
export interface IssueView {
  readonly id: number;
  readonly key: string;
  readonly summary: string;
  readonly projectId: number;
  readonly projectKey: string;
  readonly projectName: string;
  readonly typeName: string;
  readonly typeIconUrl: string | null;
  readonly statusName: string;
  readonly statusCategory: 'new' | 'indeterminate' | 'done';
  readonly resolutionName: string | null;
  /** ISO 8601. */
  readonly created: string;
  readonly updated: string;
}

/** A candidate of one issue: another issue which this viewer may see, with the reasons. Score in [0, 1]. */
export interface CandidateView {
  readonly issue: IssueView;
  readonly score: number;
  readonly tier: Tier;
  readonly evidence: readonly Evidence[];
  readonly against: readonly Evidence[];
}

export interface PairView {
  /** The older issue. */
  readonly a: IssueView;
  readonly b: IssueView;
  readonly score: number;
  readonly tier: Tier;
  readonly evidence: readonly Evidence[];
  readonly against: readonly Evidence[];
}

/** What is known about the comparison that an answer rests on. */
export interface Coverage {
  readonly scanId: string;
  readonly engineVersion: string;
  /**
   * Only such as this viewer may see: on the page of a project as Jira counts the analysed projects for them, on a panel
   * those of its project that everybody there sees. Null where that is not known.
   */
  readonly comparedIssues: number | null;
  readonly finishedAt: string;
  readonly isPartial: boolean;
  /** Stored by another engine version: still shown, with the advice to analyse again. */
  readonly isStale: boolean;
  /** Which words, fields or issues count has been set otherwise since: a new analysis would say something else. */
  readonly haveSettingsChanged: boolean;
}

/** A candidate with what people have said about the pair, perhaps a moment ago. */
export interface PanelCandidate extends CandidateView {
  /** So many issues does this viewer see linked as its duplicates. */
  readonly linkedDuplicates: number;
  readonly review: ReviewView;
}

export type CandidatesView =
  | { readonly state: 'never-scanned'; readonly canStart: boolean }
  | { readonly state: 'indexing'; readonly progress: ScanProgress }
  | { readonly state: 'not-covered'; readonly coverage: Coverage } // created after the last analysis
  | {
      readonly state: 'ready';
      readonly coverage: Coverage;
      /** The lowest score to open with: this person's own, or the site's. In [0.2, 0.95]. */
      readonly threshold: number;
      readonly siteThreshold: number;
      /** All that are kept, also below the threshold, so that moving it needs no new answer. */
      readonly candidates: readonly PanelCandidate[];
    };

export interface ProjectChoice {
  readonly id: number;
  readonly key: string;
  readonly name: string;
  readonly avatarUrl: string | null;
}

export type PairsView =
  | { readonly state: 'never-scanned'; readonly canStart: boolean }
  | { readonly state: 'indexing'; readonly progress: ScanProgress }
  | {
      readonly state: 'ready';
      readonly coverage: Coverage;
      readonly rows: readonly PairView[];
      /** Opaque; absent on the last page. */
      readonly nextCursor: string | null;
    };

export type PairSort = 'score' | 'newest';

/** A series is called by one of its pairs, which the caller has seen: no number tells how many series there are. */
export interface SeriesName {
  readonly a: number;
  readonly b: number;
}

/** Work items made from one pattern, as one row instead of many pairs. */
export interface SeriesView {
  readonly kind: 'series';
  readonly example: PairView;
  /** Only those that this viewer may see. */
  readonly issueCount: number;
  /** What the titles that this viewer may read have in common, with "…" for the rest; null when that is nothing. */
  readonly frame: string | null;
}

export interface SeriesListView {
  /** The largest first. */
  readonly series: readonly SeriesView[];
  /** Opaque; absent on the last page. */
  readonly nextCursor: string | null;
}

/** `jira:issueContext` and `jira:issuePanel`. The issue is a hint from the page and is permission-checked. */
export interface PanelMethods {
  'panel.candidates': (request: { readonly issueId: number }) => CandidatesView;
  /** For this person, wherever they open a panel. Null: as the site's settings say. In [0.2, 0.95]. */
  'panel.keepThreshold': (request: { readonly threshold: number | null }) => { readonly threshold: number };
}

/** `jira:projectPage`. */
export interface ProjectMethods {
  'project.choices': (request: { readonly query: string }) => {
    readonly projects: readonly ProjectChoice[];
    readonly hasMore: boolean;
  };
  'project.checkJql': (request: { readonly jql: string }) => { readonly errors: readonly string[] };
  'project.startScan': (request: {
    readonly projectIds: readonly number[];
    readonly jql: string | null;
    /** Absent: work items of all types, components and sprints. */
    readonly narrowing?: ScopeNarrowing;
  }) => ScanProgress;
  'project.latestScan': (request: { readonly projectId: number }) => {
    readonly progress: ScanProgress | null;
    readonly canStart: boolean;
    /** The minimum match to open with: this person's own, or the space's, or the site's. In [0.2, 0.95]. */
    readonly defaultThreshold: number;
  };
  'project.cancelScan': (request: { readonly scanId: string }) => ScanProgress;
  'project.resumeScan': (request: { readonly scanId: string }) => ScanProgress;
  'project.pairs': (request: {
    readonly projectId: number;
    readonly threshold: number;
    readonly tier: Tier | 'any';
    readonly sort: PairSort;
    /** Only pairs with a work item of this team. */
    readonly teamId?: string | undefined;
    readonly cursor: string | null;
    /** 1 to 50. */
    readonly limit: number;
    /** Only the pairs of this series; without it the pairs of series are left out. */
    readonly series?: SeriesName;
  }) => PairsView;
  'project.series': (request: {
    readonly projectId: number;
    readonly threshold: number;
    readonly tier: Tier | 'any';
    /** Only pairs with a work item of this team. */
    readonly teamId?: string | undefined;
    readonly cursor: string | null;
    /** 1 to 50. */
    readonly limit: number;
  }) => SeriesListView;
}

/** The first section of the admin page. */
export interface OverviewMethods {
  'admin.overview': (request: Record<string, never>) => {
    readonly scans: readonly ScanProgress[];
    readonly engineVersion: string;
    readonly pointsBudgetPerHour: number;
    readonly defaultThreshold: number;
  };
}

/** A run of characters of one text. The parts of a text joined give the text. */
export interface TextPart {
  readonly text: string;
  /** In both texts, in the same order. */
  readonly isCommon: boolean;
  /** Holds a word that the match counted, wherever it stands in the other text. */
  readonly isSharedTerm: boolean;
}

export interface ComparedText {
  readonly parts: readonly TextPart[];
  /** False when the text is longer than what is compared; the rest is shown without marks. */
  readonly isWhole: boolean;
}

export interface FieldComparison {
  readonly field: 'project' | 'type' | 'status' | 'resolution' | 'components' | 'parent' | 'reporter';
  /** Null where only agreement is told. */
  readonly a: string | null;
  readonly b: string | null;
  readonly agrees: boolean;
}

export interface Comparison {
  readonly a: IssueView;
  readonly b: IssueView;
  readonly summary: { readonly a: ComparedText; readonly b: ComparedText };
  readonly description: { readonly a: ComparedText; readonly b: ComparedText };
  readonly fields: readonly FieldComparison[];
  /** An administrator lets a language model write a sentence about pairs that are only possible. */
  readonly hasExplanations: boolean;
}

export type LiveView =
  { readonly state: 'never-scanned' } | { readonly state: 'ready'; readonly candidates: readonly CandidateView[] };

/** Only what stands under a field of Jira's create dialog: plain text. */
export interface Hint {
  readonly key: string;
  readonly summary: string;
  /** In [0, 1]. */
  readonly score: number;
}

/** Surfaces inside of Jira's own pages: comparing, searching while typing, hints in the create dialog, the gadget. */
export interface ContextMethods {
  'compare.pair': (request: { readonly a: number; readonly b: number }) => Comparison;
  /** For each keystroke: what was analysed together with the project. Scores compare texts only, so the tier is `none`. */
  'live.search': (request: {
    readonly projectId: number;
    readonly summary: string;
    readonly description: string;
    /** 1 to 20. */
    readonly limit: number;
  }) => LiveView;
  /** At most three; empty means that nothing is good enough to interrupt a person. */
  'hints.find': (request: {
    readonly projectId: number;
    readonly summary: string;
    /** As the dialog holds it: plain text, or a document in Atlassian Document Format. */
    readonly description: unknown;
  }) => { readonly hints: readonly Hint[] };
  'hints.projects': (request: Record<string, never>) => { readonly projectIds: readonly number[] };
  'hints.switch': (request: { readonly projectId: number; readonly isOn: boolean }) => {
    readonly projectIds: readonly number[];
  };
  /** Writes the marks of a space for JQL, a page at a time, as this person. `afterId` null at first. */
  'marks.refresh': (request: {
    readonly projectId: number;
    readonly afterId: number | null;
    readonly isRemoving: boolean;
  }) => {
    readonly marked: number;
    readonly cleared: number;
    /** Null when all are done. */
    readonly nextAfterId: number | null;
  };
}

export interface Methods
  extends
    PanelMethods,
    ProjectMethods,
    AnalysisMethods,
    ScopeMethods,
    ScheduleMethods,
    InboxMethods,
    AdminMethods,
    SetupMethods,
    HealthMethods,
    PersonMethods,
    OverviewMethods,
    ReviewMethods,
    ClusterMethods,
    QueueMethods,
    ActingMethods,
    ContextMethods,
    DashboardMethods,
    ExplanationMethods,
    ExternalMethods,
    ReportMethods,
    SummaryMethods,
    TeamMethods,
    InsightMethods {}
export type MethodName = keyof Methods;
export type RequestOf<M extends MethodName> = Parameters<Methods[M]>[0];
export type AnswerOf<M extends MethodName> = ReturnType<Methods[M]>;
