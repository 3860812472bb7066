// Every Jira operation that this app may call, in one table. The gateway takes method and path from here, and a test
// reads the scopes of exactly these from Jira's OpenAPI: their union is what the manifest may ask for, and no more.

export const operations = {
  searchIssues: { method: 'POST', path: '/rest/api/3/search/jql' },
  countIssues: { method: 'POST', path: '/rest/api/3/search/approximate-count' },
  readIssues: { method: 'POST', path: '/rest/api/3/issue/bulkfetch' },
  checkPermissions: { method: 'POST', path: '/rest/api/3/permissions/check' },
  searchProjects: { method: 'GET', path: '/rest/api/3/project/search' },
  parseJql: { method: 'POST', path: '/rest/api/3/jql/parse' },
} as const;
export type OperationName = keyof typeof operations;
