// The stores of one invocation, one for each noun. Made anew for every invocation from its own key-value contact: a
// warm process may serve another tenant next, so nothing in this folder outlives the call.

import * as v from 'valibot';
import { type Chores, choresSchema } from '../administration/chores-record';
import { type Retention, retentionSchema } from '../administration/retention';
import { type RoleRules, roleRulesSchema } from '../administration/role-rules';
import { type TeamsRecord, teamsSchema } from '../administration/team-records';
import { type Timings, timingsSchema } from '../administration/timing-record';
import { type Action, actionSchema } from '../duplicates/action';
import { type BulkJob, bulkSchema, bulksSchema } from '../duplicates/bulk-job';
import { type MappingRules, mappingSchema } from '../duplicates/mapping';
import { type ExplanationTally, explanationTallySchema } from '../explanations/tally';
import { type Dismissed, dismissedSchema, type Externals, externalsSchema } from '../external/external-record';
import { type BacktestRecord, backtestSchema } from '../insights/backtest-record';
import { type LinkRepair, linkRepairSchema, linkRepairsSchema } from '../duplicates/link-repair';
import { type InboxRecord, inboxSchema } from '../inbox/inbox-record';
import { exportHistorySchema, storedTemplatesSchema } from '../reports/report-records';
import { narrowingSchema } from '../scan/narrowing';
import { type Pacing, pacingSchema } from '../scan/pacing';
import { type SavedScopes, savedScopesSchema } from '../scan/scope-records';
import { resultsSchema, type Scan, scanSchema } from '../scan/scan-record';
import { type TailRecord, tailSchema } from '../scan/tail';
import { type Timetable, timetableSchema } from '../scan/timetable';
import { type Digests, digestsSchema, type Mailing, mailingSchema } from '../summaries/summary-record';
import {
  defaultSettings,
  openingThreshold,
  type PersonSettings,
  personSettingsSchema,
  type Settings,
  type SpaceSettings,
  spaceSettingsSchema,
  type StoredSettings,
  storedSettingsSchema,
} from '../settings';
import { actionsBy, removeDeedsBefore } from './aged-records';
import { AuditStore } from './audit-store';
import { Guarded } from './guarded';
import { guardedKeys, secretKeys } from './keys';
import type { Kv } from './kv';
import { type KnownPerson, peekPeople } from './peek-people';
import { PointsLedger, pointsSchema } from './points-ledger';
import { ResultStore } from './result-store';
import { ReviewStore } from './reviews';
import { RunStore } from './run-store';
import { TextStore } from './text-store';

const starterSchema = v.variant('kind', [
  v.object({ kind: v.literal('person'), accountId: v.string() }),
  v.object({ kind: v.literal('schedule'), scheduleId: v.string() }),
  v.object({ kind: v.literal('itself') }),
]);

/** What is remembered about each scan without opening it. Newest first. */
const directorySchema = v.object({
  v: v.literal(1),
  scans: v.array(
    v.object({
      id: v.string(),
      scopeKey: v.string(),
      projectIds: v.array(v.number()),
      startedAtMs: v.number(),
      isLive: v.boolean(),
      /** Its values are known to be gone, or were moved to a newer result. */
      isSwept: v.boolean(),
      /** Absent in lists of older versions. */
      startedBy: v.optional(starterSchema),
      /** What a person chose beside the spaces. */
      asked: v.optional(v.object({ jql: v.nullable(v.string()), narrowing: narrowingSchema })),
      /** A person has deleted it: shown to nobody, and forgotten once its values are gone. */
      isDeleted: v.optional(v.boolean()),
    }),
  ),
});
export type ScanStarter = v.InferOutput<typeof starterSchema>;
export type ScanListing = Pick<DirectoryEntry, 'startedBy' | 'asked'>;
export type Directory = v.InferOutput<typeof directorySchema>;
export type DirectoryEntry = Directory['scans'][number];

