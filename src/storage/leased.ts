// A guarded record in the hands of the one invocation that may work on it. Every save is conditional on the version that
// this invocation wrote last: when it fails, somebody cancelled or took over, and this invocation stops at once.

import { LeaseLost } from '../scan/leased-scan';
import type { Guarded } from './guarded';

export class Leased<T> {
  private constructor(
    private readonly record: Guarded<T>,
    private version: number,
    private current: T,
  ) {}

  /** Null when somebody else was faster. */
  static async take<T>(record: Guarded<T>, version: number, leased: T): Promise<Leased<T> | null> {
    return (await record.swap(version, leased)) ? new Leased(record, version + 1, leased) : null;
  }

  get value(): T {
    return this.current;
  }

  /** Goes into the next save: for what would be found out again after a kill. */
  note(next: T): void {
    this.current = next;
  }

  /** @throws LeaseLost */
  async save(next: T): Promise<void> {
    if (!(await this.record.swap(this.version, next))) throw new LeaseLost('The record was changed by somebody else.');
    this.version++;
    this.current = next;
  }
}
