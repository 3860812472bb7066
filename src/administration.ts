// What Jira administrators see and set. Asked from Jira as the person at each call: nothing else says who they are.

import type { AnswerOf } from './contract';
import { AppError } from './errors';
import { allScans, type ControlContext } from './scan/control';
import type { Settings } from './settings';
import { ENGINE_VERSION } from './similarity/version';

export async function overview(context: ControlContext): Promise<AnswerOf<'admin.overview'>> {
  await mustBeAdministrator(context);
  const [scans, settings] = await Promise.all([allScans(context), context.stores.readSettings()]);
  return { scans, engineVersion: ENGINE_VERSION, ...settings };
}

export async function saveSettings(settings: Settings, context: ControlContext): Promise<Settings> {
  await mustBeAdministrator(context);
  await context.stores.saveSettings(settings);
  return settings;
}

async function mustBeAdministrator(context: ControlContext): Promise<void> {
  const { isSiteAdmin } = await context.viewer.permissions([]);
  if (!isSiteAdmin) throw new AppError('NOT_ALLOWED', 'Only Jira administrators can do this.');
}
