// Records of what was done in Jira, which no list names once people have done more, and some of which no list ever named:
// found by their keys, by whoever did it, and removed by their age. What is removed nobody can take back any more, so
// nothing that a screen shows rests on it.

import * as v from 'valibot';
import { guardedKeys } from './keys';
import type { Kv } from './kv';

const ownedSchema = v.object({ by: v.string() });
const datedSchema = v.object({ atMs: v.number() });

/** What was removed. A record without a date is left alone: it is not ours to understand. */
export async function removeDeedsBefore(beforeMs: number, kv: Kv): Promise<number> {
  let removed = 0;
  for (const prefix of [guardedKeys.action(''), guardedKeys.repair('')]) {
    for await (const { key, value } of kv.guardedUnder(prefix)) {
      const dated = v.safeParse(datedSchema, value);
      if (!dated.success || dated.output.atMs >= beforeMs) continue;
      await kv.deleteGuarded(key);
      removed++;
    }
  }
  return removed;
}

/** The ids of the actions that this account id stands in. */
export async function actionsBy(accountId: string, kv: Kv): Promise<readonly string[]> {
  const prefix = guardedKeys.action('');
  const ids: string[] = [];
  for await (const { key, value } of kv.guardedUnder(prefix)) {
    const owned = v.safeParse(ownedSchema, value);
    if (owned.success && owned.output.by === accountId) ids.push(key.slice(prefix.length));
  }
  return ids;
}
