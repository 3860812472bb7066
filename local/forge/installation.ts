// The app as one site has it: its storage, its queue, its people. Everything that a page, an administrator or a test
// does with an installed app goes through here; two installations share nothing but the loaded code.

import type { Clock } from '../clock';
import type { Faults } from '../faults';
import type { Actor, Product, ProductRequest } from '../product';
import { Deliveries } from './deliveries';
import { afterPrefix, type KeyValueBackend } from './disk';
import type { Driver } from './driver';
import { request, type GatewayParts } from './gateway';
import { asWorkOf, isWorkOf, outsideInvocation, type InvocationPorts } from './invocation';
import { KvsEndpoints, type KvsLimits } from './kvs-endpoints';
import { KvsStore, type StoreSettings } from './kvs-store';
import { LanguageModel, type Speak } from './language-model';
import { Mailbox } from './mailbox';
import type { AppModule, Manifest } from './manifest';
import { noUse, type Meters } from './meters';
import { Queue } from './queue';
import { RateWindow } from './rate-window';
import { environmentId, returned, Runner, type InstallationIdentity, type LogLine } from './runner';
import { Schedules } from './schedules';
import type { VirtualClock } from './virtual-clock';

export interface InstallOptions extends InstallationIdentity {
  readonly product: Product;
}

interface InvokeRequest {
  /** The module whose page calls. */
  readonly moduleKey: string;
  /** The name that the page invokes. */
  readonly functionKey: string;
  readonly payload?: unknown;
  readonly accountId?: string;
  /** What the page's context says about where it is shown; a hint that the page could forge. */
  readonly extension?: Readonly<Record<string, unknown>>;
}

/** What an installation needs of its host. */
export interface Platform {
  readonly backend: KeyValueBackend;
  readonly manifest: Manifest;
  readonly faults: Faults;
  readonly speak: Speak;
  readonly clock: Clock;
  readonly virtualClock: VirtualClock | undefined;
  readonly driver: Driver;
  readonly store: StoreSettings;
  readonly kvsLimits: KvsLimits;
  readonly mostParallel: number;
  pass: GatewayParts['pass'];
  handlers(): Promise<Readonly<Record<string, unknown>>>;
  newId(): string;
  line(line: LogLine): void;
  problem(text: string): void;
  changed(): void;
  /** Work that nobody awaits; the driver waits until it is done. */
  inBackground(work: Promise<void>): void;
}

const maxInvokeBytes = 500 * 1024;

export class Installation {
  readonly #invocationsPerSecond = new RateWindow(300, 1000);
  readonly #invocationsPerMinute = new RateWindow(7000, 60_000);
  readonly #perPerson = new Map<string, RateWindow>();
  readonly #stopEvents: () => void;

