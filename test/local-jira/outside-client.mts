// A client that nobody here wrote, pointed at the local Jira: jira.js checks every answer against its own schemas, which
// its author holds against a real site. Run as a process of its own, because the package is ESM only; prints a line of
// JSON with what happened to each call.

import { createCloudClient } from 'jira.js/cloud';

const [host = '', email = '', adminEmail = ''] = process.argv.slice(2);
const jira = createCloudClient({ host, auth: { type: 'basic', email, apiToken: 'none-needed' } });
const asAdmin = createCloudClient({ host, auth: { type: 'basic', email: adminEmail, apiToken: 'none-needed' } });
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

await attempt('readMyself', () => jira.myself.getCurrentUser());
await attempt('readSiteAddress', () => jira.serverInfo.getServerInfo());
await attempt('fields', () => jira.issueFields.getFields());
await attempt('statuses', () => jira.workflowStatuses.getStatuses());
await attempt('searchProjects', () => jira.projects.searchProjects({ maxResults: 10 }));
await attempt('searchIssues', () =>
  jira.issueSearch.searchAndReconsileIssuesUsingJqlPost({
    jql: 'project = APP ORDER BY id',
    fields: ['*all'],
    maxResults: 3,
  }),
);
await attempt('countIssues', () => jira.issueSearch.countIssues({ jql: 'project = APP' }));
await attempt('matchIssues', () => jira.issueSearch.matchIssues({ jqls: ['project = APP'], issueIds: [10000] }));
await attempt('parseJql', () => jira.jql.parseJqlQueries({ validation: 'strict', queries: ['project = APP'] }));
await attempt('readIssues', () =>
  jira.issues.bulkFetchIssues({ issueIdsOrKeys: ['APP-1', 'APP-2'], fields: ['*all'] }),
);
const created = await attempt('create', () =>
  jira.issues.createIssue({
    fields: { project: { key: 'APP' }, issuetype: { name: 'Bug' }, summary: 'From outside', description: body },
  }),
);
const issueIdOrKey = created?.key ?? '';
await attempt('read', () => jira.issues.getIssue({ issueIdOrKey }));
await attempt('editIssue', () => jira.issues.editIssue({ issueIdOrKey, fields: { summary: 'From far outside' } }));
const comment = await attempt('addComment', () => jira.issueComments.addComment({ issueIdOrKey, body }));
await attempt('readComments', () => jira.issueComments.getComments({ issueIdOrKey }));
await attempt('readLinkTypes', () => jira.issueLinkTypes.getIssueLinkTypes());
await attempt('addLink', () =>
  jira.issueLinks.linkIssues({
    type: { name: 'Duplicate' },
    inwardIssue: { key: issueIdOrKey },
    outwardIssue: { key: 'APP-1' },
  }),
);
const transitions = await attempt('readTransitions', () => jira.issues.getTransitions({ issueIdOrKey }));
await attempt('transitionIssue', () =>
  jira.issues.doTransition({ issueIdOrKey, transition: { id: transitions?.transitions?.at(-1)?.id ?? '' } }),
);
await attempt('changelog', () => jira.issues.getChangeLogs({ issueIdOrKey }));
await attempt('setIssueProperty', () =>
  jira.issueProperties.setIssueProperty({ issueIdOrKey, propertyKey: 'seen', body: { by: 'outside' } }),
);
await attempt('property', () => jira.issueProperties.getIssueProperty({ issueIdOrKey, propertyKey: 'seen' }));
await attempt('permissions', () =>
  jira.permissions.getMyPermissions({ permissions: 'BROWSE_PROJECTS', issueKey: issueIdOrKey }),
);
await attempt('checkPermissions', () =>
  jira.permissions.getBulkPermissions({
    projectPermissions: [{ permissions: ['EDIT_ISSUES'], issues: [10000], projects: [10001] }],
  }),
);
await attempt('readWatchers', () => jira.issueWatchers.getIssueWatchers({ issueIdOrKey }));
await attempt('votes', () => jira.issueVotes.getVotes({ issueIdOrKey }));
await attempt('addVote', () => asAdmin.issueVotes.addVote({ issueIdOrKey: 'APP-1' }));
await attempt('removeVote', () => asAdmin.issueVotes.removeVote({ issueIdOrKey: 'APP-1' }));
// Jira takes a bare text here, which the type of the client does not know.
const watcher = 'person-maria' as unknown as Record<string, unknown>;
await attempt('addWatcher', () => jira.issueWatchers.addWatcher({ issueIdOrKey, body: watcher }));
await attempt('removeWatcher', () => jira.issueWatchers.removeWatcher({ issueIdOrKey, accountId: 'person-maria' }));
await attempt('notify', () =>
  jira.issues.notify({
    issueIdOrKey,
    subject: 'Hello',
    textBody: 'Hello',
    to: { users: [{ accountId: 'person-noor' }] },
  }),
);
await attempt('removeIssueProperty', () =>
  jira.issueProperties.deleteIssueProperty({ issueIdOrKey, propertyKey: 'seen' }),
);
await attempt('removeComment', () => jira.issueComments.deleteComment({ issueIdOrKey, id: comment?.id ?? '' }));
const linked = await jira.issues.getIssue({ issueIdOrKey, fields: ['issuelinks'] });
const [madeLink] = (linked.fields as { readonly issuelinks: readonly { readonly id: string }[] }).issuelinks;
await attempt('removeLink', () => jira.issueLinks.deleteIssueLink({ linkId: madeLink?.id ?? '' }));
const globalId = 'outside=1';
await attempt('addAttachmentLink', () =>
  jira.issueRemoteLinks.createOrUpdateRemoteIssueLink({
    issueIdOrKey,
    globalId,
    object: { url: 'https://example.com/file', title: 'A file' },
  }),
);
await attempt('readAttachmentLink', () => jira.issueRemoteLinks.getRemoteIssueLinks({ issueIdOrKey, globalId }));
await attempt('removeAttachmentLink', () =>
  jira.issueRemoteLinks.deleteRemoteIssueLinkByGlobalId({ issueIdOrKey, globalId }),
);
await attempt('readProjectStatuses', () => jira.projects.getAllStatuses({ projectIdOrKey: 'APP' }));
await attempt('readPerson', () => jira.users.getUser({ accountId: 'person-noor', expand: 'groups' }));
await attempt('searchGroups', () => jira.groups.findGroups({ query: 'users', maxResults: 5 }));
const roles = await attempt('readRoles', () => asAdmin.projectRoles.getAllProjectRoles());
await attempt('readOwnRoles', () =>
  jira.projectRoles.getProjectRoleDetails({ projectIdOrKey: 'APP', currentMember: true }),
);
await attempt('readRoleActors', () =>
  jira.projectRoles.getProjectRole({ projectIdOrKey: 'APP', id: roles?.[0]?.id ?? 0 }),
);
await attempt('delete', () => jira.issues.deleteIssue({ issueIdOrKey }));
await attempt('gone', () => jira.issues.getIssue({ issueIdOrKey }));
console.log(JSON.stringify(outcomes));
