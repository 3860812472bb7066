// The whole product in one object: a site, the Forge host, and the real app installed on it. `npm start`, the scan command
// and the tests of the app all begin here, so that what they see is the same app under the same rules.

import { join } from 'node:path';
import { manifestText } from '../tools/manifest-variant.cjs';
import { wallClock, type Clock } from './clock';
import type { Faults } from './faults';
import { memory, openDisk, type KeyValueBackend } from './forge/disk';
import { ForgeHost, type HostOptions, type HostSettings } from './forge/host';
import type { Installation } from './forge/installation';
import type { Speak } from './forge/language-model';
import { type Manifest, parseManifest } from './forge/manifest';
import { SeededScheduler } from './forge/scheduler';
import { VirtualClock } from './forge/virtual-clock';
import { JiraSite, type SiteOptions } from './jira/site';
import type { PersonSeed, SiteSeed } from './jira/seed';
import type { Product } from './product';

export interface WorldOptions {
  /** Default: virtual, so that nothing happens unless the caller settles or advances. */
  readonly clock?: 'virtual' | 'wall' | Clock;
  /** A folder to keep everything in between runs: the app's storage, its queue, and the site. Default: memory. */
  readonly folder?: string;
  /** Instead of a folder: a backend of the caller's. */
  readonly storage?: KeyValueBackend;
  readonly faults?: Faults;
  /** Seed that decides in which order concurrent calls are answered; only on a virtual clock. */
  readonly schedule?: number;
  readonly settings?: Partial<HostSettings>;
  readonly site?: Omit<SiteOptions, 'clock'>;
  /** Stands between the app and the site, such as a checker of requests and answers. */
  readonly wrap?: (product: Product) => Product;
  readonly license?: Readonly<Record<string, unknown>>;
  /** The variant of the app with a language model, which says this. `'stand-in'`: what needs no model. */
  readonly languageModel?: Speak | 'stand-in';
  readonly onLog?: HostOptions['onLog'];
  /** Default: this checkout's src/index. */
  readonly load?: HostOptions['load'];
}

/** A product that is not of our making, such as the proxy to a real site. */
interface GivenProduct {
  readonly product: Product;
  readonly siteUrl: string;
  readonly people: readonly PersonSeed[];
}

export interface World {
  readonly host: ForgeHost;
  readonly clock: Clock;
  readonly installation: Installation;
  readonly people: readonly PersonSeed[];
  /** Another tenant in the same process, with the same loaded code. */
  addSite(name: string, seed: SiteSeed): Promise<{ readonly installation: Installation; readonly site: JiraSite }>;
  /** Stops delivering, writes down the site if there is a folder, and closes the storage. */
  stop(): Promise<void>;
}

export interface SiteWorld extends World {
  readonly site: JiraSite;
}

const siteAddress = 'world/site';
const saveAfterMs = 2000;
const appFolder = join(__dirname, '..');
/** This checkout's app. */
export const loadApp = (): Promise<object> => import('../src/index');
/** Read once in a process: tests make thousands of worlds. */
const manifests = new Map<boolean, Manifest>();
function manifestOf(withExplanations: boolean): Manifest {
  const known = manifests.get(withExplanations) ?? parseManifest(manifestText(appFolder, { withExplanations }));
  manifests.set(withExplanations, known);
  return known;
}

export function createWorld(options: WorldOptions & { readonly seed: SiteSeed }): Promise<SiteWorld>;
export function createWorld(options: WorldOptions & GivenProduct): Promise<World>;
export async function createWorld(
  options: WorldOptions & ({ readonly seed: SiteSeed } | GivenProduct),
): Promise<SiteWorld | World> {
  const clock = clockOf(options.clock);
  const storage = options.storage ?? (options.folder === undefined ? memory() : await openDisk(options.folder));
  const host = await ForgeHost.create({
    clock,
    storage,
    manifest: manifestOf(options.languageModel !== undefined),
    load: options.load ?? loadApp,
    ...(options.faults === undefined ? {} : { faults: options.faults }),
    ...(options.schedule === undefined || !(clock instanceof VirtualClock)
      ? {}
      : { scheduler: new SeededScheduler(options.schedule, clock) }),
    ...(options.settings === undefined ? {} : { settings: options.settings }),
    ...(typeof options.languageModel === 'function' ? { speak: options.languageModel } : {}),
    ...(options.onLog === undefined ? {} : { onLog: options.onLog }),
  });
  const install = (name: string, product: Product, siteUrl: string) =>
    host.install({
      installationId: `installation-${name}`,
      cloudId: `cloud-${name}`,
      siteUrl,
      product: options.wrap?.(product) ?? product,
      ...(options.license === undefined ? {} : { license: options.license }),
    });
  const addSite = async (name: string, seed: SiteSeed) => {
    const siteUrl = options.site?.siteUrl ?? `https://${name}.atlassian.net`;
    const site = new JiraSite(seed, { siteUrl, ...options.site, clock });
    const installation = await install(name, site, siteUrl);
    const compute = (moduleKey: string, payload: unknown) => installation.call(moduleKey, payload);
    site.apps.install({ ...host.manifest.jql, compute });
    return { site, installation };
  };
  const shared = { host, clock, addSite };
  if ('product' in options) {
    const installation = await install('local', options.product, options.siteUrl);
    return { ...shared, installation, people: options.people, stop: () => host.stop() };
  }
  const isKept = options.folder !== undefined;
  const kept = isKept ? await storage.get(siteAddress) : undefined;
  const { installation, site } = await addSite(
    'local',
    kept === undefined ? options.seed : (JSON.parse(kept) as SiteSeed),
  );
  const saver = isKept ? keepSite(site, storage) : undefined;
  const stop = async () => {
    await saver?.stop();
    await host.stop();
  };
  return { ...shared, installation, site, people: site.people, stop };
}

function clockOf(clock: WorldOptions['clock'] = 'virtual'): Clock {
  if (clock === 'virtual') return new VirtualClock();
  return clock === 'wall' ? wallClock : clock;
}

/** Writes the site down soon after each change, not at each: a bulk change is one write. */
function keepSite(site: JiraSite, storage: KeyValueBackend): { stop(): Promise<void> } {
  const save = () => storage.write([[siteAddress, JSON.stringify(site.snapshot())]]);
  let saving: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  const stopListening = site.onEvent(() => {
    timer ??= setTimeout(() => {
      timer = undefined;
      saving = save();
    }, saveAfterMs);
  });
  return {
    async stop() {
      stopListening();
      clearTimeout(timer);
      await saving;
      await save();
    },
  };
}
