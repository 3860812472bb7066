// Every operation on the site around the issues once as it should be used and once as it should not, through the contract checker:
// what the checker dislikes on the good way fails the test. The last test says which operations were reached.

import { tableOperations } from '../../local/jira/operation-table';
import { admin, anonymous, app, maria, noor, paragraph, pick, startMs, testSite } from './small-site';
import type { TestSite } from './small-site';

const isOfIssues = (name: string) =>
  /\/(issue(Link(Type)?)?)(\/|$)/.test(name) && !/watchers|votes|notify|properties/.test(name);

const operationsHit = new Set<string>();
const open: TestSite[] = [];

async function fresh(): Promise<TestSite> {
  const test = await testSite();
  open.push(test);
  return test;
}

afterEach(() => {
  for (const { product } of open.splice(0)) {
    for (const operation of product.operationsHit) operationsHit.add(operation);
    expect(product.violations).toEqual([]);
  }
});

describe('properties', () => {
  it('are kept with an issue and found by JQL', async () => {
    const test = await fresh();
    const path = '/issue/APP-1/properties/review';
    expect((await test.call(app, 'PUT', path, { score: 3 })).status).toBe(201);
    expect((await test.call(app, 'PUT', path, { score: 4 })).status).toBe(200);
    expect((await test.call(noor, 'GET', path)).body).toEqual({ key: 'review', value: { score: 4 } });
    expect((await test.call(noor, 'GET', '/issue/APP-1/properties')).body).toMatchObject({ keys: [{ key: 'review' }] });
    const search = await test.call(noor, 'POST', '/search/jql', {
      jql: 'issue.property[review].score = 4',
      fields: ['key'],
      properties: ['review'],
    });
    expect(search.body).toMatchObject({ issues: [{ key: 'APP-1', properties: { review: { score: 4 } } }] });
    expect((await test.call(app, 'DELETE', path)).status).toBe(204);
    expect((await test.call(app, 'GET', path)).status).toBe(404);
    expect((await test.call(app, 'PUT', path, 'x'.repeat(40_000))).status).toBe(400);
  });

  it('are written to many issues at once', async () => {
    const test = await fresh();
    expect(
      (
        await test.call(app, 'POST', '/issue/properties', {
          entitiesIds: [10000, 10001],
          properties: { seen: { textual: true } },
        })
      ).status,
    ).toBe(303);
    expect(
      (
        await test.call(app, 'POST', '/issue/properties/multi', {
          issues: [{ issueID: 10000, properties: { seen: { textual: false } } }],
        })
      ).status,
    ).toBe(303);
    expect((await test.call(app, 'GET', '/issue/APP-1/properties/seen')).body).toMatchObject({
      value: { textual: false },
    });
    expect((await test.call(app, 'GET', '/issue/APP-2/properties/seen')).body).toMatchObject({
      value: { textual: true },
    });
  });

  it('of a project are for its administrators and for apps', async () => {
    const test = await fresh();
    const path = '/project/APP/properties/settings';
    expect((await test.call(noor, 'PUT', path, { threshold: 0.5 })).status).toBe(403);
    expect((await test.call(app, 'PUT', path, { threshold: 0.5 })).status).toBe(201);
    expect((await test.call(maria, 'PUT', path, { threshold: 0.6 })).status).toBe(200);
    expect((await test.call(noor, 'GET', path)).body).toMatchObject({ value: { threshold: 0.6 } });
    expect((await test.call(noor, 'GET', '/project/APP/properties')).body).toMatchObject({
      keys: [{ key: 'settings' }],
    });
    expect((await test.call(maria, 'DELETE', path)).status).toBe(204);
    expect((await test.call(noor, 'GET', path)).status).toBe(404);
  });
});

