// The gate that holds every request and every answer against Jira's description, tried on messages that are known to be
// right and messages that are known to be wrong. What the description is for comes from outside; without it, our own
// table stands in and is tried on what it promises to find.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { checkedProduct, findContract } from '../../local/jira/contract';
import type { Contract } from '../../local/jira/contract';
import { openApiContract } from '../../local/jira/contract-openapi';
import { tableContract } from '../../local/jira/contract-table';
import { tableOperations } from '../../local/jira/operation-table';
import type { Product } from '../../local/product';
import { app, paragraph } from './small-site';

type Sent = readonly [what: string, method: string, path: string, body?: unknown];
type Answered = readonly [what: string, method: string, path: string, status: number, body?: unknown];

const goodRequests: readonly Sent[] = [
  ['a search', 'POST', '/search/jql', { jql: 'project = A', maxResults: 100, fields: ['summary'], nextPageToken: 't' }],
  ['a search by GET', 'GET', '/search/jql?jql=project%20%3D%20A&maxResults=50&fields=summary'],
  ['a count', 'POST', '/search/approximate-count', { jql: 'project = A' }],
  ['a bulk fetch', 'POST', '/issue/bulkfetch', { issueIdsOrKeys: ['A-1'], fields: ['summary'] }],
  [
    'a link',
    'POST',
    '/issueLink',
    { type: { name: 'Duplicate' }, inwardIssue: { key: 'A-1' }, outwardIssue: { key: 'A-2' } },
  ],
  ['a comment', 'POST', '/issue/A-1/comment', { body: paragraph('Hello') }],
  ['a transition', 'POST', '/issue/A-1/transitions', { transition: { id: '5' } }],
  [
    'a permission check',
    'POST',
    '/permissions/check',
    { projectPermissions: [{ permissions: ['EDIT_ISSUES'], issues: [1], projects: [2] }] },
  ],
  ['own permissions', 'GET', '/mypermissions?permissions=BROWSE_PROJECTS&projectKey=A'],
  ['projects', 'GET', '/project/search?startAt=0&maxResults=50'],
  ['a property', 'PUT', '/issue/A-1/properties/dup', { a: 1 }],
];

/** Names, members, bodies and paths that do not exist: the table finds these as well. */
const wrongNames: readonly Sent[] = [
  ['a page counter of the old search', 'POST', '/search/jql', { jql: 'x', startAt: 0 }],
  ['the same in the query', 'GET', '/search/jql?jql=x&startAt=0'],
  [
    'ends with wrong names',
    'POST',
    '/issueLink',
    { type: { name: 'Duplicate' }, inward: { key: 'A-1' }, outward: { key: 'A-2' } },
  ],
  ['a misspelt comment', 'POST', '/issue/A-1/comment', { bodi: paragraph('x') }],
  ['a transition without its wrapper', 'POST', '/issue/A-1/transitions', { transitionId: '5' }],
  ['a bulk fetch by the wrong member', 'POST', '/issue/bulkfetch', { issueIds: ['A-1'] }],
  ['a wrong method', 'DELETE', '/search/jql'],
  ['the removed search', 'GET', '/search?jql=x'],
  ['a path that never was', 'GET', '/issues/A-1'],
  ['a link without a body', 'POST', '/issueLink'],
  ['a property by POST', 'POST', '/issue/A-1/properties/dup', { a: 1 }],
  ['a comment as plain text', 'POST', '/issue/A-1/comment', { body: 'plain' }],
  ['a comment that is no document', 'POST', '/issue/A-1/comment', { body: { type: 'doc', content: [] } }],
  ['a description as plain text', 'PUT', '/issue/A-1', { fields: { description: 'plain' } }],
  ['a document with an empty text', 'POST', '/issue/A-1/comment', { body: paragraph('') }],
];

