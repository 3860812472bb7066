// What the first section of the admin page shows. That only administrators ask is the boundary's to know.

import type { AnswerOf } from '../contract';
import { allScans, type ControlContext } from '../scan/control';
import { ENGINE_VERSION } from '../similarity/version';

export async function overview(context: ControlContext): Promise<AnswerOf<'admin.overview'>> {
  const [scans, { defaultThreshold, pointsBudgetPerHour }] = await Promise.all([
    allScans(context),
    context.stores.readSettings(),
  ]);
  return { scans, engineVersion: ENGINE_VERSION, defaultThreshold, pointsBudgetPerHour };
}