describe('attention', () => {
  it('watchers are added, seen and removed', async () => {
    const test = await fresh();
    expect((await test.call(noor, 'POST', '/issue/APP-1/watchers', 'person-maria')).status).toBe(204);
    expect((await test.call(noor, 'GET', '/issue/APP-1/watchers')).body).toMatchObject({
      watchCount: 1,
      isWatching: false,
      watchers: [{ accountId: 'person-maria' }],
    });
    expect((await test.call(maria, 'DELETE', '/issue/APP-1/watchers?accountId=person-maria')).status).toBe(204);
    expect((await test.call(noor, 'GET', '/issue/APP-1/watchers')).body).toMatchObject({ watchCount: 0 });
    expect((await test.call(admin, 'POST', '/issue/SECRET-1/watchers', 'person-noor')).status).toBe(400);
  });

  it("votes are cast once, and not for what is one's own or done", async () => {
    const test = await fresh();
    expect((await test.call(noor, 'POST', '/issue/APP-1/votes')).status).toBe(204);
    expect((await test.call(noor, 'POST', '/issue/APP-1/votes')).status).toBe(204);
    expect((await test.call(noor, 'GET', '/issue/APP-1/votes')).body).toMatchObject({ votes: 1, hasVoted: true });
    expect((await test.call(noor, 'DELETE', '/issue/APP-1/votes')).status).toBe(204);
    expect((await test.call(maria, 'POST', '/issue/APP-1/votes')).status).toBe(404);
    expect((await test.call(maria, 'POST', '/issue/APP-2/votes')).status).toBe(404);
  });

  it('mails go only to people who may see the issue', async () => {
    const test = await fresh();
    const to = { users: [{ accountId: 'person-noor' }], reporter: true };
    expect(
      (await test.call(admin, 'POST', '/issue/SECRET-1/notify', { subject: 'Look', textBody: 'Now', to })).status,
    ).toBe(204);
    expect(test.site.outbox).toMatchObject([
      { issueId: 10005, subject: 'Look', textBody: 'Now', to: ['person-admin'] },
    ]);
    expect(
      (await test.call(admin, 'POST', '/issue/SECRET-1/notify', { to: { users: [{ accountId: 'person-noor' }] } }))
        .status,
    ).toBe(400);
  });

  it('mails go only to people of the groups that are demanded', async () => {
    const test = await fresh();
    const to = { users: [{ accountId: 'person-admin' }] };
    const mail = (groups: readonly string[]) => ({
      ...{ subject: 'Look', textBody: 'Now', to },
      restrict: { permissions: [{ key: 'BROWSE' }], groups: groups.map((name) => ({ name })) },
    });
    expect((await test.call(admin, 'POST', '/issue/APP-1/notify', mail(['nobody-is-here']))).status).toBe(400);
    expect((await test.call(admin, 'POST', '/issue/APP-1/notify', mail([]))).status).toBe(204);
    expect(test.site.outbox).toHaveLength(1);
  });
});

describe('permissions', () => {
  it('are checked for issues and projects, in silence about what does not exist', async () => {
    const test = await fresh();
    const asked = {
      projectPermissions: [
        {
          permissions: ['BROWSE_PROJECTS', 'EDIT_ISSUES'],
          issues: [10000, 10004, 10005, 99],
          projects: [10001, 10002, 10003, 5],
        },
      ],
    };
    expect((await test.call(noor, 'POST', '/permissions/check', asked)).body).toEqual({
      globalPermissions: [],
      projectPermissions: [
        { permission: 'BROWSE_PROJECTS', issues: [10000, 10004], projects: [10001, 10002] },
        { permission: 'EDIT_ISSUES', issues: [10000], projects: [10001] },
      ],
    });
    expect((await test.call(admin, 'POST', '/permissions/check', { ...asked, accountId: 'person-noor' })).status).toBe(
      200,
    );
    expect((await test.call(maria, 'POST', '/permissions/check', { ...asked, accountId: 'person-noor' })).status).toBe(
      403,
    );
    expect(
      (
        await test.call(noor, 'POST', '/permissions/check', {
          projectPermissions: [{ permissions: ['FLY'], issues: [] }],
        })
      ).status,
    ).toBe(400);
    expect(
      (await test.call(admin, 'POST', '/permissions/check', { globalPermissions: ['ADMINISTER'] })).body,
    ).toMatchObject({ globalPermissions: ['ADMINISTER'] });
  });

  it('are listed, and asked for in either way to write a list', async () => {
    const test = await fresh();
    expect((await test.call(noor, 'GET', '/permissions')).body).toMatchObject({
      permissions: { ADMINISTER: { type: 'GLOBAL' }, BROWSE_PROJECTS: { type: 'PROJECT' } },
    });
    for (const list of ['EDIT_ISSUES,LINK_ISSUES', 'EDIT_ISSUES&permissions=LINK_ISSUES']) {
      const { body } = await test.call(noor, 'GET', `/mypermissions?permissions=${list}`);
      expect(Object.keys(pick(body, 'permissions') as object)).toEqual(['EDIT_ISSUES', 'LINK_ISSUES']);
    }
  });

  it('are told for oneself, in a project, an issue or anywhere', async () => {
    const test = await fresh();
    const has = async (actor: Parameters<TestSite['call']>[0], query: string) => {
      const { body } = await test.call(
        actor,
        'GET',
        `/mypermissions?permissions=ADMINISTER_PROJECTS,EDIT_ISSUES${query}`,
      );
      return [
        pick(body, 'permissions.ADMINISTER_PROJECTS.havePermission'),
        pick(body, 'permissions.EDIT_ISSUES.havePermission'),
      ];
    };
    expect(await has(maria, '&projectKey=APP')).toEqual([true, true]);
    expect(await has(noor, '&projectKey=OPS')).toEqual([false, false]);
    expect(await has(noor, '&issueKey=APP-1')).toEqual([false, true]);
    expect(await has(anonymous, '')).toEqual([false, false]);
    expect((await test.call(noor, 'GET', '/mypermissions?permissions=FLY')).status).toBe(400);
    expect((await test.call(noor, 'GET', '/mypermissions?permissions=EDIT_ISSUES&projectKey=SECRET')).status).toBe(404);
    expect((await test.call(noor, 'POST', '/permissions/project', { permissions: ['EDIT_ISSUES'] })).body).toEqual({
      projects: [{ id: 10001, key: 'APP' }],
    });
  });
});

