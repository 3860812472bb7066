// Everything that people put into the app, as parts of one file: settings of the site, of spaces and of people, schedules,
// summaries, saved scopes, and every decision. What the engine found is not in it: an analysis finds it again. A part is made so small
// that one call can carry it, and has a checksum of its own.

import { createHash } from 'node:crypto';
import * as v from 'valibot';
import type { AnswerOf, BackupPart } from '../contract';
import { reviewSchema } from '../duplicates/decision';
import { mappingSchema } from '../duplicates/mapping';
import { templatesSchema } from '../reports/report-records';
import { savedScopesSchema } from '../scan/scope-records';
import { timetableSchema } from '../scan/timetable';
import { backedUpSettingsSchema, personSettingsSchema, spaceSettingsSchema } from '../settings';
import type { Guarded } from '../storage/guarded';
import { knownSpaces } from '../storage/known-spaces';
import type { Stores } from '../storage/stores';
import { digestSchema } from '../summaries/summary-record';
import { retentionSchema } from './retention';
import { roleRulesSchema } from './role-rules';
import { teamsSchema } from './team-records';

/** Of the file. A file of a higher one was made by a newer app. 1: all spaces stood in the part with the settings. */
export const backupVersion = 2;
/** As much as one call carries, even where every space has as many saved scopes as it can have. */
const perPart = { spaces: 2, decisions: 200, people: 500 };

const projectIdSchema = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
/** When it is due follows from the wish, and what it did last belongs to the site where it did it. */
const { id, projectId, scopeId, wish } = timetableSchema.entries.items.item.entries;
const scheduleSchema = v.object({ id, projectId, scopeId, wish });

/** As the schedules: without what it did last and when it is due. */
const { issueId, hour, weekday, timeZone, isPaused } = digestSchema.entries;
const summarySchema = v.object({ issueId, hour, weekday, timeZone, isPaused });

const spaceBackupSchema = v.object({
  projectId: projectIdSchema,
  settings: v.nullable(spaceSettingsSchema),
  mapping: v.nullable(mappingSchema),
  templates: templatesSchema,
  scopes: savedScopesSchema.entries.scopes,
  // Not every file of the second version knows it.
  summary: v.optional(v.nullable(summarySchema), null),
});
export type SpaceBackup = v.InferOutput<typeof spaceBackupSchema>;

export const settingsPartSchema = v.object({
  settings: v.nullable(backedUpSettingsSchema),
  roleRules: v.nullable(roleRulesSchema),
  retention: v.nullable(retentionSchema),
  chosenCanonicals: v.optional(v.array(projectIdSchema), []),
  // Not every file of the first version knows these.
  teams: v.optional(v.nullable(teamsSchema.entries.teams), null),
  schedules: v.optional(v.array(scheduleSchema), []),
  // Only files of the first version have these here.
  spaces: v.optional(v.array(v.object({ projectId: projectIdSchema, settings: spaceSettingsSchema })), []),
  mappings: v.optional(v.array(v.object({ projectId: projectIdSchema, mapping: mappingSchema })), []),
  templates: v.optional(v.array(v.object({ projectId: projectIdSchema, templates: templatesSchema })), []),
});
export type SettingsPart = v.InferOutput<typeof settingsPartSchema>;

export const spacesPartSchema = v.array(spaceBackupSchema);
export const decisionsPartSchema = v.array(v.object({ a: projectIdSchema, b: projectIdSchema, review: reviewSchema }));
export const peoplePartSchema = v.array(
  v.object({ accountId: v.pipe(v.string(), v.nonEmpty(), v.maxLength(128)), preferences: personSettingsSchema }),
);

type PeoplePart = v.InferOutput<typeof peoplePartSchema>;

export type BackupStores = Pick<
  Stores,
  | 'settings'
  | 'roleRules'
  | 'teams'
  | 'retention'
  | 'timetable'
  | 'digests'
  | 'space'
  | 'spaces'
  | 'mapping'
  | 'reportTemplates'
  | 'scopes'
  | 'chosenCanonicals'
  | 'reviews'
  | 'directory'
  | 'people'
  | 'person'
