// To which groups and project roles the person who calls belongs, and which of them a site has. Jira is asked as that
// person each time: a membership that was taken away counts at once, and nothing about people is kept.

import { asUser, route } from '@forge/api';
import * as v from 'valibot';
import { type CallLimits, caller } from './call';

interface Group {
  readonly id: string;
  readonly name: string;
}

interface ProjectRole {
  readonly id: number;
  readonly name: string;
}

export interface Membership {
  ownGroupIds(): Promise<ReadonlySet<string>>;
  /** In this project. */
  ownRoleIds(projectId: number): Promise<ReadonlySet<number>>;
  searchGroups(query: string): Promise<readonly Group[]>;
  /** Those that still exist. */
  groupsById(ids: readonly string[]): Promise<readonly Group[]>;
  /** Of the whole site; for Jira administrators. */
  roles(): Promise<readonly ProjectRole[]>;
}

const groupSchema = v.pipe(
  v.object({ groupId: v.string(), name: v.nullish(v.string(), '') }),
  v.transform(({ groupId, name }): Group => ({ id: groupId, name })),
);
const myselfSchema = v.object({
  groups: v.nullish(v.object({ items: v.nullish(v.array(groupSchema), []) })),
});
const pickedSchema = v.object({ groups: v.nullish(v.array(groupSchema), []) });
const pageSchema = v.object({ values: v.array(groupSchema) });
const rolesSchema = v.array(v.object({ id: v.number(), name: v.nullish(v.string(), '') }));

export function membership(callLimits: CallLimits): Membership {
  const call = caller(callLimits);
  return {
    async ownGroupIds() {
      const myself = await call('readMyself', myselfSchema, (init) =>
        asUser().requestJira(route`/rest/api/3/myself?expand=groups`, { ...init, method: 'GET' }),
      );
      return new Set((myself.groups?.items ?? []).map(({ id }) => id));
    },

    async ownRoleIds(projectId) {
      const held = await call('readOwnRoles', rolesSchema, (init) =>
        asUser().requestJira(route`/rest/api/3/project/${projectId}/roledetails?currentMember=true`, {
          ...init,
          method: 'GET',
        }),
      );
      return new Set(held.map(({ id }) => id));
    },

    async searchGroups(query) {
      const search = new URLSearchParams({ query, maxResults: '20' });
      const found = await call('searchGroups', pickedSchema, (init) =>
        asUser().requestJira(route`/rest/api/3/groups/picker?${search}`, { ...init, method: 'GET' }),
      );
      return found.groups;
    },

    async groupsById(ids) {
      if (ids.length === 0) return [];
      const search = new URLSearchParams([['maxResults', '50'], ...ids.map((id) => ['groupId', id])]);
      const page = await call('readGroups', pageSchema, (init) =>
        asUser().requestJira(route`/rest/api/3/group/bulk?${search}`, { ...init, method: 'GET' }),
      );
      return page.values;
    },

    roles: () =>
      call('readRoles', rolesSchema, (init) =>
        asUser().requestJira(route`/rest/api/3/role`, { ...init, method: 'GET' }),
      ),
  };
}
