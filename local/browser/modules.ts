// What the browser needs of manifest.yml: which module is where, what it is called in which language, and which folder or
// file draws it. Everything else in the manifest is the Forge host's business.

import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { array, literal, looseObject, optional, parse, record, string, union, unknown } from 'valibot';
import { parse as parseYaml } from 'yaml';

const drawn = looseObject({ resource: string(), render: optional(literal('native')) });
const pageModule = looseObject({
  key: string(),
  title: optional(union([string(), looseObject({ i18n: string() })])),
  name: optional(string()),
  // A command of the palette says one level deeper what it opens.
  resource: optional(string()),
  render: optional(literal('native')),
  target: optional(drawn),
  // An action says what its form is, for whoever adds it to a rule.
  config: optional(drawn),
  shortcut: optional(string()),
  resolver: optional(looseObject({ function: string() })),
});
const manifestSchema = looseObject({
  app: looseObject({ id: string() }),
  modules: record(string(), array(unknown())),
  resources: array(looseObject({ key: string(), path: string() })),
  permissions: optional(looseObject({})),
  translations: optional(looseObject({ resources: array(looseObject({ key: string(), path: string() })) })),
});
type ManifestText = string | { readonly i18n: string };
/** Locale to texts by key. */
type Translations = ReadonlyMap<string, Readonly<Record<string, string>>>;

/** The modules that the Jira-like page has a place for. */
const placedTypes = [
  'jira:issueContext',
  'jira:issueAction',
  'jira:backlogAction',
  'jira:command',
  'jira:dashboardGadget',
  'jira:projectPage',
  'jira:globalPage',
  'jira:adminPage',
  'jira:personalSettingsPage',
  'jira:uiModifications',
  'action',
] as const;
type PlacedType = (typeof placedTypes)[number];

export interface PageModule {
  readonly type: PlacedType;
  readonly key: string;
  /** By locale; the product falls back to the manifest's default language, which is English here. */
  readonly titles: Readonly<Record<string, string>>;
  readonly resourceKey: string;
  /** Drawn by the product from a tree (UI Kit) rather than in a frame (Custom UI). */
  readonly isNative: boolean;
  /** Of a command: keys one after the other, such as `f d`. */
  readonly shortcut?: string;
}

export interface PageManifest {
  readonly modules: readonly PageModule[];
  /** Resource key to absolute path: a folder for Custom UI, a source file for UI Kit. */
  readonly resourcePaths: ReadonlyMap<string, string>;
  readonly permissions: Readonly<Record<string, unknown>>;
}

export async function readPageManifest(root: string): Promise<PageManifest> {
  const manifest = parse(manifestSchema, parseYaml(await readFile(resolve(root, 'manifest.yml'), 'utf8')));
  const translations = await readTranslations(root, manifest.translations?.resources ?? []);
  const modules = placedTypes.flatMap((type) =>
    (manifest.modules[type] ?? []).flatMap((entry): PageModule[] => {
      const { key, title, name, target, config, shortcut, ...own } = parse(pageModule, entry);
      // An action of an agent has no form.
      if (type === 'action' && config === undefined) return [];
      const { resource, render } = target ?? config ?? parse(drawn, own);
      const titles = titlesOf(title ?? name ?? key, translations);
      const module = { type, key, titles, resourceKey: resource, isNative: render === 'native' };
      return [shortcut === undefined ? module : { ...module, shortcut }];
    }),
  );
  return {
    modules,
    resourcePaths: new Map(manifest.resources.map(({ key, path }) => [key, resolve(root, path)])),
    permissions: manifest.permissions ?? {},
  };
}

async function readTranslations(
  root: string,
  resources: readonly { readonly key: string; readonly path: string }[],
): Promise<Translations> {
  const tables = resources.map(async ({ key, path }) => {
    const texts = parse(record(string(), string()), JSON.parse(await readFile(resolve(root, path), 'utf8')));
    return [key, texts] as const;
  });
  return new Map(await Promise.all(tables));
}

function titlesOf(title: ManifestText, translations: Translations): Record<string, string> {
  if (typeof title === 'string') return { 'en-US': title };
  return Object.fromEntries(
    [...translations].map(([locale, texts]) => {
      const text = texts[title.i18n];
      if (text === undefined) throw new Error(`manifest.yml names the text "${title.i18n}", which ${locale} lacks.`);
      return [locale, text];
    }),
  );
}
