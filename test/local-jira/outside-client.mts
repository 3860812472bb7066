// A client that nobody here wrote, pointed at the local Jira: jira.js checks every answer against its own schemas, which
// its author holds against a real site. Run as a process of its own, because the package is ESM only; prints a line of
// JSON with what happened to each call.

import { createCloudClient } from 'jira.js/cloud';

const [host = '', email = ''] = process.argv.slice(2);
const jira = createCloudClient({ host, auth: { type: 'basic', email, apiToken: 'none-needed' } });
const outcomes: Record<string, string> = {};

async function attempt<T>(name: string, call: () => Promise<T>): Promise<T | undefined> {
  try {
    const value = await call();
    outcomes[name] = 'ok';
    return value;
  } catch (error) {
    outcomes[name] = error instanceof Error ? `${error.message} ${JSON.stringify(error).slice(0, 300)}` : String(error);
    return undefined;
  }
}

const body = {
  type: 'doc' as const,
  version: 1 as const,
  content: [{ type: 'paragraph' as const, content: [{ type: 'text' as const, text: 'Hello' }] }],
};

await attempt('myself', () => jira.myself.getCurrentUser());
await attempt('serverInfo', () => jira.serverInfo.getServerInfo());
await attempt('fields', () => jira.issueFields.getFields());
await attempt('statuses', () => jira.workflowStatuses.getStatuses());
await attempt('projects', () => jira.projects.searchProjects({ maxResults: 10 }));
await attempt('search', () =>
  jira.issueSearch.searchAndReconsileIssuesUsingJqlPost({
    jql: 'project = APP ORDER BY id',
    fields: ['*all'],
    maxResults: 3,
  }),
);
await attempt('count', () => jira.issueSearch.countIssues({ jql: 'project = APP' }));
await attempt('match', () => jira.issueSearch.matchIssues({ jqls: ['project = APP'], issueIds: [10000] }));
await attempt('parse', () => jira.jql.parseJqlQueries({ validation: 'strict', queries: ['project = APP'] }));
await attempt('bulkfetch', () => jira.issues.bulkFetchIssues({ issueIdsOrKeys: ['APP-1', 'APP-2'], fields: ['*all'] }));
const created = await attempt('create', () =>
  jira.issues.createIssue({
    fields: { project: { key: 'APP' }, issuetype: { name: 'Bug' }, summary: 'From outside', description: body },
  }),
);
const issueIdOrKey = created?.key ?? '';
await attempt('read', () => jira.issues.getIssue({ issueIdOrKey }));
await attempt('edit', () => jira.issues.editIssue({ issueIdOrKey, fields: { summary: 'From far outside' } }));
await attempt('comment', () => jira.issueComments.addComment({ issueIdOrKey, body }));
await attempt('comments', () => jira.issueComments.getComments({ issueIdOrKey }));
await attempt('linkTypes', () => jira.issueLinkTypes.getIssueLinkTypes());
await attempt('link', () =>
  jira.issueLinks.linkIssues({
    type: { name: 'Duplicate' },
    inwardIssue: { key: issueIdOrKey },
    outwardIssue: { key: 'APP-1' },
  }),
);
const transitions = await attempt('transitions', () => jira.issues.getTransitions({ issueIdOrKey }));
await attempt('transition', () =>
  jira.issues.doTransition({ issueIdOrKey, transition: { id: transitions?.transitions?.at(-1)?.id ?? '' } }),
);
await attempt('changelog', () => jira.issues.getChangeLogs({ issueIdOrKey }));
await attempt('setProperty', () =>
  jira.issueProperties.setIssueProperty({ issueIdOrKey, propertyKey: 'seen', body: { by: 'outside' } }),
);
await attempt('property', () => jira.issueProperties.getIssueProperty({ issueIdOrKey, propertyKey: 'seen' }));
await attempt('permissions', () =>
  jira.permissions.getMyPermissions({ permissions: 'BROWSE_PROJECTS', issueKey: issueIdOrKey }),
);
await attempt('permissionCheck', () =>
  jira.permissions.getBulkPermissions({
    projectPermissions: [{ permissions: ['EDIT_ISSUES'], issues: [10000], projects: [10001] }],
  }),
);
await attempt('watchers', () => jira.issueWatchers.getIssueWatchers({ issueIdOrKey }));
await attempt('votes', () => jira.issueVotes.getVotes({ issueIdOrKey }));
await attempt('delete', () => jira.issues.deleteIssue({ issueIdOrKey }));
await attempt('gone', () => jira.issues.getIssue({ issueIdOrKey }));
console.log(JSON.stringify(outcomes));
