// The report of a sprint through the front door: its work items with the demand behind each and their duplicates, nothing
// that the person may not see, and a sentence where Jira knows no such sprint.

import type { AnswerOf } from '../../src/contract';
import type { SiteSeed } from '../../local/jira/seed';
import { admin, member, smallSite, visit, type Visit } from '../flow/small-site';

const sprint = { id: 7, name: 'Seven', state: 'active' } as const;

/** The first three of ALPHA are in the sprint; BETA-6 and ALPHA-11 are linked as duplicates of ALPHA-1. */
function sprintSite(): SiteSeed {
  return smallSite({
    change: (issue) => ({
      ...issue,
      ...(['ALPHA-1', 'ALPHA-2', 'ALPHA-3', 'BETA-1'].includes(issue.key) ? { sprint } : {}),
      ...(['BETA-6', 'ALPHA-11'].includes(issue.key) ? { links: [{ type: 'Duplicate', to: 'ALPHA-1' }] } : {}),
    }),
  });
}

async function report(visited: Visit, who = admin) {
  const projectId = visited.projectId('ALPHA');
  const answer: AnswerOf<'reports.sprint'> = await visited.get(who, 'reports.sprint', { projectId, sprintId: 7 });
  if (answer.state !== 'ready') throw new Error(answer.state);
  const keyOf = (id: number): string => visited.world.site.state.issues.get(id)?.key ?? '';
  return answer.items.map(({ issueId, demand, pairs }) => ({
    key: keyOf(issueId),
    demand,
    confirmed: pairs
      .filter(({ state }) => state === 'duplicate')
      .map(({ a, b }) => keyOf(a === issueId ? b : a))
      .sort(),
    waiting: pairs.filter(({ state }) => state === 'open').map(({ a, b }) => keyOf(a === issueId ? b : a)),
  }));
}

it('lists the work items of the sprint in this space, with reports, people, spaces and duplicates', async () => {
  const visited = await visit(sprintSite());
  const projectId = visited.projectId('ALPHA');
  expect(await visited.get(admin, 'reports.sprint', { projectId, sprintId: 7 })).toEqual({ state: 'never-scanned' });
  await visited.analyse('ALPHA', 'BETA');
  const items = await report(visited);
  expect(items.map(({ key }) => key)).toEqual(['ALPHA-3', 'ALPHA-2', 'ALPHA-1']);
  const first = items.at(-1);
  expect(first?.demand).toEqual({ reports: 3, people: 2, projects: 2 });
  expect(first?.confirmed).toEqual(['ALPHA-11', 'BETA-6']);
  const third = items[0];
  expect(third?.demand).toEqual({ reports: 1, people: 1, projects: 1 });
  expect(third?.waiting.length).toBeGreaterThan(0);

  const [other = ''] = third?.waiting ?? [];
  const [a = 0, b = 0] = [visited.issueId('ALPHA-3'), visited.issueId(other)].sort((x, y) => x - y);
  await visited.get(admin, 'review.decide', { a, b, verdict: 'not-duplicate', snoozeDays: null, expectedVersion: 0 });
  expect((await report(visited))[0]?.waiting).toEqual(third?.waiting.filter((key) => key !== other));

  expect(await visited.call(admin, 'reports.sprint', { projectId, sprintId: 99 })).toMatchObject({
    ok: false,
    failure: { code: 'BAD_INPUT', message: expect.stringContaining('99') },
  });
  await visited.world.stop();
});

it('counts and lists nothing of a space that this person may not browse', async () => {
  const seed = sprintSite();
  const visited = await visit({
    ...seed,
    projects: seed.projects.map((one) => (one.key === 'BETA' ? { ...one, browse: ['site-admins'] } : one)),
  });
  await visited.analyse('ALPHA', 'BETA');
  const items = await report(visited, member);
  expect(items.at(-1)).toMatchObject({ demand: { reports: 2, projects: 1 }, confirmed: ['ALPHA-11'] });
  expect(JSON.stringify(items)).not.toContain('BETA');
  expect(JSON.stringify(await report(visited))).toContain('BETA');
  const hidden = visited.projectId('BETA');
  expect(await visited.call(member, 'reports.sprint', { projectId: hidden, sprintId: 7 })).toMatchObject({ ok: false });
  await visited.world.stop();
});
