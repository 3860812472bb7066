// Who manages spaces, for administrators; and for everybody what they may do themselves, and why.

import * as v from 'valibot';
import { ownRole, readRoles, saveRoles } from '../src/administration/choose-managers';
import { roleRulesSchema } from '../src/administration/role-rules';
import { explainRole } from '../src/administration/explain-role';
import { accountIdSchema, expose, idSchema, type Method, versionSchema } from './boundary';

export const roleMethods: Readonly<Record<string, Method>> = {
  'roles.read': expose('roles.read', v.strictObject({}), (_request, { app }) => readRoles(app.forRoles())),
  'roles.save': expose(
    'roles.save',
    v.object({ version: versionSchema, ...roleRulesSchema.entries }),
    ({ version, ...rules }, { app }) => saveRoles(version, rules, app.forRoles()),
  ),
  'roles.groups': expose(
    'roles.groups',
    v.object({ query: v.pipe(v.string(), v.maxLength(200)) }),
    async ({ query }, { app }) => ({ groups: await app.forRoles().membership.searchGroups(query) }),
  ),
  'roles.mine': expose('roles.mine', v.strictObject({ projectId: v.nullable(idSchema) }), ({ projectId }, { app }) =>
    ownRole(projectId, app.forRoles()),
  ),
  'roles.explain': expose(
    'roles.explain',
    v.strictObject({ accountId: accountIdSchema, projectId: idSchema }),
    ({ accountId, projectId }, { app }) => explainRole(accountId, projectId, app.forRoles()),
  ),
};