const coverageSchema = v.object({
  v: v.literal(1),
  scanId: v.string(),
  /** Those that could be read. */
  projectIds: v.array(v.number()),
  /** All that were asked for: what positions in `pairProjects` refer to. */
  scannedProjectIds: v.array(v.number()),
  jql: v.nullable(v.string()),
  /** Backlogs of other sites that are compared with it; empty: all that are attached. */
  backlogIds: v.optional(v.array(v.string()), () => []),
  /** Which issues counted, by the site's settings at the start. */
  itemsJql: v.optional(v.nullable(v.string()), null),
  startedAtMs: v.number(),
  finishedAtMs: v.number(),
  isPartial: v.boolean(),
  /** How many of this project's issues were compared that everybody sees who may browse it; absent where that is not known. */
  openIssues: v.optional(v.number()),
  results: resultsSchema,
});
/** The result that holds for a project: everything a screen needs to find the values it shows. */
export type CoverageRecord = v.InferOutput<typeof coverageSchema>;

const thresholdChangesSchema = v.object({
  v: v.literal(1),
  /** The newest first. */
  lines: v.array(v.object({ atMs: v.number(), by: v.string(), before: v.number(), after: v.number() })),
});

const chosenCanonicalsSchema = v.object({ v: v.literal(1), ids: v.array(v.number()) });

const spacesSchema = v.object({ v: v.literal(1), projectIds: v.array(v.number()) });

const peopleSchema = v.object({ v: v.literal(1), accountIds: v.array(v.string()) });

export interface Stores {
  readonly scan: (scanId: string) => Guarded<Scan>;
  readonly directory: Guarded<Directory>;
  readonly coverage: (projectId: number) => Guarded<CoverageRecord>;
  /** What has changed since the last analyses. */
  readonly tail: Guarded<TailRecord>;
  readonly pacing: Guarded<Pacing>;
  readonly points: PointsLedger;
  readonly results: ResultStore;
  readonly runs: RunStore;
  /** For screens: each may be a moment old; one that is gone is missing. */
  readonly peekScans: (scanIds: readonly string[]) => Promise<ReadonlyMap<string, Scan>>;
  readonly reviews: ReviewStore;
  readonly action: (actionId: string) => Guarded<Action>;
  /** Actions and repairs, also those that no list names any more. The number of those that were removed. */
  readonly removeDeedsBefore: (beforeMs: number) => Promise<number>;
  /** Ids of all actions of one person, also those that the history does not name. */
  readonly actionsBy: (accountId: string) => Promise<readonly string[]>;
  readonly bulk: (bulkId: string) => Guarded<BulkJob>;
  /** The newest first. */
  readonly bulks: Guarded<v.InferOutput<typeof bulksSchema>>;
  readonly texts: TextStore;
  readonly inbox: (accountId: string) => Guarded<InboxRecord>;
  readonly timetable: Guarded<Timetable>;
  readonly digests: Guarded<Digests>;
  readonly mailing: (projectId: number) => Guarded<Mailing>;
  readonly scopes: (projectId: number) => Guarded<SavedScopes>;
  readonly reportTemplates: (projectId: number) => Guarded<v.InferOutput<typeof storedTemplatesSchema>>;
  readonly exportHistory: (projectId: number) => Guarded<v.InferOutput<typeof exportHistorySchema>>;
  readonly backtest: (projectId: number) => Guarded<BacktestRecord>;
  readonly externals: (projectId: number) => Guarded<Externals>;
  readonly dismissed: (projectId: number) => Guarded<Dismissed>;
  readonly thresholdChanges: Guarded<v.InferOutput<typeof thresholdChangesSchema>>;
  /** Issues that people chose to keep, the latest first. */
  readonly chosenCanonicals: Guarded<v.InferOutput<typeof chosenCanonicalsSchema>>;
  readonly repair: (repairId: string) => Guarded<LinkRepair>;
  /** The newest first. */
  readonly repairs: (projectId: number) => Guarded<v.InferOutput<typeof linkRepairsSchema>>;
  readonly mapping: (projectId: number) => Guarded<MappingRules>;
  readonly person: (accountId: string) => Guarded<PersonSettings>;
  /** Of people who have set something: what they set, and what their bell keeps. Each may be a moment old. */
  readonly peekPeople: (accountIds: readonly string[]) => Promise<readonly KnownPerson[]>;
  /** What the panel needs beside values, in one request. For screens only: each may be a moment old. */
  readonly readForPanel: (
    accountId: string,
    projectId: number,
    keys: readonly string[],
  ) => Promise<{
    readonly values: ReadonlyMap<string, unknown>;
    readonly tail: TailRecord | null;
    /** This person's own, or else the space's, or else the site's. */
    readonly threshold: number;
    /** What holds for who has none of their own. */
    readonly siteThreshold: number;
    readonly settings: Settings;
  }>;
  readonly roleRules: Guarded<RoleRules>;
  readonly teams: Guarded<TeamsRecord>;
  readonly audit: AuditStore;
  readonly chores: Guarded<Chores>;
  readonly timings: Guarded<Timings>;
  readonly explanationTally: Guarded<ExplanationTally>;
  readonly people: Guarded<v.InferOutput<typeof peopleSchema>>;
  readonly retention: Guarded<Retention>;
  readonly settings: Guarded<StoredSettings>;
  readonly space: (projectId: number) => Guarded<SpaceSettings>;
  /** Those in which something is kept beside analyses. */
  readonly spaces: Guarded<v.InferOutput<typeof spacesSchema>>;
  readonly readSettings: () => Promise<Settings>;
  readonly saveSettings: (settings: Settings) => Promise<void>;
  /** Salts the pseudonyms of people in the corpus; the same for as long as the app is installed. */
  readonly salt: () => Promise<number>;
  /** Signs plans; never leaves the storage. */
  readonly planKey: () => Promise<string>;
}

