// What the server wrote into the page: who is signed in, who else could be, and which modules the app brings.

import type { TourStop } from '../../demo/tour';

interface ShellPerson {
  readonly accountId: string;
  readonly displayName: string;
  readonly isSiteAdmin?: boolean;
  readonly locale?: string;
  readonly timeZone?: string;
}

export interface ShellModule {
  readonly type: string;
  readonly key: string;
  readonly title: string;
  readonly isNative: boolean;
  readonly shortcut?: string;
}

export interface Boot {
  readonly people: readonly ShellPerson[];
  readonly person: ShellPerson;
  readonly modules: readonly ShellModule[];
  readonly framesOrigin: string;
  readonly siteUrl: string;
  readonly tour: readonly TourStop[];
  /** Whether the data can be filled and begun anew. */
  readonly isDemo: boolean;
}

/** As the server wrote it: titles are still in all languages. */
export interface StartData extends Omit<Boot, 'modules'> {
  readonly modules: readonly (Omit<ShellModule, 'title'> & { readonly titles: Readonly<Record<string, string>> })[];
}

export function readStartData(): StartData {
  const element = document.getElementById('boot');
  if (!element?.textContent) throw new Error('The page came without its start data.');
  return JSON.parse(element.textContent) as StartData;
}

export function bootIn(locale: string, start: StartData): Boot {
  const modules = start.modules.map(({ titles, ...module }) => ({
    ...module,
    title: titles[locale] ?? titles['en-US'] ?? module.key,
  }));
  return { ...start, modules };
}

export function moduleOf(boot: Boot, type: string): ShellModule | undefined {
  return boot.modules.find((module) => module.type === type);
}

export function modulesOf(boot: Boot, type: string): readonly ShellModule[] {
  return boot.modules.filter((module) => module.type === type);
}
