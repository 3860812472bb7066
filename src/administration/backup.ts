// Everything that people put into the app, as parts of one file, and back. What the engine found is not in it: an analysis
// finds it again. Each part carries a checksum and can be restored alone, any number of times: what is there already stays,
// what is missing is added, and what is newer here than in the file is never overwritten.

import { createHash } from 'node:crypto';
import * as v from 'valibot';
import type { BackupPart, RestoreReport } from '../contract';
import { mappingSchema } from '../duplicates/mapping';
import { reviewSchema } from '../duplicates/decision';
import { AppError } from '../errors';
import { limits } from '../limits';
import { templatesSchema } from '../reports/report-records';
import { backedUpSettingsSchema, spaceSettingsSchema } from '../settings';
import type { Guarded } from '../storage/guarded';
import { knownSpaces, noteSpace } from '../storage/known-spaces';
import { type Stores, withPrevious } from '../storage/stores';
import { retentionSchema } from './retention';
import { roleRulesSchema } from './role-rules';
import { teamsSchema } from './team-records';

/** Of the file. A file of a higher one was made by a newer app. */
const backupVersion = 1;
const decisionsPerPart = 200;

const projectIdSchema = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
const settingsPartSchema = v.object({
  settings: v.nullable(backedUpSettingsSchema),
  roleRules: v.nullable(roleRulesSchema),
  retention: v.nullable(retentionSchema),
  /** Files of an earlier version know no teams. */
  teams: v.optional(v.nullable(teamsSchema.entries.teams), null),
  spaces: v.array(v.object({ projectId: projectIdSchema, settings: spaceSettingsSchema })),
  mappings: v.array(v.object({ projectId: projectIdSchema, mapping: mappingSchema })),
  // Files of the first releases know nothing of these.
  templates: v.optional(v.array(v.object({ projectId: projectIdSchema, templates: templatesSchema })), []),
  chosenCanonicals: v.optional(v.array(projectIdSchema), []),
});
const decisionsPartSchema = v.array(v.object({ a: projectIdSchema, b: projectIdSchema, review: reviewSchema }));

type BackupStores = Pick<
  Stores,
  | 'settings'
  | 'roleRules'
  | 'teams'
  | 'retention'
  | 'space'
  | 'spaces'
  | 'mapping'
  | 'reportTemplates'
  | 'chosenCanonicals'
  | 'reviews'
  | 'directory'
>;

/** The part at this place; `next` is null after the last one. */
export async function readBackup(
  at: number,
  stores: BackupStores,
): Promise<{ readonly part: BackupPart; readonly next: number | null }> {
  const decisions = [...(await stores.reviews.all())].sort((x, y) => x.a - y.a || x.b - y.b);
  const next = at * decisionsPerPart < decisions.length ? at + 1 : null;
  if (at === 0) return { part: partOf('settings', await settingsPart(stores)), next };
  const some = decisions.slice((at - 1) * decisionsPerPart, at * decisionsPerPart);
  return { part: partOf('decisions', some), next };
}

async function settingsPart(stores: BackupStores): Promise<v.InferInput<typeof settingsPartSchema>> {
  const projectIds = await knownSpaces(stores);
  const stored = await stores.settings.read();
  const { previous: _previous, ...settings } = stored?.value ?? { previous: [] };
  const valueOf = async <T>(record: Guarded<T>) => (await record.read())?.value ?? null;
  const spaces = await Promise.all(
    projectIds.map(async (projectId) => ({ projectId, settings: await valueOf(stores.space(projectId)) })),
  );
  const mappings = await Promise.all(
    projectIds.map(async (projectId) => ({ projectId, mapping: await valueOf(stores.mapping(projectId)) })),
  );
  const templates = await Promise.all(
    projectIds.map(async (projectId) => ({
      projectId,
      templates: (await valueOf(stores.reportTemplates(projectId)))?.templates ?? [],
    })),
  );
  return v.parse(settingsPartSchema, {
    settings: stored === null ? null : settings,
    roleRules: await valueOf(stores.roleRules),
    retention: await valueOf(stores.retention),
    teams: (await valueOf(stores.teams))?.teams ?? null,
    spaces: spaces.filter((one) => one.settings !== null),
    mappings: mappings.filter((one) => one.mapping !== null),
    templates: templates.filter((one) => one.templates.length > 0),
    chosenCanonicals: (await valueOf(stores.chosenCanonicals))?.ids ?? [],
  });
}

function partOf(kind: BackupPart['kind'], content: unknown): BackupPart {
  const body = JSON.stringify(content);
  return { kind, body, checksum: checksumOf(kind, body) };
}

