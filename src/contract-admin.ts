// The agreement about administration: roles, settings, the audit log, health, backup. Types only, JSON only.

export type Role = 'admin' | 'manager' | 'user';

/** What a method lets a person do. Which role it takes stands in one table, and every method names one. */
export type Capability = 'look' | 'decide' | 'act' | 'analyse' | 'configure' | 'administer';

export interface NamedGroup {
  readonly id: string;
  readonly name: string;
}
export interface NamedRole {
  readonly id: number;
  readonly name: string;
}

export interface RolesView {
  readonly version: number;
  /** Null: the group or role does not exist any more. */
  readonly managerGroups: readonly { readonly id: string; readonly name: string | null }[];
  readonly managerRoles: readonly { readonly id: number; readonly name: string | null }[];
  readonly allRoles: readonly NamedRole[];
  readonly capabilities: readonly { readonly capability: Capability; readonly role: Role }[];
}

export interface OwnRole {
  readonly role: Role;
  readonly by: 'jira-admin' | 'space-admin' | 'chosen' | 'everyone';
  readonly capabilities: readonly {
    readonly capability: Capability;
    readonly role: Role;
    readonly isAllowed: boolean;
  }[];
}

/** The same of somebody else, for an administrator. */
export interface RoleExplanation extends OwnRole {
  /** False: Jira shows this person nothing of the space, and so does the app. */
  readonly mayBrowse: boolean;
}

export type AuditEvent =
  | 'scan.start'
  | 'scan.cancel'
  | 'scan.resume'
  | 'scan.repeat'
  | 'settings.save'
  | 'settings.undo'
  | 'roles.save'
  | 'teams.save'
  | 'mapping.save'
  | 'hints.switch'
  | 'threshold.apply'
  | 'decision'
  | 'action'
  | 'bulk'
  | 'repair'
  | 'export'
  | 'external.import'
  | 'external.remove'
  | 'retention.save'
  | 'purge'
  | 'person.erase'
  | 'data.remove'
  | 'backup'
  | 'restore';

export interface AuditRow {
  readonly n: number;
  /** ISO 8601. */
  readonly at: string;
  /** Null: the app itself, or a person who was erased. */
  readonly accountId: string | null;
  readonly isByApp: boolean;
  readonly event: AuditEvent;
  /** The code of the refusal of what the line before asked. */
  readonly refusedAs: string | null;
  readonly engineVersion: string;
  /** Ids and figures, such as `projectIds 10000, threshold 0.5`. */
  readonly detail: string;
  readonly hash: string;
}

export interface AuditListing {
  readonly rows: readonly AuditRow[];
  /** Pass it on to read older lines; null on the last page. A page may be empty and not the last. */
  readonly before: number | null;
}

export interface AuditCheck {
  readonly lines: number;
  readonly firstLine: number;
  /** The first line that does not fit; 0: the log cannot be read; null: all fit. */
  readonly brokenAt: number | null;
  /** Written down elsewhere, it proves later that nothing before it was changed. */
  readonly lastHash: string;
}

export interface ErasureReport {
  /** Pairs and lines of history that do not name the person any more. */
  readonly decisions: number;
  readonly actions: number;
  readonly wasInAudit: boolean;
}

/** What the daily and the weekly work did last. */
export interface PurgeReport {
  /** ISO 8601. */
  readonly purgedAt: string | null;
  readonly auditLines: number;
  readonly historyLines: number;
  /** Actions and repairs in Jira that nobody can take back any more. */
  readonly deeds: number;
  /** Of which nothing was shown any more. */
  readonly analyses: number;
  /** People whose bell forgot what they had read. */
  readonly readMarks: number;
  readonly reportedAt: string | null;
  readonly accounts: number;
  readonly erased: number;
}

export interface StoredKind {
  readonly key: string;
  readonly holds:
    'settings' | 'results' | 'progress' | 'decisions' | 'actions' | 'audit' | 'preferences' | 'secrets' | 'texts';
  readonly kept: 'until-changed' | 'until-replaced' | 'retention' | 'undo' | 'installed';
  /** Holds account ids; nothing else about people is ever kept. */
  readonly isPersonal: boolean;
}

/** A part of a backup. The page puts all of them into one file, and hands them back one by one. */
export interface BackupPart {
  readonly kind: 'settings' | 'spaces' | 'decisions' | 'people';
  /** JSON. */
  readonly body: string;
  /** SHA-256 over version, kind and body. */
  readonly checksum: string;
}

export interface RestoreReport {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  /** Left as they are, because they were decided here after the backup was made. */
  readonly newerHere: number;
}

export interface Retention {
  /** In [30, 3650]. */
  readonly auditDays: number;
  /** While true nothing is removed because of its age. */
  readonly isOnHold: boolean;
}

/** Which work items an analysis reads. */
export interface ItemRules {
  /** At most 50 of each. */
  readonly excludedTypeIds: readonly string[];
  readonly excludedStatusIds: readonly string[];
  readonly excludedLabels: readonly string[];
  readonly includesClosed: boolean;
  /** In [1, 3650]; null: of any age. */
  readonly maxAgeDays: number | null;
}

/** A line of a form, known by a hash of its letters and digits, and a work item that had it. */
export interface IgnoredLine {
  readonly hash: number;
  readonly issueId: number;
}

/** Told only to who may see the work item that has it. */
export interface LearnedLine extends IgnoredLine {
  readonly text: string;
  /** Of those that were read, how many have it. */
  readonly workItems: number;
}

/** Languages whose stems and grammar words can be left out. English, Cyrillic and scripts without spaces always count. */
export type OptionalLanguage = 'de' | 'fr' | 'es' | 'pt' | 'it' | 'nl';

