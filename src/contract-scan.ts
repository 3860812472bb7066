// What a page shows of one analysis under way or past, and how a failure is told.

export type ErrorCode =
  | 'BAD_INPUT' // the request breaks a rule; `message` names the input and the rule
  | 'BAD_JQL' // Jira refused the JQL; `message` is Jira's own
  | 'NOT_ALLOWED' // this person may not do that
  | 'NOT_FOUND' // gone, or never visible to this person
  | 'CONFLICT' // somebody else was faster; reload
  | 'EXPIRED' // a preview was good for a while only, and so is the way back; ask again
  | 'RATE_LIMITED' // Jira asked us to wait; `retryAfterSeconds` says how long
  | 'TOO_SOON' // this person began the like a moment ago; `retryAfterSeconds` says how long to wait
  | 'JIRA_UNAVAILABLE' // Jira did not answer, or answered something that no rule covers
  | 'STORAGE_UNAVAILABLE' // Forge storage did not answer, or did not take what it was given
  | 'DAMAGED' // a stored value could not be read; a new analysis rebuilds it
  | 'UNLICENSED'
  | 'INTERNAL'; // a defect of ours; `reference` finds it in the log

export interface AppFailure {
  readonly code: ErrorCode;
  /** One sentence in English that a person can act on. Pages translate by `code` and fall back to it. */
  readonly message: string;
  readonly retryAfterSeconds?: number;
  /** Finds the log line of this call. */
  readonly reference?: string;
}

export type ScanState = 'queued' | 'fetching' | 'comparing' | 'paused' | 'finished' | 'cancelled' | 'failed';

/** What a page shows of one analysis. Counts come from durable facts, never from increments. */
export interface ScanProgress {
  readonly scanId: string;
  readonly state: ScanState;
  readonly projectIds: readonly number[];
  readonly jql: string | null;
  readonly startedAt: string;
  /** Heartbeat of the last step; older than `staleAfterSeconds` while live means "stopped". */
  readonly updatedAt: string;
  readonly finishedAt: string | null;
  /** Scaled to what this viewer may count; null for who may not start an analysis of these projects. */
  readonly issuesFetched: number | null;
  /** Jira's own approximate count, asked as this viewer; null until it answered. */
  readonly issuesExpected: number | null;
  /** In [0, 1] over the whole analysis, fetch and compare. Never goes down. */
  readonly fraction: number;
  /** About, by the measured pace of reading; null until that is known and once everything is read. */
  readonly minutesLeft: number | null;
  /** Likely duplicates, without those of a pattern. Only for Jira administrators: counts over everything analysed would tell others of issues they may not see. */
  readonly pairsFound: number | null;
  readonly pointsUsed: number | null;
  /** Why it waits and until when; only with state `paused`. */
  readonly pause: {
    readonly reason: 'rate-limit' | 'points-budget' | 'jira-unavailable' | 'not-allowed' | 'storage-unavailable';
    readonly until: string;
  } | null;
  /** Projects that could not be read to the end, with the reason; not empty means the result is partial. */
  readonly partial: readonly { readonly projectId: number; readonly reason: string }[];
  readonly failure: AppFailure | null;
  /** True when nobody works on it any more although its state is live: show Resume. */
  readonly isStalled: boolean;
}
