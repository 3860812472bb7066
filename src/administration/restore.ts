// A backup brought back, part by part and any number of times: what is there already stays, what is missing is added, and
// what is newer here than in the file is never overwritten. A part that is damaged or of a newer version changes nothing.

import * as v from 'valibot';
import type { BackupPart, RestoreReport } from '../contract';
import { AppError } from '../errors';
import { limits } from '../limits';
import { emptyTimetable, nextDueMs, type TimetableItem } from '../scan/timetable';
import type { Guarded } from '../storage/guarded';
import { noteSpace } from '../storage/known-spaces';
import { withPrevious } from '../storage/stores';
import {
  backupVersion,
  type BackupStores,
  checksumOf,
  decisionsPartSchema,
  peoplePartSchema,
  type SettingsPart,
  settingsPartSchema,
  type SpaceBackup,
  spacesPartSchema,
} from './backup';
import { nextMailMs } from '../summaries/summary-record';
import { noteKept } from './people';

interface RestoreContext {
  readonly stores: BackupStores;
  readonly nowMs: () => number;
}

/** With `isDryRun` nothing is changed and the report says what would be. @throws AppError BAD_INPUT, before any change */
export async function restorePart(
  version: number,
  part: BackupPart,
  isDryRun: boolean,
  { stores, nowMs }: RestoreContext,
): Promise<RestoreReport> {
  if (version > backupVersion) {
    throw new AppError('BAD_INPUT', 'This file was made by a newer version of the app. Update the app first.');
  }
  if (part.checksum !== checksumOf(version, part.kind, part.body)) throw damaged();
  const restoring = new Restoring(stores, isDryRun, nowMs());
  switch (part.kind) {
    case 'settings':
      await restoring.site(parsed(settingsPartSchema, part.body));
      break;
    case 'spaces':
      await restoring.spaces(parsed(spacesPartSchema, part.body));
      break;
    case 'decisions':
      await restoring.decisions(parsed(decisionsPartSchema, part.body));
      break;
    case 'people':
      await restoring.people(parsed(peoplePartSchema, part.body));
  }
  return restoring.counts;
}

function parsed<T>(schema: v.GenericSchema<unknown, T>, body: string): T {
  const result = v.safeParse(v.pipe(v.string(), v.parseJson(), schema), body);
  if (!result.success) throw damaged();
  return result.output;
}

function damaged(): AppError {
  return new AppError('BAD_INPUT', 'This file is damaged or was changed. Nothing was restored.');
}

class Restoring {
  readonly counts = { added: 0, changed: 0, unchanged: 0, newerHere: 0 };

  constructor(
    private readonly stores: BackupStores,
    private readonly isDryRun: boolean,
    private readonly nowMs: number,
  ) {}

  async site(content: SettingsPart): Promise<void> {
    const { stores } = this;
    const { settings, roleRules, retention, teams, schedules, chosenCanonicals } = content;
    if (settings !== null) {
      await this.put(stores.settings, { ...settings, previous: [] }, (current) =>
        current === null ? { ...settings, previous: [] } : withPrevious(settings, current),
      );
    }
    await this.put(stores.roleRules, roleRules);
    await this.put(stores.retention, retention);
    await this.put(stores.teams, teams === null ? null : { v: 1, teams, before: [] });
    await this.schedules(schedules);
    await this.spaces(spacesOf(content));
    // Somebody may have chosen others since: those stay, the file's come after them.
    const here = (await stores.chosenCanonicals.read())?.value.ids ?? [];
    const ids = [...new Set([...here, ...chosenCanonicals])].slice(0, limits.maxChosenCanonicals);
    if (chosenCanonicals.length > 0) await this.put(stores.chosenCanonicals, { v: 1, ids });
  }

  async spaces(spaces: readonly SpaceBackup[]): Promise<void> {
    const { stores } = this;
    for (const { projectId, settings, mapping, templates, scopes, summary } of spaces) {
      if (!this.isDryRun) await noteSpace(projectId, stores);
      await this.put(stores.space(projectId), settings);
      await this.put(stores.mapping(projectId), mapping);
      if (templates.length > 0) await this.put(stores.reportTemplates(projectId), { v: 1, templates });
      if (summary !== null) await this.summary(projectId, summary);
      if (scopes.length === 0) continue;
      const here = (await stores.scopes(projectId).read())?.value.scopes ?? [];
      await this.put(stores.scopes(projectId), { v: 1, scopes: merged(here, scopes, limits.maxSavedScopes) });
    }
  }

