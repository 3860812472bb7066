// The lists that a site has: fields, types, statuses, priorities, resolutions, and what the server says of itself.

import { Hono } from 'hono';
import { issueFields } from '../issue-fields';
import { jiraTime } from '../issue-json';
import { badRequest } from '../jira-error';
import { listOf, rendererOf } from './operation';
import type { Env, Routes, SiteParts } from './operation';

/** Custom fields tell their type by its name: their numbers differ from site to site. */
function schemaOf(field: (typeof issueFields)[number]) {
  const { id, type } = field;
  const kind = { type, ...('items' in field ? { items: field.items } : {}) };
  return 'custom' in field ? { ...kind, custom: field.custom } : { ...kind, system: id };
}

const categoryWords = { new: 'TODO', indeterminate: 'IN_PROGRESS', done: 'DONE' } as const;

export function catalog(site: SiteParts): Routes {
  const { state } = site;
  return new Hono<Env>()
    .get('/field', (call) =>
      call.json(
        issueFields.map((field) => ({
          id: field.id,
          key: field.id,
          name: field.name,
          custom: field.id.startsWith('customfield_'),
          orderable: true,
          navigable: true,
          searchable: true,
          clauseNames: field.clauseNames,
          schema: schemaOf(field),
        })),
      ),
    )
    .get('/issuetype', (call) => call.json(state.issueTypes.map((type) => rendererOf(site, call).issueType(type))))
    .get('/status', (call) => call.json(state.statuses.map((status) => rendererOf(site, call).status(status))))
    .get('/statuses', (call) => {
      const ids = listOf(call, 'id');
      if (ids === undefined) throw badRequest('The query parameter id must be provided.');
      const found = state.statuses.filter(({ id }) => ids.includes(String(id)));
      return call.json(
        found.map(({ id, name, category }) => ({
          id: String(id),
          name,
          description: '',
          statusCategory: categoryWords[category],
        })),
      );
    })
    .get('/priority', (call) =>
      call.json(
        state.priorities.map(({ name }) => ({
          ...rendererOf(site, call).named('priority', state.priorities, name),
          description: '',
          iconUrl: `${site.siteUrl()}/icon/priority`,
          statusColor: '#ffffff',
        })),
      ),
    )
    .get('/resolution', (call) =>
      call.json(
        state.resolutions.map(({ name }) => ({
          ...rendererOf(site, call).named('resolution', state.resolutions, name),
          description: '',
        })),
      ),
    )
    .get('/serverInfo', (call) =>
      call.json({
        baseUrl: site.siteUrl(),
        version: '1001.0.0-SNAPSHOT',
        versionNumbers: [1001, 0, 0],
        deploymentType: 'Cloud',
        buildNumber: 100_000,
        serverTime: jiraTime(site.clock.now()),
        serverTitle: state.title,
      }),
    );
}
