// A scan in the hands of the one delivery that may work on it. Every save is conditional on the version that this
// delivery wrote last: when it fails, somebody cancelled, resumed or took over, and this delivery stops at once.

import type { Guarded } from '../storage/guarded';
import type { Scan } from './scan';

/** Not a failure: the work belongs to somebody else now. */
export class LeaseLost extends Error {
  override readonly name = 'LeaseLost';
}

export class LeasedScan {
  private constructor(
    private readonly record: Guarded<Scan>,
    private version: number,
    private current: Scan,
  ) {}

  /** Null when somebody else was faster. */
  static async take(record: Guarded<Scan>, version: number, leased: Scan): Promise<LeasedScan | null> {
    return (await record.swap(version, leased)) ? new LeasedScan(record, version + 1, leased) : null;
  }

  get scan(): Scan {
    return this.current;
  }

  /** @throws LeaseLost */
  async save(next: Scan): Promise<void> {
    if (!(await this.record.swap(this.version, next))) throw new LeaseLost('The scan was changed by somebody else.');
    this.version++;
    this.current = next;
  }
}
