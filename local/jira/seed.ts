// A Jira site as one JSON value: what the stand-in starts from and what its snapshot gives back. Demo sites, imported
// data files and tests are all written as a SiteSeed, so that a failing site can be saved and looked at. Things point
// at each other by the names that people read (project key, status name, issue key); ids are given only where they matter.

/** Permissions that the stand-in grants and checks, by Jira's own keys. */
export const projectPermissionKeys = [
  'BROWSE_PROJECTS',
  'CREATE_ISSUES',
  'EDIT_ISSUES',
  'DELETE_ISSUES',
  'TRANSITION_ISSUES',
  'RESOLVE_ISSUES',
  'CLOSE_ISSUES',
  'ASSIGN_ISSUES',
  'LINK_ISSUES',
  'MOVE_ISSUES',
  'ADD_COMMENTS',
  'EDIT_ALL_COMMENTS',
  'EDIT_OWN_COMMENTS',
  'DELETE_ALL_COMMENTS',
  'DELETE_OWN_COMMENTS',
  'MANAGE_WATCHERS',
  'VIEW_VOTERS_AND_WATCHERS',
  'SET_ISSUE_SECURITY',
  'ADMINISTER_PROJECTS',
] as const;
export type ProjectPermissionKey = (typeof projectPermissionKeys)[number];

export interface PersonSeed {
  readonly accountId: string;
  readonly displayName: string;
  readonly email?: string;
  /** Names of groups. */
  readonly groups: readonly string[];
  readonly isSiteAdmin?: boolean;
  readonly isActive?: boolean;
  readonly accountType?: 'atlassian' | 'app' | 'customer';
  /** Such as `en-US` (the default), `de-DE`, `ja-JP`. */
  readonly locale?: string;
  readonly timeZone?: string;
}

/** The app's own system user. It browses every project, secured issues included, unless this says otherwise. */
export interface AppUserSeed {
  readonly accountId: string;
  readonly displayName: string;
  /** Project keys that the app may browse. */
  readonly browse: 'all' | readonly string[];
  /** Whether the app sees issues with a security level. */
  readonly seesSecured: boolean;
}

export interface StatusSeed {
  readonly name: string;
  readonly category: 'new' | 'indeterminate' | 'done';
}

export interface TransitionSeed {
  readonly name: string;
  /** Status names; `any` means from every status. */
  readonly from: 'any' | readonly string[];
  readonly to: string;
  /** The transition has a screen that asks for a resolution. */
  readonly asksResolution?: boolean;
  /** Names of further fields that its screen demands, such as `Root cause`. */
  readonly requires?: readonly string[];
}

export interface LinkTypeSeed {
  readonly name: string;
  /** What the target says: `is duplicated by`. */
  readonly inward: string;
  /** What the source says: `duplicates`. */
  readonly outward: string;
}

interface SecurityLevelSeed {
  readonly name: string;
  readonly groups: readonly string[];
  readonly includesReporter?: boolean;
  readonly includesAssignee?: boolean;
}

export interface ProjectSeed {
  readonly id?: number;
  readonly key: string;
  readonly name: string;
  /** `software`, `service_desk` or `business`. */
  readonly typeKey?: 'software' | 'service_desk' | 'business';
  /** Names of issue types; all of the site when absent. */
  readonly types?: readonly string[];
  readonly components?: readonly string[];
  readonly versions?: readonly string[];
  /** Account id. */
  readonly lead?: string;
  /** Who may browse: everybody who is signed in, or the members of these groups. Administrators of the project always may. */
  readonly browse: 'everyone' | readonly string[];
  /** Account ids and group names that administer the project. */
  readonly admins: readonly string[];
  /** Name of a project role to account ids and group names that hold it here. */
  readonly roles?: Readonly<Record<string, readonly string[]>>;
  readonly securityLevels?: readonly SecurityLevelSeed[];
  readonly isArchived?: boolean;
  /**
   * Group name to permissions, for those who may browse. Absent: whoever may browse may also create, edit, link,
   * comment, transition and so on. Present: exactly these. Nobody gets ADMINISTER_PROJECTS but through `admins`.
   */
  readonly permissionsByGroup?: Readonly<Record<string, readonly ProjectPermissionKey[]>>;
  /** Absent: one transition from anywhere to every status. */
  readonly workflow?: readonly TransitionSeed[];
  readonly properties?: Readonly<Record<string, unknown>>;
}

/** A document in Atlassian Document Format. */
export interface AdfDocument {
  readonly type: 'doc';
  readonly version: 1;
  readonly content: readonly AdfNode[];
}

export interface AdfNode {
  readonly type: string;
  readonly text?: string;
  readonly content?: readonly AdfNode[];
  readonly attrs?: Readonly<Record<string, unknown>>;
  readonly marks?: readonly { readonly type: string; readonly attrs?: Readonly<Record<string, unknown>> }[];
}

/** A string is wiki markup or plain text; it becomes a document when somebody reads it. */
export type RichText = string | AdfDocument;

