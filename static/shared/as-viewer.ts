// Titles and names, read from Jira as the person who looks at the page. The backend hands out ids only; what Jira does not
// give for an id here is not shown, so a row can never tell more than Jira itself would.

import { requestJira } from '@forge/bridge';
import * as v from 'valibot';
import type { AppFailure, IssueView, Result } from '../../src/contract';

/** Jira's own limits for one call. */
const idsPerCall = 100;
const peoplePerCall = 100;
const spacesPerCall = 50;

const issueSchema = v.object({
  id: v.pipe(v.string(), v.regex(/^\d+$/)),
  key: v.string(),
  fields: v.object({
    summary: v.string(),
    project: v.object({ id: v.string(), key: v.string(), name: v.string() }),
    issuetype: v.object({ name: v.string(), iconUrl: v.optional(v.string()) }),
    status: v.object({ name: v.string(), statusCategory: v.object({ key: v.string() }) }),
    resolution: v.nullish(v.object({ name: v.string() })),
    created: v.string(),
    updated: v.string(),
  }),
});
const issuesSchema = v.object({ issues: v.array(issueSchema) });
const personSchema = v.object({ accountId: v.string(), displayName: v.string() });
type Person = v.InferOutput<typeof personSchema>;
const spacesSchema = v.object({
  values: v.array(v.object({ id: v.pipe(v.string(), v.regex(/^\d+$/)), key: v.string(), name: v.string() })),
});
const peopleSchema = v.object({ values: v.array(personSchema) });
const foundPeopleSchema = v.array(personSchema);

const issueFields = ['summary', 'project', 'issuetype', 'status', 'resolution', 'created', 'updated'];

/** By id. An id that is missing in the answer is deleted or hidden from this person; the two look the same. */
export async function readIssues(ids: readonly number[]): Promise<Result<ReadonlyMap<number, IssueView>>> {
  const found = new Map<number, IssueView>();
  for (const some of inGroups([...new Set(ids)], idsPerCall)) {
    const answer = await askJira('/rest/api/3/issue/bulkfetch', issuesSchema, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ issueIdsOrKeys: some.map(String), fields: issueFields }),
    });
    if (!answer.ok) return answer;
    for (const issue of answer.value.issues) found.set(Number(issue.id), issueViewOf(issue));
  }
  return { ok: true, value: found };
}

/** People whose name begins like the query, as Jira shows them to this person. */
export function searchPeople(query: string): Promise<Result<readonly Person[]>> {
  const search = new URLSearchParams({ query, maxResults: '20' });
  return askJira(`/rest/api/3/user/search?${search}`, foundPeopleSchema, { headers: { accept: 'application/json' } });
}

/** Null when Jira shows no work item of this key to this person. */
export async function readIssueNamed(key: string): Promise<Result<IssueView | null>> {
  const answer = await askJira('/rest/api/3/issue/bulkfetch', issuesSchema, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({ issueIdsOrKeys: [key], fields: issueFields }),
  });
  if (!answer.ok) return answer;
  const [issue] = answer.value.issues;
  return { ok: true, value: issue === undefined ? null : issueViewOf(issue) };
}

export interface Space {
  readonly id: number;
  readonly key: string;
  readonly name: string;
}

/** By name. A space that Jira does not name to this person is left out. */
export async function readSpaces(projectIds: readonly number[]): Promise<Result<readonly Space[]>> {
  const found: Space[] = [];
  for (const some of inGroups([...new Set(projectIds)], spacesPerCall)) {
    const search = new URLSearchParams([
      ['maxResults', String(spacesPerCall)],
      ...some.map((id) => ['id', String(id)]),
    ]);
    const answer = await askJira(`/rest/api/3/project/search?${search}`, spacesSchema, {
      headers: { accept: 'application/json' },
    });
    if (!answer.ok) return answer;
    found.push(...answer.value.values.map(({ id, key, name }) => ({ id: Number(id), key, name })));
  }
  return { ok: true, value: found.sort((x, y) => x.name.localeCompare(y.name)) };
}

/** Display names by account id, of those that Jira knows. */
export async function readPeople(accountIds: readonly string[]): Promise<Result<ReadonlyMap<string, string>>> {
  const found = new Map<string, string>();
  for (const some of inGroups([...new Set(accountIds)], peoplePerCall)) {
    const query = some.map((accountId) => `accountId=${encodeURIComponent(accountId)}`).join('&');
    const answer = await askJira(`/rest/api/3/user/bulk?maxResults=${peoplePerCall}&${query}`, peopleSchema, {
      headers: { accept: 'application/json' },
    });
    if (!answer.ok) return answer;
    for (const { accountId, displayName } of answer.value.values) found.set(accountId, displayName);
  }
  return { ok: true, value: found };
}

/** A call of Jira as the person who looks, its answer parsed; it never throws. */
export async function askJira<Schema extends v.GenericSchema>(
  path: string,
  schema: Schema,
  init: RequestInit,
): Promise<Result<v.InferOutput<Schema>>> {
  try {
    const response = await requestJira(path, init);
    if (!response.ok) return { ok: false, failure: failureOf(response) };
    const parsed = v.safeParse(schema, await response.json());
    if (parsed.success) return { ok: true, value: parsed.output };
    return failed(`Jira answered ${path} with something that is not understood: ${parsed.issues[0].message}`);
  } catch (error) {
    return failed(error instanceof Error ? error.message : String(error));
  }
}

function failureOf({ status, headers }: Pick<Response, 'status' | 'headers'>): AppFailure {
  const message = `Jira answered with ${status}.`;
  if (status !== 429) return { code: status === 403 ? 'NOT_ALLOWED' : 'JIRA_UNAVAILABLE', message };
  const retryAfterSeconds = Number(headers.get('retry-after') ?? Number.NaN);
  return { code: 'RATE_LIMITED', message, ...(Number.isFinite(retryAfterSeconds) ? { retryAfterSeconds } : {}) };
}

function failed(message: string): Result<never> {
  return { ok: false, failure: { code: 'JIRA_UNAVAILABLE', message } };
}

function issueViewOf({ id, key, fields }: v.InferOutput<typeof issueSchema>): IssueView {
  const { summary, project, issuetype, status, resolution, created, updated } = fields;
  const category = status.statusCategory.key;
  return {
    id: Number(id),
    key,
    summary,
    projectId: Number(project.id),
    projectKey: project.key,
    projectName: project.name,
    typeName: issuetype.name,
    typeIconUrl: issuetype.iconUrl ?? null,
    statusName: status.name,
    statusCategory: category === 'done' || category === 'new' ? category : 'indeterminate',
    resolutionName: resolution?.name ?? null,
    created,
    updated,
  };
}

function inGroups<T>(all: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, group) =>
    all.slice(group * size, (group + 1) * size),
  );
}