describe('comments', () => {
  it('are found by their ids across work items, and shown as markup to whoever asks for that', async () => {
    const test = await fresh();
    const body = paragraph('<b> & so on');
    const made = await test.call(admin, 'POST', '/issue/SECRET-1/comment', { body });
    const open = await test.call(admin, 'POST', '/issue/APP-1/comment', { body });
    const [hidden, shown] = [made, open].map((answer) => Number(pick(answer.body, 'id')));
    const ids = { ids: [hidden, shown] };
    expect((await test.call(admin, 'POST', '/comment/list', ids)).body).toMatchObject({ total: 2, values: [{}, {}] });
    expect((await test.call(noor, 'POST', '/comment/list', ids)).body).toMatchObject({
      total: 1,
      values: [{ id: String(shown) }],
    });
    const path = `/issue/APP-1/comment/${shown}`;
    expect((await test.call(noor, 'GET', path)).body).not.toHaveProperty('renderedBody');
    expect((await test.call(noor, 'GET', `${path}?expand=renderedBody`)).body).toMatchObject({
      renderedBody: '<p>&lt;b&gt; &amp; so on</p>',
    });
  });
});

describe('projects', () => {
  it('are listed and read as far as one may browse them', async () => {
    const test = await fresh();
    expect(pick((await test.call(noor, 'GET', '/project/search')).body, 'values.*.key')).toEqual(['APP', 'OPS']);
    expect(
      pick((await test.call(admin, 'GET', '/project/search?query=sec&orderBy=name')).body, 'values.*.key'),
    ).toEqual(['SECRET']);
    expect((await test.call(admin, 'GET', '/project/search?maxResults=2&startAt=1')).body).toMatchObject({
      total: 3,
      isLast: true,
      values: [{ key: 'OPS' }, { key: 'SECRET' }],
    });
    expect(pick((await test.call(admin, 'GET', '/project/search?orderBy=-key')).body, 'values.*.key')).toEqual([
      'SECRET',
      'OPS',
      'APP',
    ]);
    expect(pick((await test.call(maria, 'GET', '/project/search?action=edit')).body, 'values.*.key')).toEqual(['APP']);
    expect((await test.call(noor, 'GET', '/project/APP')).body).toMatchObject({
      key: 'APP',
      lead: { accountId: 'person-maria' },
      components: [{ name: 'Web' }, { name: 'Mobile' }],
    });
    expect((await test.call(noor, 'GET', '/project/SECRET')).status).toBe(404);
    expect(pick((await test.call(noor, 'GET', '/project/APP/statuses')).body, '0.statuses.length')).toBe(4);
  });
});

describe('people', () => {
  it('are known to each other by name, and show a mail address only to themselves', async () => {
    const test = await fresh();
    expect((await test.call(maria, 'GET', '/myself')).body).toMatchObject({
      accountId: 'person-maria',
      emailAddress: 'maria@example.com',
      locale: 'en-US',
      groups: { items: [] },
    });
    const size = pick((await test.call(maria, 'GET', '/myself')).body, 'groups.size');
    const { body: expanded } = await test.call(maria, 'GET', '/myself?expand=groups');
    expect(pick(expanded, 'groups.items')).toHaveLength(Number(size));
    expect((await test.call(anonymous, 'GET', '/myself')).status).toBe(401);
    const { body } = await test.call(maria, 'GET', '/user?accountId=person-noor');
    expect(body).toMatchObject({ displayName: 'Noor Newcomer', active: true });
    expect(body).not.toHaveProperty('emailAddress');
    expect((await test.call(maria, 'GET', '/user?accountId=nobody')).status).toBe(404);
    expect(
      pick(
        (await test.call(maria, 'GET', '/user/bulk?accountId=person-noor&accountId=person-gone&accountId=x')).body,
        'values.*.active',
      ),
    ).toEqual([true, false]);
    expect(pick((await test.call(maria, 'GET', '/user/search?query=noor')).body, '*.accountId')).toEqual([
      'person-noor',
    ]);
  });

  it('belong to groups', async () => {
    const test = await fresh();
    const { body } = await test.call(admin, 'GET', '/group/bulk?groupName=security-team');
    const id = String(pick(body, 'values.0.groupId'));
    expect(pick((await test.call(admin, 'GET', `/group/member?groupId=${id}`)).body, 'values.*.accountId')).toEqual([
      'person-admin',
    ]);
    expect((await test.call(admin, 'GET', '/group/member?groupname=nope')).status).toBe(404);
  });
});

