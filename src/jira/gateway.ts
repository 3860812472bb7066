// The only way from this app to Jira. `ViewerJira` speaks as the person who is looking and is the only maker of Visible
// issues; `SiteJira` speaks as the app, for analyses that no person waits for. A use case is given one of the two, so
// that reading as the app on a person's behalf cannot be written by mistake. Method and route stand literally in each call,
// because only so forge lint can see them; that they are those of `operations` is tested.

import { asApp, asUser, route } from '@forge/api';
import type * as v from 'valibot';
import type { ProjectChoice } from '../contract';
import type { Issue, Visible } from '../issue';
import { limits } from '../limits';
import { type Call, type CallLimits, caller, chunks } from './call';
import {
  countSchema,
  idsSchema,
  issueFields,
  issuesSchema,
  pageSchema,
  parsedJqlSchema,
  permissionsSchema,
  projectPageSchema,
} from './issue-json';
import { type MatchCalls, matchCalls } from './match';
import type { Requester } from './person';
import { hasOrderBy, newestJql, pageJql, scopeJql, type ScopeFilter } from './jql';

export interface ProjectPermissions {
  readonly isSiteAdmin: boolean;
  readonly browsable: ReadonlySet<number>;
  readonly administered: ReadonlySet<number>;
}

export interface ViewerJira extends MatchCalls {
  /** Those of the asked issues that this person may see now. @throws AppError; never fewer because of an error. */
  readIssues(ids: readonly number[]): Promise<ReadonlyMap<number, Visible<Issue>>>;
  /** Null when there is none, or none that this person may see. */
  issueByKey(key: string): Promise<Visible<Issue> | null>;
  /** Those of the asked issues whose project this person may browse: a superset of what `readIssues` gives. */
  browsableIssues(ids: readonly number[]): Promise<ReadonlySet<number>>;
  permissions(projectIds: readonly number[]): Promise<ProjectPermissions>;
  /** Where only browsing matters: a third of the points of `permissions`. */
  browsableProjects(projectIds: readonly number[]): Promise<ReadonlySet<number>>;
  projectChoices(query: string): Promise<{ projects: ProjectChoice[]; hasMore: boolean }>;
  /** Jira's own sentences; empty when the JQL is right. */
  jqlErrors(jql: string): Promise<readonly string[]>;
  /** For each condition whether Jira understands it as this person, for whom hidden values do not exist. */
  understood(jqls: readonly string[]): Promise<readonly boolean[]>;
  count(jql: string): Promise<number>;
  /** Up to so many of the project that this person may see, the newest first. */
  newestIssues(projectId: number, most: number): Promise<readonly Visible<Issue>[]>;
}

export interface IssuePage {
  readonly issues: readonly Issue[];
  /** Null on the last page, and only there: a short or empty page is not the last one. */
  readonly nextPageToken: string | null;
}

export interface SiteJira {
  /** Issues of the scope with an id above `after` up to `upTo`, lowest first. */
  page(scope: ScopeFilter, place: { after: number; upTo: number | null; token: string | null }): Promise<IssuePage>;
  /** About where the ids of the scope end: issues may be created at any time. 0 for an empty scope. */
  highestIssueId(scope: ScopeFilter): Promise<number>;
  count(scope: ScopeFilter): Promise<number>;
  /** By id and not by search, whose index lags behind. What is not in the answer is gone or closed to the app. */
  issues(ids: readonly number[]): Promise<ReadonlyMap<number, Issue>>;
  /** Null when there is none, or none that the app may browse. */
  issueByKey(key: string): Promise<Issue | null>;
  projectIdOf(key: string): Promise<number | null>;
  /** Those of the projects that the app may browse. */
  readableProjects(ids: readonly number[]): Promise<ReadonlySet<number>>;
  /** For each condition whether Jira understands it as the app. */
  understood(jqls: readonly string[]): Promise<readonly boolean[]>;
}

