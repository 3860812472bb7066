// What is kept about people and everything else, and how a person is erased; for administrators.

import * as v from 'valibot';
import { lastPurge } from '../src/administration/chores';
import { erasePerson } from '../src/administration/people';
import { storedKinds } from '../src/storage/inventory';
import { accountIdSchema, expose, type Method } from './boundary';

export const privacyMethods: Readonly<Record<string, Method>> = {
  'data.stored': expose('data.stored', v.strictObject({}), async (_request, { app }) => ({
    kinds: storedKinds(),
    purge: await lastPurge(app.stores),
  })),
  'data.erasePerson': expose(
    'data.erasePerson',
    v.strictObject({ accountId: accountIdSchema }),
    ({ accountId }, { app }) => erasePerson(accountId, app.stores),
  ),
};
