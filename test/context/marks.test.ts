// The marks for JQL: written by an administrator's click and by nothing else, found by a person's own search, and the
// same for everybody who sees the work item.

import fc from 'fast-check';
import type { AnswerOf } from '../../src/contract';
import { marksOf } from '../../src/duplicates/marks';
import { admin, closedId, everydayIssues, insider, issueSeed, member, openId, Site } from '../fresh/small-site';

let site: Site;
afterEach(() => site.close());

const long =
  'The page stays blank after the password was changed. Log: ERR_LOGIN_4711 in session.render(Session.java:42).';
const twin = (key: string, extra = {}) =>
  issueSeed(key, 'Login page stays blank after the password was changed', { description: long, ...extra });
const issues = [
  ...everydayIssues,
  twin('OPEN-11'),
  twin('OPEN-12', { reporter: member }),
  twin('SECRET-11'),
  twin('SECRET-12', { reporter: insider }),
  twin('SECRET-13', { securityLevel: 'Board only' }),
];

async function refresh(projectId: number, isRemoving = false, person = admin) {
  const total = { marked: 0, cleared: 0 };
  for (let afterId: number | null = null; ;) {
    const page: AnswerOf<'marks.refresh'> = await site.answer(person, 'marks.refresh', {
      projectId,
      afterId,
      isRemoving,
    });
    total.marked += page.marked;
    total.cleared += page.cleared;
    if (page.nextAfterId === null) return total;
    afterId = page.nextAfterId;
  }
}

/** What the person's own search finds. */
async function found(person: string, jql: string): Promise<string[]> {
  const answer = await site.world.installation.requestAsUser(person, {
    method: 'POST',
    path: '/rest/api/3/search/jql',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ jql: `${jql} ORDER BY key`, fields: ['summary'], maxResults: 50 }),
  });
  if (!answer.ok) throw new Error(`${answer.status}: ${await answer.text()}`);
  return ((await answer.json()) as { issues: { key: string }[] }).issues.map(({ key }) => key);
}

const property = (path: string) => `issue.property["backlog-intelligence"].${path}`;
const markOf = (key: string) => site.world.site.state.issueOf(key)?.properties.get('backlog-intelligence');

