// The settings and the bells of many people in a few requests, for work that concerns all who wished for it.

import type { InboxRecord } from '../inbox/inbox-record';
import type { PersonSettings } from '../settings';
import type { Guarded } from './guarded';
import type { Kv } from './kv';

export interface KnownPerson {
  readonly accountId: string;
  /** Null: nothing was set. */
  readonly settings: PersonSettings | null;
  readonly inbox: InboxRecord | null;
}

interface PeopleRecords {
  readonly kv: Kv;
  readonly person: (accountId: string) => Guarded<PersonSettings>;
  readonly inbox: (accountId: string) => Guarded<InboxRecord>;
}

export async function peekPeople(
  accountIds: readonly string[],
  { kv, person, inbox }: PeopleRecords,
): Promise<readonly KnownPerson[]> {
  const people = accountIds.map((accountId) => ({ accountId, own: person(accountId), bell: inbox(accountId) }));
  const { records } = await kv.readBeside(
    [],
    people.flatMap(({ own, bell }) => [own.key, bell.key]),
  );
  // A batch may miss what is there; only a strict read may say that somebody has set nothing.
  const read = async <T>(one: Guarded<T>): Promise<T | null> =>
    (one.parse(records.get(one.key)) ?? (await one.read()))?.value ?? null;
  return Promise.all(
    people.map(async ({ accountId, own, bell }) => {
      const [settings, kept] = await Promise.all([read(own), read(bell)]);
      return { accountId, settings, inbox: kept };
    }),
  );
}
