// Takes the pictures of the documentation from the running product, so that they never show what it no longer does:
// `npm run screenshots` writes docs/images/*.png.

import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { startBrowser } from '../local/browser/server';
import { demoSite } from '../local/demo/site';
import { createWorld, type SiteWorld } from '../local/world';
import { findChromium } from './chromium.cjs';

const folder = resolve(__dirname, '..', 'docs', 'images');
/** Slow enough that the analysis can be seen at work. */
const slowSiteMs = 350;

const size = { width: 1200, height: 780 };

interface Picture {
  readonly name: string;
  readonly path: string;
  readonly theme: 'light' | 'dark';
  /** Makes the page ready; in the end what is on the screen is the picture. */
  readonly prepare: (page: Page) => Promise<unknown>;
}

const projectPage = '/jira/projects/SHOP/backlog-intelligence';
const appOf = (page: Page) => page.frameLocator('iframe');
const firstPair = (page: Page) => appOf(page).locator('tbody').getByRole('link').first();

const pictures: readonly Picture[] = [
  { name: 'pairs', path: projectPage, theme: 'light', prepare: (page) => firstPair(page).waitFor() },
  { name: 'pairs-dark', path: projectPage, theme: 'dark', prepare: (page) => firstPair(page).waitFor() },
  {
    name: 'work-item',
    path: projectPage,
    theme: 'light',
    prepare: async (page) => {
      await firstPair(page).click();
      await page.getByText('Possible duplicates').waitFor();
    },
  },
  { name: 'admin', path: '/admin', theme: 'light', prepare: (page) => appOf(page).getByText('Finished').waitFor() },
];

async function main(): Promise<void> {
  await mkdir(folder, { recursive: true });
  const world = await createWorld({ seed: demoSite(), clock: 'wall', site: { latencyMs: slowSiteMs } });
  const shell = await startBrowser({ world, port: 0 });
  const browser = await chromium.launch(await findChromium());
  try {
    await takeAnalysis(browser, shell.url, world);
    for (const picture of pictures) await take(picture, browser, shell.url);
  } finally {
    await browser.close();
    await shell.close();
    await world.stop();
  }
}

/** Starts an analysis of all spaces, with a picture of the dialog and one while it waits, and stays until it is done. */
async function takeAnalysis(opened: Browser, siteUrl: string, world: SiteWorld): Promise<void> {
  const page = await pageOf(opened, 'light');
  await page.goto(siteUrl + projectPage);
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

async function take({ name, path, theme, prepare }: Picture, opened: Browser, siteUrl: string): Promise<void> {
  const page = await pageOf(opened, theme);
  await page.goto(siteUrl + path);
  await prepare(page);
  await page.waitForLoadState('networkidle');
  await page.screenshot({ path: join(folder, `${name}.png`) });
  await page.context().close();
}

async function pageOf(opened: Browser, theme: string): Promise<Page> {
  const context = await opened.newContext({ viewport: size, locale: 'en-US', reducedMotion: 'reduce' });
  const page = await context.newPage();
  await page.addInitScript((chosen) => {
    if (window === window.parent) localStorage.setItem('theme', chosen);
  }, theme);
  return page;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
