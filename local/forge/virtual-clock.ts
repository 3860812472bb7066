// A clock that stands still until somebody moves it. Whoever waits for a moment is woken in the order of time, and
// never sees a clock that has run past it; so a night of retries and schedules passes in milliseconds, always alike.

import type { Clock } from '../clock';

interface Waiter {
  readonly atMs: number;
  readonly order: number;
  readonly wake: () => void;
  /** Set by app code with setTimeout: possibly a guard that is meant never to ring. */
  readonly isAppTimer: boolean;
}

export class VirtualClock implements Clock {
  #nowMs: number;
  #order = 0;
  readonly #waiters: Waiter[] = [];

  /** Starts at a fixed Monday morning (2026-01-05T08:00Z) unless told otherwise, so that runs are comparable. */
  constructor(startMs = Date.UTC(2026, 0, 5, 8)) {
    this.#nowMs = startMs;
  }

  now(): number {
    return this.#nowMs;
  }

  until(atMs: number): Promise<void> {
    if (atMs <= this.#nowMs) return Promise.resolve();
    return new Promise((resolve) => {
      this.at(atMs, resolve);
    });
  }

  /** Calls `wake` once at `atMs`. Returns the way to cancel. */
  at(atMs: number, wake: () => void, isAppTimer = false): () => void {
    const waiter: Waiter = { atMs, order: this.#order++, wake, isAppTimer };
    let index = this.#waiters.length;
    while (index > 0 && isBefore(waiter, this.#waiters[index - 1])) index--;
    this.#waiters.splice(index, 0, waiter);
    return () => {
      const place = this.#waiters.indexOf(waiter);
      if (place >= 0) this.#waiters.splice(place, 1);
    };
  }

  /** The moment of the earliest waiter. */
  get nextWake(): { readonly atMs: number; readonly isAppTimer: boolean } | undefined {
    return this.#waiters[0];
  }

  advance(ms: number): void {
    this.advanceTo(this.#nowMs + ms);
  }

  advanceTo(atMs: number): void {
    for (;;) {
      const first = this.#waiters[0];
      if (first === undefined || first.atMs > atMs) break;
      this.#waiters.shift();
      this.#nowMs = Math.max(this.#nowMs, first.atMs);
      first.wake();
    }
    this.#nowMs = Math.max(this.#nowMs, atMs);
  }
}

function isBefore(one: Waiter, other: Waiter | undefined): boolean {
  return other !== undefined && (one.atMs < other.atMs || (one.atMs === other.atMs && one.order < other.order));
}
