// What people set for themselves. Whose settings they are is known from Forge's context alone.

import * as v from 'valibot';
import { readPreferences, savePreferences } from '../src/administration/preferences';
import { preferencesSchema } from '../src/settings';
import { expose, type Method } from './boundary';

export const personMethods: Readonly<Record<string, Method>> = {
  'person.read': expose('person.read', v.strictObject({}), (_request, { app, accountId }) =>
    readPreferences(accountId, app.stores),
  ),
  'person.save': expose('person.save', preferencesSchema, (preferences, { app, accountId }) =>
    savePreferences(preferences, accountId, app.stores),
  ),
};
