// The Forge platform on a laptop: runs the unmodified app, with the genuine @forge packages, for any number of
// installations in one process. Everything that the platform decides (when, how often, as whom, how long) is decided
// here, on the host's clock and under injected faults; local/FIDELITY.md says how close each part is.

import type { Clock } from '../clock';
import { noFaults, type FaultLayer, type Faults } from '../faults';
import type { KeyValueBackend } from './disk';
import { least, VirtualDriver, WallDriver, type Driver, type Work } from './driver';
import { installGlobals } from './globals';
import { Installation, type InstallOptions, type Platform } from './installation';
import { documentedKvsLimits, type KvsLimits } from './kvs-endpoints';
import { forgetContexts } from './invocation';
import { countSharedWords, type Speak } from './language-model';
import type { Manifest } from './manifest';
import type { LogLine } from './runner';
import type { SeededScheduler } from './scheduler';
import { VirtualClock } from './virtual-clock';

export interface HostOptions {
  readonly clock: Clock;
  readonly storage: KeyValueBackend;
  readonly manifest: Manifest;
  /** Loads src/index; called once, after the globals are in place. */
  readonly load: () => Promise<object>;
  readonly faults?: Faults;
  /** Decides the order of concurrent calls by a seed; only with a virtual clock. */
  readonly scheduler?: SeededScheduler;
  readonly settings?: Partial<HostSettings>;
  /** What the language model says, where the manifest has one. Default: a plain stand-in. */
  readonly speak?: Speak;
  /** Sees each line that the app logs. */
  readonly onLog?: (line: LogLine) => void;
}

export interface HostSettings {
  /** How old the state is that a storage query answers from. */
  readonly queryLagMs: number;
  /** How long an expired value can still be read. */
  readonly expiryLagMs: number;
  /** By how much one call of a layer moves a virtual clock. Ignored with a scheduler, which has its own. */
  readonly callMs: Readonly<Partial<Record<FaultLayer, number>>>;
  readonly kvsLimits: KvsLimits;
  readonly mostParallel: number;
  /** Real time that code gets for work which the host does not see, before a virtual clock moves on. 0: there is none. */
  readonly graceMs: number;
}

const defaults: HostSettings = {
  queryLagMs: 1000,
  expiryLagMs: 48 * 3_600_000,
  // About what calls take on the platform; without it a minute's quota would be spent in no time at all.
  callMs: { jira: 100, kvs: 10, queue: 20, llm: 2_000 },
  kvsLimits: documentedKvsLimits,
  mostParallel: 8,
  graceMs: 50,
};

/** Of this process, until they are stopped. */
const openHosts = new Set<ForgeHost>();

export class ForgeHost {
  readonly installations: Installation[] = [];
  /** What the app did that the platform would not accept or the host does not know, each once. */
  readonly problems = new Set<string>();
  readonly driver: Driver;
  #activity = 0;
  #busy = 0;
  #background = 0;
  #ids = 0;
  #loaded: Promise<Readonly<Record<string, unknown>>> | undefined;
  readonly #backend: KeyValueBackend;

