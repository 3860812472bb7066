// A summary of what waits in a space, by mail: which work item carries it, when it leaves, and whether this viewer gets
// it. How often somebody wants mail is a preference of that person.

export type MailRhythm = 'off' | 'daily' | 'weekly';

export interface SummaryWish {
  /** The work item that mails are about: whoever may not see it gets none. */
  readonly issueKey: string;
  /** On the clock of the time zone, 0 to 23: every day for who wants daily mail. */
  readonly hour: number;
  /** 1 (Monday) to 7: the day of weekly mail. */
  readonly weekday: number;
  /** IANA name, such as Europe/Berlin. */
  readonly timeZone: string;
  readonly isPaused: boolean;
}

export interface SummaryRun {
  readonly at: string;
  readonly sent: number;
  /** An answer of Jira was lost, so that nobody knows whether the mail left. They are not sent again. */
  readonly unsure: number;
  /** `no-item`: the work item is gone, or closed to the app. */
  readonly problem: 'no-item' | null;
}

export interface SummaryView {
  readonly digest:
    | (Omit<SummaryWish, 'issueKey'> & {
        /** Null when this viewer may not see it. */
        readonly issueKey: string | null;
        readonly nextRun: string;
        /** Null before the first one, and for who may not change this. */
        readonly last: SummaryRun | null;
      })
    | null;
  readonly canChange: boolean;
  readonly rhythm: MailRhythm;
  /** Mail comes of the spaces that a person follows. */
  readonly isFollowed: boolean;
}

export interface SummaryMethods {
  'summaries.read': (request: { readonly projectId: number }) => SummaryView;
  'summaries.save': (request: { readonly projectId: number; readonly digest: SummaryWish }) => SummaryView;
  'summaries.remove': (request: { readonly projectId: number }) => SummaryView;
}
