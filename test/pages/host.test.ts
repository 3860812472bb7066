// The browser's server: who may ask, who is answered for, and what is served to whom. Asked over HTTP, as the page asks.

import { startBrowser, type Browser } from '../../local/browser/server';

interface Asked {
  readonly moduleKey: string;
  readonly accountId: string;
  readonly extension: Readonly<Record<string, unknown>>;
}

const invocations: Asked[] = [];
const visibleTo: Readonly<Record<string, readonly string[]>> = { ada: ['SHOP', 'OPS'], eva: ['SHOP'] };
const world = {
  people: [
    { accountId: 'ada', displayName: 'Ada </script><script>alert(1)</script>' },
    { accountId: 'eva', displayName: 'Eva' },
  ],
  installation: {
    invoke: (asked: Asked) => {
      invocations.push(asked);
      return Promise.resolve({ ok: true, value: asked.accountId });
    },
    requestAsUser: (accountId: string, { path }: { readonly path: string }) => {
      const key = path.split('/').at(-1) ?? '';
      const isVisible = visibleTo[accountId]?.includes(key) ?? false;
      return Promise.resolve(
        isVisible
          ? Response.json({ id: '7', key, projectTypeKey: 'software' })
          : Response.json({ errorMessages: ['No project could be found.'] }, { status: 404 }),
      );
    },
  },
};

let browser: Browser;
const demoChanges: string[] = [];
const demo = {
  fill: async () => void demoChanges.push('fill'),
  startOver: async () => {
    demoChanges.push('start-over');
    return { ...world, people: [{ accountId: 'zoe', displayName: 'Zoe' }] };
  },
};
beforeAll(async () => {
  browser = await startBrowser({ world, port: 0 });
});
afterAll(() => browser.close());

function ask(path: string, body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
  return fetch(browser.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: browser.url, ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

const frameOf = (person: string, projectKey = 'SHOP') =>
  ask('/api/frames', { moduleKey: 'backlog-intelligence', place: { projectKey } }, { cookie: `person=${person}` });

async function openFrame(person: string): Promise<{ frameId: string; url: string }> {
  return (await (await frameOf(person)).json()) as { frameId: string; url: string };
}

test('a call of the app is made as the person of the cookie, from the place where the frame was opened', async () => {
  const { frameId } = await openFrame('eva');
  const answer = await ask(
    '/api/invoke',
    {
      frameId,
      functionKey: 'project.pairs',
      payload: { accountId: 'ada', projectId: 9 },
      accountId: 'ada',
      extension: {},
    },
    { cookie: 'person=eva' },
  );
  expect(await answer.json()).toEqual({ value: { ok: true, value: 'eva' } });
  expect(invocations.at(-1)).toMatchObject({
    accountId: 'eva',
    moduleKey: 'backlog-intelligence',
    extension: { type: 'jira:projectPage', project: { id: '7', key: 'SHOP' } },
  });
});

test('a frame that one person opened does not answer to another', async () => {
  const { frameId } = await openFrame('ada');
  const count = invocations.length;
  const answer = await ask('/api/invoke', { frameId, functionKey: 'x' }, { cookie: 'person=eva' });
  expect(answer.status).toBe(409);
  expect(invocations.length).toBe(count);
});

test('no frame opens at a place that Jira does not show to the person', async () => {
  expect((await frameOf('eva', 'OPS')).status).toBe(404);
  expect((await frameOf('ada', 'OPS')).status).toBe(200);
});

test('a request from another origin, such as an app frame, is refused', async () => {
  const { url } = await openFrame('ada');
  for (const origin of [new URL(url).origin, 'https://example.com', 'null']) {
    expect((await ask('/api/person', { accountId: 'eva' }, { origin })).status).toBe(403);
  }
  const answer = await fetch(`${browser.url}/api/jira/rest/api/3/project/SHOP`, {
    headers: { 'sec-fetch-site': 'cross-site' },
  });
  expect(answer.status).toBe(403);
});

test('nobody can sign in as somebody who is not there', async () => {
  expect((await ask('/api/person', { accountId: 'mallory' })).status).toBe(404);
  const answer = await ask('/api/person', { accountId: 'eva' });
  expect(answer.headers.get('set-cookie')).toMatch(/person=eva;.*HttpOnly.*SameSite=Strict/);
});

test('a body that is no JSON or misses a member is answered with 400 and a sentence', async () => {
  for (const body of ['{', '{}', '[]', '"x"']) {
    const answer = await ask('/api/invoke', body);
    expect(answer.status).toBe(400);
    expect(((await answer.json()) as { message: string }).message).not.toBe('');
  }
});

test('a name with markup cannot leave the start data of the page', async () => {
  const html = await (await fetch(`${browser.url}/browse/SHOP-1`)).text();
  expect(html).not.toContain('<script>alert(1)');
  expect(html).toContain('\\u003c/script>');
});

test('frames are served under the policy that Forge computes, and nothing outside their folders is served at all', async () => {
  const { url } = await openFrame('ada');
  const answer = await fetch(url);
  const policy = answer.headers.get('content-security-policy') ?? '';
  expect(policy).toContain("script-src 'self'");
  expect(policy).not.toContain('unsafe-inline');
  expect(policy).not.toContain('unsafe-eval');
  expect(await answer.text()).toMatch(/<head><script src="\/__host\/frame-bridge.js"/);
  const { origin } = new URL(url);
  for (const path of [
    '/project/%2e%2e/%2e%2e/package.json',
    '/project/..%2f..%2fpackage.json',
    '/nothing/index.html',
    '/__host/..%2f..%2fserver.ts',
  ]) {
    expect((await fetch(origin + path)).status).toBe(404);
  }
});

test('a port that is taken is one clear sentence', async () => {
  const port = Number(new URL(browser.url).port);
  await expect(startBrowser({ world, port })).rejects.toThrow(`Port ${port} on localhost is taken`);
});

test('a demo is filled and begun anew only where there is one, and then shows the new world', async () => {
  expect((await ask('/api/demo', { change: 'fill' })).status).toBe(404);
  const demoBrowser = await startBrowser({ world, port: 0, demo });
  try {
    const change = (what: unknown, origin = demoBrowser.url) =>
      fetch(`${demoBrowser.url}/api/demo`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin },
        body: JSON.stringify({ change: what }),
      });
    expect((await change('delete')).status).toBe(400);
    expect((await change('start-over', 'http://elsewhere.example.com')).status).toBe(403);
    expect(demoChanges).toEqual([]);
    expect((await change('fill')).status).toBe(204);
    expect((await change('start-over')).status).toBe(204);
    expect(demoChanges).toEqual(['fill', 'start-over']);
    expect(await (await fetch(demoBrowser.url)).text()).toContain('Zoe');
  } finally {
    await demoBrowser.close();
  }
});
