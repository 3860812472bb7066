// Every Jira operation that this app may call, in one table. The gateway takes method and path from here, and a test
// reads the scopes of exactly these from Jira's OpenAPI: their union is what the manifest may ask for, and no more.

export const operations = {
  searchIssues: { method: 'POST', path: '/rest/api/3/search/jql' },
  countIssues: { method: 'POST', path: '/rest/api/3/search/approximate-count' },
  readIssues: { method: 'POST', path: '/rest/api/3/issue/bulkfetch' },
  checkPermissions: { method: 'POST', path: '/rest/api/3/permissions/check' },
  searchProjects: { method: 'GET', path: '/rest/api/3/project/search' },
  parseJql: { method: 'POST', path: '/rest/api/3/jql/parse' },
  matchIssues: { method: 'POST', path: '/rest/api/3/jql/match' },
  readLinkTypes: { method: 'GET', path: '/rest/api/3/issueLinkType' },
  addLink: { method: 'POST', path: '/rest/api/3/issueLink' },
  removeLink: { method: 'DELETE', path: '/rest/api/3/issueLink/{linkId}' },
  readComments: { method: 'GET', path: '/rest/api/3/issue/{issueIdOrKey}/comment' },
  addComment: { method: 'POST', path: '/rest/api/3/issue/{issueIdOrKey}/comment' },
  removeComment: { method: 'DELETE', path: '/rest/api/3/issue/{issueIdOrKey}/comment/{id}' },
  readTransitions: { method: 'GET', path: '/rest/api/3/issue/{issueIdOrKey}/transitions' },
  transitionIssue: { method: 'POST', path: '/rest/api/3/issue/{issueIdOrKey}/transitions' },
  editIssue: { method: 'PUT', path: '/rest/api/3/issue/{issueIdOrKey}' },
  readWatchers: { method: 'GET', path: '/rest/api/3/issue/{issueIdOrKey}/watchers' },
  addWatcher: { method: 'POST', path: '/rest/api/3/issue/{issueIdOrKey}/watchers' },
  removeWatcher: { method: 'DELETE', path: '/rest/api/3/issue/{issueIdOrKey}/watchers' },
  addVote: { method: 'POST', path: '/rest/api/3/issue/{issueIdOrKey}/votes' },
  removeVote: { method: 'DELETE', path: '/rest/api/3/issue/{issueIdOrKey}/votes' },
  readPriorities: { method: 'GET', path: '/rest/api/3/priority' },
  readResolutions: { method: 'GET', path: '/rest/api/3/resolution' },
  readProjectStatuses: { method: 'GET', path: '/rest/api/3/project/{projectIdOrKey}/statuses' },
  readUiModifications: { method: 'GET', path: '/rest/api/3/uiModifications' },
  addUiModification: { method: 'POST', path: '/rest/api/3/uiModifications' },
  removeUiModification: { method: 'DELETE', path: '/rest/api/3/uiModifications/{uiModificationId}' },
} as const;
export type OperationName = keyof typeof operations;
