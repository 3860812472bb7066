// The shell's questions to its own server. Jira's data comes as the signed-in person; what that person may not see is
// simply not there.

export interface ProjectRow {
  readonly id: string;
  readonly key: string;
  readonly name: string;
}

export interface IssueRow {
  readonly id: string;
  readonly key: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

export interface OpenedFrame {
  readonly frameId: string;
  readonly url: string;
  readonly extension: Readonly<Record<string, unknown>>;
}

export interface Place {
  readonly projectKey?: string | undefined;
  readonly issueKey?: string | undefined;
  readonly issueTypeId?: string | undefined;
  readonly gadget?: { readonly id: string; readonly isEdited: boolean; readonly configuration?: unknown };
}

async function ask<T>(path: string, init?: RequestInit): Promise<T> {
  const answer = await fetch(path, init);
  if (answer.ok) return (answer.status === 204 ? undefined : await answer.json()) as T;
  throw new Error(sentenceOf(await answer.text(), answer.status));
}

const post = <T>(path: string, body: unknown): Promise<T> =>
  ask<T>(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

export const signInAs = (accountId: string): Promise<void> => post('/api/person', { accountId });

/** Resolves when it is done; the page has to be loaded again then. */
export const changeDemo = (change: 'fill' | 'start-over'): Promise<void> => post('/api/demo', { change });

export const openFrame = (moduleKey: string, place: Place, modal?: unknown): Promise<OpenedFrame> =>
  post('/api/frames', { moduleKey, place, modal });

export const invoke = async (frameId: string, functionKey: string, payload: unknown): Promise<unknown> =>
  (await post<{ value: unknown }>('/api/invoke', { frameId, functionKey, payload })).value;

export async function readProjects(): Promise<readonly ProjectRow[]> {
  return (await ask<{ values: ProjectRow[] }>('/api/jira/rest/api/3/project/search?maxResults=50&orderBy=name')).values;
}

interface ReceivedMail {
  readonly atMs: number;
  readonly subject: string;
  readonly textBody: string;
}

export async function readMailbox(): Promise<readonly ReceivedMail[]> {
  return (await ask<{ mails: ReceivedMail[] }>('/api/mailbox')).mails;
}

interface IssuePage {
  readonly issues: readonly IssueRow[];
  readonly nextPageToken?: string;
}

export function readIssues(projectKey: string, pageToken: string | undefined): Promise<IssuePage> {
  return post('/api/jira/rest/api/3/search/jql', {
    jql: `project = "${projectKey}" ORDER BY created DESC`,
    fields: ['summary', 'status', 'issuetype', 'resolution'],
    maxResults: 50,
    ...(pageToken ? { nextPageToken: pageToken } : {}),
  });
}

export const readIssue = (issueKey: string): Promise<IssueRow> =>
  ask(`/api/jira/rest/api/3/issue/${encodeURIComponent(issueKey)}`);

export async function readIssueTypes(
  projectKey: string,
): Promise<readonly { readonly id: string; readonly name: string }[]> {
  if (projectKey === '') return [];
  const path = `/api/jira/rest/api/3/project/${encodeURIComponent(projectKey)}`;
  const { issueTypes } = await ask<{
    issueTypes: { id: string; name: string; subtask?: boolean; hierarchyLevel?: number }[];
  }>(path);
  const isOrdinary = ({ hierarchyLevel = 0 }: { hierarchyLevel?: number }) => hierarchyLevel === 0;
  return issueTypes
    .filter(({ subtask }) => subtask !== true)
    .sort((a, b) => Number(isOrdinary(b)) - Number(isOrdinary(a)));
}

export async function readHintRegistrations(projectId: string, issueTypeId: string) {
  const search = new URLSearchParams({ projectId, issueTypeId });
  return (await ask<{ values: { id: string; data?: string }[] }>(`/api/ui-modifications?${search}`)).values;
}

interface CreatedIssue {
  readonly id: string;
  readonly key: string;
}

export async function createIssue(
  projectId: string,
  typeId: string,
  summary: string,
  description: string,
): Promise<CreatedIssue> {
  const lines = description.split('\n').filter((line) => line.trim() !== '');
  const content = lines.map((text) => ({ type: 'paragraph', content: [{ type: 'text', text }] }));
  const fields = { project: { id: projectId }, issuetype: { id: typeId }, summary: summary.trim() };
  const document = content.length === 0 ? {} : { description: { type: 'doc', version: 1, content } };
  return post('/api/jira/rest/api/3/issue', { fields: { ...fields, ...document } });
}

/** Jira's own error body, or what the server said. */
function sentenceOf(body: string, status: number): string {
  try {
    const parsed = JSON.parse(body) as { errorMessages?: string[]; message?: string };
    return parsed.errorMessages?.[0] ?? parsed.message ?? `The server answered ${status}.`;
  } catch {
    // Not JSON: the text itself is the best there is.
    return body || `The server answered ${status}.`;
  }
}