/** @see https://developer.atlassian.com/cloud/jira/platform/rest/v3 for each operation. All methods throw AppError. */
export function viewerJira(callLimits: CallLimits): ViewerJira {
  const call = caller(callLimits);
  return {
    async readIssues(ids) {
      const found = new Map<number, Visible<Issue>>();
      for (const some of chunks([...new Set(ids)], limits.issuesPerPage)) {
        const body = { issueIdsOrKeys: some.map(String), fields: issueFields };
        const answer = await call('readIssues', issuesSchema, (init) =>
          asUser().requestJira(route`/rest/api/3/issue/bulkfetch`, {
            ...init,
            method: 'POST',
            body: JSON.stringify(body),
          }),
        );
        // Jira follows moved issues and may answer with others than asked; only what was asked counts as seen.
        for (const issue of answer.issues) if (some.includes(issue.id)) found.set(issue.id, issue as Visible<Issue>);
      }
      return found;
    },

    async issueByKey(key) {
      const body = { issueIdsOrKeys: [key], fields: issueFields };
      const answer = await call('readIssues', issuesSchema, (init) =>
        asUser().requestJira(route`/rest/api/3/issue/bulkfetch`, {
          ...init,
          method: 'POST',
          body: JSON.stringify(body),
        }),
      );
      return (answer.issues[0] as Visible<Issue> | undefined) ?? null;
    },

    async browsableIssues(ids) {
      const found = new Set<number>();
      for (const some of chunks([...new Set(ids)], 1_000)) {
        const body = { projectPermissions: [{ permissions: ['BROWSE_PROJECTS'], issues: some }] };
        const answer = await checkPermissions(call, body);
        for (const grant of answer.projectPermissions) for (const id of grant.issues) found.add(id);
      }
      return found;
    },

    async browsableProjects(projectIds) {
      const projects = [...new Set(projectIds)];
      if (projects.length === 0) return new Set();
      const answer = await checkPermissions(call, {
        projectPermissions: [{ permissions: ['BROWSE_PROJECTS'], projects }],
      });
      return new Set(answer.projectPermissions.flatMap((grant) => grant.projects));
    },

    async permissions(projectIds) {
      const projects = [...new Set(projectIds)];
      const permissions = ['BROWSE_PROJECTS', 'ADMINISTER_PROJECTS'];
      const answer = await checkPermissions(call, {
        globalPermissions: ['ADMINISTER'],
        ...(projects.length > 0 ? { projectPermissions: [{ permissions, projects }] } : {}),
      });
      const granted = (name: string): ReadonlySet<number> =>
        new Set(
          answer.projectPermissions.filter((grant) => grant.permission === name).flatMap((grant) => grant.projects),
        );
      return {
        isSiteAdmin: answer.globalPermissions.includes('ADMINISTER'),
        browsable: granted('BROWSE_PROJECTS'),
        administered: granted('ADMINISTER_PROJECTS'),
      };
    },

    async projectChoices(query) {
      const search = new URLSearchParams({ maxResults: '50', orderBy: 'name', action: 'browse' });
      if (query.trim() !== '') search.set('query', query.trim());
      const answer = await call('searchProjects', projectPageSchema, (init) =>
        asUser().requestJira(route`/rest/api/3/project/search?${search}`, { ...init, method: 'GET' }),
      );
      const projects = answer.values.map(({ id, key, name, avatarUrls }) => ({
        id,
        key,
        name,
        avatarUrl: avatarUrls['24x24'] ?? avatarUrls['48x48'] ?? null,
      }));
      return { projects, hasMore: !answer.isLast };
    },

    ...matchCalls(call, () => asUser()),

    understood: (jqls) => understoodBy(call, () => asUser(), jqls),

    async jqlErrors(jql) {
      const answer = await parseJql(call, () => asUser(), [jql]);
      const parsed = answer.queries[0];
      if (parsed === undefined) return ['Jira did not say whether it understands this JQL.'];
      if (parsed.errors.length > 0) return parsed.errors;
      return hasOrderBy(jql) ? ['Leave out ORDER BY: an analysis has its own order.'] : [];
    },

    async count(jql) {
      const answer = await call('countIssues', countSchema, (init) =>
        asUser().requestJira(route`/rest/api/3/search/approximate-count`, {
          ...init,
          method: 'POST',
          body: JSON.stringify({ jql }),
        }),
      );
      return answer.count;
    },

    async newestIssues(projectId, most) {
      const found: Visible<Issue>[] = [];
      let token: string | null = null;
      // Pages may be short, and empty ones exist: so many requests are enough for full ones.
      for (let asked = 0; asked < Math.ceil(most / limits.issuesPerPage); asked++) {
        const body = {
          jql: newestJql({ projectIds: [projectId], jql: null }),
          fields: issueFields,
          maxResults: limits.issuesPerPage,
          ...(token === null ? {} : { nextPageToken: token }),
        };
        const page: IssuePage = await call('searchIssues', pageSchema, (init) =>
          asUser().requestJira(route`/rest/api/3/search/jql`, { ...init, method: 'POST', body: JSON.stringify(body) }),
        );
        for (const issue of page.issues) if (issue.project.id === projectId) found.push(issue as Visible<Issue>);
        token = page.nextPageToken;
        if (token === null) break;
      }
      return found.slice(0, most);
    },
  };
}

