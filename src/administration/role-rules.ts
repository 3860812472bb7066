// Who manages spaces beside those who administer them in Jira: groups and project roles, by id.

import * as v from 'valibot';

const mostChosen = 20;
const groupIdSchema = v.pipe(v.string(), v.regex(/^[0-9a-zA-Z-]{1,64}$/));
const roleIdSchema = v.pipe(v.number(), v.safeInteger(), v.minValue(1));

export const roleRulesSchema = v.object({
  managerGroupIds: v.pipe(v.array(groupIdSchema), v.maxLength(mostChosen)),
  managerRoleIds: v.pipe(v.array(roleIdSchema), v.maxLength(mostChosen)),
});
export interface RoleRules {
  readonly managerGroupIds: readonly string[];
  readonly managerRoleIds: readonly number[];
}
export const noRoleRules: RoleRules = { managerGroupIds: [], managerRoleIds: [] };
