// Who may do what, in one table. People have no accounts in this app: an administrator is one of Jira, a manager
// administers the space in Jira or belongs to a group or project role that an administrator has chosen here, and
// everybody else is a user, who sees and does what Jira lets them see and do.

import type { Capability, Role } from '../contract';
import { AppError } from '../errors';
import type { ProjectPermissions, ViewerJira } from '../jira/gateway';
import type { Membership } from '../jira/membership';
import { mayStart, mustBrowse } from '../scan/control';
import type { RoleRules } from './role-rules';

export const roleOfCapability: Readonly<Record<Capability, Role>> = {
  look: 'user',
  decide: 'user',
  act: 'user',
  analyse: 'manager',
  configure: 'manager',
  administer: 'admin',
};

/** Null: the request names no space, and the use case asks about those that it finds. @throws AppError */
export async function mustHold(
  capability: Capability,
  projectIds: readonly number[] | null,
  viewer: Pick<ViewerJira, 'permissions'>,
): Promise<void> {
  const role = roleOfCapability[capability];
  if (role === 'user' || (role === 'manager' && projectIds === null)) return;
  const permissions = await viewer.permissions(projectIds ?? []);
  if (role === 'admin') {
    if (!permissions.isSiteAdmin) throw new AppError('NOT_ALLOWED', 'Only Jira administrators can do this.');
    return;
  }
  mustBrowse(projectIds ?? [], permissions);
  if (!mayStart(projectIds ?? [], permissions)) {
    throw new AppError('NOT_ALLOWED', 'Only managers of all these spaces can do this.');
  }
}

/** The same viewer, with those spaces among the administered ones that this person manages by choice of this app. */
export function withManagers<V extends Pick<ViewerJira, 'permissions'>>(
  viewer: V,
  membership: Pick<Membership, 'ownGroupIds' | 'ownRoleIds'>,
  readRules: () => Promise<RoleRules>,
): V {
  return {
    ...viewer,
    async permissions(projectIds) {
      const permissions = await viewer.permissions(projectIds);
      const open = [...permissions.browsable].filter((id) => !permissions.administered.has(id));
      if (permissions.isSiteAdmin || open.length === 0) return permissions;
      const managed = await managedAmong(open, membership, await readRules());
      return { ...permissions, administered: new Set([...permissions.administered, ...managed]) };
    },
  };
}

async function managedAmong(
  projectIds: readonly number[],
  membership: Pick<Membership, 'ownGroupIds' | 'ownRoleIds'>,
  { managerGroupIds, managerRoleIds }: RoleRules,
): Promise<readonly number[]> {
  if (managerGroupIds.length > 0) {
    const own = await membership.ownGroupIds();
    if (managerGroupIds.some((id) => own.has(id))) return projectIds;
  }
  if (managerRoleIds.length === 0) return [];
  const managed = projectIds.slice(0, maxProjectsAsked).map(async (projectId) => {
    const own = await membership.ownRoleIds(projectId);
    return managerRoleIds.some((id) => own.has(id)) ? [projectId] : [];
  });
  return (await Promise.all(managed)).flat();
}

/** One question to Jira for each space; who manages more of them is better named by a group. */
const maxProjectsAsked = 20;

/** By which means somebody holds the role that they hold in a space. */
export function roleIn(
  projectId: number | null,
  jira: ProjectPermissions,
  all: ProjectPermissions,
): { readonly role: Role; readonly by: 'jira-admin' | 'space-admin' | 'chosen' | 'everyone' } {
  if (jira.isSiteAdmin) return { role: 'admin', by: 'jira-admin' };
  if (projectId !== null && jira.administered.has(projectId)) return { role: 'manager', by: 'space-admin' };
  if (projectId !== null && all.administered.has(projectId)) return { role: 'manager', by: 'chosen' };
  return { role: 'user', by: 'everyone' };
}
