// Who makes time pass. On the virtual clock nothing moves by itself: the driver lets the app run until everybody waits,
// then wakes the next one or moves the clock to the next moment that matters. On the wall clock it only sets a timer
// for the next due delivery.

import type { Clock } from '../clock';
import type { SeededScheduler } from './scheduler';
import type { VirtualClock } from './virtual-clock';

/** What there is to deliver, over all installations of a host. */
export interface Work {
  /** Starts every delivery that is due now. Answers how many. */
  startDue(): number;
  /** When the next letter of a queue or a trigger is due; undefined when none waits. */
  nextLetterMs(): number | undefined;
  nextScheduleMs(): number | undefined;
  /** Invocations and deliveries under way. */
  readonly running: number;
  /** Reads and writes that wait for a real disk. */
  readonly busyCalls: number;
  /** Counts up with everything that happens. */
  readonly activity: number;
  earliestDeadlineMs(): number | undefined;
  /** Ends invocations whose time is over. */
  expire(): void;
}

export interface Driver {
  /** Answers what the work answers, and meanwhile lets as much time pass as it needs. Delivers nothing. */
  during<T>(work: Promise<T>): Promise<T>;
  /** Delivers until no letter waits. Schedules fire only if they are due on the way. */
  settle(): Promise<void>;
  /** Lets `ms` pass and delivers everything that becomes due, schedules included. */
  advance(ms: number): Promise<void>;
  /** Something new may be due. */
  changed(): void;
  /** Delivers by itself from now on; only on the wall clock. */
  start(): void;
  stop(): void;
}

/** Macrotask turns without any activity after which everybody is taken to be waiting. */
const quietTurns = 3;
const mostDeliveries = 100_000;

interface Demand {
  readonly delivers: boolean;
  readonly untilMs: number | undefined;
  isDone(): boolean;
}

export class VirtualDriver implements Driver {
  readonly #demands = new Set<Demand>();
  #loop: Promise<void> | undefined;

  constructor(
    private readonly clock: VirtualClock,
    private readonly work: Work,
    private readonly scheduler: SeededScheduler | undefined,
    /** Real time that app code gets for work outside of the host's sight, such as asynchronous compression. */
    private readonly graceMs: number,
  ) {}

  async during<T>(work: Promise<T>): Promise<T> {
    let isDone = false;
    const watched = work.finally(() => (isDone = true));
    // The caller awaits `work` below; this copy only reports its end.
    watched.catch(() => undefined);
    await this.#demand({ delivers: false, untilMs: undefined, isDone: () => isDone });
    return work;
  }

