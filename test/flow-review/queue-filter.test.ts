// What a person filters the queue by, through the front door: every filter keeps exactly the rows that fit it, and one that
// Jira does not understand is said and not shown as an empty list.

import type { AnswerOf, QueueFilter, QueueRow, RequestOf } from '../../src/contract';
import type { PersonSeed } from '../../local/jira/seed';
import { admin, member, smallSite, visit, type Visit } from '../flow/small-site';

const anything: QueueFilter = {
  mostScore: 1,
  reason: null,
  typeIds: [],
  statusIds: [],
  componentNames: [],
  jql: null,
};

const request = (visited: Visit, change: Partial<RequestOf<'review.queue'>>): RequestOf<'review.queue'> => ({
  projectIds: [visited.projectId('ALPHA')],
  state: 'open',
  tier: 'any',
  threshold: 0.3,
  assignee: 'anyone',
  cursor: null,
  limit: 50,
  ...change,
});

async function rows(visited: Visit, who: PersonSeed, change: Partial<RequestOf<'review.queue'>>): Promise<QueueRow[]> {
  const found: QueueRow[] = [];
  let cursor: string | null = null;
  do {
    const view: AnswerOf<'review.queue'> = await visited.get(
      who,
      'review.queue',
      request(visited, { ...change, cursor }),
    );
    if (view.state !== 'ready') throw new Error(`The queue is ${view.state}.`);
    found.push(...view.rows);
    cursor = view.nextCursor;
  } while (cursor !== null);
  return found;
}

const colourful = () => {
  const seed = smallSite({
    change: (issue, index) => ({
      ...issue,
      type: index % 4 === 0 ? 'Task' : 'Bug',
      status: index % 3 === 0 ? 'In Progress' : 'To Do',
      ...(index % 5 === 0 ? { components: ['Web "app"'], labels: ['team-blue'] } : {}),
      ...(index === 30 ? { votes: [admin.accountId, member.accountId] } : {}),
    }),
  });
  const projects = seed.projects.map((project) => ({ ...project, components: ['Web "app"', 'Api'] }));
  return { ...seed, projects };
};