describe('the catalogue', () => {
  it('lists what a site has', async () => {
    const test = await fresh();
    const namesAt = async (path: string) => pick((await test.call(noor, 'GET', path)).body, '*.name');
    expect(await namesAt('/field')).toContain('Sprint');
    expect(await namesAt('/issuetype')).toContain('Sub-task');
    expect(await namesAt('/status')).toEqual(['To Do', 'In Progress', 'In Review', 'Done']);
    expect(await namesAt('/statuses?id=10104')).toEqual(['Done']);
    expect(await namesAt('/priority')).toContain('Medium');
    expect(await namesAt('/resolution')).toContain('Duplicate');
    expect((await test.call(noor, 'GET', '/serverInfo')).body).toMatchObject({ deploymentType: 'Cloud' });
  });
});

describe('UI modifications', () => {
  const contexts = [{ projectId: '10001', issueTypeId: null, viewType: 'GIC' }];

  it('are made, listed, changed and deleted by an app', async () => {
    const test = await fresh();
    const made = await test.call(app, 'POST', '/uiModifications', {
      name: 'Hints',
      data: 'x',
      contexts: [{ projectId: '10001', viewType: 'GIC' }],
    });
    expect(made.status).toBe(201);
    const path = `/uiModifications/${String(pick(made.body, 'id'))}`;
    expect((await test.call(app, 'GET', '/uiModifications?expand=data,contexts')).body).toMatchObject({
      total: 1,
      values: [{ name: 'Hints', data: 'x', contexts: [{ projectId: '10001', viewType: 'GIC' }] }],
    });
    expect((await test.call(app, 'PUT', path, { data: 'y' })).status).toBe(204);
    expect((await test.call(app, 'DELETE', path)).status).toBe(204);
    expect((await test.call(app, 'DELETE', path)).status).toBe(404);
  });

  it('are not for people, and need a context that names enough and exists', async () => {
    const test = await testSite(); // the checker would rightly dislike what this test sends
    expect((await test.call(admin, 'GET', '/uiModifications')).status).toBe(403);
    expect((await test.call(app, 'POST', '/uiModifications', { name: 'Hints', contexts })).status).toBe(201);
    expect(
      (await test.call(app, 'POST', '/uiModifications', { name: 'Hints', contexts: [{ viewType: 'GIC' }] })).status,
    ).toBe(400);
    expect(
      (
        await test.call(app, 'POST', '/uiModifications', {
          name: 'Hints',
          contexts: [{ projectId: '99', viewType: 'GIC' }],
        })
      ).status,
    ).toBe(404);
    expect((await test.call(app, 'POST', '/uiModifications', { name: 'x'.repeat(256) })).status).toBe(400);
  });
});

describe('JQL functions of an app', () => {
  it('keep what they came to until the app replaces it', async () => {
    const test = await fresh();
    test.site.apps.computed.set('p1', {
      id: 'p1',
      functionKey: 'similar',
      functionName: 'similarTo',
      field: 'issue',
      operator: 'in',
      args: ['APP-1'],
      value: 'id in (10001)',
      error: null,
      createdMs: startMs,
      updatedMs: startMs,
    });
    expect((await test.call(app, 'GET', '/jql/function/computation?functionKey=similar')).body).toMatchObject({
      total: 1,
      values: [{ arguments: ['APP-1'], value: 'id in (10001)' }],
    });
    expect(
      (await test.call(app, 'POST', '/jql/function/computation', { values: [{ id: 'p1', value: 'id in (10000)' }] }))
        .status,
    ).toBe(204);
    expect((await test.call(app, 'GET', '/jql/function/computation')).body).toMatchObject({
      values: [{ value: 'id in (10000)' }],
    });
    expect(
      (await test.call(app, 'POST', '/jql/function/computation', { values: [{ id: 'p2', value: '' }] })).status,
    ).toBe(404);
    expect((await test.call(admin, 'GET', '/jql/function/computation')).status).toBe(403);
  });
});