export interface CommentSeed {
  readonly id?: number;
  /** Account id. */
  readonly author: string | null;
  readonly created: string;
  readonly updated?: string;
  readonly body: RichText;
}

export interface LinkSeed {
  readonly id?: number;
  /** Name of the link type. */
  readonly type: string;
  /** Key of the target: this issue "duplicates" (the type's outward words) that one. */
  readonly to: string;
}

export interface SprintSeed {
  readonly id: number;
  readonly name: string;
  readonly state: 'active' | 'closed' | 'future';
}

export interface HistorySeed {
  readonly id: number;
  readonly author: string | null;
  readonly created: string;
  readonly items: readonly {
    readonly field: string;
    readonly fieldId: string;
    readonly from: string | null;
    readonly fromString: string | null;
    readonly to: string | null;
    readonly toString: string | null;
  }[];
}

export interface AttachmentSeed {
  readonly id: number;
  readonly filename: string;
  readonly mimeType: string;
  readonly size: number;
  readonly created: string;
}

export interface RemoteLinkSeed {
  readonly id: number;
  readonly globalId: string | null;
  readonly relationship: string | null;
  readonly url: string;
  readonly title: string;
}

export interface IssueSeed {
  readonly id?: number;
  readonly key: string;
  /** The key that the data file gave, when Jira could not have given it. */
  readonly sourceKey?: string;
  /** Keys that this issue had before it moved; they still lead here. */
  readonly formerKeys?: readonly string[];
  /** Project key. */
  readonly project: string;
  readonly type?: string;
  readonly status?: string;
  /** Absent or null: not resolved. */
  readonly resolution?: string | null;
  readonly priority?: string | null;
  readonly components?: readonly string[];
  readonly labels?: readonly string[];
  readonly versions?: readonly string[];
  /** ISO 8601, as are all times. */
  readonly created: string;
  readonly updated?: string | null;
  readonly resolved?: string | null;
  /** Account ids. */
  readonly reporter?: string | null;
  readonly assignee?: string | null;
  /** Key of the parent. */
  readonly parent?: string | null;
  readonly summary: string;
  readonly description?: RichText | null;
  readonly environment?: string | null;
  readonly comments?: readonly CommentSeed[];
  readonly links?: readonly LinkSeed[];
  /** Name of a security level of the project. */
  readonly securityLevel?: string | null;
  readonly sprint?: SprintSeed | null;
  /** Account ids. */
  readonly votes?: readonly string[];
  readonly watchers?: readonly string[];
  readonly attachments?: readonly AttachmentSeed[];
  /** Links to other addresses than issues of this site. */
  readonly remoteLinks?: readonly RemoteLinkSeed[];
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly history?: readonly HistorySeed[];
}

export interface SiteSeed {
  readonly v: 1;
  readonly title: string;
  readonly people: readonly PersonSeed[];
  /** Every group that is named anywhere else. */
  readonly groups: readonly string[];
  readonly app?: AppUserSeed;
  readonly projects: readonly ProjectSeed[];
  readonly issueTypes: readonly {
    readonly name: string;
    readonly isSubtask?: boolean;
    readonly hierarchyLevel?: number;
  }[];
  readonly statuses: readonly StatusSeed[];
  readonly resolutions: readonly string[];
  readonly priorities: readonly string[];
  readonly issueLinkTypes: readonly LinkTypeSeed[];
  readonly issues: readonly IssueSeed[];
}

export const defaultAppUser: AppUserSeed = {
  accountId: '712020:backlog-intelligence-app',
  displayName: 'Backlog Intelligence',
  browse: 'all',
  seesSecured: true,
};

/** The parts that a fresh Jira site has before anybody adds something; spread it and add people, projects and issues. */
export const freshSite: Omit<SiteSeed, 'people' | 'projects' | 'issues'> = {
  v: 1,
  title: 'Local Jira',
  groups: ['site-admins', 'jira-users'],
  issueTypes: [
    { name: 'Epic', hierarchyLevel: 1 },
    { name: 'Story' },
    { name: 'Task' },
    { name: 'Bug' },
    { name: 'Improvement' },
    { name: 'New Feature' },
    { name: 'Sub-task', isSubtask: true, hierarchyLevel: -1 },
  ],
  statuses: [
    { name: 'To Do', category: 'new' },
    { name: 'In Progress', category: 'indeterminate' },
    { name: 'In Review', category: 'indeterminate' },
    { name: 'Done', category: 'done' },
  ],
  resolutions: ['Done', "Won't Do", 'Duplicate', 'Cannot Reproduce', 'Fixed'],
  priorities: ['Highest', 'High', 'Medium', 'Low', 'Lowest'],
  issueLinkTypes: [
    { name: 'Blocks', inward: 'is blocked by', outward: 'blocks' },
    { name: 'Cloners', inward: 'is cloned by', outward: 'clones' },
    { name: 'Duplicate', inward: 'is duplicated by', outward: 'duplicates' },
    { name: 'Relates', inward: 'relates to', outward: 'relates to' },
  ],
};
