// The only contact with Forge storage, narrowed to what this app relies on: values that are written once and never
// changed, and guarded records that several invocations may write. A guarded record changes only on the condition that
// its version is still the one that was read; when the outcome of a write is unknown, the record itself is asked.
// Not `query()` for anything that a screen or a step decides by: it is eventually consistent.

import { Filter, FilterConditions, ForgeKvsAPIError, kvs, WhereConditions } from '@forge/kvs';
import * as v from 'valibot';
import { AppError } from '../errors';
import { limits } from '../limits';
import { guardedEntity } from './keys';

interface StoredValue {
  readonly key: string;
  readonly value: string;
}

export interface GuardedRecord {
  /** From 1; the condition of the next write. */
  readonly version: number;
  readonly value: unknown;
}

export interface Kv {
  /** In batches; a key that is not there is missing from the answer. */
  readValues(keys: readonly string[]): Promise<ReadonlyMap<string, unknown>>;
  /** Values and, in the same batches, guarded records: each may be a moment old, or missing although it is there. */
  readBeside(
    keys: readonly string[],
    guardedKeys: readonly string[],
  ): Promise<{
    readonly values: ReadonlyMap<string, unknown>;
    readonly records: ReadonlyMap<string, GuardedRecord>;
  }>;
  /** In batches; throws unless every value is stored. Writing the same again changes nothing. */
  writeValues(values: readonly StoredValue[]): Promise<void>;
  deleteValues(keys: readonly string[]): Promise<void>;
  /** Up to 100 keys. May miss what was written a moment ago: for housekeeping only. */
  keysUnder(prefix: string): Promise<readonly string[]>;
  /** All guarded records whose keys begin so. May miss what was written a moment ago: for housekeeping only. */
  guardedUnder(prefix: string): AsyncIterable<{ readonly key: string; readonly value: unknown }>;
  readGuarded(key: string): Promise<GuardedRecord | null>;
  /** False: somebody else was faster. `expectedVersion` 0 creates. `writer` is new for every call. */
  swapGuarded(key: string, expectedVersion: number, value: unknown, writer: string): Promise<boolean>;
  deleteGuarded(key: string): Promise<void>;
  /** False: the record has another version by now. True as well when it is gone already. */
  deleteGuardedAt(key: string, version: number): Promise<boolean>;
  /** The first value that anybody offered. It is kept where only this app's code can read it. */
  secretOnce(key: string, offered: string): Promise<string>;
}

const recordSchema = v.object({ version: v.pipe(v.number(), v.integer()), writer: v.string(), value: v.unknown() });
type Stored = v.InferOutput<typeof recordSchema>;

export const forgeKv: Kv = {
  readValues: async (keys) => (await readBatches(keys, [])).values,

  async readBeside(keys, guardedKeys) {
    const { values, guarded } = await readBatches(keys, guardedKeys);
    const records = new Map<string, GuardedRecord>();
    for (const [key, stored] of guarded) {
      const { version, value } = recordOf(stored);
      records.set(key, { version, value });
    }
    return { values, records };
  },

  async writeValues(values) {
    for (const some of batches(values.map((item) => ({ ...item, bytes: item.value.length })))) {
      const items = some.map(({ key, value }) => ({ key, value }));
      const answer = await attempt(() => kvs.batchSet(items));
      const failed = new Set(answer.failedKeys.map(({ key }) => key));
      for (const item of items) if (failed.has(item.key)) await attempt(() => kvs.set(item.key, item.value));
    }
  },

  async deleteValues(keys) {
    for (const some of batches(keys.map((key) => ({ key, bytes: 0 })))) {
      const answer = await attempt(() => kvs.batchDelete(some.map(({ key }) => ({ key }))));
      for (const { key } of answer.failedKeys) await attempt(() => kvs.delete(key));
    }
  },

  async keysUnder(prefix) {
    const found = await attempt(() =>
      kvs.query().where('key', WhereConditions.beginsWith(prefix)).limit(100).getMany(),
    );
    return found.results.map(({ key }) => key);
  },

  async *guardedUnder(prefix) {
    // Forge brings an index by key with every entity.
    const query = kvs.entity<Stored>(guardedEntity).query().index('by-key').where(WhereConditions.beginsWith(prefix));
    for (let cursor: string | undefined, isLast = false; !isLast;) {
      const asked = cursor === undefined ? query.limit(100) : query.limit(100).cursor(cursor);
      const page = await attempt(() => asked.getMany());
      for (const { key, value } of page.results) yield { key, value: recordOf(value).value };
      cursor = page.nextCursor;
      isLast = cursor === undefined;
    }
  },

  readGuarded: async (key) => {
    const stored = await readStored(key);
    return stored === null ? null : { version: stored.version, value: stored.value };
  },

  async swapGuarded(key, expectedVersion, value, writer) {
    const next: Stored = { version: expectedVersion + 1, writer, value };
    try {
      if (expectedVersion === 0) {
        await kvs.entity<Stored>(guardedEntity).set(key, next, { keyPolicy: 'FAIL_IF_EXISTS' });
      } else {
        const conditions = new Filter<Stored>().and('version', FilterConditions.equalTo(expectedVersion));
        await kvs.transact().set(key, next, { entityName: guardedEntity, conditions }).execute();
      }
      return true;
    } catch (error) {
      // Refused, or applied while the answer got lost: both look alike from here, the record tells them apart.
      const stored = await readStored(key);
      if (stored?.version === next.version && stored.writer === writer) return true;
      if ((stored?.version ?? 0) !== expectedVersion) return false;
      throw storageError(error);
    }
  },

  deleteGuarded: (key) => attempt(() => kvs.entity(guardedEntity).delete(key)),

  async deleteGuardedAt(key, version) {
    try {
      const conditions = new Filter<Stored>().and('version', FilterConditions.equalTo(version));
      await kvs.transact().delete(key, { entityName: guardedEntity, conditions }).execute();
      return true;
    } catch (error) {
      // Refused, or applied while the answer got lost: the record itself knows.
      const stored = await readStored(key);
      if (stored === null) return true;
      if (stored.version !== version) return false;
      throw storageError(error);
    }
  },

  async secretOnce(key, offered) {
    const known = await attempt(() => kvs.getSecret<string>(key));
    if (known !== undefined) return known;
    try {
      await kvs.setSecret(key, offered, { keyPolicy: 'FAIL_IF_EXISTS' });
    } catch (error) {
      // Somebody offered first, or ours was taken and the answer got lost: the read below knows.
      if (!(error instanceof ForgeKvsAPIError)) throw storageError(error);
    }
    const kept = await attempt(() => kvs.getSecret<string>(key));
    if (kept === undefined) throw new AppError('STORAGE_UNAVAILABLE', 'The storage did not keep a value.');
    return kept;
  },
};

