// Every operation on issues of the local Jira once as it should be used and once as it should not, through the contract checker:
// what the checker dislikes on the good way fails the test. The last test says which operations were reached.

import { tableOperations } from '../../local/jira/operation-table';
import { admin, maria, noor, paragraph, pick, testSite } from './small-site';
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

const newIssue = (fields: Readonly<Record<string, unknown>> = {}) => ({
  fields: { project: { key: 'APP' }, issuetype: { name: 'Bug' }, summary: 'A new one', ...fields },
});

describe('issues', () => {
  it('are created with the next key, and told to the listeners without a description', async () => {
    const test = await fresh();
    const { status, body } = await test.call(
      maria,
      'POST',
      '/issue',
      newIssue({ description: paragraph('Secret plan'), labels: ['a'] }),
    );
    expect([status, body]).toMatchObject([201, { id: '10006', key: 'APP-5' }]);
    const event = test.events[0];
    expect(event).toMatchObject({
      eventType: 'avi:jira:created:issue',
      selfGenerated: false,
      atlassianId: 'person-maria',
      issue: {
        id: '10006',
        key: 'APP-5',
        fields: { summary: 'A new one', project: { key: 'APP' }, reporter: { accountId: 'person-maria' } },
      },
    });
    expect(JSON.stringify(event)).not.toContain('Secret plan');
    const read = await test.call(maria, 'GET', '/issue/APP-5?fields=description,labels,reporter,created');
    expect(read.body).toMatchObject({
      fields: {
        description: paragraph('Secret plan'),
        labels: ['a'],
        reporter: { accountId: 'person-maria' },
        created: '2026-03-01T12:00:00.000+0000',
      },
    });
  });

  it('are refused with a sentence for each field that is wrong', async () => {
    const test = await fresh();
    const { status, body } = await test.call(
      maria,
      'POST',
      '/issue',
      newIssue({
        summary: 'two\nlines',
        labels: ['with space'],
        components: [{ name: 'Nope' }],
        frobs: 1,
        assignee: { accountId: 'nobody' },
      }),
    );
    expect(status).toBe(400);
    expect(Object.keys(pick(body, 'errors') as object).sort()).toEqual([
      'assignee',
      'components',
      'frobs',
      'labels',
      'summary',
    ]);
    expect(
      (await test.call(maria, 'POST', '/issue', { fields: { project: { key: 'SECRET' }, summary: 'x' } })).body,
    ).toMatchObject({
      errors: { project: 'Specify a valid project ID or key' },
    });
    expect((await test.call(maria, 'POST', '/issue', newIssue({ summary: 'x'.repeat(256) }))).body).toMatchObject({
      errors: { summary: 'Summary must be less than 255 characters.' },
    });
  });

  it('are read by id, key and any case of the key, and are not there for who may not see them', async () => {
    const test = await fresh();
    for (const asked of ['10001', 'APP-2', 'app-2']) {
      expect(await test.call(noor, 'GET', `/issue/${asked}?fields=summary`)).toMatchObject({
        status: 200,
        body: { key: 'APP-2' },
      });
    }
    for (const asked of ['SECRET-1', 'APP-4', 'NOPE-1', '99']) {
      expect(await test.call(noor, 'GET', `/issue/${asked}`)).toMatchObject({
        status: 404,
        body: { errorMessages: ['Issue does not exist or you do not have permission to see it.'] },
      });
    }
  });

  it('give every field that a page needs, and only the links whose other end the viewer may see', async () => {
    const test = await fresh();
    const { body } = await test.call(noor, 'GET', '/issue/APP-2');
    expect(body).toMatchObject({
      fields: {
        issuetype: { name: 'Bug', subtask: false },
        status: { name: 'Done', statusCategory: { key: 'done' } },
        resolution: { name: 'Fixed' },
        resolutiondate: '2026-02-01T00:00:00.000+0000',
        project: { key: 'APP', name: 'Application' },
        priority: { name: 'Low' },
      },
    });
    expect(pick(body, 'fields.issuelinks.*.outwardIssue.key')).toEqual(['APP-1']);
    const seenByAdmin = await test.call(admin, 'GET', '/issue/APP-2?fields=issuelinks');
    expect(pick(seenByAdmin.body, 'fields.issuelinks.*.outwardIssue.key')).toEqual(['APP-1', 'SECRET-1']);
  });

  it('show a description of wiki markup as a document with its code apart', async () => {
    const test = await fresh();
    const { body } = await test.call(noor, 'GET', '/issue/APP-1?fields=description');
    expect(pick(body, 'fields.description.content.*.type')).toEqual(['paragraph', 'codeBlock', 'paragraph']);
    expect(pick(body, 'fields.description.content.1.content.0.text')).toBe('NullPointerException\n');
  });

  it('are edited by fields and by verbs, with history and an event that says what changed', async () => {
    const test = await fresh();
    const edit = {
      fields: { summary: 'Login button is dead' },
      update: { labels: [{ add: 'urgent' }, { remove: 'ui' }] },
    };
    expect((await test.call(maria, 'PUT', '/issue/APP-1', edit)).status).toBe(204);
    const { body } = await test.call(maria, 'GET', '/issue/APP-1?fields=summary,labels,updated');
    expect(body).toMatchObject({
      fields: { summary: 'Login button is dead', labels: ['login', 'urgent'], updated: '2026-03-01T12:00:00.000+0000' },
    });
    const changes = await test.call(maria, 'GET', '/issue/APP-1/changelog');
    expect(changes.body).toMatchObject({
      total: 1,
      values: [{ items: [{ field: 'summary', fromString: 'Login button does nothing' }, { field: 'labels' }] }],
    });
    expect(test.events).toMatchObject([
      { eventType: 'avi:jira:updated:issue', changelog: { items: [{ field: 'summary' }, { field: 'labels' }] } },
    ]);
    expect((await test.call(noor, 'PUT', '/issue/OPS-1', edit)).status).toBe(403);
  });

  it('are deleted with their sub-tasks only when asked, and only the top is told', async () => {
    const test = await fresh();
    const child = newIssue({ issuetype: { name: 'Sub-task' }, parent: { key: 'APP-1' } });
    expect((await test.call(maria, 'POST', '/issue', child)).status).toBe(201);
    expect((await test.call(maria, 'DELETE', '/issue/APP-1')).status).toBe(400);
    expect((await test.call(maria, 'DELETE', '/issue/APP-1?deleteSubtasks=true')).status).toBe(204);
    expect((await test.call(maria, 'GET', '/issue/APP-5')).status).toBe(404);
    expect(test.events.map(({ eventType }) => eventType)).toEqual(['avi:jira:created:issue', 'avi:jira:deleted:issue']);
  });

  it('are fetched a hundred at a time, in order of id, without those that are hidden or gone', async () => {
    const test = await fresh();
    const asked = { issueIdsOrKeys: ['OPS-1', 'SECRET-1', '10001', 'app-1', 'NOPE-1', 'APP-2'], fields: ['summary'] };
    const { body } = await test.call(noor, 'POST', '/issue/bulkfetch', asked);
    expect(pick(body, 'issues.*.key')).toEqual(['APP-1', 'APP-2', 'OPS-1']);
    const tooMany = { issueIdsOrKeys: Array.from({ length: 101 }, (_, at) => String(at + 1)) };
    expect((await test.call(noor, 'POST', '/issue/bulkfetch', tooMany)).status).toBe(400);
  });

  it('keep their old key when they move to another project', async () => {
    const test = await fresh();
    expect(test.site.moveIssue('APP-2', 'OPS', admin)).toBe('OPS-2');
    expect(await test.call(noor, 'GET', '/issue/APP-2?fields=project')).toMatchObject({
      status: 200,
      body: { key: 'OPS-2', fields: { project: { key: 'OPS' } } },
    });
    expect(test.events).toMatchObject([
      {
        eventType: 'avi:jira:updated:issue',
        changelog: {
          items: [
            { field: 'project', toString: 'OPS' },
            { field: 'Key', toString: 'OPS-2' },
          ],
        },
      },
    ]);
  });
});

