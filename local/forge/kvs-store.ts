// The values of one installation: reads are strict, queries see an older state, expired values go away late.
// Everything that reads before it writes runs alone (`exclusive`), since one key is changed atomically on the platform.

import { afterPrefix, type Change, type KeyValueBackend } from './disk';
import type { Meters } from './meters';

/** `kv`, `secret`, or `entity/NAME`. */
export type Space = string;

export interface StoredValue {
  readonly key: string;
  /** Serialised: most values are only handed on, and large. */
  readonly text: string;
  readonly bytes: number;
  /** The value, read out of its text at each use. */
  readonly value: unknown;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly expiresAtMs?: number;
}

export interface Write {
  readonly space: Space;
  readonly key: string;
  /** Serialised; undefined deletes. */
  readonly text: string | undefined;
  readonly ttlMs?: number | undefined;
}

/** `text` is the serialised value, of `bytes`, so that its size is known without serialising again. */
interface Row {
  readonly text: string;
  readonly bytes: number;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly expiresAtMs?: number;
}

export interface StoreSettings {
  /** How old the state is that a query answers from. */
  readonly queryLagMs: number;
  /** How long an expired value is still there; the platform promises 48 hours at most. */
  readonly expiryLagMs: number;
}

/** Earlier states are kept this long for queries. */
const historyMs = 300_000;

export class KvsStore {
  /** Of each recently changed row: what it was before each change. */
  readonly #history = new Map<string, { readonly atMs: number; readonly before: string | undefined }[]>();
  #tail: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly backend: KeyValueBackend,
    private readonly prefix: string,
    private readonly settings: StoreSettings,
    private readonly meters: Meters,
    private readonly nowMs: () => number,
  ) {}

  async get(space: Space, key: string): Promise<StoredValue | undefined> {
    return this.#read(key, await this.backend.get(this.#address(space, key)));
  }

  exclusive<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#tail.then(work, work);
    this.#tail = turn.catch(() => undefined);
    return turn;
  }

  /** All or nothing. Call it inside `exclusive`. */
  async write(writes: readonly Write[]): Promise<void> {
    const now = this.nowMs();
    const changes: Change[] = [];
    for (const { space, key, text, ttlMs } of writes) {
      const address = this.#address(space, key);
      const before = await this.backend.get(address);
      this.#remember(address, before, now);
      const old = before === undefined ? undefined : rowOf(before);
      const bytes = text === undefined ? 0 : Buffer.byteLength(text);
      this.meters.storageBytes += bytes - (old?.bytes ?? 0);
      this.meters.writtenBytes += bytes;
      if (text === undefined) changes.push([address, undefined]);
      else {
        const row: Row = {
          text,
          bytes,
          createdAt: old?.createdAt ?? now,
          updatedAt: now,
          ...(ttlMs === undefined ? {} : { expiresAtMs: now + ttlMs }),
        };
        changes.push([address, textOf(row)]);
      }
    }
    await this.backend.write(changes);
  }

  /** The keys after `afterKey` that begin with `keyPrefix`, as they were `lagMs` ago or longer if the settings say so. */
  async scan(
    space: Space,
    keyPrefix: string,
    afterKey: string | undefined,
    limit: number,
    lagMs = 0,
  ): Promise<StoredValue[]> {
    const from = this.#address(space, afterKey === undefined ? keyPrefix : afterKey + '\0');
    const before = afterPrefix(this.#address(space, keyPrefix));
    const rows = new Map(
      await this.backend.range(from, before, limit === Infinity ? limit : limit + this.#history.size),
    );
    const asOf = this.nowMs() - Math.max(lagMs, this.settings.queryLagMs);
    for (const [address, versions] of this.#history) {
      if (address < from || address >= before) continue;
      const next = versions.find((version) => version.atMs > asOf);
      if (next === undefined) continue;
      if (next.before === undefined) rows.delete(address);
      else rows.set(address, next.before);
    }
    const start = this.#address(space, '').length;
    return [...rows]
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .flatMap(([address, text]) => this.#read(address.slice(start), text) ?? [])
      .slice(0, limit);
  }

  /** Everything that is stored, for inspection: address without the installation, and value. */
  async dump(): Promise<Record<string, unknown>> {
    const rows = await this.backend.range(this.prefix, afterPrefix(this.prefix));
    const entries = rows.map(([address, text]) => [address.slice(this.prefix.length), this.#read('', text)] as const);
    return Object.fromEntries(
      entries.flatMap(([address, stored]) => (stored === undefined ? [] : [[address, stored.value]])),
    );
  }

  async measure(): Promise<void> {
    const rows = await this.backend.range(this.prefix, afterPrefix(this.prefix));
    this.meters.storageBytes = rows.reduce((sum, [, text]) => sum + rowOf(text).bytes, 0);
  }

  async clear(): Promise<void> {
    const rows = await this.backend.range(this.prefix, afterPrefix(this.prefix));
    await this.backend.write(rows.map(([address]) => [address, undefined]));
    this.#history.clear();
    this.meters.storageBytes = 0;
  }

  #address(space: Space, key: string): string {
    return `${this.prefix}${space}/${key}`;
  }

  #read(key: string, text: string | undefined): StoredValue | undefined {
    if (text === undefined) return undefined;
    const row = rowOf(text);
    if (row.expiresAtMs !== undefined && this.nowMs() >= row.expiresAtMs + this.settings.expiryLagMs) return undefined;
    const { bytes, createdAt, updatedAt, expiresAtMs } = row;
    return {
      key,
      text: row.text,
      bytes,
      get value() {
        return JSON.parse(row.text) as unknown;
      },
      createdAt,
      updatedAt,
      ...(expiresAtMs === undefined ? {} : { expiresAtMs }),
    };
  }

  #remember(address: string, before: string | undefined, now: number): void {
    const versions = this.#history.get(address) ?? [];
    versions.push({ atMs: now, before });
    this.#history.delete(address);
    this.#history.set(address, versions);
    // The map is in the order of the last change, so the outdated ones are at its start.
    for (const [old, { length, [length - 1]: last }] of this.#history) {
      if (last === undefined || last.atMs > now - historyMs) break;
      this.#history.delete(old);
    }
  }
}

/** As it lies in the backend: a line about the value, and behind it the value as it is, because values are large. */
function textOf({ text, ...about }: Row): string {
  return `${JSON.stringify(about)}\n${text}`;
}

/** Rows of older folders do not say their bytes; those of the oldest are one JSON object, in which no line ends. */
function rowOf(stored: string): Row {
  const end = stored.indexOf('\n');
  const text = end < 0 ? '' : stored.slice(end + 1);
  const about = JSON.parse(end < 0 ? stored : stored.slice(0, end)) as Partial<Row> &
    Pick<Row, 'createdAt' | 'updatedAt'>;
  const row = { text, ...about };
  return { ...row, bytes: row.bytes ?? Buffer.byteLength(row.text) };
}
