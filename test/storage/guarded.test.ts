// Guarded records under races: whoever writes last must have read what was written before.

import fc from 'fast-check';
import * as v from 'valibot';
import { Guarded } from '../../src/storage/guarded';
import type { GuardedRecord, Kv } from '../../src/storage/kv';

interface Cell {
  readonly version: number;
  readonly value: unknown;
  readonly writer: string;
}

/** Strict and single-key atomic, as Forge promises; every call waits for the scheduler. */
function scheduledKv(scheduler: fc.Scheduler): Kv {
  const cells = new Map<string, Cell>();
  const turn = <T>(work: () => T): Promise<T> => scheduler.schedule(Promise.resolve()).then(work);
  const unused = (): never => {
    throw new Error('This test does not use it.');
  };
  return {
    readGuarded: (key) => turn((): GuardedRecord | null => cells.get(key) ?? null),
    swapGuarded: (key, expectedVersion, value, writer) =>
      turn(() => {
        if ((cells.get(key)?.version ?? 0) !== expectedVersion) return false;
        cells.set(key, { version: expectedVersion + 1, value, writer });
        return true;
      }),
    deleteGuarded: (key) => turn(() => void cells.delete(key)),
    deleteGuardedAt: unused,
    readValues: unused,
    readBeside: unused,
    writeValues: unused,
    deleteValues: unused,
    keysUnder: unused,
    guardedUnder: unused,
    secretOnce: unused,
  };
}

describe('a guarded record', () => {
  it('loses no change of up to five people at once, in any order of their reads and writes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.integer({ min: 2, max: 5 }), async (scheduler, people) => {
        const kv = scheduledKv(scheduler);
        let ids = 0;
        const record = new Guarded(kv, 'counter', v.array(v.number()), () => String(++ids));
        const changes = Array.from({ length: people }, (_, person) =>
          record.change((current) => [...(current ?? []), person]),
        );
        await scheduler.waitFor(Promise.all(changes));
        const stored = await scheduler.waitFor(record.read());
        expect([...(stored?.value ?? [])].sort()).toEqual(Array.from({ length: people }, (_, person) => person));
        expect(stored?.version).toBe(people);
      }),
      { numRuns: 300 },
    );
  });
});