describe('comments', () => {
  it('are written, read, changed and deleted', async () => {
    const test = await fresh();
    const made = await test.call(noor, 'POST', '/issue/APP-1/comment', { body: paragraph('Seen too') });
    expect(made).toMatchObject({
      status: 201,
      body: { author: { accountId: 'person-noor' }, body: paragraph('Seen too') },
    });
    const path = `/issue/APP-1/comment/${String(pick(made.body, 'id'))}`;
    expect((await test.call(noor, 'PUT', path, { body: paragraph('Seen twice') })).status).toBe(200);
    expect((await test.call(maria, 'GET', path)).body).toMatchObject({ body: paragraph('Seen twice') });
    expect((await test.call(maria, 'GET', '/issue/APP-1/comment')).body).toMatchObject({
      total: 1,
      comments: [{ jsdPublic: true }],
    });
    expect((await test.call(noor, 'DELETE', path)).status).toBe(204);
    expect((await test.call(noor, 'GET', path)).status).toBe(404);
  });

  it('are not open to who may only look', async () => {
    const test = await fresh();
    expect((await test.call(noor, 'POST', '/issue/OPS-1/comment', { body: paragraph('Hello') })).status).toBe(400);
    expect((await test.call(noor, 'POST', '/issue/SECRET-1/comment', { body: paragraph('Hello') })).status).toBe(404);
  });
});

