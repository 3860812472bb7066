// A store in memory that keeps the promises of the real contact: guarded records change only over the version that was
// read. Every call waits for `gate`, so that a test decides in which order concurrent calls take effect.

import type { GuardedRecord, Kv } from '../../src/storage/kv';

export function memoryKv(gate: () => Promise<void> = () => Promise.resolve()): Kv {
  const records = new Map<string, GuardedRecord>();
  const values = new Map<string, string>();
  const secrets = new Map<string, string>();
  return {
    async readValues(keys) {
      await gate();
      return new Map(keys.flatMap((key) => (values.has(key) ? [[key, values.get(key)] as const] : [])));
    },
    async readBeside(keys, guardedKeys) {
      await gate();
      const found = keys.flatMap((key) => (values.has(key) ? [[key, values.get(key)] as const] : []));
      const guarded = guardedKeys.flatMap((key) => {
        const record = structuredClone(records.get(key));
        return record === undefined ? [] : [[key, record] as const];
      });
      return { values: new Map(found), records: new Map(guarded) };
    },
    async writeValues(items) {
      await gate();
      for (const { key, value } of items) values.set(key, value);
    },
    async deleteValues(keys) {
      await gate();
      for (const key of keys) values.delete(key);
    },
    async keysUnder(prefix) {
      await gate();
      return [...values.keys()].filter((key) => key.startsWith(prefix)).slice(0, 100);
    },
    async *guardedUnder(prefix) {
      await gate();
      for (const [key, { value }] of records) if (key.startsWith(prefix)) yield { key, value };
    },
    async readGuarded(key) {
      await gate();
      return structuredClone(records.get(key)) ?? null;
    },
    async swapGuarded(key, expectedVersion, value) {
      await gate();
      if ((records.get(key)?.version ?? 0) !== expectedVersion) return false;
      records.set(key, { version: expectedVersion + 1, value: structuredClone(value) });
      return true;
    },
    async deleteGuarded(key) {
      await gate();
      records.delete(key);
    },
    async deleteGuardedAt(key, version) {
      await gate();
      if (records.has(key) && records.get(key)?.version !== version) return false;
      records.delete(key);
      return true;
    },
    async secretOnce(key, offered) {
      await gate();
      if (!secrets.has(key)) secrets.set(key, offered);
      return secrets.get(key) ?? offered;
    },
  };
}
