// Search as a thing of its own: pages, tokens, a lag behind the database, issues that vanish for a moment, and what a
// person may see. The pages of a random site are held against a plain filter and sort over all its issues.

import fc from 'fast-check';
import { freshSite } from '../../local/jira/seed';
import type { IssueSeed, SiteSeed } from '../../local/jira/seed';
import { SortedIds, ascendingFrom, descendingFrom } from '../../local/jira/sorted-ids';
import { admin, app, keysFound, maria, noor, pick, smallSeed, testSite } from './small-site';
import type { TestSite } from './small-site';

const projectKeys = ['AA', 'BB', 'CC'] as const;

function siteOf(issues: readonly IssueSeed[]): SiteSeed {
  const projects = projectKeys.map((key) => ({ key, name: key, browse: 'everyone' as const, admins: [] }));
  return { ...freshSite, people: smallSeed.people, projects, issues };
}

const randomIssues = fc
  .array(
    fc.record({ project: fc.constantFrom(...projectKeys), isDone: fc.boolean(), day: fc.integer({ min: 1, max: 28 }) }),
    { maxLength: 40 },
  )
  .map((all) =>
    all.map(({ project, isDone, day }, at): IssueSeed => ({
      id: 500 + ((at * 37) % 101), // not in order of the list
      key: `${project}-${at + 1}`,
      project,
      summary: `Issue ${at}`,
      created: new Date(Date.UTC(2026, 0, day)).toISOString(),
      resolution: isDone ? 'Fixed' : null,
    })),
  );

/** Every id that paging by token gives, in order. */
async function pagedIds(test: TestSite, jql: string, maxResults: number): Promise<readonly number[]> {
  const ids: number[] = [];
  let nextPageToken: string | undefined;
  do {
    const { status, body } = await test.call(app, 'POST', '/search/jql', {
      jql,
      maxResults,
      ...(nextPageToken === undefined ? {} : { nextPageToken }),
    });
    if (status !== 200) throw new Error(String(pick(body, 'errorMessages.0')));
    ids.push(...(pick(body, 'issues.*.id') as readonly string[]).map(Number));
    nextPageToken = pick(body, 'nextPageToken') as string | undefined;
    expect(pick(body, 'isLast')).toBe(nextPageToken === undefined);
  } while (nextPageToken !== undefined);
  return ids;
}

describe('pages of a search', () => {
  it('together are what a plain filter and sort gives, for any order and size of page', async () => {
    await fc.assert(
      fc.asyncProperty(
        randomIssues,
        fc.integer({ min: 1, max: 7 }),
        fc.integer({ min: 490, max: 610 }),
        async (issues, size, above) => {
          const test = await testSite({}, siteOf(issues));
          const byId = [...issues].sort((a, b) => (a.id ?? 0) - (b.id ?? 0));
          const wanted = byId.filter(({ id, project }) => (id ?? 0) > above && project !== 'CC').map(({ id }) => id);
          expect(await pagedIds(test, `project in (AA, BB) AND id > ${above} ORDER BY id ASC`, size)).toEqual(wanted);
          expect(await pagedIds(test, `project in (AA, BB) AND id > ${above} ORDER BY id DESC`, size)).toEqual(
            [...wanted].reverse(),
          );
          const open = byId
            .filter(({ resolution }) => resolution === null)
            .sort((a, b) => a.created.localeCompare(b.created) || (b.id ?? 0) - (a.id ?? 0));
          expect(await pagedIds(test, 'resolution is EMPTY ORDER BY created', size)).toEqual(open.map(({ id }) => id));
          const { body } = await test.call(app, 'POST', '/search/approximate-count', { jql: 'resolution is EMPTY' });
          expect(body).toEqual({ count: open.length });
        },
      ),
      { numRuns: 60 },
    );
  });

  it('hold a hundred issues at most when fields are asked for, and five thousand ids', async () => {
    const issues = Array.from({ length: 250 }, (_, at): IssueSeed => ({
      key: `AA-${at + 1}`,
      project: 'AA',
      summary: 'x',
      created: '2026-01-01T00:00:00Z',
    }));
    const test = await testSite({}, siteOf(issues));
    const counted = async (body: object) =>
      pick(
        (await test.call(app, 'POST', '/search/jql', { jql: 'project = AA', maxResults: 5000, ...body })).body,
        'issues.length',
      );
    expect(await counted({ fields: ['summary'] })).toBe(100);
    expect(await counted({})).toBe(250);
  });

  it('may be shorter than asked, even empty, and still lead to every issue once', async () => {
    const test = await testSite({
      index: { pageLimit: (asked, search) => (search % 2 === 1 ? 0 : Math.min(asked, 2)) },
    });
    expect(await pagedIds(test, 'project in (APP, OPS) ORDER BY id ASC', 50)).toEqual([
      10000, 10001, 10002, 10003, 10004,
    ]);
    expect(await pagedIds(test, 'project in (APP, OPS) ORDER BY id DESC', 50)).toEqual([
      10004, 10003, 10002, 10001, 10000,
    ]);
    expect(await pagedIds(test, 'project in (APP, OPS) ORDER BY created', 50)).toEqual([
      10000, 10001, 10002, 10003, 10004,
    ]);
  });

  it('cannot be turned with a token of another query, a made-up one, or one that is too old', async () => {
    const test = await testSite({ index: { tokenLifetimeMs: 1_000 } });
    const page = { jql: 'project = APP', maxResults: 1 };
    const token = pick((await test.call(app, 'POST', '/search/jql', page)).body, 'nextPageToken');
    const statusWith = async (body: object) =>
      (await test.call(app, 'POST', '/search/jql', { ...page, ...body })).status;
    expect(await statusWith({ nextPageToken: token })).toBe(200);
    expect(await statusWith({ nextPageToken: token, jql: 'project = OPS' })).toBe(400);
    expect(await statusWith({ nextPageToken: 'nonsense' })).toBe(400);
    test.clock.advance(1_001);
    expect(await statusWith({ nextPageToken: token })).toBe(400);
  });
});

