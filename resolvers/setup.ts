// How the app begins on a site, and what it would leave there; for administrators.

import * as v from 'valibot';
import { estimateStart } from '../src/administration/first-run';
import { findTraces } from '../src/administration/traces';
import { expose, idSchema, type Method } from './boundary';

export const setupMethods: Readonly<Record<string, Method>> = {
  'start.estimate': expose(
    'start.estimate',
    v.strictObject({ projectIds: v.pipe(v.array(idSchema), v.minLength(1), v.maxLength(20)) }),
    ({ projectIds }, { app }) => estimateStart(projectIds, app.forViewer()),
  ),
  'data.traces': expose('data.traces', v.strictObject({}), (_request, { app }) =>
    findTraces({ ...app.forRegistration(), stores: app.stores }),
  ),
};
