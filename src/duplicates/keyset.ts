// Where a person is in an ordered list, as text for the page. It names the last row that was shown, never a position: how
// many rows were passed over because they are hidden would be told by a position.

import * as v from 'valibot';
import { AppError } from '../errors';

/** What rows are ordered by; smaller comes first, member by member. */
export type SortKey = readonly number[];

const keySchema = v.pipe(v.array(v.number()), v.minLength(1), v.maxLength(8));

export function keyText(key: SortKey): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

/** @throws AppError */
function parseKey(text: string): SortKey {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), keySchema), Buffer.from(text, 'base64url').toString());
  if (!parsed.success) throw new AppError('BAD_INPUT', 'The cursor is not one that this list gave.');
  return parsed.output;
}

function compareKeys(x: SortKey, y: SortKey): number {
  for (const [index, value] of x.entries()) {
    const other = y[index] ?? 0;
    if (value !== other) return value < other ? -1 : 1;
  }
  return 0;
}

/** Sorted, and without what comes before the cursor or at it. */
export function after<T>(items: readonly T[], keyOf: (item: T) => SortKey, cursor: string | null): T[] {
  const last = cursor === null ? null : parseKey(cursor);
  return items
    .map((item) => ({ item, key: keyOf(item) }))
    .filter(({ key }) => last === null || compareKeys(key, last) > 0)
    .sort((x, y) => compareKeys(x.key, y.key))
    .map(({ item }) => item);
}
