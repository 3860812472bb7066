import { RealSite, realSiteOptions } from '../../local/real-site';
import type { ProductRequest } from '../../local/product';

const credentials = { JIRA_EMAIL: 'ada@example.com', JIRA_API_TOKEN: 'token' };
const search: ProductRequest = {
  method: 'POST',
  path: '/rest/api/3/search/jql',
  headers: {},
  body: '{"jql":"project = A"}',
};

function site(allowWrites: boolean) {
  const sent: { url: string; init: RequestInit }[] = [];
  const send = async (url: URL | RequestInfo, init?: RequestInit) => {
    sent.push({ url: String(url), init: init ?? {} });
    return Response.json({});
  };
  const options = realSiteOptions('https://example.atlassian.net', credentials, allowWrites);
  return { sent, site: new RealSite(options, send as typeof fetch) };
}

describe('a real site behind the local host', () => {
  it('passes a search on with the credentials of the person who started the host', async () => {
    const { site: real, sent } = site(false);
    const answer = await real.handle(search, { kind: 'app' });
    expect(answer.status).toBe(200);
    expect(sent[0]?.url).toBe('https://example.atlassian.net/rest/api/3/search/jql');
    expect(new Headers(sent[0]?.init.headers).get('authorization')).toBe(`Basic ${btoa('ada@example.com:token')}`);
  });

  it.each([
    ['POST', '/rest/api/3/issueLink'],
    ['POST', '/rest/api/3/issue/A-1/comment'],
    ['PUT', '/rest/api/3/issue/A-1/properties/x'],
    ['DELETE', '/rest/api/3/issueLink/1'],
    ['POST', '/rest/api/3/issue/bulkfetch/../../issueLink'],
  ] as const)('refuses %s %s without sending it', async (method, path) => {
    const { site: real, sent } = site(false);
    const answer = await real.handle({ method, path, headers: {}, body: '{}' }, { kind: 'user', accountId: 'ada' });
    expect(answer.status).toBe(403);
    expect(await answer.json()).toMatchObject({ errorMessages: [expect.stringContaining('--allow-writes')] });
    expect(sent).toEqual([]);
  });

  it('writes only after --allow-writes', async () => {
    const { site: real, sent } = site(true);
    await real.handle({ method: 'POST', path: '/rest/api/3/issueLink', headers: {}, body: '{}' }, { kind: 'app' });
    expect(sent).toHaveLength(1);
  });

  it('answers 503 with a sentence when the site is out of reach', async () => {
    const real = new RealSite(realSiteOptions('https://example.atlassian.net', credentials, false), () =>
      Promise.reject(new Error('no route')),
    );
    const answer = await real.handle(search, { kind: 'app' });
    expect(answer.status).toBe(503);
    expect(JSON.stringify(await answer.json())).toContain('no route');
  });

  it.each([
    'http://example.atlassian.net',
    'https://example.com',
    'https://example.atlassian.net.evil.com',
    'nonsense',
    '',
  ])('refuses the address "%s"', (address) => {
    expect(() => realSiteOptions(address, credentials, false)).toThrow(
      '--site must be the address of a Jira Cloud site',
    );
  });

  it('names the missing environment variables', () => {
    expect(() => realSiteOptions('https://example.atlassian.net', {}, false)).toThrow('JIRA_EMAIL and JIRA_API_TOKEN');
  });
});
