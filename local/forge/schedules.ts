// When the scheduled triggers of one installation fire. The next moment of each is kept in the backend, so a host that
// was switched off fires once when it comes back, not once per missed interval.

import type { KeyValueBackend } from './disk';
import type { Schedule } from './manifest';

export class Schedules {
  readonly #nextMs = new Map<string, number>();

  private constructor(
    private readonly backend: KeyValueBackend,
    private readonly prefix: string,
    private readonly schedules: readonly Schedule[],
  ) {}

  /** A new schedule fires within its first interval, at a place that depends on the installation: the platform spreads them. */
  static async open(
    backend: KeyValueBackend,
    prefix: string,
    schedules: readonly Schedule[],
    nowMs: number,
  ): Promise<Schedules> {
    const opened = new Schedules(backend, prefix, schedules);
    for (const { key, intervalMs } of schedules) {
      const stored = await backend.get(prefix + key);
      const nextMs =
        stored === undefined ? nowMs + 1 + (spread(prefix + key) % Math.min(intervalMs, 300_000)) : Number(stored);
      opened.#nextMs.set(key, nextMs);
      if (stored === undefined) await backend.write([[prefix + key, String(nextMs)]]);
    }
    return opened;
  }

  get nextMs(): number | undefined {
    return this.#nextMs.size === 0 ? undefined : Math.min(...this.#nextMs.values());
  }

  /** The schedules that are due, each moved to its next moment. */
  takeDue(nowMs: number): Schedule[] {
    const due = this.schedules.filter(({ key }) => (this.#nextMs.get(key) ?? Infinity) <= nowMs);
    for (const { key, intervalMs } of due) this.#nextMs.set(key, nowMs + intervalMs);
    return due;
  }

  /** Writes down the moments that `takeDue` has set. */
  async remember(): Promise<void> {
    await this.backend.write([...this.#nextMs].map(([key, ms]) => [this.prefix + key, String(ms)]));
  }
}

function spread(text: string): number {
  let sum = 7;
  for (let index = 0; index < text.length; index++) sum = (Math.imul(sum, 31) + text.charCodeAt(index)) >>> 0;
  return sum;
}
