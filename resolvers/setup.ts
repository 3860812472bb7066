// How the app begins on a site; for administrators.

import * as v from 'valibot';
import { estimateStart } from '../src/administration/first-run';
import { expose, idSchema, type Method } from './boundary';

export const setupMethods: Readonly<Record<string, Method>> = {
  'start.estimate': expose(
    'start.estimate',
    v.strictObject({ projectIds: v.pipe(v.array(idSchema), v.minLength(1), v.maxLength(20)) }),
    ({ projectIds }, { app }) => estimateStart(projectIds, app.forViewer()),
  ),
};
