// A scan in the hands of the one delivery that may work on it. Every save is conditional on the version that this
// delivery wrote last: when it fails, somebody cancelled, resumed or took over, and this delivery stops at once.

import type { Guarded, Versioned } from '../storage/guarded';
import type { Scan } from './scan-record';
import { traced } from './timeline';

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
  static async take(record: Guarded<Scan>, known: Versioned<Scan>, leased: Scan): Promise<LeasedScan | null> {
    const next = traced(known.value, leased);
    return (await record.swap(known.version, next)) ? new LeasedScan(record, known.version + 1, next) : null;
  }

  get scan(): Scan {
    return this.current;
  }

  /** @throws LeaseLost */
  async save(wanted: Scan): Promise<void> {
    const next = traced(this.current, wanted);
    if (!(await this.record.swap(this.version, next))) throw new LeaseLost('The scan was changed by somebody else.');
    this.version++;
    this.current = next;
  }
}