  private constructor(
    private readonly options: HostOptions,
    readonly manifest: Manifest,
    private readonly settings: HostSettings,
    private readonly boot: number,
  ) {
    const virtualClock = this.#virtualClock;
    this.#backend = this.#watched(options.storage);
    this.driver =
      virtualClock === undefined
        ? new WallDriver(options.clock, this.#work())
        : new VirtualDriver(virtualClock, this.#work(), options.scheduler, settings.graceMs);
  }

  static async create(options: HostOptions): Promise<ForgeHost> {
    installGlobals();
    // Ids stay unique over restarts on the same storage without being random.
    const boot = Number((await options.storage.get('host/boots')) ?? 0) + 1;
    await options.storage.write([['host/boots', String(boot)]]);
    const host = new ForgeHost(options, options.manifest, { ...defaults, ...options.settings }, boot);
    openHosts.add(host);
    return host;
  }

  async install(options: InstallOptions): Promise<Installation> {
    const installation = await Installation.open(options, this.#platform());
    this.installations.push(installation);
    this.driver.changed();
    return installation;
  }

  /** Delivers everything that waits, however long that takes on the clock. */
  settle(): Promise<void> {
    return this.driver.settle();
  }

  /** Lets time pass and everything happen that falls due, schedules included. */
  advance(ms: number): Promise<void> {
    return this.driver.advance(ms);
  }

  /** Lets time pass while nothing runs, as if this host had been off: what was due meanwhile fires once. */
  sleep(ms: number): Promise<void> {
    this.#virtualClock?.advance(ms);
    return this.driver.advance(0);
  }

  /** Fires a schedule of every installation now. */
  async runSchedule(moduleKey: string): Promise<void> {
    await this.driver.during(
      Promise.all(this.installations.map((installation) => installation.deliveries.runSchedule(moduleKey))),
    );
  }

  /** Delivers by itself from now on, on the wall clock. */
  start(): void {
    this.driver.start();
  }

  /** Stops delivering and closes the storage. What was under way is delivered again by the next host. */
  async stop(): Promise<void> {
    this.driver.stop();
    for (const installation of this.installations) installation.stopListening();
    const interrupted = this.installations.flatMap(({ runner }) => [...runner.running]);
    for (const invocation of interrupted) invocation.finish({ kind: 'killed' });
    await this.options.storage.close();
    openHosts.delete(this);
    // What was interrupted may still run to its next call, and has to find there that it is over.
    if (openHosts.size === 0 && interrupted.length === 0) forgetContexts();
  }

  get #virtualClock(): VirtualClock | undefined {
    return this.options.clock instanceof VirtualClock ? this.options.clock : undefined;
  }

  #platform(): Platform {
    const { clock, faults = noFaults, speak = countSharedWords, onLog } = this.options;
    return {
      backend: this.#backend,
      manifest: this.manifest,
      clock,
      virtualClock: this.#virtualClock,
      faults,
      speak,
      driver: this.driver,
      store: this.settings,
      kvsLimits: this.settings.kvsLimits,
      mostParallel: this.settings.mostParallel,
      pass: (layer) => this.#pass(layer),
      handlers: () => (this.#loaded ??= this.options.load().then((loaded) => ({ ...loaded }))),
      newId: () => `${this.boot}-${++this.#ids}`,
      line: (line) => onLog?.(line),
      problem: (text) => void this.problems.add(text),
      changed: () => {
        this.#activity++;
        this.driver.changed();
      },
      inBackground: (work) => {
        this.#background++;
        void work.finally(() => this.#background--);
      },
    };
  }

  async #pass(layer: FaultLayer): Promise<void> {
    this.#activity++;
    if (this.options.scheduler !== undefined) await this.options.scheduler.park();
    else this.#virtualClock?.advance(this.settings.callMs[layer] ?? 0);
  }

  #work(): Work {
    const all = <T>(pick: (installation: Installation) => T): T[] => this.installations.map(pick);
    const running = () => this.installations.flatMap(({ runner }) => runner.stillRunning());
    const activity = () => this.#activity;
    const busyCalls = () => this.#busy;
    const count = () =>
      this.#background +
      all(({ deliveries, runner }) => deliveries.running + runner.running.size).reduce((sum, size) => sum + size, 0);
    return {
      startDue: () => all(({ deliveries }) => deliveries.startDue()).reduce((sum, started) => sum + started, 0),
      nextLetterMs: () => least(all(({ deliveries }) => deliveries.nextLetterMs())),
      nextScheduleMs: () => least(all(({ deliveries }) => deliveries.nextScheduleMs())),
      earliestDeadlineMs: () => least(running().map(({ identity }) => identity.deadlineMs)),
      expire: () => void running(),
      get running() {
        return count();
      },
      get activity() {
        return activity();
      },
      get busyCalls() {
        return busyCalls();
      },
    };
  }

  /** The same backend; the driver sees that somebody waits for it. */
  #watched(backend: KeyValueBackend): KeyValueBackend {
    const watch = async <T>(work: Promise<T>): Promise<T> => {
      this.#busy++;
      this.#activity++;
      try {
        return await work;
      } finally {
        this.#busy--;
        this.#activity++;
      }
    };
    return {
      get: (key) => watch(backend.get(key)),
      write: (changes) => watch(backend.write(changes)),
      range: (from, before, limit) => watch(backend.range(from, before, limit)),
      close: () => backend.close(),
    };
  }
}
