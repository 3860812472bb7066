// The JQL functions, from Jira's call to what a person's search then finds. Jira keeps one answer for all people, so
// the answer is looked at as each of them.

import fc from 'fast-check';
import { jqlOfIds } from '../../src/duplicates/jql-functions';
import { admin, closedId, everydayIssues, insider, issueSeed, member, openId, Site } from '../fresh/small-site';

let site: Site;
afterEach(() => site.close());

const long =
  'The page stays blank after the password was changed. Log: ERR_LOGIN_4711 in session.render(Session.java:42).';
const alike = [
  issueSeed('OPEN-11', 'Login page stays blank after the password was changed', { description: long }),
  issueSeed('OPEN-12', 'Login page stays blank after the password was changed', {
    description: long,
    reporter: member,
  }),
  issueSeed('SECRET-11', 'Salary table shows wrong totals', { description: `Salary. ${long}` }),
  issueSeed('SECRET-12', 'Salary table shows wrong totals', { description: `Salary. ${long}`, reporter: insider }),
];
const issues = [...everydayIssues, ...alike];

async function call(
  name: 'jql-duplicates-of' | 'jql-possible-duplicates',
  argument: string,
  operator = 'in',
): Promise<string> {
  const answer = (await site.world.installation.call(name, { clause: { operator, arguments: [argument] } })) as {
    jql?: string;
    error?: string;
  };
  if (answer.jql === undefined) throw new Error(answer.error ?? 'no answer');
  return answer.jql;
}

/** What the person's own search finds with the fragment in place of the function. */
async function found(person: string, jql: string): Promise<string[]> {
  const body = { jql: `project in (OPEN, SECRET) AND ${jql} ORDER BY key`, fields: ['summary'], maxResults: 50 };
  const path = '/rest/api/3/search/jql';
  // Who may not browse a space cannot name it in JQL.
  const visible = person === member ? { ...body, jql: body.jql.replace('OPEN, SECRET', 'OPEN') } : body;
  const request = {
    method: 'POST' as const,
    path,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(visible),
  };
  const answer = await site.world.installation.requestAsUser(person, request);
  if (!answer.ok) throw new Error(`${answer.status}: ${await answer.text()}`);
  return ((await answer.json()) as { issues: { key: string }[] }).issues.map(({ key }) => key);
}

describe('issue in duplicatesOf("KEY")', () => {
  it('finds the likely duplicates of one work item, and nothing else', async () => {
    site = await Site.open(issues);
    await site.analyse();
    expect(await found(admin, await call('jql-duplicates-of', 'OPEN-11'))).toEqual(['OPEN-1', 'OPEN-12']);
    expect(await found(admin, await call('jql-duplicates-of', 'OPEN-3'))).toEqual([]);
    expect(await found(admin, await call('jql-duplicates-of', 'OPEN-3', 'not in'))).toHaveLength(issues.length);
  });

  it('answers alike for hidden, unknown and unusual keys, to people who may see none of it', async () => {
    site = await Site.open(issues);
    await site.analyse();
    for (const key of ['SECRET-11', 'SECRET-999', 'NOPE-1', ') OR project = SECRET', '"']) {
      expect(await found(member, await call('jql-duplicates-of', key))).toEqual([]);
    }
  });

  it('never joins work items of two spaces, nor one with a security level', async () => {
    const secured = issueSeed('SECRET-13', 'Salary table shows wrong totals', {
      description: `Salary. ${long}`,
      securityLevel: 'Board only',
    });
    site = await Site.open([...issues, secured]);
    await site.analyse();
    const jql = await call('jql-duplicates-of', 'SECRET-11');
    expect(jql).not.toContain(String(site.idOf('SECRET-13')));
    expect(jql).not.toContain(String(site.idOf('OPEN-11')));
    expect(await found(insider, await call('jql-duplicates-of', 'SECRET-13'))).toEqual([]);
  });
});

describe('the JQL of a list of work items', () => {
  it('holds exactly these, in as few ranges as there are gaps', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { minLength: 1 }), (ids) => {
        const ranges = [...jqlOfIds(ids, false).matchAll(/id >= (\d+) AND id <= (\d+)/g)].map(
          ([, first, last]) => [Number(first), Number(last)] as const,
        );
        const all = Array.from({ length: 62 }, (_, id) => id).filter((id) =>
          ranges.some(([first, last]) => first <= id && id <= last),
        );
        expect(all).toEqual([...ids].sort((a, b) => a - b));
        expect(ranges).toHaveLength(all.filter((id) => !all.includes(id - 1)).length);
      }),
    );
  });
});

describe('issue in possibleDuplicates("SPACE")', () => {
  it('finds all work items of the space with a likely duplicate in it', async () => {
    site = await Site.open(issues);
    await site.analyse();
    expect(await found(admin, await call('jql-possible-duplicates', 'OPEN'))).toEqual(
      expect.arrayContaining(['OPEN-11', 'OPEN-12']),
    );
    expect(await found(insider, await call('jql-possible-duplicates', 'SECRET'))).toEqual([
      'SECRET-1',
      'SECRET-11',
      'SECRET-12',
    ]);
    expect(await found(member, await call('jql-possible-duplicates', 'SECRET'))).toEqual([]);
    expect(await found(admin, await call('jql-possible-duplicates', 'NOPE'))).toEqual([]);
  });

  it('is replaced in Jira within the hour after suggestions have changed', async () => {
    site = await Site.open(everydayIssues);
    await site.analyse([openId, closedId]);
    const value = await call('jql-possible-duplicates', 'OPEN');
    const now = site.world.clock.now();
    const computation = {
      id: 'one',
      functionKey: 'jql-possible-duplicates',
      functionName: 'possibleDuplicates',
      field: 'issue',
    };
    site.world.site.apps.computed.set('one', {
      ...computation,
      operator: 'in',
      args: ['OPEN'],
      value,
      error: null,
      createdMs: now,
      updatedMs: now,
    });
    const text = {
      description: {
        type: 'doc',
        version: 1,
        content: [{ type: 'paragraph', content: [{ type: 'text', text: long }] }],
      },
    };
    await site.create(openId, 'Login page stays blank after the password was changed', text);
    await site.create(openId, 'Login page stays blank after the password was changed', text);
    await site.world.host.settle();
    await site.world.host.advance(600_000);
    await site.analyse([openId, closedId]);
    await site.world.host.runSchedule('hourly');
    const replaced = site.world.site.apps.computed.get('one');
    expect(replaced?.value).toBe(await call('jql-possible-duplicates', 'OPEN'));
    expect(replaced?.error).toBeNull();
  });
});
