// Makes the interleaving of concurrent invocations a matter of a seed: every call of every invocation parks here, and
// one at a time is woken, chosen among the few that would be next. Two workers that race for a lease meet in all the
// orders that real latency can produce, and the same seed produces the same order again.

import { seededRandom } from '../faults';
import type { VirtualClock } from './virtual-clock';

interface Parked {
  readonly atMs: number;
  readonly wake: () => void;
}

interface SchedulerOptions {
  /** A call takes 1 to this many milliseconds. */
  readonly maxLatencyMs: number;
  /** How many of the earliest calls may overtake each other. */
  readonly overtaking: number;
}

export class SeededScheduler {
  readonly #random: () => number;
  readonly #parked: Parked[] = [];

  constructor(
    seed: number,
    private readonly clock: VirtualClock,
    private readonly options: SchedulerOptions = { maxLatencyMs: 5, overtaking: 3 },
  ) {
    this.#random = seededRandom(seed);
  }

  park(): Promise<void> {
    const atMs = this.clock.now() + 1 + Math.floor(this.#random() * this.options.maxLatencyMs);
    return new Promise((wake) => this.#parked.push({ atMs, wake }));
  }

  /** Wakes one call and moves the clock to its time. False when none is parked. */
  wakeOne(): boolean {
    if (this.#parked.length === 0) return false;
    this.#parked.sort((one, other) => one.atMs - other.atMs);
    const choice = Math.floor(this.#random() * Math.min(this.options.overtaking, this.#parked.length));
    const [parked] = this.#parked.splice(choice, 1);
    if (parked === undefined) return false;
    this.clock.advanceTo(parked.atMs);
    parked.wake();
    return true;
  }
}
