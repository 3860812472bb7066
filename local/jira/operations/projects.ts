// Projects that the actor may browse, one by one and as a searchable list.

import { Hono } from 'hono';
import { jiraTime } from '../issue-json';
import type { Renderer } from '../issue-json';
import { badRequest } from '../jira-error';
import { canBrowseProject, holds } from '../permissions';
import { componentId, type Project } from '../state';
import { listOf, pageJson, pageOf, rendererOf } from './operation';
import type { Env, Routes, SiteParts } from './operation';
import { projectOfPath } from './properties';

export function projects(site: SiteParts): Routes {
  const { state } = site;
  return new Hono<Env>()
    .get('/project/search', (call) => {
      const { query, action, typeKey, orderBy } = call.req.query();
      const keys = listOf(call, 'keys');
      const ids = listOf(call, 'id')?.map(Number);
      const statuses = listOf(call, 'status') ?? ['live'];
      const isAllowed = (project: Project) => {
        if (!canBrowseProject(state, call.env.actor, project)) return false;
        if (action === undefined || action === 'view' || action === 'browse') return true;
        if (action === 'edit') return holds(state, call.env.actor, 'ADMINISTER_PROJECTS', project);
        if (action === 'create') return holds(state, call.env.actor, 'CREATE_ISSUES', project);
        throw badRequest(`The action '${action}' is unknown.`);
      };
      const wanted = query?.toLowerCase();
      const found = [...state.projects.values()]
        .filter(isAllowed)
        .filter(({ isArchived }) => statuses.includes(isArchived === true ? 'archived' : 'live'))
        .filter(
          ({ key, name }) =>
            wanted === undefined || key.toLowerCase().includes(wanted) || name.toLowerCase().includes(wanted),
        )
        .filter((project) => keys === undefined || keys.includes(project.key))
        .filter((project) => ids === undefined || ids.includes(project.id))
        .filter((project) => typeKey === undefined || (project.typeKey ?? 'software') === typeKey)
        .sort(orderOf(orderBy));
      const renderer = rendererOf(site, call);
      const page = pageOf(call, 50, 100);
      site.meter.spend(Math.min(page.maxResults, Math.max(0, found.length - page.startAt)));
      return call.json(pageJson(renderer.self('project/search'), found, page, (project) => listed(renderer, project)));
    })
    .get('/project/:projectIdOrKey', (call) => {
      const project = projectOfPath(site, call);
      const renderer = rendererOf(site, call);
      site.meter.spend(1);
      return call.json({
        ...listed(renderer, project),
        description: '',
        ...(project.lead === undefined ? {} : { lead: renderer.user(project.lead) }),
        components: (project.components ?? []).map((name, at) => ({
          self: renderer.self(`component/${componentId(project.id, at)}`),
          id: componentId(project.id, at),
          name,
        })),
        issueTypes: state.typesOfProject(project).map((type) => renderer.issueType(type)),
        versions: (project.versions ?? []).map((name, at) => ({
          self: renderer.self(`version/${project.id}${at}`),
          id: `${project.id}${at}`,
          name,
        })),
        assigneeType: 'UNASSIGNED',
        roles: {},
      });
    })
    .get('/project/:projectIdOrKey/statuses', (call) => {
      const project = projectOfPath(site, call);
      const renderer = rendererOf(site, call);
      const statuses = state.statuses.map((status) => renderer.status(status));
      return call.json(
        state.typesOfProject(project).map((type) => {
          const { self, id, name, subtask } = renderer.issueType(type);
          return { self, id, name, subtask, statuses };
        }),
      );
    });
}

/** By key or name, with `-` from the end. */
function orderOf(orderBy = 'key'): (one: Project, other: Project) => number {
  const part = /name$/.test(orderBy) ? 'name' : 'key';
  const way = orderBy.startsWith('-') ? -1 : 1;
  return (one, other) => way * one[part].localeCompare(other[part]);
}

function listed(renderer: Renderer, project: Project) {
  return {
    ...renderer.project(project),
    style: 'classic',
    isPrivate: false,
    ...(project.isArchived === true ? { archived: true, archivedDate: jiraTime(0) } : {}),
    properties: {},
  };
}
