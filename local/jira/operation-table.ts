// Every operation of Jira that the product uses, as a table: parameters, body members, statuses, scopes, and the model of
// its answer. Data only; what is done with it stands in contract-table.ts.

export interface Row {
  readonly name: string;
  readonly method: string;
  readonly pattern: RegExp;
  readonly placeholders: number;
  readonly statuses: ReadonlySet<string>;
  readonly scopes: readonly string[];
  readonly queryNames: ReadonlySet<string>;
  /** Null: no body. `any`: any JSON. */
  readonly bodyMembers: ReadonlySet<string> | 'any' | null;
  /** Model of jira.js for a 200 or 201; `[]` behind it means a list of them. */
  readonly model: string | null;
}

const words = (text: string) => text.split(' ').filter((word) => word !== '');

function row(
  operation: string,
  statuses: string,
  scopes: string,
  queryNames: string,
  body: string | null,
  model: string | null = null,
): Row {
  const [method = '', path = ''] = operation.split(' ');
  return {
    name: `${method} /rest/api/3${path}`,
    method,
    pattern: new RegExp(`^/rest/api/3${path.replace(/\{[^}]+\}/g, '[^/]+')}$`),
    placeholders: path.split('{').length,
    statuses: new Set(words(statuses)),
    scopes: words(scopes),
    queryNames: new Set(words(queryNames)),
    bodyMembers: body === null ? null : body === '*' ? 'any' : new Set(words(body)),
    model,
  };
}

const comment =
  'author body created id jsdAuthorCanSeeRequest jsdPublic properties renderedBody self updateAuthor updated visibility';

