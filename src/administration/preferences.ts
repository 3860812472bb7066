// What one person wants for themselves, kept under their account id and nothing else. It changes how pages open and look
// to them; what is stored about pairs is the same for everybody.

import type { PreferencesView } from '../contract';
import { defaultPreferences, type PersonSettings } from '../settings';
import { noteKept } from './people';
import type { Stores } from '../storage/stores';

type PreferenceStores = Pick<Stores, 'people' | 'person' | 'readSettings'>;

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

/** Null goes back to the site's. Answers with what holds from now on. */
export async function keepThreshold(
  threshold: number | null,
  accountId: string,
  stores: PreferenceStores,
): Promise<{ readonly threshold: number }> {
  const kept = await changePerson((before) => ({ ...before, threshold }), accountId, stores);
  return { threshold: kept.threshold ?? (await stores.readSettings()).defaultThreshold };
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
