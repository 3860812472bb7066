// When analyses of a space repeat by themselves.

import * as v from 'valibot';
import { listSchedules, removeSchedule, saveSchedule } from '../src/scan/schedule-list';
import { wishSchema } from '../src/scan/timetable';
import { expose, idSchema, type Method, scanIdSchema } from './boundary';

/** Made like the ids of analyses. */
const madeIdSchema = scanIdSchema;

export const scheduleMethods: Readonly<Record<string, Method>> = {
  'schedules.list': expose('schedules.list', v.object({ projectId: idSchema }), ({ projectId }, { app }) =>
    listSchedules(projectId, app.forViewer()),
  ),
  'schedules.save': expose(
    'schedules.save',
    v.object({
      projectId: idSchema,
      schedule: v.intersect([
        v.object({ id: v.nullable(madeIdSchema), scopeId: v.nullable(madeIdSchema) }),
        wishSchema,
      ]),
    }),
    (request, { app }) => saveSchedule(request, app.forViewer()),
  ),
  'schedules.remove': expose(
    'schedules.remove',
    v.object({ projectId: idSchema, scheduleId: madeIdSchema }),
    (request, { app }) => removeSchedule(request, app.forViewer()),
  ),
};