describe('a filter of the queue', () => {
  it('keeps exactly the pairs of which one work item fits', async () => {
    const visited = await visit(colourful());
    await visited.analyse('ALPHA', 'BETA');
    const { state } = visited.world.site;
    const all = await rows(visited, admin, {});
    const issueOf = (id: number) => state.issues.get(id);
    const idOf = (named: readonly { id: number; name: string }[], name: string) =>
      named.find((one) => one.name === name)?.id ?? 0;
    const filters: readonly (readonly [Partial<QueueFilter>, (id: number) => boolean])[] = [
      [{ typeIds: [idOf(state.issueTypes, 'Task')] }, (id) => issueOf(id)?.type === 'Task'],
      [{ statusIds: [idOf(state.statuses, 'In Progress')] }, (id) => issueOf(id)?.status === 'In Progress'],
      [{ componentNames: ['Web "app"'] }, (id) => issueOf(id)?.components.includes('Web "app"') === true],
      [{ jql: 'labels = team-blue OR labels = x' }, (id) => issueOf(id)?.labels.includes('team-blue') === true],
      [
        { typeIds: [idOf(state.issueTypes, 'Task')], jql: 'labels = team-blue' },
        (id) => issueOf(id)?.type === 'Task' && issueOf(id)?.labels.includes('team-blue') === true,
      ],
    ];
    for (const [filter, fits] of filters) {
      const expected = all.filter(({ a, b }) => fits(a) || fits(b));
      expect(expected.length).toBeGreaterThan(0);
      expect(expected.length).toBeLessThan(all.length);
      expect(await rows(visited, admin, { filter: { ...anything, ...filter } })).toEqual(expected);
      expect(await rows(visited, admin, { filter: { ...anything, ...filter }, limit: 2 })).toEqual(expected);
    }
    expect(visited.checked.violations).toEqual([]);
    await visited.world.stop();
  });

  it('keeps a band of the score and pairs with one reason', async () => {
    const visited = await visit(colourful());
    await visited.analyse('ALPHA', 'BETA');
    const all = await rows(visited, admin, {});
    const middle = [...all].sort((x, y) => x.score - y.score)[Math.floor(all.length / 2)]?.score ?? 0;
    const band = await rows(visited, admin, { filter: { ...anything, mostScore: middle }, threshold: 0.3 });
    expect(band).toEqual(all.filter(({ score }) => score <= middle));
    expect(band.length).toBeLessThan(all.length);
    const [reason = 'shared-terms'] = all[0]?.reasons ?? [];
    expect(await rows(visited, admin, { filter: { ...anything, reason } })).toEqual(
      all.filter(({ reasons }) => reasons.includes(reason)),
    );
    expect(await rows(visited, admin, { filter: { ...anything, reason: 'same-stack-trace' } })).toEqual([]);
    await visited.world.stop();
  });

  it('also holds for what was decided', async () => {
    const visited = await visit(colourful());
    await visited.analyse('ALPHA', 'BETA');
    for (const { a, b } of await rows(visited, admin, {})) {
      await visited.get(admin, 'review.decide', { a, b, verdict: 'related', snoozeDays: null, expectedVersion: 0 });
    }
    const all = await rows(visited, admin, { state: 'related' });
    const { issues } = visited.world.site.state;
    const isBlue = (id: number) => issues.get(id)?.labels.includes('team-blue') === true;
    const expected = all.filter(({ a, b }) => isBlue(a) || isBlue(b));
    expect(expected.length).toBeGreaterThan(0);
    expect(
      await rows(visited, admin, { state: 'related', filter: { ...anything, jql: 'labels = team-blue' } }),
    ).toEqual(expected);
    await visited.world.stop();
  });

  it.each(['labels =', 'nonsense = 1', 'labels = a ORDER BY created', 'project = "NO SUCH SPACE"'])(
    'that Jira does not understand is an error: %s',
    async (jql) => {
      const visited = await visit(colourful());
      await visited.analyse('ALPHA', 'BETA');
      for (const state of ['open', 'related'] as const) {
        if (state === 'related') {
          const [row] = await rows(visited, admin, {});
          const { a, b } = row ?? { a: 1, b: 2 };
          await visited.get(admin, 'review.decide', { a, b, verdict: state, snoozeDays: null, expectedVersion: 0 });
        }
        const answer = await visited.call(
          admin,
          'review.queue',
          request(visited, { state, filter: { ...anything, jql } }),
        );
        expect(answer).toMatchObject({ ok: false, failure: { code: 'BAD_JQL' } });
      }
      await visited.world.stop();
    },
  );

  it('cannot be used to see what one may not see, whatever stands in it', async () => {
    const seed = colourful();
    const hiding = {
      ...seed,
      projects: seed.projects.map((one) => (one.key === 'BETA' ? { ...one, browse: [] } : one)),
    };
    const visited = await visit(hiding);
    await visited.analyse('ALPHA', 'BETA');
    const everything = await rows(visited, member, {});
    for (const jql of ['labels is EMPTY) OR (project is not EMPTY', 'created > "1970-01-01"']) {
      expect(await rows(visited, member, { filter: { ...anything, jql } })).toEqual(everything);
    }
    await visited.world.stop();
  });
});

describe('the order of the queue', () => {
  it('lets a pair with votes stand above a slightly better match without, and says why', async () => {
    const visited = await visit(colourful());
    await visited.analyse('ALPHA', 'BETA');
    const voted = [...visited.world.site.state.issues.values()].find(({ votes }) => votes.length > 0)?.id ?? 0;
    const all = await rows(visited, admin, {});
    const at = all.findIndex(({ a, b }) => a === voted || b === voted);
    expect(all[at]?.impact).toContain('votes');
    const overtaken = all.slice(at + 1).filter(({ tier, score }) => tier === all[at]?.tier && score > all[at].score);
    expect(overtaken.length).toBeGreaterThan(0);
    await visited.world.stop();
  });
});

describe('the spaces of a queue across spaces', () => {
  it('are those that were analysed and that this person may browse', async () => {
    const seed = smallSite({ projectKeys: ['ALPHA', 'BETA', 'GAMMA'] });
    const projects = seed.projects.map((one) => (one.key === 'BETA' ? { ...one, browse: [] } : one));
    const visited = await visit({ ...seed, projects });
    expect(await visited.get(admin, 'review.spaces', {})).toEqual({ projectIds: [] });
    await visited.analyse('ALPHA', 'BETA');
    const ids = (...keys: string[]) => keys.map((key) => visited.projectId(key));
    expect((await visited.get(admin, 'review.spaces', {})).projectIds).toEqual(ids('ALPHA', 'BETA'));
    expect((await visited.get(member, 'review.spaces', {})).projectIds).toEqual(ids('ALPHA'));
    const both = await visited.call(member, 'review.queue', request(visited, { projectIds: ids('ALPHA', 'BETA') }));
    expect(both).toMatchObject({ ok: false, failure: { code: 'NOT_FOUND' } });
    await visited.world.stop();
  });
});
