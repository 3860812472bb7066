// Takes pictures of the running product. `npm run screenshots` writes those of the documentation to docs/images, so that
// they never show what the product no longer does. For a look at everything:
//   npm run screenshots -- --review                          every screen, in five widths, three themes, three languages
//   npm run screenshots -- --review --views review,compare --widths 360,1280 --themes dark --locales de-DE
// These go to build/screenshots and are not kept. `--views review` and so on name some of the screens in screenshot-views.ts.

import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium, type Browser, type Page } from 'playwright-core';
import { startBrowser } from '../local/browser/server';
import { demoSite } from '../local/demo/site';
import { createWorld, type SiteWorld } from '../local/world';
import { findChromium } from './chromium.cjs';
import { appOf, firstPair, locales, projectPage, textsOf, views, type View } from './screenshot-views';

const root = resolve(__dirname, '..');
const options = {
  review: { type: 'boolean', default: false },
  views: { type: 'string' },
  widths: { type: 'string' },
  themes: { type: 'string' },
  locales: { type: 'string' },
} as const;

/** What the documents show, by the name of the file. */
const documented: Readonly<Record<string, Look & { readonly view: string }>> = {
  pairs: { view: 'pairs', theme: 'light', locale: 'en-US', widthPx: 1200 },
  'pairs-dark': { view: 'pairs', theme: 'dark', locale: 'en-US', widthPx: 1200 },
  'work-item': { view: 'work-item', theme: 'light', locale: 'en-US', widthPx: 1200 },
  compare: { view: 'compare', theme: 'light', locale: 'en-US', widthPx: 1200 },
  review: { view: 'review', theme: 'light', locale: 'en-US', widthPx: 1200 },
  mark: { view: 'mark', theme: 'light', locale: 'en-US', widthPx: 1200 },
  clusters: { view: 'clusters', theme: 'light', locale: 'en-US', widthPx: 1200 },
  dashboard: { view: 'dashboard', theme: 'light', locale: 'en-US', widthPx: 1200 },
  'link-health': { view: 'link-health', theme: 'light', locale: 'en-US', widthPx: 1200 },
  admin: { view: 'admin-start', theme: 'light', locale: 'en-US', widthPx: 1200 },
  settings: { view: 'admin-settings', theme: 'light', locale: 'en-US', widthPx: 1200 },
};

/** Slow enough that the analysis can be seen at work. */
const slowSiteMs = 350;
const heightPx = 780;
const tallestPx = 2400;

interface Look {
  readonly theme: string;
  readonly locale: string;
  readonly widthPx: number;
}

interface Studio {
  readonly browser: Browser;
  readonly url: string;
  readonly folder: string;
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options });
  const folder = values.review ? join(root, 'build', 'screenshots') : join(root, 'docs', 'images');
  await mkdir(folder, { recursive: true });
  const world = await createWorld({ seed: demoSite(), clock: 'wall', site: { latencyMs: slowSiteMs } });
  const shell = await startBrowser({ world, port: 0 });
  const browser = await chromium.launch(await findChromium());
  const studio = { browser, url: shell.url, folder };
  try {
    await takeAnalysis(studio, world);
    await (values.review ? takeReview(studio, values) : takeDocumented(studio));
  } finally {
    await browser.close();
    await shell.close();
    await world.stop();
  }
}

/** Starts an analysis of all spaces, with a picture of the dialog and one while it waits, and stays until it is done. */
async function takeAnalysis({ browser, url, folder }: Studio, world: SiteWorld): Promise<void> {
  const page = await pageOf(browser, { theme: 'light', locale: 'en-US', widthPx: 1200 });
  await page.goto(url + projectPage);
  const app = appOf(page);
  await app.getByRole('button', { name: 'Find duplicates' }).click();
  for (const space of ['Payments (PAY)', 'Operations (OPS)']) {
    await app.getByLabel('Spaces to compare').click();
    await app.getByRole('option', { name: space }).click();
  }
  await page.screenshot({ path: join(folder, 'start.png') });
  await app.getByRole('button', { name: 'Start analysis' }).click();
  world.host.start();
  await app.getByText('Reading work items').waitFor();
  await page.screenshot({ path: join(folder, 'progress.png') });
  await firstPair(page).waitFor();
  await page.context().close();
}

async function takeDocumented(studio: Studio): Promise<void> {
  for (const [name, { view, ...look }] of Object.entries(documented)) {
    await take(viewNamed(view), look, { ...studio, name, isWhole: false });
  }
}

interface Choice {
  readonly views?: string;
  readonly widths?: string;
  readonly themes?: string;
  readonly locales?: string;
}

async function takeReview(studio: Studio, choice: Choice): Promise<void> {
  const chosen = choice.views?.split(',').map(viewNamed) ?? views;
  const widths = choice.widths?.split(',').map(Number) ?? [280, 360, 768, 1280, 1920];
  for (const view of chosen) {
    for (const widthPx of widths) {
      for (const theme of choice.themes?.split(',') ?? ['light', 'dark', 'contrast']) {
        for (const locale of choice.locales?.split(',') ?? locales) {
          const name = `${view.name}-${widthPx}-${theme}-${locale}`;
          await take(view, { theme, locale, widthPx }, { ...studio, name, isWhole: true });
        }
      }
    }
  }
}

function viewNamed(name: string): View {
  const view = views.find((each) => each.name === name);
  if (!view) throw new Error(`There is no screen "${name}". Known: ${views.map((each) => each.name).join(', ')}.`);
  return view;
}

/** `isWhole`: the page to its end, not only what a screen shows of it. */
async function take(
  view: View,
  look: Look,
  { browser, url, folder, name, isWhole }: Studio & { readonly name: string; readonly isWhole: boolean },
): Promise<void> {
  const page = await pageOf(browser, look);
  await page.goto(url + view.path);
  await view.prepare(page, textsOf(look.locale));
  if (isWhole) await growToContent(page, look.widthPx);
  await page.screenshot({ path: join(folder, `${name}.png`) });
  await page.context().close();
}

/** A screen as high as the page: a picture beyond the screen leaves out what frames would draw there. */
async function growToContent(page: Page, width: number): Promise<void> {
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width, height: Math.min(Math.max(height, heightPx), tallestPx) });
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
}

async function pageOf(browser: Browser, { theme, locale, widthPx }: Look): Promise<Page> {
  const viewport = { width: widthPx, height: heightPx };
  // More contrast is a wish of the person's system, which the light colours follow.
  const contrast = theme === 'contrast' ? 'more' : 'no-preference';
  const context = await browser.newContext({ viewport, locale, contrast, reducedMotion: 'reduce' });
  const page = await context.newPage();
  await page.addInitScript(
    (chosen) => {
      if (window !== window.parent) return; // in the app's frames there is no storage, as in the product
      localStorage.setItem('theme', chosen.theme);
      localStorage.setItem('locale', chosen.locale);
    },
    { theme: theme === 'contrast' ? 'light' : theme, locale },
  );
  return page;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
