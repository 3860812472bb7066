// The screens of the product, each with the way a person gets there. Sections are found by the texts of the language
// on the screen, so that one description serves every language.

import type { FrameLocator, Page } from 'playwright-core';
import german from '../locales/de-DE.json';
import english from '../locales/en-US.json';
import japanese from '../locales/ja-JP.json';

const texts: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'en-US': english,
  'de-DE': german,
  'ja-JP': japanese,
};
export const locales = Object.keys(texts);

export interface View {
  readonly name: string;
  readonly path: string;
  /** Makes the page ready; what is on the screen in the end is the picture. */
  readonly prepare: (page: Page, say: (key: string) => string) => Promise<unknown>;
}

export const projectPage = '/jira/projects/SHOP/backlog-intelligence';
/** A crash told twice, the second time in other words: its panel has something in every list. */
const toldWorkItem = '/browse/SHOP-43';

export const appOf = (page: Page): FrameLocator => page.frameLocator('iframe');
export const firstPair = (page: Page) => appOf(page).locator('tbody').getByRole('link').first();

/** The views of a space's page but the first, as their addresses end. */
const spaceViews = [
  'review',
  'clusters',
  'other-backlogs',
  'history',
  'search',
  'analyses',
  'dashboard',
  'link-health',
  'exports',
  'settings',
];

const adminSections = [
  'FirstRun',
  'Start',
  'Roles',
  'Teams',
  'Hints',
  'Marks',
  'Settings',
  'Audit',
  'Health',
  'Backup',
  'Data',
] as const;

export const views: readonly View[] = [
  { name: 'pairs', path: projectPage, prepare: opened },
  ...spaceViews.map((name): View => ({ name, path: `${projectPage}/${name}`, prepare: opened })),
  ...adminSections.map((section): View => {
    const prepare = openSection(`admin.section${section}`);
    return { name: `admin-${section.toLowerCase()}`, path: '/admin', prepare };
  }),
  { name: 'work-item', path: toldWorkItem, prepare: (page, say) => page.getByText(say('panel.duplicates')).waitFor() },
  { name: 'compare', path: toldWorkItem, prepare: openFromPanel('panel.compare') },
  { name: 'mark', path: toldWorkItem, prepare: openFromPanel('panel.decide.duplicate') },
  { name: 'across-spaces', path: '/jira/apps/backlog-intelligence', prepare: settled },
  { name: 'gadget', path: '/jira/dashboards', prepare: settled },
];

/** The texts of a language by key. */
export function textsOf(locale: string): (key: string) => string {
  return (key) => {
    const text = texts[locale]?.[key];
    if (text === undefined) throw new Error(`locales/${locale}.json has no text "${key}".`);
    return text;
  };
}

async function opened(page: Page): Promise<void> {
  await appOf(page).getByRole('heading', { level: 1 }).waitFor();
  await settled(page);
}

function openSection(key: string): View['prepare'] {
  return async (page, say) => {
    await appOf(page)
      .getByRole('button', { name: say(key), exact: true })
      .click();
    await settled(page);
  };
}

function openFromPanel(key: string): View['prepare'] {
  return async (page, say) => {
    await page
      .getByRole('button', { name: say(key) })
      .first()
      .click();
    await settled(page);
  };
}

/** Nothing on the page says that it is busy. A page that asks again and again is never idle, so idleness is not waited out. */
async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle', { timeout: 3000 }).catch(() => undefined);
  const isCalm = () => document.querySelector('[aria-busy="true"], [role="status"] svg') === null;
  await Promise.all(page.frames().map((frame) => frame.waitForFunction(isCalm).catch(() => undefined)));
}
