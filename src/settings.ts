// What an administrator may set, with the value that holds until somebody does, and what people may set for themselves.
// The schema says each range in the sentence that a refusal shows. A stored record that misses a setting, because an
// older version wrote it, gets its default.

import * as v from 'valibot';
import type { ItemRules, Preferences, SiteSettings } from './contract';
import { noWordRules, storedWordsSchema, wordRulesSchema } from './scan/word-rules';

export type Settings = SiteSettings;

/** Every work item counts. */
const allItems: ItemRules = {
  excludedTypeIds: [],
  excludedStatusIds: [],
  excludedLabels: [],
  includesClosed: true,
  maxAgeDays: null,
};

/**
 * 10,000 of the 65,000 points that Jira gives all customers of an app together in one hour
 * (source: Jira Cloud platform, "Rate limiting", tier 1).
 */
export const defaultSettings: Settings = {
  defaultThreshold: 0.4,
  pointsBudgetPerHour: 10_000,
  fieldWeights: { title: 1.25, description: 1, code: 0.5 },
  items: allItems,
  words: noWordRules,
  followsChanges: true,
  // Both take a version of the app that was deployed with a language model, and an administrator who wants it.
  explanations: { isOn: false, perDay: 100 },
};

export const thresholdSchema = between(0.2, 0.95);

function between(least: number, most: number) {
  const range = `must be from ${least} to ${most}`;
  return v.pipe(v.number(range), v.minValue(least, range), v.maxValue(most, range));
}

function wholeBetween(least: number, most: number) {
  return v.pipe(between(least, most), v.integer('must be a whole number'));
}

const idTextSchema = v.pipe(v.string(), v.regex(/^[1-9][0-9]{0,15}$/, 'must be an id'));
const atMost = (count: number) => v.maxLength<string[], number, string>(count, `can hold at most ${count}`);
const labelSchema = v.pipe(v.string(), v.regex(/^[^\s"\\]{1,255}$/, 'must be a label without spaces and quotes'));

const weightsSchema = v.pipe(
  v.object({ title: between(0, 3), description: between(0, 3), code: between(0, 3) }),
  v.check(({ title, description }) => title + description > 0, 'must count the title or the description'),
);
const itemsSchema = v.object({
  excludedTypeIds: v.pipe(v.array(idTextSchema), atMost(50)),
  excludedStatusIds: v.pipe(v.array(idTextSchema), atMost(50)),
  excludedLabels: v.pipe(v.array(labelSchema), atMost(50)),
  includesClosed: v.boolean(),
  maxAgeDays: v.nullable(wholeBetween(1, 3_650)),
});

const explanationsSchema = v.object({ isOn: v.boolean(), perDay: wholeBetween(1, 2_000) });

const basicEntries = { defaultThreshold: thresholdSchema, pointsBudgetPerHour: wholeBetween(500, 50_000) };
export const basicSettingsSchema = v.object(basicEntries);
export const settingsSchema = v.object({
  ...basicEntries,
  fieldWeights: weightsSchema,
  items: itemsSchema,
  words: wordRulesSchema,
  followsChanges: v.boolean(),
  explanations: explanationsSchema,
});

const keptWordsSchema = v.optional(storedWordsSchema, () => ({
  synonyms: [],
  stopWords: [],
  ignoredLines: [],
  leftOutLanguages: [],
}));
const keptExplanationsSchema = v.optional(explanationsSchema, () => ({ ...defaultSettings.explanations }));
/** As a backup holds them; one of an older version knows no words. */
export const backedUpSettingsSchema = v.object({
  ...settingsSchema.entries,
  words: keptWordsSchema,
  explanations: keptExplanationsSchema,
});

const storedEntries = {
  ...basicEntries,
  fieldWeights: v.optional(weightsSchema, defaultSettings.fieldWeights),
  items: v.optional(itemsSchema, () => ({
    ...allItems,
    excludedTypeIds: [],
    excludedStatusIds: [],
    excludedLabels: [],
  })),
  words: keptWordsSchema,
  followsChanges: v.optional(v.boolean(), defaultSettings.followsChanges),
  explanations: keptExplanationsSchema,
};
/** With what held before, the newest first: that is what undo goes back to. */
export const storedSettingsSchema = v.object({
  ...storedEntries,
  previous: v.optional(v.array(v.object(storedEntries)), []),
});
export type StoredSettings = v.InferOutput<typeof storedSettingsSchema>;

/** A space may have a minimum match of its own. Null: as the site. */
export const spaceSettingsSchema = v.object({ threshold: v.nullable(thresholdSchema) });
export type SpaceSettings = v.InferOutput<typeof spaceSettingsSchema>;

/** The languages of the pages. */
export const languageSchema = v.picklist(['en-US', 'de-DE', 'ja-JP'], 'must be en-US, de-DE or ja-JP');

/** As a page sends them. */
export const preferencesSchema = v.strictObject({
  threshold: v.nullable(thresholdSchema),
  isNotified: v.boolean(),
  density: v.picklist(['comfortable', 'compact'], 'must be comfortable or compact'),
  language: v.nullable(languageSchema),
  showsKeys: v.boolean(),
  mail: v.picklist(['off', 'daily', 'weekly'], 'must be off, daily or weekly'),
  mailLanguage: languageSchema,
});
export type PersonSettings = Preferences;
export const defaultPreferences: PersonSettings = {
  threshold: null,
  isNotified: true,
  density: 'comfortable',
  language: null,
  showsKeys: true,
  mail: 'off',
  mailLanguage: 'en-US',
};
const { threshold, isNotified, density, language, showsKeys, mail, mailLanguage } = preferencesSchema.entries;
/** As they are stored; an older version knew only the minimum match. */
export const personSettingsSchema = v.object({
  threshold,
  isNotified: v.optional(isNotified, defaultPreferences.isNotified),
  density: v.optional(density, defaultPreferences.density),
  language: v.optional(language, defaultPreferences.language),
  showsKeys: v.optional(showsKeys, defaultPreferences.showsKeys),
  mail: v.optional(mail, defaultPreferences.mail),
  mailLanguage: v.optional(mailLanguage, defaultPreferences.mailLanguage),
});

/** From the person to the space to the site: the first that says something. */
export function openingThreshold(
  site: Pick<Settings, 'defaultThreshold'>,
  space: SpaceSettings | null,
  person: Pick<PersonSettings, 'threshold'> | null,
): number {
  return person?.threshold ?? space?.threshold ?? site.defaultThreshold;
}