/** How an analysis reads texts. All words are single ones of at most 30 characters. */
export interface WordRules {
  /** At most 50. */
  readonly synonyms: readonly { readonly word: string; readonly readAs: string }[];
  /** At most 100. */
  readonly stopWords: readonly string[];
  /** At most 50. */
  readonly ignoredLines: readonly IgnoredLine[];
  /** No text is taken for one of these. */
  readonly leftOutLanguages: readonly OptionalLanguage[];
}

export interface SiteSettings {
  /** In [0.2, 0.95]. */
  readonly defaultThreshold: number;
  /** In [500, 50000]. */
  readonly pointsBudgetPerHour: number;
  /** Each in [0, 3], relative to each other; title and description cannot both be 0. */
  readonly fieldWeights: { readonly title: number; readonly description: number; readonly code: number };
  readonly items: ItemRules;
  readonly words: WordRules;
  /** Whether a work item that was created or changed is compared at once, or with the next analysis. */
  readonly followsChanges: boolean;
  /** Sentences by a language model, where the app was deployed with one. `perDay` in [1, 2000], for the whole site. */
  readonly explanations: { readonly isOn: boolean; readonly perDay: number };
}

export interface SettingsView {
  readonly version: number;
  readonly settings: SiteSettings;
  readonly defaults: SiteSettings;
  readonly canUndo: boolean;
}

/** The minimum match, layer by layer: the first of person, space and site that says something holds for the caller. */
export interface SpaceSettingsView {
  readonly threshold: number | null;
  readonly siteThreshold: number;
  readonly ownThreshold: number | null;
  readonly opensWith: number;
  readonly canSave: boolean;
}

/** What the settings would change, before they are saved. */
export interface SettingsForecast {
  /** Listed pairs of the newest analyses from the minimum match on. */
  readonly pairsNow: number;
  readonly pairsThen: number;
  /** Work items of the analysed spaces, as Jira counts them for the caller. */
  readonly itemsNow: number;
  readonly itemsThen: number;
}

/** One real pair under the settings of the last analysis and under others. */
export interface PairPreview {
  readonly now: { readonly score: number; readonly terms: readonly string[] };
  readonly then: { readonly score: number; readonly terms: readonly string[] };
}

/** `jira:adminPage`. */
export interface AdminMethods {
  /** The two settings that hold at once; the others stay. */
  'admin.saveSettings': (
    request: Pick<SiteSettings, 'defaultThreshold' | 'pointsBudgetPerHour'>,
  ) => Pick<SiteSettings, 'defaultThreshold' | 'pointsBudgetPerHour'>;
  'settings.read': (request: Record<string, never>) => SettingsView;
  'settings.save': (request: { readonly version: number; readonly settings: SiteSettings }) => SettingsView;
  'settings.undo': (request: { readonly version: number }) => SettingsView;
  'settings.forecast': (request: { readonly settings: SiteSettings }) => SettingsForecast;
  'settings.preview': (request: {
    readonly settings: SiteSettings;
    /** Two work items whose space was analyzed. */
    readonly keys: readonly [string, string];
  }) => PairPreview;
  /** Reads some hundred of the newest work items of the space as the caller. */
  'words.learnLines': (request: { readonly projectId: number }) => {
    readonly workItemsRead: number;
    readonly lines: readonly LearnedLine[];
  };
  /** The text of lines that were chosen before; null where the caller may not see the work item. */
  'words.readLines': (request: { readonly lines: readonly IgnoredLine[] }) => {
    readonly lines: readonly (IgnoredLine & { readonly text: string | null })[];
  };
  'space.settings': (request: { readonly projectId: number }) => SpaceSettingsView;
  'space.saveSettings': (request: {
    readonly projectId: number;
    /** Null: as the site. */
    readonly threshold: number | null;
  }) => SpaceSettingsView;
  'audit.list': (request: {
    readonly event: AuditEvent | null;
    readonly accountId: string | null;
    /** ISO 8601. */
    readonly from: string | null;
    readonly to: string | null;
    readonly text: string;
    readonly before: number | null;
    /** 1 to 100. */
    readonly limit: number;
  }) => AuditListing;
  'audit.check': (request: Record<string, never>) => AuditCheck;
  /** Only notes that the log was exported; the page has read it line by line. */
  'audit.exported': (request: { readonly rows: number; readonly format: 'csv' | 'json' }) => Record<string, never>;
  'retention.read': (request: Record<string, never>) => Retention;
  'retention.save': (request: Retention) => Retention;
  /** `at` counts from 0; `next` is null after the last part. */
  /** `version` is that of the file. */
  'backup.read': (request: { readonly at: number }) => {
    readonly version: number;
    readonly part: BackupPart;
    readonly next: number | null;
  };
  'backup.restore': (request: {
    readonly version: number;
    readonly part: BackupPart;
    readonly isDryRun: boolean;
  }) => RestoreReport;
  'data.stored': (request: Record<string, never>) => {
    readonly kinds: readonly StoredKind[];
    readonly purge: PurgeReport;
  };
  'data.erasePerson': (request: { readonly accountId: string }) => ErasureReport;
  'roles.read': (request: Record<string, never>) => RolesView;
  'roles.save': (request: {
    readonly version: number;
    readonly managerGroupIds: readonly string[];
    readonly managerRoleIds: readonly number[];
  }) => RolesView;
  'roles.groups': (request: { readonly query: string }) => { readonly groups: readonly NamedGroup[] };
  /** What the caller may do in this space and why; without a space, on the site. */
  'roles.mine': (request: { readonly projectId: number | null }) => OwnRole;
  'roles.explain': (request: { readonly accountId: string; readonly projectId: number }) => RoleExplanation;
}
