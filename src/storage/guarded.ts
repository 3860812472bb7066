// One guarded record with its type: parsed when read, written only over the version that was read. `change` is for
// short updates that may simply be tried again; a scan keeps the version itself, since losing a race means losing the lease.

import * as v from 'valibot';
import { AppError } from '../errors';
import type { GuardedRecord, Kv } from './kv';

export interface Versioned<T> {
  /** 0: there is no record yet. */
  readonly version: number;
  readonly value: T;
}

export class Guarded<T> {
  constructor(
    private readonly kv: Kv,
    readonly key: string,
    private readonly schema: v.GenericSchema<unknown, T>,
    private readonly newId: () => string,
  ) {}

  async read(): Promise<Versioned<T> | null> {
    return this.parse(await this.kv.readGuarded(this.key));
  }

  /** In one request with values. For screens only: the record may be a moment old. */
  async readBeside(keys: readonly string[]): Promise<{
    readonly values: ReadonlyMap<string, unknown>;
    readonly record: Versioned<T> | null;
  }> {
    const { values, records } = await this.kv.readBeside(keys, [this.key]);
    return { values, record: this.parse(records.get(this.key)) };
  }

  /** What was read under this key together with others. */
  parse(record: GuardedRecord | null | undefined): Versioned<T> | null {
    if (record === null || record === undefined) return null;
    const parsed = v.safeParse(this.schema, record.value);
    if (!parsed.success) throw new AppError('DAMAGED', 'A stored record cannot be read.');
    return { version: record.version, value: parsed.output };
  }

  /** False: somebody else was faster. */
  async swap(expectedVersion: number, value: T): Promise<boolean> {
    return this.kv.swapGuarded(this.key, expectedVersion, value, this.newId());
  }

  /** `next` may run several times and must not do anything but compute. Null from it means: leave it as it is. */
  async change(next: (current: T | null) => T | null): Promise<T | null> {
    for (let attempt = 0; attempt < maxRaces; attempt++) {
      const current = await this.read();
      const value = next(current?.value ?? null);
      if (value === null) return current?.value ?? null;
      if (await this.swap(current?.version ?? 0, value)) return value;
    }
    throw new AppError('CONFLICT', 'Somebody else is changing the same thing. Please try again.');
  }

  delete(): Promise<void> {
    return this.kv.deleteGuarded(this.key);
  }

  /** Only what was read. False: somebody has changed it since. */
  deleteAt(version: number): Promise<boolean> {
    return this.kv.deleteGuardedAt(this.key, version);
  }
}

const maxRaces = 8;
