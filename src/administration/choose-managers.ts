// The choice of managers, read and saved by administrators, and what it means for one person. Groups and roles are kept by
// id; their names are asked from Jira each time, so that a renamed group is shown by its new name and a deleted one as gone.

import type { Capability, OwnRole, Role, RolesView } from '../contract';
import { AppError } from '../errors';
import type { ViewerJira } from '../jira/gateway';
import type { Membership } from '../jira/membership';
import { mustBrowse } from '../scan/control';
import type { Guarded } from '../storage/guarded';
import { noRoleRules, type RoleRules } from './role-rules';
import { roleIn, roleOfCapability } from './roles';

export interface RolesContext {
  /** As Jira alone says it. */
  readonly jiraViewer: Pick<ViewerJira, 'permissions'>;
  /** With the managers that were chosen here. */
  readonly viewer: Pick<ViewerJira, 'permissions'>;
  readonly membership: Membership;
  readonly roleRules: Guarded<RoleRules>;
}

const capabilities = Object.entries(roleOfCapability).map(([capability, role]) => ({
  capability: capability as Capability,
  role,
}));

export async function readRoles({ membership, roleRules }: RolesContext): Promise<RolesView> {
  const record = await roleRules.read();
  const { managerGroupIds, managerRoleIds } = record?.value ?? noRoleRules;
  const [groups, allRoles] = await Promise.all([membership.groupsById(managerGroupIds), membership.roles()]);
  return {
    version: record?.version ?? 0,
    managerGroups: managerGroupIds.map((id) => ({ id, name: groups.find((group) => group.id === id)?.name ?? null })),
    managerRoles: managerRoleIds.map((id) => ({ id, name: allRoles.find((role) => role.id === id)?.name ?? null })),
    allRoles,
    capabilities,
  };
}

export async function saveRoles(version: number, rules: RoleRules, context: RolesContext): Promise<RolesView> {
  if (!(await context.roleRules.swap(version, rules))) {
    throw new AppError('CONFLICT', 'Somebody else has changed this. Load the page again.');
  }
  return readRoles(context);
}

export async function ownRole(projectId: number | null, { jiraViewer, viewer }: RolesContext): Promise<OwnRole> {
  const asked = projectId === null ? [] : [projectId];
  const [jira, all] = await Promise.all([jiraViewer.permissions(asked), viewer.permissions(asked)]);
  mustBrowse(asked, jira);
  const held = roleIn(projectId, jira, all);
  return { ...held, capabilities: capabilitiesOf(held.role) };
}

const ranks = { user: 0, manager: 1, admin: 2 } as const;

export function capabilitiesOf(held: Role): OwnRole['capabilities'] {
  return capabilities.map(({ capability, role }) => ({ capability, role, isAllowed: ranks[held] >= ranks[role] }));
}