describe('links', () => {
  const link = (inward: string, outward: string, extra = {}) => ({
    type: { name: 'Duplicate' },
    inwardIssue: { key: inward },
    outwardIssue: { key: outward },
    ...extra,
  });

  it('say "duplicates" on the inward issue of the request and "is duplicated by" on the outward one', async () => {
    const test = await fresh();
    expect((await test.call(maria, 'POST', '/issueLink', link('APP-3', 'APP-1'))).status).toBe(201);
    const duplicate = await test.call(maria, 'GET', '/issue/APP-3?fields=issuelinks');
    const original = await test.call(maria, 'GET', '/issue/APP-1?fields=issuelinks');
    expect(duplicate.body).toMatchObject({
      fields: { issuelinks: [{ type: { outward: 'duplicates' }, outwardIssue: { key: 'APP-1' } }] },
    });
    expect(pick(original.body, 'fields.issuelinks.*.inwardIssue.key')).toEqual(['APP-2', 'APP-3']);
    expect(pick(original.body, 'fields.issuelinks.1.id')).toBe(pick(duplicate.body, 'fields.issuelinks.0.id'));
    const both = await test.call(maria, 'GET', `/issueLink/${String(pick(duplicate.body, 'fields.issuelinks.0.id'))}`);
    expect(both.body).toMatchObject({ inwardIssue: { key: 'APP-3' }, outwardIssue: { key: 'APP-1' } });
    expect(test.events).toMatchObject([
      {
        eventType: 'avi:jira:created:issuelink',
        sourceIssueId: '10002',
        destinationIssueId: '10000',
        sourceProjectId: '10001',
        issueLinkType: { name: 'Duplicate' },
      },
    ]);
  });

  it('are made once however often they are asked for, but comment each time', async () => {
    const test = await fresh();
    for (let times = 0; times < 3; times++) {
      expect(
        (await test.call(maria, 'POST', '/issueLink', link('APP-3', 'APP-1', { comment: { body: paragraph('Same') } })))
          .status,
      ).toBe(201);
    }
    expect(
      pick((await test.call(maria, 'GET', '/issue/APP-3?fields=issuelinks')).body, 'fields.issuelinks.length'),
    ).toBe(1);
    expect((await test.call(maria, 'GET', '/issue/APP-1/comment')).body).toMatchObject({ total: 3 });
    expect(test.events).toHaveLength(1);
  });

  it('are refused to who may not link or may not see one end, and between an issue and itself', async () => {
    const test = await fresh();
    expect((await test.call(noor, 'POST', '/issueLink', link('OPS-1', 'APP-1'))).status).toBe(401);
    expect((await test.call(noor, 'POST', '/issueLink', link('APP-1', 'SECRET-1'))).status).toBe(404);
    expect((await test.call(maria, 'POST', '/issueLink', link('APP-1', 'APP-1'))).status).toBe(400);
    expect(
      (await test.call(maria, 'POST', '/issueLink', { ...link('APP-1', 'APP-3'), type: { name: 'Nope' } })).status,
    ).toBe(404);
  });

  it('are deleted, and then are gone from both sides', async () => {
    const test = await fresh();
    const id = String(
      pick((await test.call(maria, 'GET', '/issue/APP-1?fields=issuelinks')).body, 'fields.issuelinks.0.id'),
    );
    expect((await test.call(maria, 'DELETE', `/issueLink/${id}`)).status).toBe(204);
    expect((await test.call(maria, 'GET', `/issueLink/${id}`)).status).toBe(404);
    expect(pick((await test.call(maria, 'GET', '/issue/APP-1?fields=issuelinks')).body, 'fields.issuelinks')).toEqual(
      [],
    );
    expect(test.events).toMatchObject([{ eventType: 'avi:jira:deleted:issuelink' }]);
    expect((await test.call(maria, 'GET', '/issueLinkType')).body).toMatchObject({
      issueLinkTypes: [{}, {}, { name: 'Duplicate', inward: 'is duplicated by' }, {}],
    });
    const typeId = pick((await test.call(maria, 'GET', '/issueLinkType')).body, 'issueLinkTypes.2.id');
    expect((await test.call(maria, 'GET', `/issueLinkType/${String(typeId)}`)).body).toMatchObject({
      name: 'Duplicate',
    });
    expect((await test.call(maria, 'GET', '/issueLinkType/99999999')).status).toBe(404);
  });
});

