// `npm start`: the whole product on a laptop. Opens a site (the demo, a data file, or a real Jira), installs the app on
// it, and serves a Jira-like page. What people do is kept in .local-data, one folder for each site, until --fresh.

import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { startBrowser } from './browser/server';
import { fillWithDemoData } from './demo/fill';
import { demoSite } from './demo/site';
import { tour } from './demo/tour';
import { readJsonLines } from './jira/import-jsonl';
import { RealSite, realSiteOptions } from './real-site';
import { createWorld, type World } from './world';

const usage = `npm start -- [options]
  --port N          port of the page (default 4100; the frames get the next one)
  --data FILE       a site with the issues of this JSON Lines file instead of the demo site
  --site URL        a real Jira Cloud site, as the person of JIRA_EMAIL and JIRA_API_TOKEN
  --allow-writes    with --site: let the app change work items there (default: read-only)
  --with-explanations  the variant with a language model; what it says here comes from a plain stand-in
  --fresh           forget what was done on this site before
  --help            this text`;

const dataFolder = resolve(__dirname, '..', '.local-data');

async function main(): Promise<void> {
  const options = readOptions();
  if (options === 'help') return console.log(usage);
  let world = await openWorld(options);
  const demo = {
    fill: () => fillWithDemoData(world),
    startOver: async () => {
      await world.stop();
      world = await openWorld({ ...options, fresh: true });
      world.host.start();
      return world;
    },
  };
  const shown = isDemo(options) ? { tour, demo } : {};
  const browser = await startBrowser({ world, port: options.port, ...shown }).catch(async (error: unknown) => {
    await world.stop();
    throw error;
  });
  world.host.start();
  console.log(`Ready: ${browser.url}`);
  const stop = async () => {
    await browser.close();
    await world.stop();
    process.exit(0);
  };
  process.once('SIGINT', () => void stop());
  process.once('SIGTERM', () => void stop());
}

interface Options {
  readonly port: number;
  readonly data: string | undefined;
  readonly site: string | undefined;
  readonly allowWrites: boolean;
  readonly fresh: boolean;
  readonly withExplanations: boolean;
}

function readOptions(): Options | 'help' {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '4100' },
      data: { type: 'string' },
      site: { type: 'string' },
      'allow-writes': { type: 'boolean', default: false },
      fresh: { type: 'boolean', default: false },
      'with-explanations': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return 'help';
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_534) {
    throw new Error(`--port must be a whole number from 0 to 65534, not "${values.port}".`);
  }
  if (values.data !== undefined && values.site !== undefined) throw new Error('Choose one of --data and --site.');
  if (values['allow-writes'] && values.site === undefined) throw new Error('--allow-writes only goes with --site.');
  return {
    port,
    data: values.data,
    site: values.site,
    allowWrites: values['allow-writes'],
    fresh: values.fresh,
    withExplanations: values['with-explanations'],
  };
}

const isDemo = ({ data, site }: Options) => data === undefined && site === undefined;

async function openWorld(options: Options): Promise<World> {
  const languageModel = options.withExplanations ? ({ languageModel: 'stand-in' } as const) : {};
  const variant = { clock: 'wall', ...languageModel } as const;
  if (options.site !== undefined) {
    const real = realSiteOptions(options.site, process.env, options.allowWrites);
    const product = new RealSite(real);
    const folder = await siteFolder(new URL(real.siteUrl).hostname, options.fresh);
    return createWorld({ ...variant, folder, product, siteUrl: real.siteUrl, people: [await product.whoAmI()] });
  }
  if (options.data === undefined) {
    return createWorld({ ...variant, folder: await siteFolder('demo', options.fresh), seed: demoSite() });
  }
  const { seed, problems, issuesRead } = await readJsonLines(options.data);
  for (const { line, reason } of problems.slice(0, 20)) console.error(`Line ${line}: ${reason}`);
  if (problems.length > 20) console.error(`... and ${problems.length - 20} more lines with problems.`);
  console.error(`${issuesRead} issues read, ${problems.filter(({ isSkipped }) => isSkipped).length} lines skipped.`);
  if (issuesRead === 0) throw new Error(`The file ${options.data} holds no issue that can be read.`);
  return createWorld({ ...variant, folder: await siteFolder(nameOf(options.data), options.fresh), seed });
}

/** Two files of the same name are two sites. */
function nameOf(file: string): string {
  const place = createHash('sha256').update(resolve(file)).digest('hex').slice(0, 8);
  return `${basename(file).replace(/[^\w.-]/g, '_')}-${place}`;
}

async function siteFolder(name: string, isFresh: boolean): Promise<string> {
  const folder = join(dataFolder, name);
  if (isFresh) await rm(folder, { recursive: true, force: true });
  return folder;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
