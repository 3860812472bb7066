// The agreement between the review pages and their resolvers: what people decide about pairs, and what they let the app
// do in Jira as themselves. Everything is said with ids: a page reads the titles as its own viewer, so a row can never
// show more than Jira would. A plan that was previewed is the only thing that can be applied.

export type Verdict = 'duplicate' | 'related' | 'not-duplicate';

/** An issue that Jira has just given to this viewer. */
export interface IssueName {
  readonly id: number;
  readonly key: string;
  readonly summary: string;
}

/** What people have said about one pair. `version` 0: nobody has said anything yet. */
export interface ReviewView {
  readonly version: number;
  readonly verdict: Verdict | null;
  /** ISO 8601; null when it is not snoozed, or no longer. */
  readonly snoozedUntil: string | null;
  readonly assigneeAccountId: string | null;
  /** Who did the last thing, and when. Null for version 0 and for links that appeared in Jira. */
  readonly byAccountId: string | null;
  readonly at: string | null;
  readonly origin: 'person' | 'jira-link' | 'undo' | null;
  /** Was "not a duplicate" until a text changed materially; that answer is kept until somebody gives another one. */
  readonly askedAgainSince: string | null;
  /** The action that carried the verdict out in Jira; null when nothing was written. */
  readonly actionId: string | null;
}

/** `conflict`: somebody was faster; nothing was saved, and `review` is what that person said. */
export interface DecisionAnswer {
  readonly outcome: 'saved' | 'conflict';
  readonly review: ReviewView;
}

export type StepKind =
  'link' | 'watchers' | 'vote' | 'labels' | 'components' | 'priority' | 'attachments' | 'comment' | 'transition';

/** Why a step, or the whole plan, cannot be done. Pages put it into words; `detail` is Jira's own name or sentence. */
export type Obstacle =
  | 'same-issue'
  | 'already-duplicate' // the issue is linked as a duplicate of another one already
  | 'cycle' // the one to keep is itself a duplicate of this one: swap them
  | 'customer-loses' // it carries a label of customers and the one to keep does not: swap them
  | 'guarded' // a "never touch" rule matches; detail is the rule's name
  | 'guard-broken' // a "never touch" rule cannot be evaluated: nothing is touched
  | 'not-allowed' // Jira does not allow this person to do it; detail is the permission
  | 'no-link-type' // the site has no link type for duplicates
  | 'no-transition' // no way from the present status to a closed one, for this person
  | 'required-field' // the transition asks for a field that only a person can fill; detail is the field
  | 'already-closed'
  | 'other-project' // components belong to their project
  | 'only-oneself' // Jira lets people vote only for themselves
  | 'nothing-to-do'
  | 'switched-off' // by the project's mapping
  | 'decided-otherwise' // somebody decided about the pair since; detail is empty
  | 'changed-since-preview'
  | 'gone' // deleted, or not visible to this person any more
  | 'jira-refused' // detail is Jira's own sentence
  | 'undo-expired' // too long ago to be taken back
  | 'stopped'; // an earlier step failed, so this one was not tried

export interface StepPreview {
  readonly kind: StepKind;
  /** `already`: Jira is in that state, nothing will be written. */
  readonly state: 'planned' | 'already' | 'impossible' | 'off';
  readonly obstacle: Obstacle | null;
  readonly detail: string | null;
  /** How many people, labels or components it concerns; 1 for the others. */
  readonly count: number;
  /** Whether undo can take it back: always, if Jira's workflow has a way back, or never. */
  readonly undo: 'exact' | 'if-workflow-allows' | 'never';
}

export interface MergePreview {
  /** Null when nothing can be applied. Good for this person only, until `expiresAt`. */
  readonly planToken: string | null;
  /** What applying the token will be called: `review.action` tells how far it is. Null with the token. */
  readonly actionId: string | null;
  readonly expiresAt: string;
  readonly duplicate: IssueName;
  /** The open end of the chain that starts at the issue which was asked for. */
  readonly canonical: IssueName;
  readonly redirectedFrom: IssueName | null;
  readonly obstacles: readonly { readonly obstacle: Obstacle; readonly detail: string | null }[];
  readonly warnings: readonly ('canonical-closed' | 'becomes-chain' | 'different-project')[];
  readonly steps: readonly StepPreview[];
  /** The comment as it will be posted; null when none will be. */
  readonly commentText: string | null;
  /** What no undo can take back: mails that were sent, Jira's history and "updated" dates. */
  readonly neverUndone: readonly ('history' | 'updated-date' | 'notifications')[];
}

export interface StepResult {
  readonly kind: StepKind;
  readonly state: 'waiting' | 'running' | 'done' | 'already' | 'skipped' | 'failed' | 'undone' | 'not-undone';
  readonly obstacle: Obstacle | null;
  readonly detail: string | null;
}