>;

/** The part at this place; `next` is null after the last one. */
export async function readBackup(at: number, stores: BackupStores): Promise<AnswerOf<'backup.read'>> {
  const spaces = chunks(await knownSpaces(stores), perPart.spaces);
  const ownSpaces = spaces[at - 1];
  // Everything behind the spaces is counted only once they are done: it takes many reads.
  const behind = at < spaces.length ? null : await partsBehindSpaces(stores);
  const next = behind === null || at < spaces.length + behind.length ? at + 1 : null;
  const answer = { version: backupVersion, next };
  if (at === 0) return { ...answer, part: partOf('settings', await settingsPart(stores)) };
  if (ownSpaces !== undefined) return { ...answer, part: partOf('spaces', await spaceBackups(ownSpaces, stores)) };
  const part = behind?.[at - 1 - spaces.length] ?? (async () => partOf('people', []));
  return { ...answer, part: await part() };
}

async function partsBehindSpaces(stores: BackupStores): Promise<readonly (() => Promise<BackupPart>)[]> {
  const decisions = [...(await stores.reviews.all())].sort((x, y) => x.a - y.a || x.b - y.b);
  const accountIds = [...((await valueOf(stores.people))?.accountIds ?? [])].sort();
  return [
    ...chunks(decisions, perPart.decisions).map((some) => async () => partOf('decisions', some)),
    ...chunks(accountIds, perPart.people).map(
      (some) => async () => partOf('people', await preferencesOf(some, stores)),
    ),
  ];
}

async function settingsPart(stores: BackupStores): Promise<v.InferInput<typeof settingsPartSchema>> {
  const stored = await stores.settings.read();
  const { previous: _previous, ...settings } = stored?.value ?? { previous: [] };
  const timetable = await valueOf(stores.timetable);
  return v.parse(settingsPartSchema, {
    settings: stored === null ? null : settings,
    roleRules: await valueOf(stores.roleRules),
    retention: await valueOf(stores.retention),
    chosenCanonicals: (await valueOf(stores.chosenCanonicals))?.ids ?? [],
    teams: (await valueOf(stores.teams))?.teams ?? null,
    schedules: timetable?.items ?? [],
  });
}

async function spaceBackups(projectIds: readonly number[], stores: BackupStores): Promise<SpaceBackup[]> {
  const digests = (await valueOf(stores.digests))?.digests ?? [];
  const backups = await Promise.all(
    projectIds.map(async (own) => ({
      projectId: own,
      settings: await valueOf(stores.space(own)),
      mapping: await valueOf(stores.mapping(own)),
      templates: (await valueOf(stores.reportTemplates(own)))?.templates ?? [],
      scopes: (await valueOf(stores.scopes(own)))?.scopes ?? [],
      summary: digests.find((digest) => digest.projectId === own) ?? null,
    })),
  );
  const isKept = ({ settings, mapping, templates, scopes, summary }: (typeof backups)[number]) =>
    settings !== null || mapping !== null || summary !== null || templates.length + scopes.length > 0;
  return v.parse(spacesPartSchema, backups.filter(isKept));
}

async function preferencesOf(accountIds: readonly string[], stores: BackupStores): Promise<PeoplePart> {
  const known = await Promise.all(
    accountIds.map(async (accountId) => ({ accountId, preferences: await valueOf(stores.person(accountId)) })),
  );
  // Somebody may be listed who only follows spaces or has read the bell.
  return known.flatMap(({ accountId, preferences }) => (preferences === null ? [] : [{ accountId, preferences }]));
}

async function valueOf<T>(record: Guarded<T>): Promise<T | null> {
  return (await record.read())?.value ?? null;
}

function chunks<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}

function partOf(kind: BackupPart['kind'], content: unknown): BackupPart {
  const body = JSON.stringify(content);
  return { kind, body, checksum: checksumOf(backupVersion, kind, body) };
}

/** Over the version too, so that a file cannot be passed off as one of another version. */
export function checksumOf(version: number, kind: string, body: string): string {
  return createHash('sha256').update(`${version} ${kind} ${body}`).digest('hex');
}
