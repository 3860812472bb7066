// What one person wants for themselves, kept under their account id and nothing else. It changes how pages open and look
// to them; what is stored about pairs is the same for everybody.

import type { PreferencesView } from '../contract';
import { defaultPreferences, openingThreshold, type PersonSettings } from '../settings';
import type { ViewerJira } from '../jira/gateway';
import { noteKept } from './people';
import type { Stores } from '../storage/stores';

type PreferenceStores = Pick<Stores, 'people' | 'person' | 'readSettings'>;

interface ThresholdContext {
  readonly stores: PreferenceStores & Pick<Stores, 'space'>;
  readonly viewer: Pick<ViewerJira, 'browsableProjects'>;
}

export async function readPreferences(accountId: string, stores: PreferenceStores): Promise<PreferencesView> {
  const [record, { defaultThreshold }] = await Promise.all([stores.person(accountId).read(), stores.readSettings()]);
  return { preferences: record?.value ?? defaultPreferences, siteThreshold: defaultThreshold };
}

export async function savePreferences(
  preferences: PersonSettings,
  accountId: string,
  stores: PreferenceStores,
): Promise<PreferencesView> {
  await changePerson(() => preferences, accountId, stores);
  return readPreferences(accountId, stores);
}

/** Null goes back to the space's or the site's. Answers with what holds from now on in the space that is looked at. */
export async function keepThreshold(
  threshold: number | null,
  accountId: string,
  hintedProjectId: number | null,
  { stores, viewer }: ThresholdContext,
): Promise<{ readonly threshold: number }> {
  const kept = await changePerson((before) => ({ ...before, threshold }), accountId, stores);
  if (kept.threshold !== null) return { threshold: kept.threshold };
  const [site, visible] = await Promise.all([
    stores.readSettings(),
    hintedProjectId === null ? new Set<number>() : viewer.browsableProjects([hintedProjectId]),
  ]);
  const isVisible = hintedProjectId !== null && visible.has(hintedProjectId);
  const space = isVisible ? ((await stores.space(hintedProjectId).read())?.value ?? null) : null;
  return { threshold: openingThreshold(site, space, kept) };
}

async function changePerson(
  next: (before: PersonSettings) => PersonSettings,
  accountId: string,
  stores: PreferenceStores,
): Promise<PersonSettings> {
  await noteKept(accountId, stores);
  const kept = await stores.person(accountId).change((current) => next(current ?? defaultPreferences));
  return kept ?? defaultPreferences;
}
