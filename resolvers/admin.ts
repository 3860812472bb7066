// The page of Jira's administrators. That the page is shown only to them is a courtesy of Jira; the boundary asks again.

import * as v from 'valibot';
import { overview } from '../src/administration/overview';
import { settingsSchema } from '../src/settings';
import { expose, type Method } from './boundary';

export const adminMethods: Readonly<Record<string, Method>> = {
  'admin.overview': expose('admin.overview', v.strictObject({}), (_request, { app }) => overview(app.forViewer())),
  'admin.saveSettings': expose('admin.saveSettings', settingsSchema, async (settings, { app }) => {
    await app.stores.saveSettings(settings);
    return settings;
  }),
};
