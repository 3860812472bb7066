// Project roles: names that the whole site shares, held by other people in each project.

import { Hono } from 'hono';
import { canBrowseProject, holds as holdsPermission, isSiteAdmin } from '../permissions';
import { JiraError } from '../jira-error';
import type { Project } from '../state';
import { rendererOf } from './operation';
import { groupId } from './people';
import type { Env, Routes, SiteParts } from './operation';

/** The three that every site begins with. */
const firstNames = ['Administrators', 'Member', 'Viewer'];
const firstId = 10_002;

export function projectRoles(site: SiteParts): Routes {
  const { state } = site;
  const roles = () => {
    const names = [...state.projects.values()].flatMap(({ roles: held = {} }) => Object.keys(held));
    return [...new Set([...firstNames, ...names])].map((name, at) => ({ id: firstId + at, name }));
  };
  const holds = (project: Project, role: string, accountId: string) => {
    const holders = project.roles?.[role] ?? [];
    const groups = state.people.get(accountId)?.groups ?? [];
    return holders.includes(accountId) || holders.some((holder) => groups.includes(holder));
  };
  return new Hono<Env>()
    .get('/role', (call) => {
      if (!isSiteAdmin(state, call.env.actor)) throw new JiraError(403, ['Only Jira administrators may list roles.']);
      const renderer = rendererOf(site, call);
      return call.json(
        roles().map(({ id, name }) => ({ self: renderer.self(`role/${id}`), id, name, description: '' })),
      );
    })
    .get('/project/:projectIdOrKey/role/:id', (call) => {
      const { actor } = call.env;
      const project = state.projectOf(call.req.param('projectIdOrKey'));
      const role = roles().find(({ id }) => String(id) === call.req.param('id'));
      if (
        project === undefined ||
        role === undefined ||
        !holdsPermission(state, actor, 'ADMINISTER_PROJECTS', project)
      ) {
        throw new JiraError(404, ['The project or the role does not exist, or you may not administer the project.']);
      }
      const renderer = rendererOf(site, call);
      const groups = new Map(state.groups.map((group) => [group.name, group]));
      const actors = (project.roles?.[role.name] ?? []).map((holder, at) => {
        const group = groups.get(holder);
        const named = { id: 10_240 + at, displayName: holder };
        return group === undefined
          ? { ...named, type: 'atlassian-user-role-actor', actorUser: { accountId: holder } }
          : {
              ...named,
              type: 'atlassian-group-role-actor',
              actorGroup: { name: holder, displayName: holder, groupId: groupId(group.id) },
            };
      });
      const self = renderer.self(`project/${project.id}/role/${role.id}`);
      return call.json({ self, id: role.id, name: role.name, description: '', actors });
    })
    .get('/project/:projectIdOrKey/roledetails', (call) => {
      const project = state.projectOf(call.req.param('projectIdOrKey'));
      const { actor } = call.env;
      if (project === undefined || !canBrowseProject(state, actor, project)) {
        throw new JiraError(404, ['No project could be found with this id or key.']);
      }
      const renderer = rendererOf(site, call);
      const isOwnOnly = call.req.query('currentMember') === 'true';
      const shown = roles().filter(
        ({ name }) => !isOwnOnly || (actor.kind === 'user' && holds(project, name, actor.accountId)),
      );
      return call.json(
        shown.map(({ id, name }) => ({
          self: renderer.self(`project/${project.id}/role/${id}`),
          id,
          name,
          admin: name === 'Administrators',
          default: true,
          roleConfigurable: true,
          translatedName: name,
        })),
      );
    });
}
