// Every key of the store, in one table. Guarded records are few and small. Values are written once under a key that no
// other attempt will use, and all values of one analysis share a prefix, so that what a killed attempt left behind is
// found and removed without any list of it.

/** The entity of manifest.yml that holds guarded records. */
export const guardedEntity = 'guarded-record';

export const guardedKeys = {
  directory: 'directory',
  settings: 'settings',
  /** In which spaces something is kept beside analyses. */
  spaces: 'spaces',
  space: (projectId: number) => `space:${projectId}`,
  /** Who manages spaces beside their administrators. */
  roleRules: 'role-rules',
  teams: 'teams',
  points: 'points',
  /** What has changed since the last analyses. */
  changes: 'changes',
  /** When changes may be looked at next, and which wait. */
  pacing: 'pacing',
  scan: (scanId: string) => `scan:${scanId}`,
  /** Which result covers the project. */
  coverage: (projectId: number) => `coverage:${projectId}`,
  /** What people said about the pairs of one shard, with the latest history of it. */
  reviews: (shard: number) => `reviews:${shard}`,
  /** About which issues somebody may have said "not a duplicate". */
  rejectedMarks: 'rejected-marks',
  /** One action in Jira. */
  action: (actionId: string) => `action:${actionId}`,
  bulk: (bulkId: string) => `bulk:${bulkId}`,
  bulks: 'bulks',
  /** Which issues people chose to keep, the latest first. */
  chosenCanonicals: 'chosen-canonicals',
  /** One click on "Repair". */
  repair: (repairId: string) => `repair:${repairId}`,
  /** Names of the latest repairs of one project. */
  repairs: (projectId: number) => `repairs:${projectId}`,
  mapping: (projectId: number) => `mapping:${projectId}`,
  /** Who has changed the site's minimum match, and when. */
  thresholdChanges: 'threshold-changes',
  /** How long the audit log is kept. */
  retention: 'retention',
  /** The newest lines of the audit log and where older ones are. */
  audit: 'audit',
  /** Which account each number in the audit log means. */
  auditPeople: 'audit-people',
  /** What one person has read, muted and followed. */
  inbox: (accountId: string) => `inbox:${accountId}`,
  /** When analyses repeat. */
  timetable: 'timetable',
  /** Which spaces send summaries by mail, and when. */
  digests: 'digests',
  /** The mails of the summary under way. */
  mailing: (projectId: number) => `mailing:${projectId}`,
  /** What analyses of a space cover, under names. */
  scopes: (projectId: number) => `scopes:${projectId}`,
  reportTemplates: (projectId: number) => `report-templates:${projectId}`,
  /** Who exported from the project, when and how much. */
  exportHistory: (projectId: number) => `export-history:${projectId}`,
  /** Backlogs of other sites that are attached to the project. */
  externals: (projectId: number) => `externals:${projectId}`,
  /** What people said no about among their matches. */
  dismissed: (projectId: number) => `dismissed:${projectId}`,
  backtest: (projectId: number) => `backtest:${projectId}`,
  /** How often the language model was asked today, and whether it rests. */
  explanations: 'explanations',
  /** How long calls took, as pages saw it. */
  timings: 'timings',
  /** What is done once a day and once a week, and when it was done last. */
  chores: 'chores',
  /** Who has set something for themselves. */
  people: 'people',
  /** What one person has set for themselves. */
  person: (accountId: string) => `person:${accountId}`,
} as const;

export const secretKeys = { salt: 'salt', plans: 'plans' } as const;

export type ValueKind =
  'block' | 'lists' | 'pairs' | 'projects' | 'series' | 'series-projects' | 'statistics' | 'lookup' | 'crowds';

export function valuePrefix(scanId: string): string {
  return `value:${scanId}:`;
}

/** `attempt` is new for every attempt to write, `part` counts within it. */
export function valueKey(scanId: string, kind: ValueKind, attempt: string, part: number): string {
  return `${valuePrefix(scanId)}${kind}:${attempt}:${part}`;
}

/** The pairs of one analysis in short. Not among its values: those leave when a newer analysis takes their place. */
export function runKey(scanId: string): string {
  return `run:${scanId}`;
}

/** Values that belong to no analysis; written once. */
export type TextKind = 'backtest' | 'external' | 'externalMatches';

export function textKey(kind: TextKind, attempt: string): string {
  return `text:${kind}:${attempt}`;
}

/** Older history of one shard; written once. */
export function historyKey(shard: number, attempt: string): string {
  return `history:${shard}:${attempt}`;
}

/** Older lines of the audit log; written once. */
export function auditKey(attempt: string): string {
  return `audit:${attempt}`;
}