/** One action in Jira. `interrupted`: Jira stopped answering; applying the same token goes on where it stopped. */
export interface ActionView {
  readonly actionId: string;
  readonly state:
    'previewed' | 'running' | 'interrupted' | 'done' | 'partly' | 'failed' | 'undoing' | 'undone' | 'partly-undone';
  readonly duplicateId: number;
  readonly canonicalId: number;
  readonly byAccountId: string;
  readonly at: string;
  readonly steps: readonly StepResult[];
  readonly retryAfterSeconds: number | null;
  /** After this it cannot be taken back any more. */
  readonly undoableUntil: string;
}

/** "It exists already": my text as a comment there, my vote, and me as one who watches it. */
export interface AddPreview {
  /** Null when the comment is not allowed: the text would be lost. */
  readonly planToken: string | null;
  readonly expiresAt: string;
  readonly issue: IssueName;
  readonly steps: readonly StepPreview[];
}

/** "14 reports from 9 people in 3 projects", over what this viewer may see. */
export interface DemandView {
  readonly reports: number;
  readonly people: number;
  readonly projects: number;
}

export interface BulkRow {
  readonly duplicateId: number;
  readonly canonicalId: number;
  readonly state: 'ready' | 'impossible' | 'waiting' | 'running' | 'done' | 'partly' | 'failed' | 'skipped' | 'undone';
  readonly obstacle: Obstacle | null;
  readonly detail: string | null;
  readonly steps: readonly StepKind[];
  readonly actionId: string | null;
}

export interface BulkView {
  readonly bulkId: string;
  readonly state: 'previewed' | 'queued' | 'running' | 'waiting-for-jira' | 'finished' | 'cancelled' | 'failed';
  readonly kind: 'apply' | 'undo';
  /** What was selected: every row, in order. The states of the rows are the only truth about progress. */
  readonly rows: readonly BulkRow[];
  readonly waitsUntil: string | null;
  readonly expiresAt: string | null;
}

export type GraphFinding =
  | 'cycle'
  | 'chain'
  | 'both-ways'
  | 'closed-canonical' // an open duplicate of a closed issue
  | 'open-duplicate' // linked as a duplicate, yet open
  | 'resolved-without-link'; // resolution Duplicate, and no link says of what

export interface GraphProblem {
  /** Names the finding as it was seen; a repair of it that no longer fits is refused. */
  readonly problemId: string;
  readonly finding: GraphFinding;
  /** Every issue it concerns, all visible to this viewer. */
  readonly issues: readonly IssueName[];
  /** Null: only a person can tell what is right. */
  readonly repair:
    | readonly {
        readonly kind: 'add-link' | 'remove-link';
        readonly duplicateId: number;
        readonly canonicalId: number;
      }[]
    | null;
}

export interface ReviewMethods {
  'review.decide': (request: {
    readonly a: number;
    readonly b: number;
    readonly verdict: Verdict | 'snoozed';
    /** Only with `snoozed`: days from now, 1 to 365. */
    readonly snoozeDays: number | null;
    /** Only with `snoozed`, and instead of days: ISO 8601, at most 366 days ahead. */
    readonly snoozeUntil?: string | undefined;
    readonly expectedVersion: number;
  }) => DecisionAnswer;
  'review.undoDecision': (request: {
    readonly a: number;
    readonly b: number;
    readonly expectedVersion: number;
  }) => DecisionAnswer;
  /** Null: nobody. Others can be assigned by everybody who may decide. */
  'review.assign': (request: {
    readonly a: number;
    readonly b: number;
    readonly assigneeAccountId: string | null;
    readonly expectedVersion: number;
  }) => DecisionAnswer;
  'review.previewMerge': (request: { readonly duplicateId: number; readonly canonicalId: number }) => MergePreview;
  /** Safe to repeat with the same token. */
  'review.applyMerge': (request: { readonly planToken: string }) => ActionView;
  'review.action': (request: { readonly actionId: string }) => ActionView;
  /** Asks Jira what can be taken back now; writes nothing. */
  'review.previewUndo': (request: { readonly actionId: string }) => ActionView;
  'review.undoAction': (request: { readonly actionId: string }) => ActionView;
  /** Plain text of at most 30,000 characters. Undone like every other action, by `review.undoAction`. */
  'review.previewAdd': (request: { readonly issueId: number; readonly text: string }) => AddPreview;
  /** The text must be the one that was previewed. Safe to repeat. */
  'review.applyAdd': (request: { readonly planToken: string; readonly text: string }) => ActionView;
  'review.demand': (request: { readonly issueId: number }) => DemandView;
  /** At most 200 pairs. The rows of the answer are exactly what `bulkStart` will run; its token is the `bulkId`. */
  'review.bulkPreview': (request: {
    readonly pairs: readonly { readonly duplicateId: number; readonly canonicalId: number }[];
  }) => BulkView;
  'review.bulkStart': (request: { readonly planToken: string }) => BulkView;
  'review.bulkStatus': (request: { readonly bulkId: string }) => BulkView;
  'review.bulkCancel': (request: { readonly bulkId: string }) => BulkView;
  'review.bulkUndo': (request: { readonly bulkId: string }) => BulkView;
  'review.graphHealth': (request: { readonly projectId: number }) => {
    readonly problems: readonly GraphProblem[];
    readonly isPartial: boolean;
  };
}
