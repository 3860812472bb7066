// Time as an argument. The local host runs on the wall clock when people use it and on a virtual clock in tests,
// so that a night of schedules and rate-limit pauses passes in milliseconds and the same way each time.

export interface Clock {
  /** Milliseconds since 1970-01-01T00:00Z. */
  now(): number;
  /** Resolves once `now()` has reached `atMs`. */
  until(atMs: number): Promise<void>;
}

export const wallClock: Clock = {
  now: () => Date.now(),
  until: (atMs) => new Promise((resolve) => setTimeout(resolve, Math.max(0, atMs - Date.now()))),
};