/** Types inside a body or a query: only the description knows them. */
const wrongTypes: readonly Sent[] = [
  ['a number as text', 'POST', '/search/jql', { jql: 'x', maxResults: '100' }],
  ['fields as text', 'POST', '/search/jql', { jql: 'x', fields: 'summary' }],
  ['expand as a list', 'POST', '/search/jql', { jql: 'x', expand: ['names'] }],
  ['a word for a number', 'GET', '/search/jql?jql=x&maxResults=abc'],
  ['a link without its end', 'POST', '/issueLink', { type: { name: 'Duplicate' }, inwardIssue: { key: 'A-1' } }],
  [
    'a link type as text',
    'POST',
    '/issueLink',
    { type: 'Duplicate', inwardIssue: { key: 'A-1' }, outwardIssue: { key: 'A-2' } },
  ],
  ['a transition by number', 'POST', '/issue/A-1/transitions', { transition: { id: 5 } }],
  ['keys as text', 'POST', '/issue/bulkfetch', { issueIdsOrKeys: 'A-1' }],
  [
    'ids as text',
    'POST',
    '/permissions/check',
    { projectPermissions: [{ permissions: ['EDIT_ISSUES'], issues: ['A-1'] }] },
  ],
  ['JQL as a number', 'POST', '/search/approximate-count', { jql: 5 }],
];

const issue = { id: '1', key: 'A-1', self: 'https://x/1', fields: { summary: 's' } };

const goodAnswers: readonly Answered[] = [
  ['a page', 'POST', '/search/jql', 200, { issues: [issue], isLast: false, nextPageToken: 't' }],
  ['a link', 'POST', '/issueLink', 201],
  [
    'a comment',
    'POST',
    '/issue/A-1/comment',
    201,
    { id: '1', body: paragraph('x'), created: '2026-01-01T00:00:00.000+0000' },
  ],
  [
    'transitions',
    'GET',
    '/issue/A-1/transitions',
    200,
    { transitions: [{ id: '5', name: 'Done', to: { id: '3', name: 'Done', statusCategory: { id: 3, key: 'done' } } }] },
  ],
  [
    'a bulk fetch',
    'POST',
    '/issue/bulkfetch',
    200,
    { issues: [issue], issueErrors: [{ id: '2', errorMessage: 'no' }] },
  ],
  [
    'own permissions',
    'GET',
    '/mypermissions',
    200,
    { permissions: { BROWSE_PROJECTS: { id: '10', key: 'BROWSE_PROJECTS', havePermission: true } } },
  ],
  [
    'granted permissions',
    'POST',
    '/permissions/check',
    200,
    { globalPermissions: [], projectPermissions: [{ issues: [1], permission: 'EDIT_ISSUES', projects: [] }] },
  ],
];

const badAnswers: readonly Answered[] = [
  ['issues that are no list', 'POST', '/search/jql', 200, { issues: {} }],
  ['a flag as text', 'POST', '/search/jql', 200, { issues: [], isLast: 'no' }],
  ['an id as a number', 'POST', '/search/jql', 200, { issues: [{ ...issue, id: 1 }] }],
  ['a token as a number', 'POST', '/search/jql', 200, { issues: [], nextPageToken: 5 }],
  ['a transition id as a number', 'GET', '/issue/A-1/transitions', 200, { transitions: [{ id: 5 }] }],
  ['transitions without their wrapper', 'GET', '/issue/A-1/transitions', 200, [{ id: '5' }]],
  ['a comment id as a number', 'POST', '/issue/A-1/comment', 201, { id: 1 }],
  ['a status that a link never has', 'POST', '/issueLink', 200, {}],
  ['projects without their page', 'GET', '/project/search', 200, []],
  ['a teapot', 'POST', '/search/jql', 418, {}],
];

/** Only the description is strict enough for these. */
const subtleAnswers: readonly Answered[] = [
  ['a permission as text', 'GET', '/mypermissions', 200, { permissions: { X: { havePermission: 'yes' } } }],
  ['a total, as the old search had', 'POST', '/search/jql', 200, { issues: [issue], total: 1, startAt: 0 }],
  [
    'a category id as text',
    'GET',
    '/issue/A-1/transitions',
    200,
    { transitions: [{ id: '5', to: { statusCategory: { id: '3' } } }] },
  ],
  ['a date that is none', 'POST', '/issue/A-1/comment', 201, { id: '1', created: 'yesterday' }],
  [
    'ids as text',
    'POST',
    '/permissions/check',
    200,
    { globalPermissions: [], projectPermissions: [{ issues: ['1'], permission: 'X', projects: [] }] },
  ],
];

