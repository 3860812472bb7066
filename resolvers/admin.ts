// The page of Jira's administrators. That the page is shown only to them is a courtesy of Jira; each method asks again.

import * as v from 'valibot';
import { overview, saveSettings } from '../src/administration';
import { settingsSchema } from '../src/settings';
import { expose, type Method } from './boundary';

export const adminMethods: Readonly<Record<string, Method>> = {
  'admin.overview': expose('admin.overview', v.strictObject({}), (_request, { app }) => overview(app.forViewer())),
  'admin.saveSettings': expose('admin.saveSettings', settingsSchema, (settings, { app }) =>
    saveSettings(settings, app.forViewer()),
  ),
};