async function readBatches(
  keys: readonly string[],
  guardedKeys: readonly string[],
): Promise<{ values: ReadonlyMap<string, unknown>; guarded: ReadonlyMap<string, unknown> }> {
  const values = new Map<string, unknown>();
  const guarded = new Map<string, unknown>();
  const beside = guardedKeys.map((key) => ({ key, entityName: guardedEntity }));
  const items = [...beside, ...keys.map((key) => ({ key }))].map((item) => ({ item, bytes: limits.maxValueBytes }));
  for (const some of batches(items)) {
    const answer = await attempt(() => kvs.batchGet<unknown>(some.map(({ item }) => item)));
    for (const { key, entityName, value } of answer.successfulKeys) {
      (entityName === undefined ? values : guarded).set(key, value);
    }
    // A batch may miss what a strict read finds; only that one may say that a value is not there.
    for (const { item } of some) {
      if ('entityName' in item || values.has(item.key)) continue;
      const value = await attempt(() => kvs.get<unknown>(item.key));
      if (value !== undefined) values.set(item.key, value);
    }
  }
  return { values, guarded };
}

async function readStored(key: string): Promise<Stored | null> {
  const stored = await attempt(() => kvs.entity<unknown>(guardedEntity).get(key));
  return stored === undefined ? null : recordOf(stored);
}

function recordOf(stored: unknown): Stored {
  const parsed = v.safeParse(recordSchema, stored);
  if (!parsed.success) throw new AppError('DAMAGED', 'A stored record cannot be read.');
  return parsed.output;
}

/** Everything that is asked through this may happen twice, so a passing fault is worth another try on the spot. */
async function attempt<T>(work: () => Promise<T>): Promise<T> {
  for (let triesLeft = limits.storageTries - 1; ; triesLeft--) {
    try {
      return await work();
    } catch (error) {
      if (triesLeft === 0 || !isPassing(error)) throw storageError(error);
    }
  }
}

/** A refusal stays one, and whoever asks too much has to wait; no answer or a broken one may be bad luck. */
function isPassing(error: unknown): boolean {
  return !(error instanceof ForgeKvsAPIError) || error.responseDetails.status >= 500;
}

function storageError(error: unknown): AppError {
  const { code, status } =
    error instanceof ForgeKvsAPIError
      ? { code: error.code, status: error.responseDetails.status }
      : { code: 'NO_ANSWER', status: null };
  const message =
    status === 413
      ? `The storage did not take a value because of its size (${code}).`
      : `The storage cannot answer at the moment (${code}).`;
  return new AppError('STORAGE_UNAVAILABLE', message, {
    cause: error,
    ...(status === 429 ? { retryAfterSeconds: 60 } : {}),
  });
}

/** Within both limits of a batch call: number of keys and total size. */
function batches<T extends { readonly bytes: number }>(items: readonly T[]): T[][] {
  const result: T[][] = [];
  let bytes = 0;
  for (const item of items) {
    const last = result.at(-1);
    if (last === undefined || last.length >= limits.maxBatchKeys || bytes + item.bytes > limits.maxBatchBytes) {
      result.push([item]);
      bytes = item.bytes;
    } else {
      last.push(item);
      bytes += item.bytes;
    }
  }
  return result;
}
