// One issue, or a hundred: create, read, edit, delete, fetch in bulk, and the history of changes.

import { Hono } from 'hono';
import * as v from 'valibot';
import { JiraError, badRequest } from '../jira-error';
import { selectedFields } from '../issue-fields';
import { jiraTime } from '../issue-json';
import { accountIdOf, canBrowseProject, demand, holds } from '../permissions';
import type { HistorySeed } from '../seed';
import { findNamed } from '../state';
import type { Issue, SiteState } from '../state';
import { fieldChange, fieldsBody } from './issue-fields';
import type { FieldsBody } from './issue-fields';
import {
  bodyOf,
  changeIssue,
  idOrKey,
  issueOfPath,
  issueToWrite,
  listOf,
  pageJson,
  pageOf,
  rendererOf,
} from './operation';
import type { Call, Env, Routes, SiteParts } from './operation';

const maxBulkFetch = 100;

const bulkFetchBody = v.strictObject({
  issueIdsOrKeys: v.array(v.string()),
  fields: v.optional(v.array(v.string())),
  fieldsByKeys: v.optional(v.boolean()),
  expand: v.optional(v.array(v.string())),
  properties: v.optional(v.pipe(v.array(v.string()), v.maxLength(5))),
});

const projectReference = v.looseObject({ id: v.optional(idOrKey), key: v.optional(v.string()) });

export function issues(site: SiteParts): Routes {
  return new Hono<Env>()
    .post('/issue', async (call) => create(site, call, await bodyOf(call, fieldsBody)))
    .post('/issue/bulkfetch', async (call) => {
      const body = await bodyOf(call, bulkFetchBody);
      if (body.issueIdsOrKeys.length === 0) throw badRequest('At least one issue ID or key must be provided.');
      if (body.issueIdsOrKeys.length > maxBulkFetch)
        throw badRequest(`The maximum number of issues that can be fetched is ${maxBulkFetch}.`);
      const renderer = rendererOf(site, call);
      const found = new Map<number, Issue>();
      for (const asked of body.issueIdsOrKeys) {
        const issue = site.state.issueOf(asked);
        if (issue !== undefined && renderer.canSee(issue)) found.set(issue.id, issue);
      }
      site.meter.spend(found.size);
      const selected = selectedFields(body.fields, '*navigable') ?? new Set();
      const ascending = [...found.values()].sort((a, b) => a.id - b.id);
      return call.json({
        issues: ascending.map((issue) => renderer.issue(issue, selected, body.properties)),
        issueErrors: [],
      });
    })
    .get('/issue/:issueIdOrKey', (call) => {
      const issue = issueOfPath(site, call);
      site.meter.spend(1);
      const selected = selectedFields(listOf(call, 'fields'), '*all') ?? new Set();
      return call.json(rendererOf(site, call).issue(issue, selected, listOf(call, 'properties')));
    })
    .put('/issue/:issueIdOrKey', async (call) => {
      const issue = issueToWrite(site, call);
      demand(
        site.state,
        call.env.actor,
        'EDIT_ISSUES',
        issue,
        'You do not have permission to edit issues in this project.',
      );
      const project = site.state.projects.get(issue.projectId);
      const body = await bodyOf(call, fieldsBody);
      if (project === undefined || body.transition !== undefined)
        throw badRequest('Use the transitions of the issue to change its status.');
      const { change, items } = fieldChange(site.state, project, issue, body);
      changeIssue(site, call, issue, change, items);
      return call.body(null, 204);
    })
    .delete('/issue/:issueIdOrKey', (call) => {
      const issue = issueToWrite(site, call);
      demand(
        site.state,
        call.env.actor,
        'DELETE_ISSUES',
        issue,
        'You do not have permission to delete issues in this project.',
      );
      const children = site.state.childrenOf(issue.id).filter((child) => site.state.typeOf(child).isSubtask);
      if (children.length > 0 && call.req.query('deleteSubtasks') !== 'true') {
        throw badRequest(
          `The issue '${issue.key}' has subtasks.  You must specify the 'deleteSubtasks' parameter to delete this issue and all its subtasks.`,
        );
      }
      const renderer = rendererOf(site, call);
      for (const child of children) site.state.removeIssue(child); // no event: only the top of the deletion is told
      site.state.removeIssue(issue);
      site.events.issue('deleted', issue, call.env.actor, renderer);
      return call.body(null, 204);
    })
    .get('/issue/:issueIdOrKey/changelog', (call) => {
      const issue = issueOfPath(site, call);
      const renderer = rendererOf(site, call);
      const entryJson = (entry: HistorySeed) => ({
        id: String(entry.id),
        ...(entry.author === null ? {} : { author: renderer.user(entry.author) }),
        created: jiraTime(Date.parse(entry.created)),
        items: entry.items.map((item) =>
          Object.fromEntries(Object.entries({ ...item, fieldtype: 'jira' }).filter(([, value]) => value !== null)),
        ),
      });
      return call.json(
        pageJson(renderer.self(`issue/${issue.id}/changelog`), issue.history, pageOf(call, 100, 100), entryJson),
      );
    });
}

function create(site: SiteParts, call: Call, body: FieldsBody): Response {
  const { state } = site;
  const { actor } = call.env;
  const { project: askedProject, issuetype, ...fields } = body.fields;
  const reference = v.safeParse(projectReference, askedProject);
  const project = reference.success ? state.projectOf(reference.output.id ?? reference.output.key ?? '') : undefined;
  if (project === undefined || !canBrowseProject(state, actor, project)) {
    throw new JiraError(400, [], { project: 'Specify a valid project ID or key' });
  }
  if (!holds(state, actor, 'CREATE_ISSUES', project)) {
    throw new JiraError(400, ['You do not have permission to create issues in this project.']);
  }
  const nowMs = site.clock.now();
  const blank = blankIssue(state, nowMs, accountIdOf(state, actor));
  const { change } = fieldChange(state, project, blank, {
    ...body,
    fields: { summary: undefined, issuetype: issuetype ?? {}, ...fields },
  });
  const issue: Issue = {
    ...blank,
    ...change,
    id: state.nextIssueId(),
    key: state.nextKey(project),
    projectId: project.id,
  };
  const type = state.typeOf(issue);
  if (type.isSubtask && issue.parentId === null) {
    throw new JiraError(400, [], { parent: 'Issue type is a sub-task but parent issue key or id not specified.' });
  }
  state.putIssue(issue);
  const renderer = rendererOf(site, call);
  site.events.issue('created', issue, actor, renderer);
  return call.json({ id: String(issue.id), key: issue.key, self: renderer.self(`issue/${issue.id}`) }, 201);
}

function blankIssue(state: SiteState, nowMs: number, reporter: string | null): Issue {
  const medium = findNamed(state.priorities, 'Medium') ?? state.priorities[0];
  return {
    id: 0,
    key: '',
    sourceKey: null,
    formerKeys: [],
    projectId: 0,
    type: '',
    status: state.statuses[0]?.name ?? '',
    resolution: null,
    priority: medium?.name ?? null,
    components: [],
    labels: [],
    versions: [],
    createdMs: nowMs,
    updatedMs: nowMs,
    resolvedMs: null,
    reporter,
    assignee: null,
    parentId: null,
    summary: '',
    description: null,
    environment: null,
    comments: [],
    securityLevel: null,
    sprint: null,
    votes: [],
    watchers: reporter === null ? [] : [reporter],
    attachments: [],
    remoteLinks: [],
    properties: new Map(),
    history: [],
  };
}
