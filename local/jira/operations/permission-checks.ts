// What a person may do, asked in the three ways that Jira offers. Ids that do not exist are ignored in silence, so that
// whoever asks must look for every id in the answer.

import { Hono } from 'hono';
import * as v from 'valibot';
import { badRequest, JiraError } from '../jira-error';
import { canSee, holds, isSiteAdmin, visibleIssue } from '../permissions';
import type { Actor } from '../../product';
import { projectPermissionKeys } from '../seed';
import type { ProjectPermissionKey } from '../seed';
import type { Project, SiteState } from '../state';
import { bodyOf, listOf } from './operation';
import type { Call, Env, Routes, SiteParts } from './operation';

const globalPermissionKeys = [
  'ADMINISTER',
  'SYSTEM_ADMIN',
  'USER_PICKER',
  'BULK_CHANGE',
  'CREATE_SHARED_OBJECTS',
] as const;
const maxChecked = 1_000;

const ids = v.optional(v.nullable(v.pipe(v.array(v.nullable(v.number())), v.maxLength(maxChecked))));
const checkBody = v.strictObject({
  accountId: v.optional(v.string()),
  globalPermissions: v.optional(v.nullable(v.array(v.nullable(v.string())))),
  projectPermissions: v.optional(
    v.nullable(v.array(v.nullable(v.strictObject({ permissions: v.array(v.string()), projects: ids, issues: ids })))),
  ),
});
const permissionsBody = v.strictObject({ permissions: v.array(v.string()) });

export function permissionChecks(site: SiteParts): Routes {
  const { state } = site;
  return new Hono<Env>()
    .post('/permissions/check', async (call) => {
      const body = await bodyOf(call, checkBody);
      const actor = actorToCheck(state, call.env.actor, body.accountId);
      const globalPermissions = present(body.globalPermissions).filter((key) => holdsGlobal(state, actor, key));
      const projectPermissions = present(body.projectPermissions).flatMap((asked) =>
        asked.permissions
          .filter((key) => key !== '')
          .map((key) => {
            const permission = projectPermission(key);
            const allowed = (projectId: number) => {
              const project = state.projects.get(projectId);
              return project !== undefined && holds(state, actor, permission, project);
            };
            const issues = present(asked.issues).filter((id) => {
              const issue = state.issues.get(id);
              return issue !== undefined && canSee(state, actor, issue) && allowed(issue.projectId);
            });
            return { permission, projects: present(asked.projects).filter(allowed), issues };
          }),
      );
      site.meter.spend(
        projectPermissions.reduce((sum, { issues, projects }) => sum + issues.length + projects.length, 0),
      );
      return call.json({ globalPermissions, projectPermissions });
    })
    .post('/permissions/project', async (call) => {
      const permissions = (await bodyOf(call, permissionsBody)).permissions.map(projectPermission);
      const projects = [...state.projects.values()].filter((project) =>
        permissions.every((permission) => holds(state, call.env.actor, permission, project)),
      );
      site.meter.spend(projects.length);
      return call.json({ projects: projects.map(({ id, key }) => ({ id, key })) });
    })
    .get('/permissions', (call) => {
      const keys = [...globalPermissionKeys, ...projectPermissionKeys];
      return call.json({ permissions: Object.fromEntries(keys.map((key) => [key, described(key)])) });
    })
    .get('/mypermissions', (call) => {
      const asked = listOf(call, 'permissions') ?? [];
      if (asked.length === 0) throw badRequest('The permissions query parameter is required.');
      const projects = projectsAskedAbout(site, call);
      const permissions = asked.map((key) => {
        const havePermission = isGlobal(key)
          ? holdsGlobal(state, call.env.actor, key)
          : projects.some((project) => holds(state, call.env.actor, projectPermission(key), project));
        return [key, { ...described(key), havePermission }] as const;
      });
      site.meter.spend(permissions.length);
      return call.json({ permissions: Object.fromEntries(permissions) });
    });
}

/** The projects of the question: of the issue, the one named, or all. @throws JiraError 404 for what is hidden or gone */
function projectsAskedAbout({ state }: SiteParts, call: Call): readonly Project[] {
  const { issueKey, issueId, projectKey, projectId } = call.req.query();
  const actor = call.env.actor;
  const asked = issueKey ?? issueId;
  if (asked !== undefined) {
    const project = state.projects.get(visibleIssue(state, actor, asked).projectId);
    return project === undefined ? [] : [project];
  }
  const askedProject = projectKey ?? projectId;
  if (askedProject === undefined) return [...state.projects.values()];
  const project = state.projectOf(askedProject);
  if (project === undefined || !holds(state, actor, 'BROWSE_PROJECTS', project)) {
    throw new JiraError(404, [`No project could be found with key '${askedProject}'.`]);
  }
  return [project];
}

function actorToCheck(state: SiteState, actor: Actor, accountId: string | undefined): Actor {
  if (accountId === undefined || (actor.kind === 'user' && actor.accountId === accountId)) return actor;
  if (isSiteAdmin(state, actor)) return { kind: 'user', accountId };
  throw new JiraError(403, ['Only Jira administrators may check the permissions of other users.']);
}

function projectPermission(key: string): ProjectPermissionKey {
  const known = projectPermissionKeys.find((one) => one === key);
  if (known === undefined) throw badRequest(`Unrecognized permission: ${key}`);
  return known;
}

function holdsGlobal(state: SiteState, actor: Actor, key: string): boolean {
  if (!isGlobal(key)) throw badRequest(`Unrecognized permission: ${key}`);
  if (key === 'USER_PICKER' || key === 'BULK_CHANGE' || key === 'CREATE_SHARED_OBJECTS')
    return actor.kind !== 'anonymous';
  return isSiteAdmin(state, actor);
}

function isGlobal(key: string): boolean {
  return (globalPermissionKeys as readonly string[]).includes(key);
}

function described(key: string) {
  return { id: String(idOf(key)), key, name: key, type: isGlobal(key) ? 'GLOBAL' : 'PROJECT', description: '' };
}

function idOf(key: string): number {
  const at = (projectPermissionKeys as readonly string[]).indexOf(key);
  return at < 0 ? 1 : at + 10;
}

function present<T>(list: readonly (T | null)[] | null | undefined): readonly T[] {
  return (list ?? []).flatMap((one) => (one === null ? [] : [one]));
}