  private constructor(
    readonly options: InstallOptions,
    readonly meters: Meters,
    readonly deliveries: Deliveries,
    readonly runner: Runner,
    private readonly store: KvsStore,
    private readonly platform: Platform,
  ) {
    this.#stopEvents = options.product.onEvent((event) => {
      const isOwn = event['selfGenerated'] === true || isWorkOf(options.installationId);
      platform.inBackground(outsideInvocation(() => deliveries.accept(event, isOwn)));
    });
  }

  /** Installs the app, or opens what an earlier host has installed in the same storage. */
  static async open(options: InstallOptions, platform: Platform): Promise<Installation> {
    const { installationId, cloudId } = options;
    const { backend, clock, virtualClock, manifest, faults, newId, problem, changed } = platform;
    const prefix = `installation/${installationId}/`;
    const meters = noUse();
    const nowMs = () => clock.now();
    const store = new KvsStore(backend, `${prefix}store/`, platform.store, meters, nowMs);
    await store.measure();
    const mailbox = await Mailbox.open(backend, `${prefix}mail/`);
    const schedules = await Schedules.open(backend, `${prefix}schedule/`, manifest.schedules, nowMs());
    const queue = new Queue(backend, `${prefix}queue/`, mailbox, manifest, meters, nowMs, newId);
    const kvs = new KvsEndpoints(store, manifest.entities, meters, nowMs, platform.kvsLimits);
    const product: Product = {
      handle: (productRequest, actor) => asWorkOf(installationId, () => options.product.handle(productRequest, actor)),
      onEvent: (listener) => options.product.onEvent(listener),
    };
    const untilMs = (atMs: number) => clock.until(atMs);
    const shared = { installationId, cloudId, manifest, faults, meters, nowMs, untilMs, newId, problem, changed };
    const gateway: GatewayParts = {
      ...shared,
      product,
      kvs,
      queue,
      languageModel: new LanguageModel(platform.speak, nowMs),
      pass: platform.pass,
    };
    const { handlers, line } = platform;
    const fetch: InvocationPorts['fetch'] = (invocation, meta, path, init) =>
      request(gateway, invocation, meta, path, init);
    const runner = new Runner({ ...shared, identity: options, clock, virtualClock, gateway, handlers, fetch, line });
    const deliveries = new Deliveries({
      ...shared,
      mailbox,
      queue,
      schedules,
      runner,
      mostParallel: platform.mostParallel,
    });
    const installation = new Installation(options, meters, deliveries, runner, store, platform);
    const mark = `${prefix}installed`;
    if ((await backend.get(mark)) === undefined) {
      await backend.write([[mark, new Date(nowMs()).toISOString()]]);
      await deliveries.accept({ eventType: 'avi:forge:installed:app', id: installationId }, false);
    }
    return installation;
  }

  /** A page calls its resolver as this person. Throws what the resolver throws. */
  async invoke({ moduleKey, functionKey, payload, accountId, extension = {} }: InvokeRequest): Promise<unknown> {
    const module = this.#module(moduleKey);
    this.#admit(accountId);
    const bytes = Buffer.byteLength(JSON.stringify(payload ?? null));
    if (bytes > maxInvokeBytes)
      throw new Error(`The request of ${functionKey} has ${bytes} bytes; 500 KB are allowed.`);
    const { cloudId, siteUrl } = this.options;
    const context = {
      accountId,
      cloudId,
      siteUrl,
      localId: `${this.options.installationId}/${moduleKey}`,
      moduleKey,
      environmentId,
      environmentType: 'DEVELOPMENT',
      extension: { type: module.type, ...extension },
    };
    return this.#run(module, { call: { functionKey, payload }, context }, accountId);
  }

  /** Calls the function of a module that is not a page: dynamic properties, an action, a JQL function. */
  async call(moduleKey: string, payload: unknown, accountId?: string): Promise<unknown> {
    return this.#run(this.#module(moduleKey), payload, accountId);
  }

  /** What a page asks Jira directly through the bridge. */
  async requestAsUser(accountId: string | undefined, productRequest: ProductRequest): Promise<Response> {
    const actor: Actor = accountId === undefined ? { kind: 'anonymous' } : { kind: 'user', accountId };
    return this.platform.driver.during(this.options.product.handle(productRequest, actor));
  }

  /** Lines that the app has logged, the newest last. */
  get logs(): readonly LogLine[] {
    return this.runner.lines;
  }

  /** Everything that is stored, by `kv/KEY`, `secret/KEY`, `entity/NAME/KEY`. */
  readonly storage = {
    dump: (): Promise<Record<string, unknown>> => this.store.dump(),
  };

  /** The app may clean up; then its storage is emptied and nothing is delivered any more. */
  async uninstall(): Promise<void> {
    for (const module of this.platform.manifest.preUninstall) {
      await this.#run(module, { context: { cloudId: this.options.cloudId, moduleKey: module.key } }, undefined);
    }
    this.stopListening();
    this.deliveries.stop();
    await this.store.clear();
    const prefix = `installation/${this.options.installationId}/`;
    const rows = await this.platform.backend.range(prefix, afterPrefix(prefix));
    await this.platform.backend.write(rows.map(([address]) => [address, undefined]));
  }

  stopListening(): void {
    this.#stopEvents();
  }

  async #run(module: AppModule, payload: unknown, accountId: string | undefined): Promise<unknown> {
    const invocation = this.runner.start(module, payload, accountId);
    return returned(await this.platform.driver.during(invocation.over), module.functionKey);
  }

  #module(moduleKey: string): AppModule {
    const module = this.platform.manifest.modules.get(moduleKey);
    if (module === undefined) throw new Error(`The manifest declares no module ${moduleKey} with a function.`);
    return module;
  }

  #admit(accountId: string | undefined): void {
    const now = this.platform.clock.now();
    const person = accountId ?? 'anonymous';
    const perPerson = this.#perPerson.get(person) ?? new RateWindow(1200, 60_000);
    this.#perPerson.set(person, perPerson);
    if (!this.#invocationsPerSecond.take(now) || !this.#invocationsPerMinute.take(now) || !perPerson.take(now)) {
      throw new Error(
        'Too many invocations: 1,200 per minute and person, 7,000 per minute and 300 per second and installation are allowed.',
      );
    }
  }
}
