// The settings of the site and of one space: read, changed, taken back, and told beforehand what a change would do. Two
// administrators never overwrite each other: who comes second is told to load again.

import type { SettingsForecast, SettingsView, SpaceSettingsView } from '../contract';
import { AppError } from '../errors';
import type { ViewerJira } from '../jira/gateway';
import { countJql } from '../jira/jql';
import { mayStart, mustBrowse } from '../scan/control';
import { emptyDirectory } from '../scan/directory';
import { itemsJql } from '../scan/item-rules';
import { defaultSettings, openingThreshold, type Settings } from '../settings';
import { decodePairs } from '../similarity/results';
import { noteSpace } from '../storage/known-spaces';
import { type CoverageRecord, type Stores, withPrevious } from '../storage/stores';

export interface SettingsContext {
  readonly stores: Stores;
  readonly viewer: Pick<ViewerJira, 'permissions' | 'count'>;
}

export async function readSettings({ stores }: Pick<SettingsContext, 'stores'>): Promise<SettingsView> {
  const record = await stores.settings.read();
  if (record === null) {
    return { version: 0, settings: defaultSettings, defaults: defaultSettings, canUndo: false };
  }
  const { previous, ...settings } = record.value;
  return { version: record.version, settings, defaults: defaultSettings, canUndo: previous.length > 0 };
}

export async function saveSettings(
  version: number,
  settings: Settings,
  { stores }: Pick<SettingsContext, 'stores'>,
): Promise<SettingsView> {
  const current = await stores.settings.read();
  const isSaved =
    (current?.version ?? 0) === version &&
    (await stores.settings.swap(version, withPrevious(settings, current?.value ?? null)));
  if (!isSaved) throw changedMeanwhile();
  return readSettings({ stores });
}

/** Back to what held before; undoing again goes one further back. */
export async function undoSettings(
  version: number,
  { stores }: Pick<SettingsContext, 'stores'>,
): Promise<SettingsView> {
  const current = await stores.settings.read();
  const [before, ...older] = current?.value.previous ?? [];
  if (before === undefined) throw new AppError('BAD_INPUT', 'There is no earlier state of the settings.');
  const isSaved = current?.version === version && (await stores.settings.swap(version, { ...before, previous: older }));
  if (!isSaved) throw changedMeanwhile();
  return readSettings({ stores });
}

function changedMeanwhile(): AppError {
  return new AppError('CONFLICT', 'Somebody else has changed this. Load the page again.');
}

/** From stored results and Jira's own counts; nothing is analysed for it. */
export async function forecast(settings: Settings, context: SettingsContext): Promise<SettingsForecast> {
  const { stores, viewer } = context;
  const now = await stores.readSettings();
  const results = await newestResults(stores);
  let [pairsNow, pairsThen] = [0, 0];
  for (const { results: found } of results) {
    for (const part of await stores.results.read(found.pairs)) {
      for (const { score } of decodePairs(part)) {
        if (score >= now.defaultThreshold) pairsNow++;
        if (score >= settings.defaultThreshold) pairsThen++;
      }
    }
  }
  const analysed = [...new Set(results.flatMap(({ projectIds }) => projectIds))];
  const projectIds = [...(await viewer.permissions(analysed)).browsable];
  const count = (rules: Settings['items']) =>
    projectIds.length === 0 ? 0 : viewer.count(countJql({ projectIds, jql: itemsJql(rules) }, null));
  const [itemsNow, itemsThen] = await Promise.all([count(now.items), count(settings.items)]);
  return { pairsNow, pairsThen, itemsNow, itemsThen };
}

/** Each result once, although it holds for several projects. */
export async function newestResults(stores: Pick<Stores, 'directory' | 'coverage'>): Promise<CoverageRecord[]> {
  const directory = (await stores.directory.read())?.value ?? emptyDirectory;
  const projectIds = [...new Set(directory.scans.flatMap((scan) => scan.projectIds))];
  const records = await Promise.all(projectIds.map((projectId) => stores.coverage(projectId).read()));
  const known = new Map<string, CoverageRecord>();
  for (const record of records) if (record !== null) known.set(record.value.scanId, record.value);
  return [...known.values()];
}

/** For everybody who may browse the space. */
export async function readSpaceSettings(
  projectId: number,
  accountId: string,
  { stores, viewer }: SettingsContext,
): Promise<SpaceSettingsView> {
  const permissions = await viewer.permissions([projectId]);
  mustBrowse([projectId], permissions);
  const [space, person, site] = await Promise.all([
    stores.space(projectId).read(),
    stores.person(accountId).read(),
    stores.readSettings(),
  ]);
  return {
    threshold: space?.value.threshold ?? null,
    siteThreshold: site.defaultThreshold,
    ownThreshold: person?.value.threshold ?? null,
    opensWith: openingThreshold(site, space?.value ?? null, person?.value ?? null),
    canSave: mayStart([projectId], permissions),
  };
}

export async function saveSpaceSettings(
  projectId: number,
  threshold: number | null,
  accountId: string,
  context: SettingsContext,
): Promise<SpaceSettingsView> {
  await noteSpace(projectId, context.stores);
  await context.stores.space(projectId).change(() => ({ threshold }));
  return readSpaceSettings(projectId, accountId, context);
}
