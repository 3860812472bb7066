// One browser visit to the whole product: a site with its app on a port of its own, and a page that fails the test for
// whatever a person would not see but a developer should: an error in the console, a thrown error, a request that the
// content security policy refused.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type Axe from 'axe-core';
import { chromium, type Browser, type BrowserContextOptions, type Frame, type Page } from 'playwright-core';
import { startBrowser } from '../../local/browser/server';
import type { TourStop } from '../../local/demo/tour';
import type { SiteSeed } from '../../local/jira/seed';
import type { SiteOptions } from '../../local/jira/site';
import type { Product } from '../../local/product';
import { createWorld, type SiteWorld } from '../../local/world';
import { findChromium } from '../../tools/chromium.cjs';
import { textsOf } from './stored-texts';

/** The page and the app's frame have different origins; axe asks across them only where it is told to. */
const axeSource = `${readFileSync(join(__dirname, '..', '..', 'node_modules', 'axe-core', 'axe.min.js'), 'utf8')}
axe.configure({ allowedOrigins: ['<unsafe_all_origins>'] });`;

/** Nothing on a page takes this long on a working machine; a busy one gets the benefit of the doubt. */
const patienceMs = 30_000;

/** A site in a browser. */
interface Place {
  readonly url: string;
  readonly browser: Browser;
}

export interface Stage extends Place {
  readonly world: SiteWorld;
  /** While true, Jira answers 503 to everybody. */
  breakJira(isBroken: boolean): void;
  close(): Promise<void>;
}

/** Nothing is delivered from the app's queue until `world.host.start()`, so that a test can look at what waits. */
export async function openStage(
  seed: SiteSeed,
  { tour = [], site = {} }: { readonly tour?: readonly TourStop[]; readonly site?: Omit<SiteOptions, 'clock'> } = {},
): Promise<Stage> {
  let isJiraBroken = false;
  const wrap = (product: Product): Product => ({
    handle: async (request, actor) =>
      isJiraBroken ? new Response('{}', { status: 503 }) : product.handle(request, actor),
    onEvent: (listener) => product.onEvent(listener),
  });
  const world = await createWorld({ seed, clock: 'wall', wrap, site });
  const shell = await startBrowser({ world, port: 0, tour });
  const browser = await chromium.launch(await findChromium());
  return {
    url: shell.url,
    world,
    browser,
    breakJira: (isBroken) => {
      isJiraBroken = isBroken;
    },
    close: async () => {
      await browser.close();
      await shell.close();
      const dump = await world.installation.storage.dump();
      const people = [...world.site.state.people.values()];
      const told = textsOf(dump, [...world.site.state.issues.values()], people);
      await world.stop();
      if (told.length > 0) throw new Error(`The storage holds what it must not:\n${told.join('\n')}`);
    },
  };
}

interface VisitOptions {
  /** Account id; the first person of the site when absent. */
  readonly as?: string;
  readonly theme?: 'light' | 'dark';
  readonly locale?: string;
  readonly widthPx?: number;
  /** Console errors that the story provokes on purpose. */
  readonly expected?: RegExp;
}

export interface Visit {
  readonly page: Page;
  goTo(path: string): Promise<void>;
  /** The app's frame of the open page. */
  app(): Promise<Frame>;
  /** Violations of axe's rules on the page and in the app's frame, as "rule: selector". */
  accessibilityViolations(): Promise<readonly string[]>;
  /** Throws when something went wrong behind the screen. */
  end(): Promise<void>;
}

export async function visit(stage: Place, options: VisitOptions = {}): Promise<Visit> {
  const contextOptions: BrowserContextOptions = {
    viewport: { width: options.widthPx ?? 1280, height: 900 },
    locale: 'en-US',
    reducedMotion: 'reduce',
  };
  const context = await stage.browser.newContext(contextOptions);
  if (options.as) await context.addCookies([{ name: 'person', value: options.as, url: stage.url, sameSite: 'Strict' }]);
  context.setDefaultTimeout(patienceMs);
  const page = await context.newPage();
  const problems: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' && !options.expected?.test(message.text()))
      problems.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => problems.push(`thrown: ${error.message}`));
  await page.exposeFunction('reportRefusal', (refusal: string) => problems.push(`policy: ${refusal}`));
  await page.addInitScript(
    ({ theme, locale }) => {
      document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sourceFile }) => {
        const { reportRefusal } = window as unknown as { reportRefusal: (refusal: string) => void };
        reportRefusal(`${violatedDirective} ${blockedURI} ${sourceFile}`);
      });
      if (window !== window.parent) return; // in the app's frames there is no storage, as in the product
      localStorage.setItem('theme', theme);
      if (locale) localStorage.setItem('locale', locale);
    },
    { theme: options.theme ?? 'light', locale: options.locale ?? '' },
  );

  const frameOf = async (): Promise<Frame> => {
    const element = await page.waitForSelector('iframe', { state: 'attached' });
    const frame = await element.contentFrame();
    if (!frame) throw new Error('The frame has no content.');
    return frame;
  };
  return {
    page,
    goTo: async (path) => void (await page.goto(stage.url + path)),
    app: frameOf,
    accessibilityViolations: async () => {
      await Promise.all(page.frames().map((frame) => frame.evaluate(axeSource)));
      return page.evaluate(async () => {
        const { axe } = window as unknown as { axe: typeof Axe };
        // On a busy machine a frame takes longer to answer than axe waits for it by default, and would be left out.
        const { violations } = await axe.run(document, { pingWaitTime: 10_000, resultTypes: ['violations'] });
        return violations.flatMap(({ id, nodes }) =>
          nodes.map(({ target, html }) => `${id}: ${target.join(' > ')} ${html}`),
        );
      });
    },
    end: async () => {
      await context.close();
      if (problems.length > 0) throw new Error(`Behind the screen:\n${problems.join('\n')}`);
    },
  };
}
