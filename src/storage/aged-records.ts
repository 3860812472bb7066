// Records of what was done in Jira, which no list names once people have done more: found by their keys and removed by their
// age. Nobody can take them back any more, so nothing that a screen shows rests on them.

import * as v from 'valibot';
import { guardedKeys } from './keys';
import type { Kv } from './kv';

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