describe('search', () => {
  it('gives ids only unless fields are asked for, by GET as by POST', async () => {
    const test = await fresh();
    expect((await test.call(noor, 'POST', '/search/jql', { jql: 'project = OPS' })).body).toEqual({
      issues: [{ id: '10004' }],
      isLast: true,
    });
    const byGet = await test.call(
      noor,
      'GET',
      `/search/jql?jql=${encodeURIComponent('project = OPS')}&fields=summary,status&maxResults=10`,
    );
    expect(byGet.body).toMatchObject({
      issues: [{ key: 'OPS-1', fields: { summary: 'Renew certificates', status: { name: 'To Do' } } }],
    });
  });

  it('counts what the asker may see, and matches issues with queries', async () => {
    const test = await fresh();
    expect((await test.call(noor, 'POST', '/search/approximate-count', { jql: 'text ~ login' })).body).toEqual({
      count: 2,
    });
    expect((await test.call(admin, 'POST', '/search/approximate-count', { jql: 'text ~ login' })).body).toEqual({
      count: 3,
    });
    expect(
      (
        await test.call(noor, 'POST', '/jql/match', {
          jqls: ['type = Bug', 'nope = 1', 'project = NOWHERE'],
          issueIds: [10000, 10002, 10005],
        })
      ).body,
    ).toMatchObject({
      matches: [
        { matchedIssues: [10000], errors: [] },
        {
          matchedIssues: [],
          errors: ["Field 'nope' does not exist or you do not have permission to view it."],
        },
        { matchedIssues: [], errors: [] },
      ],
    });
    expect(
      (await test.call(admin, 'POST', '/jql/parse?validation=strict', { queries: ['project = APP'] })).status,
    ).toBe(200);
  });
});

describe('groups and project roles', () => {
  it('are found by a part of the name, and by administrators listed', async () => {
    const test = await fresh();
    const groups = await test.call(noor, 'GET', '/groups/picker?query=USERS&maxResults=5');
    expect(groups.body).toMatchObject({ groups: [{ name: 'jira-users' }] });
    expect((await test.call(noor, 'GET', '/groups/picker?query=nobody-is-called-so')).body).toMatchObject({
      total: 0,
      groups: [],
    });
    const roles = await test.call(admin, 'GET', '/role');
    expect(roles.body).toMatchObject([{ name: 'Administrators' }, { name: 'Member' }, { name: 'Viewer' }]);
    expect((await test.call(noor, 'GET', '/role')).status).toBe(403);
  });

  it('name who holds a role of a project, to its administrators alone', async () => {
    const test = await fresh();
    const role = await test.call(admin, 'GET', '/project/APP/role/10002');
    expect(role.body).toMatchObject({ id: 10_002, name: 'Administrators', actors: [] });
    expect((await test.call(admin, 'GET', '/project/APP/role/99')).status).toBe(404);
    expect((await test.call(noor, 'GET', '/project/APP/role/10002')).status).toBe(404);
    const person = await test.call(admin, 'GET', '/user?accountId=person-noor&expand=groups');
    expect(person.body).toMatchObject({ groups: { items: [{ name: 'jira-users' }] } });
  });

  it('say which of them a person holds in a project that this person may browse', async () => {
    const test = await fresh();
    const all = await test.call(noor, 'GET', '/project/APP/roledetails');
    expect(pick(all.body, '0.name')).toBe('Administrators');
    expect((await test.call(noor, 'GET', '/project/APP/roledetails?currentMember=true')).body).toEqual([]);
    expect((await test.call(noor, 'GET', '/project/NOWHERE/roledetails')).status).toBe(404);
  });
});

describe('what is not known', () => {
  it('is refused loudly, by name', async () => {
    const test = await testSite();
    const answer = await test.call(admin, 'GET', '/dashboard/10000');
    expect(answer.status).toBe(501);
    expect(pick(answer.body, 'errorMessages.0')).toContain('GET /rest/api/3/dashboard/10000');
    expect(test.site.unknownOperations).toEqual(['GET /rest/api/3/dashboard/10000']);
    expect(test.product.violations).not.toEqual([]);
  });
});

describe('operations on the site', () => {
  it('leave none of the table untried', () => {
    const wanted = tableOperations.filter((name) => !isOfIssues(name));
    expect(wanted.length).toBeGreaterThan(20);
    expect(wanted.filter((name) => !operationsHit.has(name))).toEqual([]);
  });
});