export function siteJira(callLimits: CallLimits): SiteJira {
  const call = caller(callLimits);
  return {
    async page(scope, { after, upTo, token }) {
      const body = {
        jql: pageJql(scope, after, upTo),
        fields: issueFields,
        maxResults: limits.issuesPerPage,
        ...(token === null ? {} : { nextPageToken: token }),
      };
      return call('searchIssues', pageSchema, (init) =>
        asApp().requestJira(route`/rest/api/3/search/jql`, { ...init, method: 'POST', body: JSON.stringify(body) }),
      );
    },

    async highestIssueId(scope) {
      const body = { jql: newestJql(scope), fields: ['id'], maxResults: 1 };
      const page = await call('searchIssues', idsSchema, (init) =>
        asApp().requestJira(route`/rest/api/3/search/jql`, { ...init, method: 'POST', body: JSON.stringify(body) }),
      );
      return page.issues[0]?.id ?? 0;
    },

    async count(scope) {
      const answer = await call('countIssues', countSchema, (init) =>
        asApp().requestJira(route`/rest/api/3/search/approximate-count`, {
          ...init,
          method: 'POST',
          body: JSON.stringify({ jql: scopeJql(scope) }),
        }),
      );
      return answer.count;
    },

    async issues(ids) {
      const found = new Map<number, Issue>();
      for (const some of chunks([...new Set(ids)], limits.issuesPerPage)) {
        const body = { issueIdsOrKeys: some.map(String), fields: issueFields };
        const answer = await call('readIssues', issuesSchema, (init) =>
          asApp().requestJira(route`/rest/api/3/issue/bulkfetch`, {
            ...init,
            method: 'POST',
            body: JSON.stringify(body),
          }),
        );
        for (const issue of answer.issues) if (some.includes(issue.id)) found.set(issue.id, issue);
      }
      return found;
    },

    async issueByKey(key) {
      const body = { issueIdsOrKeys: [key], fields: issueFields };
      const answer = await call('readIssues', issuesSchema, (init) =>
        asApp().requestJira(route`/rest/api/3/issue/bulkfetch`, {
          ...init,
          method: 'POST',
          body: JSON.stringify(body),
        }),
      );
      return answer.issues[0] ?? null;
    },

    async projectIdOf(key) {
      const search = new URLSearchParams({ maxResults: '1', keys: key });
      const answer = await call('searchProjects', projectPageSchema, (init) =>
        asApp().requestJira(route`/rest/api/3/project/search?${search}`, { ...init, method: 'GET' }),
      );
      return answer.values.find((project) => project.key === key)?.id ?? null;
    },

    async readableProjects(ids) {
      const found = new Set<number>();
      for (const some of chunks(ids, 50)) {
        const search = new URLSearchParams([['maxResults', '50'], ...some.map((id) => ['id', String(id)])]);
        const answer = await call('searchProjects', projectPageSchema, (init) =>
          asApp().requestJira(route`/rest/api/3/project/search?${search}`, { ...init, method: 'GET' }),
        );
        for (const project of answer.values) found.add(project.id);
      }
      return found;
    },

    understood: (jqls) => understoodBy(call, () => asApp(), jqls),
  };
}

async function understoodBy(call: Call, requester: () => Requester, jqls: readonly string[]): Promise<boolean[]> {
  if (jqls.length === 0) return [];
  const { queries } = await parseJql(call, requester, jqls);
  return jqls.map((_, index) => queries[index]?.errors.length === 0);
}

function checkPermissions(call: Call, body: unknown): Promise<v.InferOutput<typeof permissionsSchema>> {
  return call('checkPermissions', permissionsSchema, (init) =>
    asUser().requestJira(route`/rest/api/3/permissions/check`, { ...init, method: 'POST', body: JSON.stringify(body) }),
  );
}

function parseJql(
  call: Call,
  requester: () => Requester,
  queries: readonly string[],
): Promise<v.InferOutput<typeof parsedJqlSchema>> {
  return call('parseJql', parsedJqlSchema, (init) =>
    requester().requestJira(route`/rest/api/3/jql/parse?validation=strict`, {
      ...init,
      method: 'POST',
      body: JSON.stringify({ queries }),
    }),
  );
}
