// What a person may not browse leaves no trace in any answer: no key, no title, no pair, no count. Thousands of random
// maps of permissions are tried against one analysed site; a slow, obviously right list says what must be shown instead.

import fc from 'fast-check';
import type { PersonSeed } from '../../local/jira/seed';
import { admin, member, type FoundPair, shownPairs, smallSite, visit, type Visit } from './small-site';

const projectKeys = ['ALPHA', 'BETA', 'GAMMA'];
const groups = ['can-alpha', 'can-beta', 'can-gamma', 'can-secret'];
const maps = 5_000;

function restrictedSite() {
  const seed = smallSite({
    issues: 30,
    projectKeys,
    canary: 'canary',
    // Every fifth issue is secured: browsing its space is not enough.
    change: (issue, index) => (index % 5 === 0 ? { ...issue, securityLevel: 'Secret' } : issue),
  });
  return {
    ...seed,
    groups: [...seed.groups, ...groups],
    projects: seed.projects.map((project, index) => ({
      ...project,
      browse: [groups[index] ?? '', 'site-admins'],
      securityLevels: [{ name: 'Secret', groups: ['can-secret', 'site-admins'] }],
    })),
  };
}

/** The keys that a member of these groups may see, by the seed alone. */
function visibleKeys(seed: ReturnType<typeof restrictedSite>, of: readonly string[]): Set<string> {
  return new Set(
    seed.issues
      .filter(({ project, securityLevel }) => {
        const group = groups[projectKeys.indexOf(project)] ?? '';
        return (
          of.includes(group) && (securityLevel === undefined || securityLevel === null || of.includes('can-secret'))
        );
      })
      .map(({ key }) => key),
  );
}

function become(visited: Visit, of: readonly string[]): PersonSeed {
  const person = { ...member, groups: ['jira-users', ...of] };
  visited.world.site.state.people.set(person.accountId, person);
  return person;
}

