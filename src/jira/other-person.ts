// What Jira says about somebody else than the person who calls: asked as a Jira administrator, to whom alone Jira tells it.

import { asUser, route } from '@forge/api';
import * as v from 'valibot';
import { type CallLimits, caller } from './call';
import type { ProjectPermissions } from './gateway';
import { permissionsSchema } from './issue-json';

export interface OtherPerson {
  permissions(projectId: number | null): Promise<ProjectPermissions>;
  groupIds(): Promise<ReadonlySet<string>>;
  /** Whether the person, or a group of the person, holds the role in this project. */
  holdsRole(projectId: number, roleId: number): Promise<boolean>;
}

const personSchema = v.object({
  groups: v.nullish(v.object({ items: v.nullish(v.array(v.object({ groupId: v.string() })), []) })),
});
const actorsSchema = v.object({
  actors: v.nullish(
    v.array(
      v.object({
        actorUser: v.nullish(v.object({ accountId: v.nullish(v.string()) })),
        actorGroup: v.nullish(v.object({ groupId: v.nullish(v.string()) })),
      }),
    ),
    [],
  ),
});

export function otherPerson(accountId: string, callLimits: CallLimits): OtherPerson {
  const call = caller(callLimits);
  const groupIds = async () => {
    const search = new URLSearchParams({ accountId, expand: 'groups' });
    const person = await call('readPerson', personSchema, (init) =>
      asUser().requestJira(route`/rest/api/3/user?${search}`, { ...init, method: 'GET' }),
    );
    return new Set((person.groups?.items ?? []).map(({ groupId }) => groupId));
  };
  return {
    async permissions(projectId) {
      const projects = projectId === null ? [] : [projectId];
      const answer = await call('checkPermissions', permissionsSchema, (init) =>
        asUser().requestJira(route`/rest/api/3/permissions/check`, {
          ...init,
          method: 'POST',
          body: JSON.stringify({
            accountId,
            globalPermissions: ['ADMINISTER'],
            projectPermissions:
              projects.length === 0 ? [] : [{ permissions: ['BROWSE_PROJECTS', 'ADMINISTER_PROJECTS'], projects }],
          }),
        }),
      );
      const granted = (permission: string) =>
        new Set(
          answer.projectPermissions.filter((one) => one.permission === permission).flatMap((one) => one.projects),
        );
      return {
        isSiteAdmin: answer.globalPermissions.includes('ADMINISTER'),
        browsable: granted('BROWSE_PROJECTS'),
        administered: granted('ADMINISTER_PROJECTS'),
      };
    },

    groupIds,

    async holdsRole(projectId, roleId) {
      const [own, role] = await Promise.all([
        groupIds(),
        call('readRoleActors', actorsSchema, (init) =>
          asUser().requestJira(route`/rest/api/3/project/${projectId}/role/${roleId}`, { ...init, method: 'GET' }),
        ),
      ]);
      return role.actors.some(
        ({ actorUser, actorGroup }) => actorUser?.accountId === accountId || own.has(actorGroup?.groupId ?? ''),
      );
    },
  };
}
