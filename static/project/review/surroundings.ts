// Where a tab of the project page is and who looks at it, as Jira's context says: never from an address or a click.

export interface Surroundings {
  readonly projectId: number;
  readonly siteUrl: string;
  readonly accountId: string;
}
