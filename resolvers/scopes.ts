// Saved scopes of a space: what an analysis covers, under a name.

import * as v from 'valibot';
import { scopeSchema } from '../src/scan/scope-records';
import { listScopes, removeScope, saveScope } from '../src/scan/scopes';
import { expose, idSchema, type Method, scanIdSchema, versionSchema } from './boundary';

/** Made like the ids of analyses. */
const scopeIdSchema = scanIdSchema;

export const scopeMethods: Readonly<Record<string, Method>> = {
  'scopes.list': expose('scopes.list', v.object({ projectId: idSchema }), ({ projectId }, { app }) =>
    listScopes(projectId, app.forViewer()),
  ),
  'scopes.save': expose(
    'scopes.save',
    v.object({
      projectId: idSchema,
      expectedVersion: versionSchema,
      scope: v.object({ id: v.nullable(scopeIdSchema), ...scopeSchema.entries }),
    }),
    (request, { app }) => saveScope(request, app.forViewer()),
  ),
  'scopes.remove': expose(
    'scopes.remove',
    v.object({ projectId: idSchema, expectedVersion: versionSchema, scopeId: scopeIdSchema }),
    (request, { app }) => removeScope(request, app.forViewer()),
  ),
};