  settle(): Promise<void> {
    return this.#demand({
      delivers: true,
      untilMs: undefined,
      isDone: () => this.work.running === 0 && this.work.nextLetterMs() === undefined,
    });
  }

  advance(ms: number): Promise<void> {
    return this.#demand({ delivers: true, untilMs: this.clock.now() + ms, isDone: () => false });
  }

  changed(): void {
    // Nothing to do: the loop looks at each turn, and without a demand nothing is to be delivered.
  }

  start(): void {
    throw new Error('On a virtual clock deliveries happen in settle() and advance() only.');
  }

  stop(): void {
    this.#demands.clear();
  }

  async #demand(demand: Demand): Promise<void> {
    this.#demands.add(demand);
    try {
      while (this.#demands.has(demand)) {
        // One loop serves all callers, so that two of them never move the clock against each other.
        this.#loop ??= this.#run().finally(() => (this.#loop = undefined));
        await this.#loop;
      }
    } finally {
      this.#demands.delete(demand);
    }
  }

  /** Works until the first demand is met, so that its caller can go on. */
  async #run(): Promise<void> {
    let deliveries = 0;
    let quiet = 0;
    while (!this.#release((demand) => demand.isDone())) {
      if (this.#delivers) deliveries += this.work.startDue();
      if (deliveries > mostDeliveries)
        throw new Error(`The queue does not come to rest: ${mostDeliveries} deliveries.`);
      const before = this.work.activity;
      await turn();
      quiet = this.work.activity === before && this.work.busyCalls === 0 ? quiet + 1 : 0;
      if (quiet < quietTurns) continue;
      quiet = 0;
      if (this.#release((demand) => demand.isDone())) return;
      await this.#moveTime();
    }
  }

  get #delivers(): boolean {
    return [...this.#demands].some((demand) => demand.delivers);
  }

  #release(isMet: (demand: Demand) => boolean): boolean {
    const met = [...this.#demands].filter(isMet);
    for (const demand of met) this.#demands.delete(demand);
    return met.length > 0 || this.#demands.size === 0;
  }

  /** Everybody waits. Wakes one parked call, or goes to the next moment that matters. */
  async #moveTime(): Promise<void> {
    if (this.scheduler?.wakeOne() === true) return;
    const untilMs = least([...this.#demands].map((demand) => demand.untilMs));
    const wake = this.clock.nextWake;
    const letterMs = this.#delivers ? this.work.nextLetterMs() : undefined;
    const scheduleMs = untilMs === undefined ? undefined : this.work.nextScheduleMs();
    const nextMs = least([wake?.atMs, letterMs, scheduleMs]);
    if (untilMs !== undefined && (nextMs === undefined || nextMs > untilMs)) {
      if (this.clock.now() < untilMs) this.clock.advanceTo(untilMs);
      else if (this.work.running === 0 || !(await this.#somethingHappens()))
        this.#release((demand) => demand.untilMs === untilMs);
    } else if (nextMs === undefined) {
      // Only work that the host cannot see is left: a promise that never ends, or one that a thread is busy with.
      const deadlineMs = this.work.earliestDeadlineMs();
      if (!(await this.#somethingHappens()) && deadlineMs !== undefined) this.clock.advanceTo(deadlineMs);
    } else if (wake?.atMs !== nextMs || !wake.isAppTimer || !(await this.#somethingHappens())) {
      // A sleeping app may also be an app that guards real work with a timer: the work got its chance to win.
      this.clock.advanceTo(nextMs);
    }
    this.work.expire();
  }

  async #somethingHappens(): Promise<boolean> {
    if (this.graceMs === 0) return false;
    const before = this.work.activity;
    await new Promise((resolve) => setTimeout(resolve, this.graceMs));
    return this.work.activity !== before;
  }
}

export class WallDriver implements Driver {
  #isStarted = false;
  #timer: NodeJS.Timeout | undefined;
  readonly #settling = new Set<{ readonly done: () => void; readonly stopped: (error: Error) => void }>();

  constructor(
    private readonly clock: Clock,
    private readonly work: Work,
  ) {}

  during<T>(work: Promise<T>): Promise<T> {
    return work;
  }

  settle(): Promise<void> {
    return new Promise((done, stopped) => {
      this.#settling.add({ done, stopped });
      this.changed();
    });
  }

  async advance(ms: number): Promise<void> {
    const untilMs = this.clock.now() + ms;
    this.start();
    await this.clock.until(untilMs);
  }

  start(): void {
    this.#isStarted = true;
    this.changed();
  }

  stop(): void {
    this.#isStarted = false;
    clearTimeout(this.#timer);
    for (const { stopped } of this.#settling)
      stopped(new Error('The host was stopped before everything was delivered.'));
    this.#settling.clear();
  }

  changed(): void {
    if (!this.#isStarted && this.#settling.size === 0) return;
    this.work.startDue();
    clearTimeout(this.#timer);
    const letterMs = this.work.nextLetterMs();
    if (letterMs === undefined && this.work.running === 0) {
      for (const { done } of this.#settling) done();
      this.#settling.clear();
    }
    const nextMs = Math.min(letterMs ?? Infinity, this.work.nextScheduleMs() ?? Infinity);
    if (nextMs === Infinity || (!this.#isStarted && this.#settling.size === 0)) return;
    // Node's timers overflow beyond 24.8 days; an hour's look ahead is plenty, the timer is then set again.
    const delayMs = Math.min(3_600_000, Math.max(1, nextMs - this.clock.now()));
    this.#timer = setTimeout(() => this.changed(), delayMs);
  }
}

export function least(moments: readonly (number | undefined)[]): number | undefined {
  const known = moments.filter((ms) => ms !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
}

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
