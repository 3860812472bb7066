// Nobody is told of an issue that Jira would not show them: random permission maps over every answer of the review
// pages. Hidden issues have words and ids that occur nowhere else; none of them may be in any answer.

import fc from 'fast-check';
import type { PersonSeed, SiteSeed } from '../../local/jira/seed';
import type { Issue } from '../../local/jira/state';
import type { MethodName, RequestOf } from '../../src/contract';
import { admin, member, smallSite, visit, type Visit } from '../flow/small-site';

/** As many as there is time for beside all other tests; with MAPS=5000 it takes four minutes. */
const maps = Number(process.env['MAPS'] ?? 1_500);
const projectKeys = ['ALPHA', 'BETA', 'GAMMA'] as const;
const issueCount = 30;

const insider: PersonSeed = { accountId: 'iris', displayName: 'Iris Insider', groups: ['jira-users', 'insiders'] };

function site(): SiteSeed {
  const people = [admin, member, insider];
  const seed = smallSite({ issues: issueCount, projectKeys: [...projectKeys], people });
  return {
    ...seed,
    groups: [...seed.groups, 'insiders'],
    projects: seed.projects.map((project) => ({
      ...project,
      securityLevels: [{ name: 'secret', groups: ['insiders'] }],
    })),
  };
}

const mapArbitrary = fc.record({
  hiddenProjects: fc.subarray([...projectKeys], { maxLength: 2 }),
  secretIssues: fc.uniqueArray(fc.nat(issueCount - 1), { maxLength: 12 }),
  question: fc.nat(7),
  first: fc.nat(issueCount - 1),
  second: fc.nat(issueCount - 1),
  limit: fc.constantFrom(1, 3, 50),
});

async function answer(
  visited: Visit,
  who: PersonSeed,
  question: number,
  ids: readonly [number, number],
  limit: number,
  actionId: string,
): Promise<unknown> {
  const projectIds = projectKeys.map((key) => visited.projectId(key));
  const [projectId = 0] = projectIds;
  const [a, b] = ids;
  const queue = {
    projectIds: [projectId],
    tier: 'any',
    threshold: 0.2,
    assignee: 'anyone',
    cursor: null,
    limit,
  } as const;
  const call = <M extends MethodName>(method: M, request: RequestOf<M>) => visited.call(who, method, request);
  switch (question) {
    case 0:
      return call('review.queue', { ...queue, state: 'open' });
    case 1:
      return call('review.queue', { ...queue, state: 'related' });
    case 2:
      return call('review.history', { projectIds: [projectId], cursor: null, limit });
    case 3:
      return call('review.clusters', { projectId, threshold: 0.2, cursor: null, limit });
    case 4:
      return call('review.graphHealth', { projectId });
    case 5:
      return call('review.previewMerge', { duplicateId: a, canonicalId: b });
    case 6:
      return call('review.bulkPreview', { pairs: [{ duplicateId: a, canonicalId: b }] });
    default:
      return call('review.action', { actionId });
  }
}

/** Ids that the request itself named are no news. */
function told(value: unknown, hidden: ReadonlyMap<number, Issue>, asked: readonly number[]): string[] {
  const text = JSON.stringify(value);
  const words = [...hidden.values()]
    .flatMap(({ key, summary }) => [`"${key}"`, summary])
    .filter((word) => text.includes(word));
  const ids: string[] = [];
  const walk = (node: unknown): void => {
    if (typeof node === 'number' && hidden.has(node) && !asked.includes(node)) ids.push(String(node));
    if (typeof node === 'object' && node !== null) Object.values(node).forEach(walk);
  };
  walk(value);
  return [...words, ...ids];
}

describe('the answers of the review pages', () => {
  it(`tell nothing of a hidden issue under ${maps} random permission maps`, async () => {
    const visited = await visit(site());
    await visited.analyse(...projectKeys);
    const { state } = visited.world.site;
    const ids = [...state.issues.keys()];
    const link = async (duplicate: string, original: string) => {
      const body = JSON.stringify({
        type: { name: 'Duplicate' },
        inwardIssue: { key: duplicate },
        outwardIssue: { key: original },
      });
      const headers = { 'content-type': 'application/json' };
      await visited.world.site.handle(
        { method: 'POST', path: '/rest/api/3/issueLink', headers, body },
        { kind: 'user', accountId: admin.accountId },
      );
    };
    await link('ALPHA-1', 'BETA-1');
    await link('BETA-1', 'GAMMA-1');
    await link('BETA-2', 'ALPHA-2');
    for (let index = 0; index < 20; index++) {
      const [a, b] = [ids[index] ?? 0, ids[index + 5] ?? 0];
      await visited.call(admin, 'review.decide', { a, b, verdict: 'related', snoozeDays: null, expectedVersion: 0 });
    }
    const shown = await visited.get(admin, 'review.previewMerge', {
      duplicateId: visited.issueId('ALPHA-5'),
      canonicalId: visited.issueId('BETA-5'),
    });
    const action = await visited.get(admin, 'review.applyMerge', { planToken: shown.planToken ?? '' });
    await visited.world.host.settle();
    let answered = 0;
    let hiddenTotal = 0;
    await fc.assert(
      fc.asyncProperty(mapArbitrary, async ({ hiddenProjects, secretIssues, question, first, second, limit }) => {
        for (const key of projectKeys) {
          const isHidden = key !== 'ALPHA' && (hiddenProjects as readonly string[]).includes(key);
          visited.world.site.changeProject(key, { browse: isHidden ? ['insiders'] : 'everyone' });
        }
        for (const [index, id] of ids.entries()) {
          const issue = state.issues.get(id);
          const securityLevel = secretIssues.includes(index) ? 'secret' : null;
          if (issue !== undefined && issue.securityLevel !== securityLevel) state.putIssue({ ...issue, securityLevel });
        }
        const hidden = new Map(
          [...state.issues].filter(
            ([, issue]) =>
              issue.securityLevel !== null ||
              (hiddenProjects as readonly string[]).some((key) => key !== 'ALPHA' && issue.key.startsWith(key)),
          ),
        );
        hiddenTotal += hidden.size;
        const asked = [ids[first] ?? 0, ids[second] ?? 0] as const;
        const got = await answer(visited, member, question, asked, limit, action.actionId);
        if ((got as { ok: boolean }).ok) answered++;
        expect(told(got, hidden, question === 6 ? asked : [])).toEqual([]);
        await visited.world.host.advance(1_000);
      }),
      { numRuns: maps },
    );
    // The same questions by somebody who sees everything: there all of it is found, so the search above is not blind.
    const everything = new Map(state.issues);
    for (const question of [0, 1, 2, 3, 4, 5, 7]) {
      const got = await answer(visited, insider, question, [ids[0] ?? 0, ids[1] ?? 0], 50, action.actionId);
      expect(told(got, everything, []).length).toBeGreaterThan(0);
    }
    expect(answered).toBeGreaterThan(maps / 2);
    expect(hiddenTotal).toBeGreaterThan(maps);
    expect(visited.checked.violations).toEqual([]);
    await visited.world.stop();
  }, 900_000);
});