/** What the gate says when an exchange passes through it. */
async function violations(
  contract: Contract,
  sent: Sent,
  answered: { readonly status: number; readonly body?: unknown },
) {
  const product: Product = {
    handle: () =>
      Promise.resolve(
        answered.body === undefined
          ? new Response(null, { status: answered.status })
          : Response.json(answered.body, { status: answered.status }),
      ),
    onEvent: () => () => undefined,
  };
  const checked = checkedProduct(product, contract);
  const [, method, path, body] = sent;
  await checked.handle(
    {
      method: method as 'GET',
      path: `/rest/api/3${path}`,
      headers: {},
      body: body === undefined ? undefined : JSON.stringify(body),
    },
    app,
  );
  return checked.violations;
}

/** The platform may answer 503 to anything, so only the request is judged. */
const onRequest = (contract: Contract, sent: Sent) => violations(contract, sent, { status: 503 });
/** Judged behind a request that is right. */
const onAnswer = async (contract: Contract, [, method, path, status, body]: Answered) => {
  const request = goodRequests.find((sent) => sent[1] === method && sent[2]?.startsWith(path)) ?? ['', method, path];
  return violations(contract, ['', method, path, request[3]], { status, body });
};

function judge(
  contract: Contract,
  cases: {
    good: readonly Sent[];
    bad: readonly Sent[];
    goodAnswers: readonly Answered[];
    badAnswers: readonly Answered[];
  },
) {
  for (const sent of cases.good) {
    it(`lets ${sent[0]} pass`, async () => expect(await onRequest(contract, sent)).toEqual([]));
  }
  for (const sent of cases.bad) {
    it(`stops ${sent[0]}`, async () => expect(await onRequest(contract, sent)).not.toEqual([]));
  }
  for (const answered of cases.goodAnswers) {
    it(`lets the answer pass: ${answered[0]}`, async () => expect(await onAnswer(contract, answered)).toEqual([]));
  }
  for (const answered of cases.badAnswers) {
    it(`stops the answer: ${answered[0]}`, async () => expect(await onAnswer(contract, answered)).not.toEqual([]));
  }
}

describe('the contract by our own table', () => {
  const contract = tableContract();
  judge(contract, { good: goodRequests, bad: wrongNames, goodAnswers, badAnswers });

  it('says in its source that it is the lesser one', () => {
    expect(contract.source).toContain('was not found');
    expect(contract.source).toContain('jira.js');
  });

  it('names operation and scopes', () => {
    expect(contract.operationOf('GET', '/rest/api/3/project/search')).toBe('GET /rest/api/3/project/search');
    expect(contract.scopesOf('POST', '/rest/api/3/issueLink')).toEqual(['write:jira-work']);
    expect(contract.scopesOf('GET', '/rest/api/3/dashboard')).toBeNull();
  });
});

const folder = join(process.env.BACKLOG_DATA ?? '', 'jira-openapi');
const file = join(folder, 'jira-v3-2026-06-10.json');

if (process.env.BACKLOG_DATA !== undefined && existsSync(file)) {
  describe('the contract by the official description', () => {
    const contract = openApiContract(file);
    judge(contract, {
      good: goodRequests,
      bad: [...wrongNames, ...wrongTypes],
      goodAnswers,
      badAnswers: [...badAnswers, ...subtleAnswers],
    });

    it('is what is found when BACKLOG_DATA leads to it', async () => {
      expect((await findContract()).source).toContain('jira-v3-2026-06-10.json');
    });

    it('agrees with our own table about every operation, its scopes and its query names', async () => {
      const table = tableContract();
      for (const operation of tableOperations) {
        const [method = '', template = ''] = operation.split(' ');
        const path = template.replace(/\{[^}]+\}/g, '1');
        expect([operation, contract.operationOf(method, path)]).toEqual([operation, table.operationOf(method, path)]);
        expect([operation, contract.scopesOf(method, path)]).toEqual([operation, table.scopesOf(method, path)]);
      }
    });

    it('can be loaded from the smaller copy as well', () => {
      const small = openApiContract(join(folder, 'jira-subset-nodesc.json'));
      expect(small.operationOf('POST', '/rest/api/3/search/jql')).toBe('POST /rest/api/3/search/jql');
      expect(small.scopesOf('GET', '/rest/api/3/myself')).toEqual(['read:jira-user']);
    });
  });
} else {
  it('says that the official description is not here', () => {
    console.log(
      'Skipped: BACKLOG_DATA is not set, so the official description of Jira is not tried; only our own table is.',
    );
    expect(tableOperations.length).toBeGreaterThan(50);
  });
}