describe('the index behind the search', () => {
  const rename = (test: TestSite) => test.call(maria, 'PUT', '/issue/APP-1', { fields: { summary: 'Renamed' } });

  it('learns of a change only after its lag, while reading the issue shows it at once', async () => {
    const test = await testSite({ index: { lagMs: 5_000 } });
    await rename(test);
    expect(await keysFound(test, maria, 'summary ~ renamed')).toEqual([]);
    expect((await test.call(maria, 'GET', '/issue/APP-1?fields=summary')).body).toMatchObject({
      fields: { summary: 'Renamed' },
    });
    test.clock.advance(5_000);
    expect(await keysFound(test, maria, 'summary ~ renamed')).toEqual(['APP-1']);
  });

  it('takes the newest version of the issues that it is told to reconcile', async () => {
    const test = await testSite({ index: { lagMs: 5_000 } });
    await rename(test);
    const search = { jql: 'summary ~ renamed', fields: ['summary'], reconcileIssues: [10000] };
    expect((await test.call(maria, 'POST', '/search/jql', search)).body).toMatchObject({
      issues: [{ fields: { summary: 'Renamed' } }],
    });
  });

  it('does not show what was deleted, or became hidden, even before it learns of it', async () => {
    const test = await testSite({ index: { lagMs: 5_000 } });
    await test.call(maria, 'DELETE', '/issue/APP-1');
    expect(await keysFound(test, maria, 'labels = login')).toEqual(['APP-2']);
    test.site.changeProject('APP', { browse: ['security-team'] });
    expect(await keysFound(test, noor, 'type is not EMPTY ORDER BY id')).toEqual(['OPS-1']);
  });

  it('can lose sight of an issue for one search and find it again in the next', async () => {
    const test = await testSite({ index: { isHidden: (id, search) => id === 10001 && search === 2 } });
    const found = [];
    for (let times = 0; times < 3; times++) found.push(await keysFound(test, app, 'labels = login ORDER BY id'));
    expect(found).toEqual([['APP-1', 'APP-2'], ['APP-1'], ['APP-1', 'APP-2']]);
  });

  it('follows an issue into another project', async () => {
    const test = await testSite();
    test.site.moveIssue('APP-2', 'OPS', admin);
    expect(await keysFound(test, app, 'project = OPS ORDER BY id')).toEqual(['OPS-2', 'OPS-1']);
    expect(await keysFound(test, app, 'project = APP ORDER BY id')).toEqual(['APP-1', 'APP-3', 'APP-4']);
  });
});

describe('sorted ids', () => {
  it('are what a sorted set of numbers is, whatever is added and removed', () => {
    const lists = fc.array(
      fc.array(fc.record({ id: fc.integer({ min: 1, max: 60 }), isAdded: fc.boolean() }), { maxLength: 30 }),
      { minLength: 1, maxLength: 3 },
    );
    fc.assert(
      fc.property(lists, fc.integer({ min: 0, max: 61 }), (changes, from) => {
        const plain = new Set<number>();
        const sorted = changes.map((list, at) => {
          const ids = new SortedIds();
          for (const change of list) {
            const id = change.id * 3 + at; // lists share no id
            if (change.isAdded) ids.add(id);
            else ids.remove(id);
            if (change.isAdded) plain.add(id);
            else plain.delete(id);
          }
          return ids;
        });
        const all = [...plain].sort((a, b) => a - b);
        expect([...ascendingFrom(sorted, from * 3)]).toEqual(all.filter((id) => id >= from * 3));
        expect([...descendingFrom(sorted, from * 3)]).toEqual(all.filter((id) => id <= from * 3).reverse());
      }),
      { numRuns: 300 },
    );
  });
});