describe('a person who may not browse everything', () => {
  const seed = restrictedSite();
  let visited: Visit;
  let all: FoundPair[];

  beforeAll(async () => {
    visited = await visit(seed);
    await visited.analyse(...projectKeys);
    const pairs = await Promise.all(projectKeys.map((key) => shownPairs(visited, admin, key)));
    all = [...new Map(pairs.flat().map((pair) => [`${pair.a} ${pair.b}`, pair])).values()];
    expect(all.length).toBeGreaterThan(15);
  });

  afterAll(() => visited.world.stop());

  it(`sees of pairs, panels and progress exactly what Jira would show, in ${maps} random maps`, async () => {
    const keyOf = /\b(ALPHA|BETA|GAMMA)-\d+\b/g;
    const titleOf = /canary(?:title|text)\d+/g;
    const map = fc.record({
      of: fc.subarray(groups),
      issue: fc.constantFrom(...seed.issues),
      project: fc.constantFrom(...projectKeys),
      limit: fc.integer({ min: 9, max: 50 }),
      door: fc.constantFrom('panel', 'pairs', 'progress'),
    });
    await fc.assert(
      fc.asyncProperty(map, async ({ of, issue, project, limit, door }) => {
        // A minute has room for so many calls of one person.
        await visited.world.host.advance(6_000);
        const person = become(visited, of);
        const visible = visibleKeys(seed, of);
        const answers: unknown[] = [];
        const browses = of.includes(groups[projectKeys.indexOf(project)] ?? '');
        if (door === 'panel') {
          const hint = { project: { id: String(visited.projectId(project)) } };
          const answer = await visited.call(person, 'panel.candidates', { issueId: visited.issueId(issue.key) }, hint);
          expect(answer.ok).toBe(visible.has(issue.key));
          if (!answer.ok) expect(answer.failure.code).toBe('NOT_FOUND');
          answers.push(answer);
        } else if (door === 'pairs' && browses) {
          const shown = await shownPairs(visited, person, project, limit);
          const expected = all.filter(
            ({ a, b }) => visible.has(a) && visible.has(b) && (a.startsWith(project) || b.startsWith(project)),
          );
          expect(keysOf(shown)).toEqual(keysOf(expected));
          answers.push(shown);
        } else {
          const projectId = visited.projectId(project);
          const request = { projectId, threshold: 0.2, tier: 'any', sort: 'newest', cursor: null, limit } as const;
          const answer = await visited.call(person, 'project.pairs', request);
          const progress = await visited.call(person, 'project.latestScan', { projectId });
          expect([answer.ok, progress.ok]).toEqual([browses, browses]);
          if (progress.ok) {
            expect(progress.value.progress).toMatchObject({
              issuesFetched: null,
              issuesExpected: null,
              pairsFound: null,
              pointsUsed: null,
            });
            const shownProjects = progress.value.progress?.projectIds ?? [];
            const allowed = projectKeys.filter((_, index) => of.includes(groups[index] ?? '')).map(visited.projectId);
            expect(shownProjects).toEqual(allowed);
          }
          answers.push(answer, progress);
        }
        const text = JSON.stringify(answers);
        const shownKeys = Array.from(text.matchAll(keyOf), ([key]) => key);
        expect(shownKeys.filter((key) => !visible.has(key))).toEqual([]);
        const titles = new Set(
          seed.issues
            .filter(({ key }) => visible.has(key))
            .flatMap(({ summary, description }) => `${summary} ${JSON.stringify(description)}`.match(titleOf) ?? []),
        );
        const shownTitles = Array.from(text.matchAll(titleOf), ([title]) => title);
        expect(shownTitles.filter((title) => !titles.has(title))).toEqual([]);
      }),
      { numRuns: maps, endOnFailure: true },
    );
    expect(visited.checked.violations).toEqual([]);
  }, 600_000);

  it('gets the same answers whether hidden issues exist or not', async () => {
    const of = ['can-alpha'];
    const visible = visibleKeys(seed, of);
    const bare = await visit({
      ...seed,
      issues: seed.issues
        .filter(({ key }) => visible.has(key))
        .map((issue) => ({ ...issue, id: visited.issueId(issue.key) })),
    });
    await bare.analyse(...projectKeys);
    for (const sort of ['score', 'newest'] as const) {
      const request = {
        projectId: visited.projectId('ALPHA'),
        threshold: 0.2,
        tier: 'any',
        sort,
        cursor: null,
        limit: 2,
      } as const;
      const [full, alone] = await Promise.all([
        visited.get(become(visited, of), 'project.pairs', request),
        bare.get(become(bare, of), 'project.pairs', request),
      ]);
      if (full.state !== 'ready' || alone.state !== 'ready') throw new Error('The pairs are not ready.');
      expect(full.coverage.comparedIssues).toBe(alone.coverage.comparedIssues);
      expect(full.coverage.comparedIssues).toBe(visible.size);
      expect(full.nextCursor === null).toBe(alone.nextCursor === null);
    }
    const panel = { issueId: visited.issueId('ALPHA-2') };
    const [full, alone] = await Promise.all([
      visited.get(become(visited, of), 'panel.candidates', panel),
      bare.get(become(bare, of), 'panel.candidates', panel),
    ]);
    if (full.state !== 'ready' || alone.state !== 'ready') throw new Error('The panels are not ready.');
    expect(full.coverage.comparedIssues).toBe(visible.size);
    expect(alone.coverage.comparedIssues).toBe(visible.size);
    await bare.world.stop();
  });

  it('is told of an error instead of fewer rows when Jira does not answer', async () => {
    let isDown = false;
    const broken = await visit(seed, {
      faults: {
        at: (point) =>
          isDown && point.operation.endsWith('/bulkfetch') ? { kind: 'answer', status: 503, body: '{}' } : undefined,
      },
    });
    await broken.analyse(...projectKeys);
    isDown = true;
    const request = {
      projectId: broken.projectId('ALPHA'),
      threshold: 0.2,
      tier: 'any',
      sort: 'score',
      cursor: null,
      limit: 5,
    } as const;
    const pairs = await broken.call(admin, 'project.pairs', request);
    const panel = await broken.call(admin, 'panel.candidates', { issueId: broken.issueId('ALPHA-1') });
    expect([pairs, panel]).toEqual([
      { ok: false, failure: expect.objectContaining({ code: 'JIRA_UNAVAILABLE' }) },
      { ok: false, failure: expect.objectContaining({ code: 'JIRA_UNAVAILABLE' }) },
    ]);
    await broken.world.stop();
  });
});

/** Only keys: scores move a little with the rounding of storage, and older and newer may stand on either side. */
function keysOf(pairs: readonly FoundPair[]): string[] {
  return pairs.map(({ a, b }) => [a, b].sort().join(' ')).sort();
}
