// The bell: what one person should know of. Nothing of it is a message that somebody has sent: each notice follows from
// the records of analyses and decisions as they are now, and from what this person may see now.

export type NoticeKind =
  | 'analysis-finished'
  | 'analysis-failed'
  | 'analysis-paused'
  /** Very likely duplicates that the analysis before had not found, in a space of this person's. */
  | 'new-duplicates'
  | 'assigned'
  | 'precision-fell'
  /** An analysis stands still, or the hourly work has not ended for hours; for Jira administrators. */
  | 'app-unwell';

export interface Notice {
  /** The same for as long as it is about the same thing. */
  readonly id: string;
  readonly kind: NoticeKind;
  readonly at: string;
  readonly isRead: boolean;
  /** Only those that this viewer may browse. */
  readonly projectIds: readonly number[];
  /** Work items that this viewer may see; the page reads their titles. */
  readonly pairs: readonly { readonly a: number; readonly b: number }[];
  /** Until when an analysis waits. */
  readonly until: string | null;
}

export interface InboxView {
  /** The newest first, without kinds that are muted. */
  readonly notices: readonly Notice[];
  readonly unread: number;
  readonly muted: readonly NoticeKind[];
  /** Of these spaces this person is told although others manage them. */
  readonly followedProjectIds: readonly number[];
}

export interface InboxMethods {
  'inbox.read': (request: Record<string, never>) => InboxView;
  /** Null: everything up to now. */
  'inbox.markRead': (request: { readonly ids: readonly string[] | null }) => InboxView;
  'inbox.mute': (request: { readonly kinds: readonly NoticeKind[] }) => InboxView;
  'inbox.follow': (request: { readonly projectId: number; readonly isOn: boolean }) => InboxView;
}
