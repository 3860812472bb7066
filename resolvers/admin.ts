// The page of Jira's administrators. That the page is shown only to them is a courtesy of Jira; the boundary asks again.

import * as v from 'valibot';
import {
  forecast,
  readSettings,
  readSpaceSettings,
  saveSettings,
  saveSpaceSettings,
  undoSettings,
} from '../src/administration/change-settings';
import { overview } from '../src/administration/overview';
import { previewPair } from '../src/administration/preview-pair';
import { basicSettingsSchema, settingsSchema, spaceSettingsSchema } from '../src/settings';
import { expose, idSchema, type Method, versionSchema } from './boundary';

const issueKeySchema = v.pipe(
  v.string(),
  v.trim(),
  v.regex(/^[A-Za-z][A-Za-z0-9_]{1,99}-[1-9][0-9]{0,11}$/, 'must be a key such as SHOP-12'),
);

export const adminMethods: Readonly<Record<string, Method>> = {
  'admin.overview': expose('admin.overview', v.strictObject({}), (_request, { app }) => overview(app.forViewer())),
  'admin.saveSettings': expose('admin.saveSettings', basicSettingsSchema, async (basic, { app }) => {
    await app.stores.saveSettings({ ...(await app.stores.readSettings()), ...basic });
    return basic;
  }),
  'settings.read': expose('settings.read', v.strictObject({}), (_request, { app }) => readSettings(app.forViewer())),
  'settings.save': expose(
    'settings.save',
    v.object({ version: versionSchema, settings: settingsSchema }),
    ({ version, settings }, { app }) => saveSettings(version, settings, app.forViewer()),
  ),
  'settings.undo': expose('settings.undo', v.object({ version: versionSchema }), ({ version }, { app }) =>
    undoSettings(version, app.forViewer()),
  ),
  'settings.forecast': expose('settings.forecast', v.object({ settings: settingsSchema }), ({ settings }, { app }) =>
    forecast(settings, app.forViewer()),
  ),
  'settings.preview': expose(
    'settings.preview',
    v.object({ settings: settingsSchema, keys: v.strictTuple([issueKeySchema, issueKeySchema]) }),
    (request, { app }) => previewPair(request, app.forViewer()),
  ),
  'space.settings': expose('space.settings', v.object({ projectId: idSchema }), ({ projectId }, { app, accountId }) =>
    readSpaceSettings(projectId, accountId, app.forViewer()),
  ),
  'space.saveSettings': expose(
    'space.saveSettings',
    v.object({ projectId: idSchema, ...spaceSettingsSchema.entries }),
    ({ projectId, threshold }, { app, accountId }) =>
      saveSpaceSettings(projectId, threshold, accountId, app.forViewer()),
  ),
};
