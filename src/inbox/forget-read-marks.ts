// What people read on their bell so long ago that nothing of it is told any more: a notice is older than its reading, and
// notices older than retention are not told. Mutes and followed spaces are wishes, and stay.

import type { Stores } from '../storage/stores';
import type { InboxRecord } from './inbox-record';

/** The number of people whose marks went. */
export async function forgetReadMarks(
  beforeMs: number,
  stores: Pick<Stores, 'people' | 'peekPeople' | 'inbox'>,
): Promise<number> {
  const accountIds = (await stores.people.read())?.value.accountIds ?? [];
  const past = (await stores.peekPeople(accountIds)).filter(({ inbox }) => inbox !== null && isPast(inbox, beforeMs));
  for (const { accountId } of past) {
    await stores
      .inbox(accountId)
      .change((current) =>
        current === null || !isPast(current, beforeMs)
          ? null
          : { ...current, readBeforeMs: 0, readIds: [], readAtMs: 0 },
      );
  }
  return past.length;
}

function isPast({ readAtMs }: InboxRecord, beforeMs: number): boolean {
  return readAtMs > 0 && readAtMs < beforeMs;
}
