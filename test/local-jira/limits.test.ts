// The kinds of 429, each with the headers that tell it from the others, and the points that every answer costs.

import { documentedLimits } from '../../local/jira/limits';
import { app, maria, paragraph, pick, testSite } from './small-site';

const reasonOf = ({ status, headers }: { readonly status: number; readonly headers: Headers }) => [
  status,
  headers.get('RateLimit-Reason'),
  headers.get('Retry-After'),
];

describe('points', () => {
  it('are one for the request and one for each issue in the answer', async () => {
    const test = await testSite({ limits: documentedLimits });
    const cost = async (path: string, body?: unknown) => {
      const before = test.site.pointsUsed();
      await test.call(app, body === undefined ? 'GET' : 'POST', path, body);
      return test.site.pointsUsed() - before;
    };
    expect(await cost('/search/jql', { jql: 'project = APP' })).toBe(5);
    expect(await cost('/search/jql', { jql: 'project = APP', maxResults: 2 })).toBe(3);
    expect(await cost('/search/approximate-count', { jql: 'project = APP' })).toBe(1);
    expect(await cost('/issue/bulkfetch', { issueIdsOrKeys: ['APP-1', 'APP-2'] })).toBe(3);
    expect(await cost('/issue/APP-1')).toBe(2);
    expect(await cost('/myself')).toBe(3);
    expect(await cost('/project/search')).toBe(4);
    expect(test.site.requestsHandled).toBe(7);
  });

  it('end with the hour, and come back at the top of the next one', async () => {
    const test = await testSite({ limits: { ...documentedLimits, pointsPerHour: 10 } });
    const search = () => test.call(app, 'POST', '/search/jql', { jql: 'project = APP' });
    expect((await search()).headers.get('X-RateLimit-Remaining')).toBe('5');
    test.clock.advance(15 * 60_000);
    expect((await search()).headers.get('X-RateLimit-NearLimit')).toBe('true');
    const refused = await search();
    expect(reasonOf(refused)).toEqual([429, 'jira-quota-global-based', String(45 * 60)]);
    expect(refused.headers.get('X-RateLimit-Reset')).toBe('2026-03-01T13:00:00.000Z');
    expect(pick(refused.body, 'issues')).toBeUndefined();
    test.clock.advance(45 * 60_000);
    expect((await search()).status).toBe(200);
  });
});

describe('bursts', () => {
  it('are counted for each endpoint and method, over one second', async () => {
    const test = await testSite({ limits: documentedLimits });
    const statuses = async (times: number, path: string) => {
      const all = [];
      for (let at = 0; at < times; at++) all.push((await test.call(app, 'GET', path)).status);
      return all.filter((status) => status === 429).length;
    };
    expect(await statuses(101, '/issue/APP-1/transitions')).toBe(1);
    expect(await statuses(1, '/issue/APP-2/transitions')).toBe(1); // the endpoint is the same, whatever the issue
    expect(await statuses(1, '/myself')).toBe(0);
    expect(await statuses(151, '/issue/APP-1')).toBe(1); // one issue has a wider bucket
    expect(reasonOf(await test.call(app, 'GET', '/issue/APP-1/transitions'))).toEqual([429, 'jira-burst-based', '1']);
    test.clock.advance(1_000);
    expect(await statuses(1, '/issue/APP-1/transitions')).toBe(0);
  });
});

describe('writes to one issue', () => {
  it('are twenty within two seconds and a hundred within thirty, each issue for itself', async () => {
    const test = await testSite({ limits: documentedLimits });
    const write = (key: string) => test.call(maria, 'POST', `/issue/${key}/comment`, { body: paragraph('x') });
    for (let at = 0; at < 20; at++) expect((await write('APP-1')).status).toBe(201);
    expect(reasonOf(await write('APP-1'))).toEqual([429, 'jira-per-issue-on-write', '2']);
    expect((await write('APP-2')).status).toBe(201);
    for (let burst = 0; burst < 4; burst++) {
      test.clock.advance(2_001);
      for (let at = 0; at < 20; at++) expect((await write('APP-1')).status).toBe(201);
    }
    test.clock.advance(2_001);
    expect(reasonOf(await write('APP-1'))).toEqual([429, 'jira-per-issue-on-write', '20']);
    test.clock.advance(20_000);
    expect((await write('APP-1')).status).toBe(201);
    expect((await test.call(maria, 'GET', '/issue/APP-1/comment')).body).toMatchObject({ total: 101 });
  });
});
