// A small site for the tests of this folder and of test/context: three people who may see different things, two spaces,
// and the few calls that a person makes on it. Everything goes through the real app in a world.

import type { AnswerOf, MethodName, RequestOf, Result } from '../../src/contract';
import { freshSite, type IssueSeed, type SiteSeed } from '../../local/jira/seed';
import { createWorld, type SiteWorld, type WorldOptions } from '../../local/world';

/** Sees everything and administers everything. */
export const admin = 'admin';
/** Sees the open space only. */
export const member = 'member';
/** Sees both spaces, but no secured issue. */
export const insider = 'insider';

export const openId = 10001;
export const closedId = 10002;

export function issueSeed(key: string, summary: string, extra: Partial<IssueSeed> = {}): IssueSeed {
  const [project = ''] = key.split('-');
  const created = '2026-10-01T10:00:00.000Z';
  return {
    key,
    project,
    type: 'Bug',
    status: 'To Do',
    created,
    updated: created,
    reporter: admin,
    summary,
    description: '',
    ...extra,
  };
}

export const everydayIssues: readonly IssueSeed[] = [
  issueSeed('OPEN-1', 'Login page stays blank after the password was changed'),
  issueSeed('OPEN-2', 'Export of the yearly report takes more than ten minutes'),
  issueSeed('OPEN-3', 'Map tiles flicker while zooming on a slow connection'),
  issueSeed('OPEN-4', 'Invoice totals are rounded differently on the receipt'),
  issueSeed('OPEN-5', 'Calendar invitations arrive with the wrong time zone'),
  issueSeed('OPEN-6', 'Search forgets the filters after going back'),
  issueSeed('SECRET-1', 'Merger plan: salary table leaks through the spreadsheet preview'),
  issueSeed('SECRET-2', 'Board protocol cannot be opened on the tablet'),
];

export function smallSite(issues: readonly IssueSeed[] = everydayIssues): SiteSeed {
  return {
    ...freshSite,
    title: 'Small',
    groups: [...freshSite.groups, 'insiders', 'board'],
    people: [
      {
        accountId: admin,
        displayName: 'Ada',
        groups: ['jira-users', 'site-admins', 'insiders', 'board'],
        isSiteAdmin: true,
      },
      { accountId: member, displayName: 'Mel', groups: ['jira-users'] },
      { accountId: insider, displayName: 'Ines', groups: ['jira-users', 'insiders'] },
    ],
    projects: [
      { id: openId, key: 'OPEN', name: 'Open', browse: 'everyone', admins: ['site-admins'] },
      {
        id: closedId,
        key: 'SECRET',
        name: 'Secret',
        browse: ['insiders'],
        admins: ['site-admins'],
        securityLevels: [{ name: 'Board only', groups: ['board'] }],
      },
    ],
    issues,
  };
}

export class Site {
  private constructor(readonly world: SiteWorld) {}

  static async open(issues: readonly IssueSeed[] = everydayIssues, options: WorldOptions = {}): Promise<Site> {
    return new Site(await createWorld({ seed: smallSite(issues), ...options }));
  }

  static of(world: SiteWorld): Site {
    return new Site(world);
  }

  /** Asks a method of the app as a person, from the project page unless told otherwise. */
  async ask<M extends MethodName>(
    person: string,
    method: M,
    payload: RequestOf<M>,
    moduleKey = 'backlog-intelligence',
    extension: Readonly<Record<string, unknown>> = {},
  ): Promise<Result<AnswerOf<M>>> {
    const request = { moduleKey, functionKey: method, payload, accountId: person, extension };
    return (await this.world.installation.invoke(request)) as Result<AnswerOf<M>>;
  }

  async answer<M extends MethodName>(person: string, method: M, payload: RequestOf<M>): Promise<AnswerOf<M>> {
    const result = await this.ask(person, method, payload);
    if (!result.ok) throw new Error(`${method}: ${result.failure.code} ${result.failure.message}`);
    return result.value;
  }

  /** Analyses both spaces and waits until nothing is left to do. */
  async analyse(projectIds: readonly number[] = [openId, closedId]): Promise<void> {
    await this.answer(admin, 'project.startScan', { projectIds, jql: null });
    await this.world.host.settle();
  }

  /** Keys of the candidates which this person is shown, in order. */
  async candidates(person: string, key: string): Promise<string[]> {
    const view = await this.answer(person, 'panel.candidates', { issueId: this.idOf(key) });
    if (view.state !== 'ready') throw new Error(`The panel says ${view.state}.`);
    return view.candidates.map(({ issue }) => issue.key);
  }

  idOf(key: string): number {
    const issue = this.world.site.state.issueOf(key);
    if (issue === undefined) throw new Error(`There is no ${key}.`);
    return issue.id;
  }

  async create(projectId: number, summary: string, fields: Readonly<Record<string, unknown>> = {}): Promise<string> {
    const body = { fields: { project: { id: String(projectId) }, issuetype: { name: 'Bug' }, summary, ...fields } };
    return (await this.jira<{ key: string }>('POST', '/rest/api/3/issue', body)).key;
  }

  async edit(key: string, fields: Readonly<Record<string, unknown>>): Promise<void> {
    await this.jira('PUT', `/rest/api/3/issue/${key}`, { fields });
  }

  async remove(key: string): Promise<void> {
    await this.jira('DELETE', `/rest/api/3/issue/${key}`);
  }

  async link(duplicate: string, original: string): Promise<void> {
    const body = { type: { name: 'Duplicate' }, inwardIssue: { key: duplicate }, outwardIssue: { key: original } };
    await this.jira('POST', '/rest/api/3/issueLink', body);
  }

  /** What somebody does in Jira itself. */
  async jira<T = unknown>(
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    path: string,
    body?: unknown,
    person = admin,
  ): Promise<T> {
    const headers = { accept: 'application/json', 'content-type': 'application/json' };
    const request = { method, path, headers, body: body === undefined ? undefined : JSON.stringify(body) };
    const answer = await this.world.installation.requestAsUser(person, request);
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return (text === '' ? null : JSON.parse(text)) as T;
  }

  async close(): Promise<void> {
    const problems = [...this.world.host.problems];
    await this.world.stop();
    if (problems.length > 0) throw new Error(problems.join('\n'));
  }
}
