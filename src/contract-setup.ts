// The agreement about how the app begins on a site, and how it leaves it. Types only, JSON only.

/** What a first analysis would cost, before it is started. */
export interface StartEstimate {
  /** As Jira counts them for the caller; only those that the settings let count. */
  readonly spaces: readonly { readonly projectId: number; readonly items: number }[];
  readonly items: number;
  readonly points: number;
  readonly pointsPerHour: number;
  /** About, waits for the next hour's points included. */
  readonly minutes: number;
}

/** What the app has left in Jira itself, as far as the caller may see it. */
export interface TracesView {
  readonly hintedProjectIds: readonly number[];
  /** Only spaces with some. */
  readonly marked: readonly { readonly projectId: number; readonly items: number }[];
}

/** `jira:adminPage`, before the first analysis and before an uninstallation. */
export interface SetupMethods {
  /** 1 to 20 spaces. */
  'start.estimate': (request: { readonly projectIds: readonly number[] }) => StartEstimate;
  'data.traces': (request: Record<string, never>) => TracesView;
}