describe('the marks of a space', () => {
  it('are found by JQL: open suggestions, the oldest of a cluster, and the cluster', async () => {
    site = await Site.open(issues);
    await site.analyse();
    const { marked } = await refresh(openId);
    const keys = await found(member, `project = OPEN AND ${property('open')} > 0`);
    expect(keys).toEqual(expect.arrayContaining(['OPEN-11', 'OPEN-12']));
    expect(marked).toBe(keys.length);
    expect(await found(member, `project = OPEN AND ${property('canonical')} = 1`)).toEqual([keys[0]]);
    const { cluster } = markOf('OPEN-11') as { cluster: string };
    expect(await found(member, `project = OPEN AND ${property('cluster')} = "${cluster}"`)).toEqual(keys);
  });

  it('go when the suggestions are answered, and all at once when they are removed', async () => {
    site = await Site.open(issues);
    await site.analyse();
    await refresh(openId);
    const queue = await site.answer(admin, 'review.queue', {
      projectIds: [openId],
      state: 'open',
      tier: 'any',
      threshold: 0.2,
      assignee: 'anyone',
      cursor: null,
      limit: 50,
    });
    if (queue.state !== 'ready') throw new Error(queue.state);
    for (const { a, b } of queue.rows) {
      const verdict = 'not-duplicate' as const;
      await site.answer(admin, 'review.decide', { a, b, verdict, snoozeDays: null, expectedVersion: 0 });
    }
    const before = markOf('OPEN-11');
    expect(before).toBeDefined(); // an answer about a pair writes nothing to Jira
    expect((await refresh(openId)).cleared).toBeGreaterThan(1);
    expect(await found(admin, `project = OPEN AND ${property('open')} >= 0`)).toEqual([]);
    await refresh(closedId);
    // What an administrator is told before an uninstallation.
    const { marked } = await site.answer(admin, 'data.traces', {});
    expect(marked).toEqual([{ projectId: closedId, items: expect.any(Number) }]);
    expect(marked[0]?.items).toBeGreaterThan(1);
    expect((await refresh(closedId, true)).cleared).toBeGreaterThan(1);
    expect(await found(admin, `project = SECRET AND ${property('open')} >= 0`)).toEqual([]);
    expect(await site.answer(admin, 'data.traces', {})).toEqual({ hintedProjectIds: [], marked: [] });
  });

  it('say the same whether or not a work item exists that only some may see', async () => {
    site = await Site.open(issues);
    await site.analyse();
    const { state } = site.world.site;
    const secured = state.issueOf('SECRET-13');
    if (secured === undefined) throw new Error('The secured work item is missing.');
    const marks = async () => {
      await refresh(closedId);
      return ['SECRET-11', 'SECRET-12', 'SECRET-13'].map(markOf);
    };
    const whileSecured = await marks();
    expect(whileSecured[2]).toBeUndefined();
    // Open to all who see the space it counts, so the analysis does know it.
    state.putIssue({ ...secured, securityLevel: null });
    expect(await marks()).not.toEqual(whileSecured);
    await site.remove('SECRET-13');
    expect(await marks()).toEqual(whileSecured);
  });

  it('are written only for who may configure the space, and never by the app itself', async () => {
    site = await Site.open(issues);
    await site.analyse();
    const refused = await site.ask(member, 'marks.refresh', { projectId: openId, afterId: null, isRemoving: false });
    expect(refused).toMatchObject({ ok: false, failure: { code: 'NOT_ALLOWED' } });
    const hidden = await site.ask(member, 'marks.refresh', { projectId: closedId, afterId: null, isRemoving: false });
    expect(hidden).toMatchObject({ ok: false, failure: { code: 'NOT_FOUND' } });
    await site.world.host.settle();
    expect(await found(admin, `project in (OPEN, SECRET) AND ${property('open')} >= 0`)).toEqual([]);
  });

  it('twice are the same marks, also when the second time begins in the middle', async () => {
    site = await Site.open(issues);
    await site.analyse();
    await refresh(openId);
    const before = ['OPEN-1', 'OPEN-11', 'OPEN-12'].map(markOf);
    await site.answer(admin, 'marks.refresh', { projectId: openId, afterId: site.idOf('OPEN-1'), isRemoving: false });
    await refresh(openId);
    expect(['OPEN-1', 'OPEN-11', 'OPEN-12'].map(markOf)).toEqual(before);
  });
});

describe('marks of any pairs', () => {
  it('count the others, name clusters alike exactly where a way leads, and have one oldest each', async () => {
    site = await Site.open();
    const pair = fc.tuple(fc.integer({ min: 1, max: 25 }), fc.integer({ min: 26, max: 50 }));
    fc.assert(
      fc.property(fc.array(pair, { minLength: 1, maxLength: 40 }), (tuples) => {
        const marks = marksOf(tuples.map(([a, b]) => ({ a, b })));
        // Slowly and obviously: names spread until nothing changes.
        const lowest = new Map(tuples.flat().map((id) => [id, id]));
        for (let isChanged = true; isChanged;) {
          isChanged = false;
          for (const [a, b] of tuples) {
            const least = Math.min(lowest.get(a) ?? a, lowest.get(b) ?? b);
            for (const id of [a, b]) {
              if (lowest.get(id) === least) continue;
              lowest.set(id, least);
              isChanged = true;
            }
          }
        }
        expect([...marks.keys()].sort((x, y) => x - y)).toEqual([...lowest.keys()].sort((x, y) => x - y));
        for (const [id, mark] of marks) {
          const others = new Set(tuples.flatMap(([a, b]) => (a === id ? [b] : b === id ? [a] : [])));
          expect(mark.open).toBe(others.size);
          expect(mark.canonical).toBe(lowest.get(id) === id ? 1 : 0);
          for (const [other, { cluster }] of marks) {
            expect(cluster === mark.cluster).toBe(lowest.get(other) === lowest.get(id));
          }
        }
      }),
    );
  });
});