function checksumOf(kind: string, body: string): string {
  return createHash('sha256').update(`${backupVersion} ${kind} ${body}`).digest('hex');
}

/** With `isDryRun` nothing is changed and the report says what would be. @throws AppError BAD_INPUT, before any change */
export async function restorePart(
  version: number,
  part: BackupPart,
  isDryRun: boolean,
  stores: BackupStores,
): Promise<RestoreReport> {
  if (version > backupVersion) {
    throw new AppError('BAD_INPUT', 'This file was made by a newer version of the app. Update the app first.');
  }
  if (part.checksum !== checksumOf(part.kind, part.body)) throw damaged();
  const report = new Report();
  if (part.kind === 'settings') await restoreSettings(parsed(settingsPartSchema, part.body), isDryRun, stores, report);
  else await restoreDecisions(parsed(decisionsPartSchema, part.body), isDryRun, stores, report);
  return report.counts;
}

function parsed<T>(schema: v.GenericSchema<unknown, T>, body: string): T {
  const result = v.safeParse(v.pipe(v.string(), v.parseJson(), schema), body);
  if (!result.success) throw damaged();
  return result.output;
}

function damaged(): AppError {
  return new AppError('BAD_INPUT', 'This file is damaged or was changed. Nothing was restored.');
}

class Report {
  readonly counts = { added: 0, changed: 0, unchanged: 0, newerHere: 0 };
}

async function restoreSettings(
  content: v.InferOutput<typeof settingsPartSchema>,
  isDryRun: boolean,
  stores: BackupStores,
  report: Report,
): Promise<void> {
  const put = async <T>(record: Guarded<T>, value: T | null, next: (current: T | null) => T = () => value as T) => {
    if (value === null) return;
    const current = (await record.read())?.value ?? null;
    if (current === null) report.counts.added++;
    else if (isSame(current, value)) report.counts.unchanged++;
    else report.counts.changed++;
    if (!isDryRun && (current === null || !isSame(current, value))) await record.change(next);
  };
  const { settings } = content;
  if (settings !== null) {
    await put(stores.settings, { ...settings, previous: [] }, (current) =>
      current === null ? { ...settings, previous: [] } : withPrevious(settings, current),
    );
  }
  await put(stores.roleRules, content.roleRules);
  await put(stores.retention, content.retention);
  await put(stores.teams, content.teams === null ? null : { v: 1, teams: content.teams, before: [] });
  const { spaces, mappings, templates } = content;
  const projectIds = new Set([...spaces, ...mappings, ...templates].map(({ projectId }) => projectId));
  if (!isDryRun) for (const projectId of projectIds) await noteSpace(projectId, stores);
  for (const { projectId, settings: own } of spaces) await put(stores.space(projectId), own);
  for (const { projectId, mapping } of mappings) await put(stores.mapping(projectId), mapping);
  for (const one of templates) {
    await put(stores.reportTemplates(one.projectId), { v: 1 as const, templates: one.templates });
  }
  // Somebody may have chosen others since: those stay, the file's come after them.
  const here = (await stores.chosenCanonicals.read())?.value.ids ?? [];
  const ids = [...new Set([...here, ...content.chosenCanonicals])].slice(0, limits.maxChosenCanonicals);
  if (content.chosenCanonicals.length > 0) await put(stores.chosenCanonicals, { v: 1 as const, ids });
}

/** What was before is no part of what is compared: undo goes back on the site where it was done. */
function isSame(current: unknown, wanted: unknown): boolean {
  const plain = (value: unknown) => JSON.stringify({ ...(value as object), previous: [], before: [] });
  return plain(current) === plain(wanted);
}

async function restoreDecisions(
  decisions: v.InferOutput<typeof decisionsPartSchema>,
  isDryRun: boolean,
  stores: BackupStores,
  report: Report,
): Promise<void> {
  const { counts } = report;
  const here = await stores.reviews.readMany(decisions);
  for (const { a, b, review } of decisions) {
    const current = here.get(`${a}-${b}`) ?? null;
    const isEqual = current !== null && JSON.stringify(current) === JSON.stringify(review);
    const isNewerHere = current !== null && !isEqual && current.atMs >= review.atMs;
    if (current === null) counts.added++;
    else if (isEqual) counts.unchanged++;
    else if (isNewerHere) counts.newerHere++;
    else counts.changed++;
    if (isDryRun || isEqual || isNewerHere) continue;
    await stores.reviews.change(
      { a, b },
      (known) => (known !== null && known.atMs >= review.atMs ? null : { review, event: 'decided' }),
      review.verdict === 'not-duplicate',
    );
  }
}
