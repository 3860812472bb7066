// Entity properties of issues and projects: small JSON values that an app keeps with them, readable by everybody who may
// see the issue or the project.

import { Hono } from 'hono';
import * as v from 'valibot';
import { JiraError, badRequest } from '../jira-error';
import { canBrowseProject, demand, holds, visibleIssue } from '../permissions';
import type { Issue, Project } from '../state';
import { bodyOf, issueOfPath, issueToWrite, jsonOf, rendererOf } from './operation';
import type { Call, Env, Routes, SiteParts } from './operation';

const maxValueCharacters = 32_768;
const maxKeyCharacters = 255;

const bulkBody = v.strictObject({ entitiesIds: v.array(v.number()), properties: v.record(v.string(), v.unknown()) });
const multiBody = v.strictObject({
  issues: v.pipe(
    v.array(v.strictObject({ issueID: v.number(), properties: v.record(v.string(), v.unknown()) })),
    v.maxLength(100),
  ),
});

export function properties(site: SiteParts): Routes {
  const { state } = site;
  const editable = (call: Call, issue: Issue, status: 401 | 403 = 403) =>
    demand(state, call.env.actor, 'EDIT_ISSUES', issue, 'You do not have permission to edit this issue.', status);
  const writeAll = (
    call: Call,
    changes: readonly { readonly issue: Issue; readonly values: Readonly<Record<string, unknown>> }[],
  ) => {
    for (const { issue } of changes) editable(call, issue);
    for (const { issue, values } of changes) {
      state.putIssue({ ...issue, properties: new Map([...issue.properties, ...Object.entries(values)]) });
    }
    return call.body(null, 303, { Location: rendererOf(site, call).self('task/1') });
  };
  return new Hono<Env>()
    .post('/issue/properties', async (call) => {
      const body = await bodyOf(call, bulkBody);
      const issues = body.entitiesIds.map((id) => visibleIssue(state, call.env.actor, id));
      return writeAll(
        call,
        issues.map((issue) => ({ issue, values: body.properties })),
      );
    })
    .post('/issue/properties/multi', async (call) => {
      const body = await bodyOf(call, multiBody);
      const changes = body.issues.map((one) => ({
        issue: visibleIssue(state, call.env.actor, one.issueID),
        values: one.properties,
      }));
      return writeAll(call, changes);
    })
    .get('/issue/:issueIdOrKey/properties', (call) => {
      const issue = issueOfPath(site, call);
      return call.json(keysJson(site, call, `issue/${issue.id}`, issue.properties));
    })
    .get('/issue/:issueIdOrKey/properties/:propertyKey', (call) =>
      call.json(valueJson(issueOfPath(site, call).properties, call)),
    )
    .put('/issue/:issueIdOrKey/properties/:propertyKey', async (call) => {
      const issue = issueToWrite(site, call);
      editable(call, issue);
      const [key, value] = await entryOf(call);
      state.putIssue({ ...issue, properties: new Map([...issue.properties, [key, value]]) });
      return call.json({}, issue.properties.has(key) ? 200 : 201);
    })
    .delete('/issue/:issueIdOrKey/properties/:propertyKey', (call) => {
      const issue = issueToWrite(site, call);
      editable(call, issue, 401); // this one declares no 403
      state.putIssue({ ...issue, properties: without(issue.properties, call) });
      return call.body(null, 204);
    })
    .get('/project/:projectIdOrKey/properties', (call) => {
      const project = projectOfPath(site, call);
      return call.json(keysJson(site, call, `project/${project.id}`, project.properties));
    })
    .get('/project/:projectIdOrKey/properties/:propertyKey', (call) =>
      call.json(valueJson(projectOfPath(site, call).properties, call)),
    )
    .put('/project/:projectIdOrKey/properties/:propertyKey', async (call) => {
      const project = projectToAdminister(site, call);
      const [key, value] = await entryOf(call);
      state.putProject({ ...project, properties: new Map([...project.properties, [key, value]]) });
      return call.json({}, project.properties.has(key) ? 200 : 201);
    })
    .delete('/project/:projectIdOrKey/properties/:propertyKey', (call) => {
      const project = projectToAdminister(site, call);
      state.putProject({ ...project, properties: without(project.properties, call) });
      return call.body(null, 204);
    });
}

/** @throws JiraError 404, the same whether it is hidden or gone */
export function projectOfPath(site: SiteParts, call: Call): Project {
  const asked = call.req.param('projectIdOrKey') ?? '';
  const project = site.state.projectOf(asked);
  if (project === undefined || !canBrowseProject(site.state, call.env.actor, project)) {
    throw new JiraError(404, [`No project could be found with key '${asked}'.`]);
  }
  return project;
}

/** An app may always keep properties at a project that it browses. */
function projectToAdminister(site: SiteParts, call: Call): Project {
  const project = projectOfPath(site, call);
  if (call.env.actor.kind === 'app' || holds(site.state, call.env.actor, 'ADMINISTER_PROJECTS', project))
    return project;
  throw new JiraError(403, ['You cannot edit the configuration of this project.']);
}

async function entryOf(call: Call): Promise<readonly [key: string, value: unknown]> {
  const key = call.req.param('propertyKey') ?? '';
  if (key.length > maxKeyCharacters)
    throw badRequest(`The property key must be at most ${maxKeyCharacters} characters.`);
  const value = await jsonOf(call);
  if (JSON.stringify(value).length > maxValueCharacters)
    throw badRequest(`The property value must be at most ${maxValueCharacters} characters.`);
  return [key, value];
}

function valueJson(values: ReadonlyMap<string, unknown>, call: Call) {
  const key = call.req.param('propertyKey') ?? '';
  if (!values.has(key)) throw new JiraError(404, [`The property with key '${key}' does not exist.`]);
  return { key, value: values.get(key) };
}

function without(values: ReadonlyMap<string, unknown>, call: Call): ReadonlyMap<string, unknown> {
  const { key } = valueJson(values, call);
  return new Map([...values].filter(([one]) => one !== key));
}

function keysJson(site: SiteParts, call: Call, path: string, values: ReadonlyMap<string, unknown>) {
  const renderer = rendererOf(site, call);
  return {
    keys: [...values.keys()].map((key) => ({
      key,
      self: renderer.self(`${path}/properties/${encodeURIComponent(key)}`),
    })),
  };
}
