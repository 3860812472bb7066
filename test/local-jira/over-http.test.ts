// The local Jira over HTTP, as outside programs meet it: who one is, and whether a client that was written for the real
// Jira is content with every answer.

import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { defaultAppUser } from '../../local/jira/seed';
import { operations } from '../../src/jira/operations';
import { testSite } from './small-site';

const run = promisify(execFile);

async function served<T>(visit: (url: string, test: Awaited<ReturnType<typeof testSite>>) => Promise<T>): Promise<T> {
  const test = await testSite();
  const server = await test.site.listen(0);
  try {
    return await visit(server.url, test);
  } finally {
    await server.close();
  }
}

const appAccountId = defaultAppUser.accountId;
const basic = (name: string) => ({ Authorization: `Basic ${Buffer.from(`${name}:any`).toString('base64')}` });

describe('over HTTP', () => {
  it('a person is told by mail address or account id, nobody is anonymous, and a stranger is refused', async () => {
    await served(async (url) => {
      const me = async (headers: Record<string, string>) => {
        const response = await fetch(`${url}/rest/api/3/myself`, { headers });
        const { accountId, self } = (await response.json()) as { accountId?: string; self?: string };
        return [response.status, accountId, self?.startsWith(url)];
      };
      expect(await me(basic('maria@example.com'))).toEqual([200, 'person-maria', true]);
      expect(await me(basic('person-noor'))).toEqual([200, 'person-noor', true]);
      expect(await me(basic(appAccountId))).toEqual([200, appAccountId, true]);
      expect(await me({})).toEqual([401, undefined, undefined]);
      expect(await me(basic('stranger@example.com'))).toEqual([401, undefined, undefined]);
    });
  });

  it('a port that is taken is said in the words of the system', async () => {
    await served(async (url, { site }) => {
      await expect(site.listen(Number(new URL(url).port))).rejects.toThrow('EADDRINUSE');
    });
  });

  it('the jira.js client is content with every answer', async () => {
    const outcomes = await served(async (url) => {
      const script = join(__dirname, 'outside-client.mts');
      const { stdout } = await run(
        process.execPath,
        ['--import', 'tsx', script, url, 'maria@example.com', 'admin@example.com'],
        {
          timeout: 50_000,
        },
      );
      return JSON.parse(stdout) as Record<string, string>;
    });
    const { gone, ...others } = outcomes;
    expect(Object.entries(others).filter(([, outcome]) => outcome !== 'ok')).toEqual([]);
    // The client has no methods for the first three; the others are for apps alone, which it cannot be.
    const unknown = ['readPriorities', 'readResolutions', 'readGroups', 'readComputations', 'replaceComputations'];
    const ofHints = ['readUiModifications', 'addUiModification', 'removeUiModification'];
    const untried = Object.keys(operations).filter((name) => !(name in others));
    expect(untried.sort()).toEqual([...unknown, ...ofHints].sort());
    expect(gone).not.toBe('ok');
  });
});