/** Operation, statuses, scopes, query names, members of the body, model of the answer. */
export const rows: readonly Row[] = [
  row(
    'GET /search/jql',
    '200 400 401',
    'read:jira-work',
    'jql nextPageToken maxResults fields expand properties fieldsByKeys failFast reconcileIssues',
    null,
    'searchAndReconcileResults',
  ),
  row(
    'POST /search/jql',
    '200 400 401',
    'read:jira-work',
    '',
    'expand fields fieldsByKeys jql maxResults nextPageToken properties reconcileIssues',
    'searchAndReconcileResults',
  ),
  row('POST /search/approximate-count', '200 400 401', 'read:jira-work', '', 'jql', 'jqlCountResults'),
  row('POST /jql/parse', '200 400 401', 'read:jira-work', 'validation', 'queries', 'parsedJqlQueries'),
  row('POST /jql/match', '200 400', 'read:jira-work', '', 'issueIds jqls', 'issueMatches'),
  row(
    'GET /jql/function/computation',
    '200 400 401 403 404',
    '',
    'functionKey startAt maxResults orderBy',
    null,
    'pageJqlFunctionPrecomputation',
  ),
  row(
    'POST /jql/function/computation',
    '200 204 400 403 404',
    '',
    'skipNotFoundPrecomputations',
    'values',
    'jqlFunctionPrecomputationUpdateResponse',
  ),
  row(
    'POST /issue',
    '201 400 401 403 422',
    'write:jira-work',
    'updateHistory',
    'fields historyMetadata properties transition update',
    'createdIssue',
  ),
  row(
    'POST /issue/bulkfetch',
    '200 400 401',
    'read:jira-work',
    '',
    'expand fields fieldsByKeys issueIdsOrKeys properties',
    'bulkIssueResults',
  ),
  row(
    'GET /issue/{issueIdOrKey}',
    '200 401 404',
    'read:jira-work',
    'fields fieldsByKeys expand properties updateHistory failFast',
    null,
    'issue',
  ),
  row(
    'PUT /issue/{issueIdOrKey}',
    '200 204 400 401 403 404 409 422',
    'write:jira-work',
    'notifyUsers overrideScreenSecurity overrideEditableFlag returnIssue expand',
    'fields historyMetadata properties transition update',
  ),
  row('DELETE /issue/{issueIdOrKey}', '204 400 401 403 404', 'write:jira-work', 'deleteSubtasks', null),
  row('GET /issue/{issueIdOrKey}/changelog', '200 404', 'read:jira-work', 'startAt maxResults', null, 'pageChangelog'),
  row(
    'GET /issue/{issueIdOrKey}/comment',
    '200 400 401 404',
    'read:jira-work',
    'startAt maxResults orderBy expand',
    null,
    'pageOfComments',
  ),
  row('POST /issue/{issueIdOrKey}/comment', '201 400 401 404 413', 'write:jira-work', 'expand', comment, 'comment'),
  row('GET /issue/{issueIdOrKey}/comment/{id}', '200 401 404', 'read:jira-work', 'expand', null, 'comment'),
  row(
    'PUT /issue/{issueIdOrKey}/comment/{id}',
    '200 400 401 404',
    'write:jira-work',
    'notifyUsers overrideEditableFlag expand',
    comment,
    'comment',
  ),
  row('DELETE /issue/{issueIdOrKey}/comment/{id}', '204 400 401 404 405', 'write:jira-work', '', null),
  row(
    'GET /issue/{issueIdOrKey}/transitions',
    '200 401 404',
    'read:jira-work',
    'expand transitionId skipRemoteOnlyCondition includeUnavailableTransitions sortByOpsBarAndStatus',
    null,
    'transitions',
  ),
  row(
    'POST /issue/{issueIdOrKey}/transitions',
    '204 400 401 404 409 413 422',
    'write:jira-work',
    '',
    'fields historyMetadata properties transition update',
  ),
  row(
    'POST /issue/{issueIdOrKey}/notify',
    '204 400 403 404',
    'write:jira-work',
    '',
    'htmlBody restrict subject textBody to',
  ),
  row('GET /issue/{issueIdOrKey}/watchers', '200 401 404', 'read:jira-work', '', null, 'watchers'),
  row('POST /issue/{issueIdOrKey}/watchers', '204 400 401 403 404', 'write:jira-work', '', '*'),
  row('DELETE /issue/{issueIdOrKey}/watchers', '204 400 401 403 404', 'write:jira-work', 'username accountId', null),
  row('GET /issue/{issueIdOrKey}/votes', '200 401 404', 'read:jira-work', '', null, 'votes'),
  row('POST /issue/{issueIdOrKey}/votes', '204 400 401 404', 'write:jira-work', '', null),
  row('DELETE /issue/{issueIdOrKey}/votes', '204 401 404', 'write:jira-work', '', null),
  row('GET /issue/{issueIdOrKey}/properties', '200 404', 'read:jira-work', '', null, 'propertyKeys'),
  row(
    'GET /issue/{issueIdOrKey}/properties/{propertyKey}',
    '200 401 404',
    'read:jira-work',
    '',
    null,
    'entityProperty',
  ),
  row('PUT /issue/{issueIdOrKey}/properties/{propertyKey}', '200 201 400 401 403 404', 'write:jira-work', '', '*'),
  row('DELETE /issue/{issueIdOrKey}/properties/{propertyKey}', '204 401 404', 'write:jira-work', '', null),
  row('POST /issue/properties', '303 400 401 409', 'write:jira-work', '', 'entitiesIds properties'),
  row('POST /issue/properties/multi', '303 400 401 403 409', 'write:jira-work', '', 'issues'),
  row(
    'GET /issue/{issueIdOrKey}/remotelink',
    '200 400 401 403 404 413',
    'read:jira-work',
    'globalId',
    null,
    'remoteIssueLink',
  ),
  row(
    'POST /issue/{issueIdOrKey}/remotelink',
    '200 201 400 401 403 404',
    'write:jira-work',
    '',
    'application globalId object relationship',
    'remoteIssueLinkIdentifies',
  ),
  row('DELETE /issue/{issueIdOrKey}/remotelink', '204 400 401 403 404', 'write:jira-work', 'globalId', null),
  row('GET /issueLinkType', '200 401 404', 'read:jira-work', '', null, 'issueLinkTypes'),
  row('POST /issueLink', '201 400 401 404 413', 'write:jira-work', '', 'comment inwardIssue outwardIssue type'),
  row('GET /issueLink/{linkId}', '200 400 401 404', 'read:jira-work', '', null, 'issueLink'),
  row('DELETE /issueLink/{linkId}', '200 204 400 401 404', 'write:jira-work', '', null),
  row(
    'POST /permissions/check',
    '200 400 403',
    '',
    '',
    'accountId globalPermissions projectPermissions',
    'bulkPermissionGrants',
  ),
  row('POST /permissions/project', '200 400 401', 'read:jira-work', '', 'permissions', 'permittedProjects'),
  row(
    'GET /mypermissions',
    '200 400 401 404',
    'read:jira-work',
    'projectKey projectId issueKey issueId permissions projectUuid projectConfigurationUuid commentId',
    null,
    'permissions',
  ),
  row(
    'GET /project/search',
    '200 400 401 404',
    'read:jira-work',
    'startAt maxResults orderBy id keys query typeKey categoryId action expand status properties propertyQuery',
    null,
    'pageProject',
  ),
  row('GET /project/{projectIdOrKey}', '200 401 404', 'read:jira-work', 'expand properties', null, 'project'),
  row('GET /project/{projectIdOrKey}/statuses', '200 401 404', 'read:jira-work', '', null, 'issueTypeWithStatus[]'),
  row('GET /project/{projectIdOrKey}/properties', '200 400 401 403 404', 'read:jira-work', '', null, 'propertyKeys'),
  row(
    'GET /project/{projectIdOrKey}/properties/{propertyKey}',
    '200 400 401 403 404',
    'read:jira-work',
    '',
    null,
    'entityProperty',
  ),
  row(
    'PUT /project/{projectIdOrKey}/properties/{propertyKey}',
    '200 201 400 401 403 404',
    'manage:jira-project',
    '',
    '*',
  ),
  row(
    'DELETE /project/{projectIdOrKey}/properties/{propertyKey}',
    '204 400 401 403 404',
    'manage:jira-project',
    '',
    null,
  ),
  row('GET /myself', '200 401', 'read:jira-user', 'expand', null, 'dashboardUser'),
  row('GET /user', '200 401 403 404', 'read:jira-user', 'accountId username key expand', null, 'dashboardUser'),
  row('GET /user/bulk', '200 400 401', 'read:jira-user', 'startAt maxResults username key accountId', null, 'pageUser'),
  row(
    'GET /user/search',
    '200 400 401 429',
    'read:jira-user',
    'query username accountId startAt maxResults property',
    null,
    'dashboardUser[]',
  ),
  row(
    'GET /groups/picker',
    '200',
    'read:jira-user',
    'accountId query exclude excludeId maxResults caseInsensitive userName',
    null,
    'foundGroups',
  ),
  row('GET /role', '200 401 403', 'manage:jira-configuration', '', null, 'projectRole[]'),
  row(
    'GET /project/{projectIdOrKey}/role/{id}',
    '200 400 401 404',
    'read:jira-work',
    'excludeInactiveUsers',
    null,
    'projectRole',
  ),
  row(
    'GET /project/{projectIdOrKey}/roledetails',
    '200 401 404',
    'read:jira-work',
    'currentMember excludeConnectAddons excludeOtherServiceRoles',
    null,
    'projectRoleDetails[]',
  ),
  row(
    'GET /group/bulk',
    '200 400 401 403 500',
    'read:jira-user',
    'startAt maxResults groupId groupName accessType applicationKey',
    null,
    'pageGroupDetails',
  ),
  row(
    'GET /group/member',
    '200 400 401 403 404',
    'manage:jira-configuration',
    'groupname groupId includeInactiveUsers startAt maxResults',
    null,
    'pageUserDetails',
  ),
  row('GET /field', '200 401', 'read:jira-work', '', null, 'fieldDetails[]'),
  row('GET /issuetype', '200', 'read:jira-work', '', null, 'issueTypeDetails[]'),
  row('GET /status', '200 401', 'read:jira-work', '', null, 'statusDetails[]'),
  row('GET /statuses', '200 400 401', 'manage:jira-configuration', 'id', null, 'jiraStatus[]'),
  row('GET /priority', '200 401', 'read:jira-work', '', null, 'priority[]'),
  row('GET /resolution', '200 401', 'read:jira-work', '', null, 'resolution[]'),
  row('GET /serverInfo', '200 401', '', '', null, 'serverInformation'),
  row(
    'GET /uiModifications',
    '200 400 401 403',
    'read:jira-work',
    'startAt maxResults expand',
    null,
    'pageUiModificationDetails',
  ),
  row(
    'POST /uiModifications',
    '201 400 401 403 404',
    'read:jira-work',
    '',
    'contexts data description name',
    'uiModificationIdentifiers',
  ),
  row(
    'PUT /uiModifications/{uiModificationId}',
    '204 400 401 403 404',
    'read:jira-work',
    '',
    'contexts data description name',
  ),
  row('DELETE /uiModifications/{uiModificationId}', '204 401 403 404', '', '', null),
];

/** What the table knows, such as `GET /rest/api/3/myself`. */
export const tableOperations: readonly string[] = rows.map(({ name }) => name);