  async people(people: v.InferOutput<typeof peoplePartSchema>): Promise<void> {
    for (const { accountId, preferences } of people) {
      if (!this.isDryRun) await noteKept(accountId, this.stores);
      await this.put(this.stores.person(accountId), preferences);
    }
  }

  async decisions(decisions: v.InferOutput<typeof decisionsPartSchema>): Promise<void> {
    const here = await this.stores.reviews.readMany(decisions);
    for (const { a, b, review } of decisions) {
      const current = here.get(`${a}-${b}`) ?? null;
      const isEqual = current !== null && JSON.stringify(current) === JSON.stringify(review);
      const isNewerHere = current !== null && !isEqual && current.atMs >= review.atMs;
      if (current === null) this.counts.added++;
      else if (isEqual) this.counts.unchanged++;
      else if (isNewerHere) this.counts.newerHere++;
      else this.counts.changed++;
      if (this.isDryRun || isEqual || isNewerHere) continue;
      await this.stores.reviews.change(
        { a, b },
        (known) => (known !== null && known.atMs >= review.atMs ? null : { review, event: 'decided' }),
        review.verdict === 'not-duplicate',
      );
    }
  }

  /** Each is due next as its wish says from now on: what was missed since the backup is not made up for. */
  private async schedules(schedules: SettingsPart['schedules']): Promise<void> {
    if (schedules.length === 0) return;
    const { items } = (await this.stores.timetable.read())?.value ?? emptyTimetable;
    const wished = schedules.map((schedule): TimetableItem => {
      const known = items.find(({ id }) => id === schedule.id);
      const isAsWished = known !== undefined && isSame(known, { ...known, ...schedule });
      return isAsWished
        ? known
        : { ...schedule, dueMs: nextDueMs(schedule.wish, this.nowMs), last: known?.last ?? null };
    });
    await this.put(this.stores.timetable, { v: 1, items: merged(items, wished, limits.maxSchedules) });
  }

  /** Its mail leaves next when it is due from now on, as with schedules. */
  private async summary(projectId: number, given: NonNullable<SpaceBackup['summary']>): Promise<void> {
    const digests = (await this.stores.digests.read())?.value.digests ?? [];
    const known = digests.find((digest) => digest.projectId === projectId);
    const wished = { projectId, ...given, dueMs: known?.dueMs ?? 0, last: known?.last ?? null };
    if (known !== undefined && isSame(known, wished)) return void this.counts.unchanged++;
    if (known === undefined && digests.length >= limits.maxSummaries) return;
    this.counts[known === undefined ? 'added' : 'changed']++;
    if (this.isDryRun) return;
    const digest = { ...wished, dueMs: nextMailMs(given, this.nowMs) };
    await this.stores.digests.change((current) => ({
      v: 1,
      digests: [...(current?.digests ?? []).filter((one) => one.projectId !== projectId), digest],
    }));
  }

  /** One record: added, changed or left. `next` runs when it is written, over what is there then. */
  private async put<T>(record: Guarded<T>, value: T | null, next: (current: T | null) => T = () => value as T) {
    if (value === null) return;
    const current = (await record.read())?.value ?? null;
    if (current === null) this.counts.added++;
    else if (isSame(current, value)) this.counts.unchanged++;
    else this.counts.changed++;
    if (!this.isDryRun && (current === null || !isSame(current, value))) await record.change(next);
  }
}

/** What a file of the first version says of spaces, as later ones say it. */
function spacesOf({ spaces, mappings, templates }: SettingsPart): SpaceBackup[] {
  const projectIds = [...new Set([...spaces, ...mappings, ...templates].map(({ projectId }) => projectId))];
  const of = <T extends { readonly projectId: number }>(list: readonly T[], wanted: number) =>
    list.find(({ projectId }) => projectId === wanted);
  return projectIds.map((projectId) => ({
    projectId,
    settings: of(spaces, projectId)?.settings ?? null,
    mapping: of(mappings, projectId)?.mapping ?? null,
    templates: of(templates, projectId)?.templates ?? [],
    scopes: [],
    summary: null,
  }));
}

/** Those of the file in the place of theirs, and those that were made here since. */
function merged<T extends { readonly id: string }>(here: readonly T[], given: readonly T[], most: number): T[] {
  const others = here.filter((one) => !given.some(({ id }) => id === one.id));
  return [...given, ...others].slice(0, most);
}

/** What was before is no part of what is compared: undo goes back on the site where it was done. */
function isSame(current: unknown, wanted: unknown): boolean {
  const plain = (value: unknown) => JSON.stringify({ ...(value as object), previous: [], before: [] });
  return plain(current) === plain(wanted);
}
