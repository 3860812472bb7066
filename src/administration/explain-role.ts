// Why somebody can or cannot do something in a space, for an administrator whom they have asked. The same table of roles
// as everywhere, with the permissions, groups and project roles of that other person instead of the caller's.

import type { RoleExplanation } from '../contract';
import type { ViewerJira } from '../jira/gateway';
import type { OtherPerson } from '../jira/other-person';
import { mustBrowse } from '../scan/control';
import type { Guarded } from '../storage/guarded';
import { capabilitiesOf } from './choose-managers';
import { noRoleRules, type RoleRules } from './role-rules';
import { roleIn } from './roles';

export interface ExplainContext {
  /** The administrator who asks: nobody hears of a space that they may not see themselves. */
  readonly viewer: Pick<ViewerJira, 'permissions'>;
  readonly roleRules: Guarded<RoleRules>;
  readonly other: (accountId: string) => OtherPerson;
}

export async function explainRole(
  accountId: string,
  projectId: number,
  { viewer, roleRules, other }: ExplainContext,
): Promise<RoleExplanation> {
  mustBrowse([projectId], await viewer.permissions([projectId]));
  const person = other(accountId);
  const [jira, rules] = await Promise.all([person.permissions(projectId), roleRules.read()]);
  const mayBrowse = jira.browsable.has(projectId);
  const isChosen = mayBrowse && (await isAmong(rules?.value ?? noRoleRules, projectId, person));
  const all = isChosen ? { ...jira, administered: new Set([...jira.administered, projectId]) } : jira;
  const { role, by } = roleIn(projectId, jira, all);
  const capabilities = capabilitiesOf(role).map((one) => ({ ...one, isAllowed: one.isAllowed && mayBrowse }));
  return { role, by, mayBrowse, capabilities };
}

async function isAmong(rules: RoleRules, projectId: number, person: OtherPerson): Promise<boolean> {
  if (rules.managerGroupIds.length > 0) {
    const own = await person.groupIds();
    if (rules.managerGroupIds.some((id) => own.has(id))) return true;
  }
  const held = await Promise.all(rules.managerRoleIds.map((roleId) => person.holdsRole(projectId, roleId)));
  return held.includes(true);
}
