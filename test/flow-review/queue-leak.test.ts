// The queue across spaces, its filters, clusters and their changes tell nobody of an issue that Jira would not show them,
// under random permission maps. Hidden issues have ids, keys and words that occur nowhere else.

import fc from 'fast-check';
import type { PersonSeed } from '../../local/jira/seed';
import type { MethodName, QueueFilter, RequestOf } from '../../src/contract';
import { admin, member, smallSite, visit, type Visit } from '../flow/small-site';

const maps = 1_000;
const projectKeys = ['ALPHA', 'BETA', 'GAMMA'] as const;
const issueCount = 30;
const insider: PersonSeed = { accountId: 'iris', displayName: 'Iris Insider', groups: ['jira-users', 'insiders'] };

const mapArbitrary = fc.record({
  hiddenProjects: fc.subarray(['BETA', 'GAMMA'] as const),
  secretIssues: fc.uniqueArray(fc.nat(issueCount - 1), { maxLength: 12 }),
  question: fc.nat(5),
  asked: fc.array(fc.nat(issueCount - 1), { minLength: 2, maxLength: 4 }),
  filter: fc.constantFrom<Partial<QueueFilter>>(
    {},
    { jql: 'created > "1970-01-01"' },
    { jql: 'summary ~ login) OR (project is not EMPTY' },
    { reason: 'shared-terms', mostScore: 0.9 },
  ),
  limit: fc.constantFrom(1, 3, 50),
});
type Case = typeof mapArbitrary extends fc.Arbitrary<infer T> ? T : never;

async function answer(visited: Visit, who: PersonSeed, ids: readonly number[], chosen: Case): Promise<unknown> {
  const call = <M extends MethodName>(method: M, request: RequestOf<M>) => visited.call(who, method, request);
  const visible = projectKeys.filter((key) => key === 'ALPHA' || !chosen.hiddenProjects.includes(key));
  const projectIds = visible.map((key) => visited.projectId(key));
  const filter = { mostScore: 1, reason: null, typeIds: [], statusIds: [], componentNames: [], jql: null };
  const [one = 0, ...others] = [...new Set(chosen.asked.map((at) => ids[at] ?? 0))];
  const rest = others.length > 0 ? others : [ids[0] === one ? (ids[1] ?? 0) : (ids[0] ?? 0)];
  switch (chosen.question) {
    case 0:
      return call('review.queue', {
        ...{ projectIds, state: 'open', tier: 'any', threshold: 0.2, assignee: 'anyone', cursor: null },
        ...{ limit: chosen.limit, filter: { ...filter, ...chosen.filter } },
      });
    case 1:
      return call('review.spaces', {});
    case 2:
      return call('review.clusters', {
        ...{ projectId: visited.projectId('ALPHA'), threshold: 0.2, cursor: null, limit: chosen.limit },
      });
    case 3:
      return call('review.splitCluster', { leaveIds: [one], stayIds: rest });
    case 4:
      return call('review.mergeClusters', { intoIds: [one], addIds: rest });
    default:
      return call('review.chooseCanonical', { issueId: one });
  }
}

test(`nothing is told of a hidden issue under ${maps} random permission maps`, async () => {
  const seed = smallSite({ issues: issueCount, projectKeys: [...projectKeys], people: [admin, member, insider] });
  const projects = seed.projects.map((one) => ({ ...one, securityLevels: [{ name: 'secret', groups: ['insiders'] }] }));
  const visited = await visit({ ...seed, groups: [...seed.groups, 'insiders'], projects });
  await visited.analyse(...projectKeys);
  const { state } = visited.world.site;
  const ids = [...state.issues.keys()];
  let answered = 0;
  let refused = 0;
  await fc.assert(
    fc.asyncProperty(mapArbitrary, async (chosen) => {
      for (const key of ['BETA', 'GAMMA'] as const) {
        visited.world.site.changeProject(key, {
          browse: chosen.hiddenProjects.includes(key) ? ['insiders'] : 'everyone',
        });
      }
      for (const [index, id] of ids.entries()) {
        const issue = state.issues.get(id);
        const securityLevel = chosen.secretIssues.includes(index) ? 'secret' : null;
        if (issue !== undefined && issue.securityLevel !== securityLevel) state.putIssue({ ...issue, securityLevel });
      }
      const hidden = [...state.issues.values()].filter(
        ({ key, securityLevel }) =>
          securityLevel !== null || chosen.hiddenProjects.some((project) => key.startsWith(project)),
      );
      const got = await answer(visited, member, ids, chosen);
      if ((got as { ok: boolean }).ok) answered++;
      else refused++;
      const text = JSON.stringify(got);
      // An id of a space may be that of a work item too, and the spaces of an answer are all ids.
      const words =
        chosen.question === 1
          ? chosen.hiddenProjects.map((key) => String(visited.projectId(key)))
          : hidden.flatMap(({ id, key, summary }) => [String(id), `"${key}"`, summary]);
      expect(words.filter((word) => text.includes(word))).toEqual([]);
      await visited.world.host.advance(1_000);
    }),
    { numRuns: maps },
  );
  expect(answered).toBeGreaterThan(maps / 4);
  expect(refused).toBeGreaterThan(maps / 20);
  // The same by somebody who sees everything finds all kinds of rows, so the search above is not blind.
  for (const question of [0, 2]) {
    const everything: Case = { hiddenProjects: [], secretIssues: [], asked: [0, 1], filter: {}, limit: 50, question };
    const text = JSON.stringify(await answer(visited, insider, ids, everything));
    expect(ids.filter((id) => text.includes(String(id))).length).toBeGreaterThan(5);
  }
  expect(visited.checked.violations).toEqual([]);
  await visited.world.stop();
}, 600_000);