export function createStores(kv: Kv, newId: () => string): Stores {
  const guarded = <T>(key: string, schema: v.GenericSchema<unknown, T>) => new Guarded(kv, key, schema, newId);
  const settings = guarded(guardedKeys.settings, storedSettingsSchema);
  const tail = guarded(guardedKeys.changes, tailSchema);
  const spaceOf = (projectId: number) => guarded(guardedKeys.space(projectId), spaceSettingsSchema);
  const personOf = (accountId: string) => guarded(guardedKeys.person(accountId), personSettingsSchema);
  const inboxOf = (accountId: string) => guarded(guardedKeys.inbox(accountId), inboxSchema);
  const scanOf = (scanId: string) => guarded(guardedKeys.scan(scanId), scanSchema);
  return {
    scan: scanOf,
    directory: guarded(guardedKeys.directory, directorySchema),
    coverage: (projectId) => guarded(guardedKeys.coverage(projectId), coverageSchema),
    tail,
    pacing: guarded(guardedKeys.pacing, pacingSchema),
    points: new PointsLedger(guarded(guardedKeys.points, pointsSchema)),
    results: new ResultStore(kv, newId),
    runs: new RunStore(kv),
    async peekScans(scanIds) {
      const scans = scanIds.map(scanOf);
      const { records } = await kv.readBeside(
        [],
        scans.map(({ key }) => key),
      );
      // A batch may miss what was written a moment ago; only a strict read may say that it is not there.
      const read = scans.map(async (scan) => scan.parse(records.get(scan.key)) ?? (await scan.read()));
      const known = await Promise.all(read);
      return new Map(known.flatMap((record) => (record === null ? [] : [[record.value.id, record.value] as const])));
    },
    reviews: new ReviewStore(kv, newId),
    removeDeedsBefore: (beforeMs) => removeDeedsBefore(beforeMs, kv),
    actionsBy: (accountId) => actionsBy(accountId, kv),
    action: (actionId) => guarded(guardedKeys.action(actionId), actionSchema),
    bulk: (bulkId) => guarded(guardedKeys.bulk(bulkId), bulkSchema),
    bulks: guarded(guardedKeys.bulks, bulksSchema),
    texts: new TextStore(kv, newId),
    inbox: inboxOf,
    timetable: guarded(guardedKeys.timetable, timetableSchema),
    digests: guarded(guardedKeys.digests, digestsSchema),
    mailing: (projectId) => guarded(guardedKeys.mailing(projectId), mailingSchema),
    scopes: (projectId) => guarded(guardedKeys.scopes(projectId), savedScopesSchema),
    reportTemplates: (projectId) => guarded(guardedKeys.reportTemplates(projectId), storedTemplatesSchema),
    exportHistory: (projectId) => guarded(guardedKeys.exportHistory(projectId), exportHistorySchema),
    backtest: (projectId) => guarded(guardedKeys.backtest(projectId), backtestSchema),
    externals: (projectId) => guarded(guardedKeys.externals(projectId), externalsSchema),
    dismissed: (projectId) => guarded(guardedKeys.dismissed(projectId), dismissedSchema),
    thresholdChanges: guarded(guardedKeys.thresholdChanges, thresholdChangesSchema),
    chosenCanonicals: guarded(guardedKeys.chosenCanonicals, chosenCanonicalsSchema),
    repair: (repairId) => guarded(guardedKeys.repair(repairId), linkRepairSchema),
    repairs: (projectId) => guarded(guardedKeys.repairs(projectId), linkRepairsSchema),
    mapping: (projectId) => guarded(guardedKeys.mapping(projectId), mappingSchema),
    person: personOf,
    peekPeople: (accountIds) => peekPeople(accountIds, { kv, person: personOf, inbox: inboxOf }),
    async readForPanel(accountId, projectId, keys) {
      const [person, space] = [personOf(accountId), spaceOf(projectId)];
      const { values, records } = await kv.readBeside(keys, [tail.key, settings.key, person.key, space.key]);
      const site = settings.parse(records.get(settings.key))?.value ?? defaultSettings;
      const own = space.parse(records.get(space.key))?.value ?? null;
      return {
        values,
        tail: tail.parse(records.get(tail.key))?.value ?? null,
        threshold: openingThreshold(site, own, person.parse(records.get(person.key))?.value ?? null),
        siteThreshold: openingThreshold(site, own, null),
        settings: site,
      };
    },
    audit: new AuditStore(kv, newId),
    chores: guarded(guardedKeys.chores, choresSchema),
    timings: guarded(guardedKeys.timings, timingsSchema),
    explanationTally: guarded(guardedKeys.explanations, explanationTallySchema),
    people: guarded(guardedKeys.people, peopleSchema),
    retention: guarded(guardedKeys.retention, retentionSchema),
    teams: guarded(guardedKeys.teams, teamsSchema),
    roleRules: guarded(guardedKeys.roleRules, roleRulesSchema),
    settings,
    space: spaceOf,
    spaces: guarded(guardedKeys.spaces, spacesSchema),
    readSettings: async () => (await settings.read())?.value ?? defaultSettings,
    saveSettings: async (value) => {
      await settings.change((current) => withPrevious(value, current));
    },
    planKey: () => kv.secretOnce(secretKeys.plans, `${newId()}${newId()}${newId()}${newId()}`),
    salt: async () => Number.parseInt(await kv.secretOnce(secretKeys.salt, newId().slice(0, 8)), 16) >>> 0,
  };
}

const settingsRemembered = 10;

/** What is stored when `value` takes the place of `current`. */
export function withPrevious(value: Settings, current: StoredSettings | null): StoredSettings {
  const { previous = [], ...before } = current ?? { ...structuredClone(defaultSettings), previous: [] };
  return { ...structuredClone(value), previous: [before, ...previous].slice(0, settingsRemembered) } as StoredSettings;
}