describe('transitions', () => {
  it('set a resolution on the way to done and clear it on the way back', async () => {
    const test = await fresh();
    const idTo = async (name: string) => {
      const { body } = await test.call(maria, 'GET', '/issue/APP-1/transitions');
      const names = pick(body, 'transitions.*.name') as readonly string[];
      return String(pick(body, `transitions.${names.indexOf(name)}.id`));
    };
    const done = { transition: { id: await idTo('Done') }, fields: { resolution: { name: 'Duplicate' } } };
    expect((await test.call(maria, 'POST', '/issue/APP-1/transitions', done)).status).toBe(204);
    const read = () => test.call(maria, 'GET', '/issue/APP-1?fields=status,resolution,resolutiondate');
    expect((await read()).body).toMatchObject({
      fields: {
        status: { name: 'Done' },
        resolution: { name: 'Duplicate' },
        resolutiondate: '2026-03-01T12:00:00.000+0000',
      },
    });
    await test.call(maria, 'POST', '/issue/APP-1/transitions', { transition: { id: await idTo('To Do') } });
    expect((await read()).body).toMatchObject({
      fields: { status: { name: 'To Do' }, resolution: null, resolutiondate: null },
    });
    expect((await test.call(maria, 'POST', '/issue/APP-1/transitions', { transition: { id: '999' } })).status).toBe(
      400,
    );
    expect((await test.call(noor, 'GET', '/issue/OPS-1/transitions')).body).toMatchObject({ transitions: [] });
    expect((await test.call(noor, 'POST', '/issue/OPS-1/transitions', done)).status).toBe(400);
  });
});

describe('links to other addresses', () => {
  it('are made once under one name, read, and removed by it', async () => {
    const test = await fresh();
    const path = '/issue/APP-1/remotelink';
    const link = { globalId: 'tracker&id=1', object: { url: 'https://tracker.example/1', title: 'One' } };
    const made = await test.call(maria, 'POST', path, link);
    expect(made.status).toBe(201);
    const again = await test.call(maria, 'POST', path, { ...link, object: { ...link.object, title: 'Uno' } });
    expect([again.status, pick(again.body, 'id')]).toEqual([200, pick(made.body, 'id')]);
    const named = `${path}?globalId=${encodeURIComponent('tracker&id=1')}`;
    expect((await test.call(maria, 'GET', named)).body).toMatchObject({
      id: pick(made.body, 'id'),
      globalId: 'tracker&id=1',
      object: { title: 'Uno' },
    });
    expect((await test.call(maria, 'DELETE', named)).status).toBe(204);
    expect((await test.call(maria, 'DELETE', named)).status).toBe(404);
    expect((await test.call(maria, 'GET', named)).status).toBe(404);
  });

  it('need an address, and a person who may link', async () => {
    const test = await fresh();
    const path = '/issue/APP-1/remotelink';
    expect((await test.call(maria, 'POST', path, { object: { url: 'no address', title: 'One' } })).status).toBe(400);
    const link = { object: { url: 'https://a.example', title: 'One' } };
    expect((await test.call(noor, 'POST', '/issue/OPS-1/remotelink', link)).status).toBe(403);
  });
});

describe('operations on issues', () => {
  it('leave none of the table untried', () => {
    const wanted = tableOperations.filter((name) => isOfIssues(name));
    expect(wanted.length).toBeGreaterThan(15);
    expect(wanted.filter((name) => !operationsHit.has(name))).toEqual([]);
  });
});
