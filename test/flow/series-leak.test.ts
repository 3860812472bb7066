// A series as people see it who may not see all of it: counts, frame, example and pairs come only from what is visible,
// and a series of which fewer than four work items are visible is shown as ordinary pairs, as if the rest did not exist.

import fc from 'fast-check';
import type { PersonSeed } from '../../local/jira/seed';
import type { SeriesView } from '../../src/contract';
import { admin, listedPairs, member, shownSeries, smallSite, visit, type FoundPair, type Visit } from './small-site';

const groups = ['can-alpha', 'can-beta', 'can-secret'];
const hosts = ['mail', 'shop', 'docs', 'login', 'vpn', 'status', 'pay', 'wiki', 'chat', 'files', 'print', 'backup'];

function siteWithSeries() {
  const seed = smallSite({
    issues: 60,
    canary: 'canary',
    change: (issue, index) => ({
      ...issue,
      ...(index < 46
        ? {}
        : {
            reporter: admin.accountId,
            summary: `Renew certificate of host${hosts[index % 12]}${index} before the holidays`,
            description: `Yearly renewal of canarytext${index}. Order it, install it on the balancer, test it, note the date.`,
          }),
      ...(index % 3 === 0 ? { securityLevel: 'Secret' } : {}),
    }),
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

const nameOf = ({ a, b }: FoundPair): string => [a, b].sort().join(' ');
const keysOf = (pairs: readonly FoundPair[]): string[] => [...new Set(pairs.flatMap(({ a, b }) => [a, b]))];

describe('a series that is partly hidden', () => {
  const seed = siteWithSeries();
  let visited: Visit;
  /** The pairs of each series, as somebody sees them from whom nothing is hidden. */
  const allSeries: FoundPair[][] = [];

  beforeAll(async () => {
    visited = await visit(seed);
    await visited.analyse('ALPHA', 'BETA');
    const views = new Map<string, SeriesView>();
    for (const key of ['ALPHA', 'BETA']) {
      for (const view of await shownSeries(visited, admin, key)) views.set(`${view.frame} ${view.issueCount}`, view);
    }
    for (const { example, issueCount } of views.values()) {
      const name = { a: example.a.id, b: example.b.id };
      const inside = await Promise.all(['ALPHA', 'BETA'].map((key) => listedPairs(visited, admin, key, 50, 0.2, name)));
      const pairs = [...new Map(inside.flat().map((pair) => [nameOf(pair), pair])).values()];
      expect(issueCount).toBe(keysOf(pairs).length);
      allSeries.push(pairs);
    }
    const frames = [...views.values()].map(({ frame }) => frame);
    expect(frames).toContainEqual(expect.stringMatching(/^Renew certificate of … before the holidays$/));
  }, 60_000);

  afterAll(() => visited.world.stop());

  it('is counted, framed and opened from visible work items alone, in random maps of permissions', async () => {
    await fc.assert(
      fc.asyncProperty(fc.subarray(groups), fc.constantFrom('ALPHA', 'BETA'), async (of, project) => {
        await visited.world.host.advance(20_000);
        const person: PersonSeed = { ...member, groups: ['jira-users', ...of] };
        visited.world.site.state.people.set(person.accountId, person);
        const projectId = visited.projectId(project);
        const request = { projectId, threshold: 0.2, tier: 'any', cursor: null, limit: 50 } as const;
        if (!of.includes(project === 'ALPHA' ? 'can-alpha' : 'can-beta')) {
          const refused = await visited.call(person, 'project.series', request);
          expect(refused).toMatchObject({ ok: false, failure: { code: 'NOT_FOUND' } });
          return;
        }
        const visible = new Set(
          seed.issues
            .filter(
              (issue) =>
                of.includes(issue.project === 'ALPHA' ? 'can-alpha' : 'can-beta') &&
                (issue.securityLevel === undefined || of.includes('can-secret')),
            )
            .map(({ key }) => key),
        );
        const seen = allSeries.map((pairs) => pairs.filter(({ a, b }) => visible.has(a) && visible.has(b)));
        const isHere = ({ a, b }: FoundPair): boolean => [a, b].some((key) => key.startsWith(project));
        const whole = seen.filter((pairs) => keysOf(pairs).length >= 4);
        const single = seen.filter((pairs) => !whole.includes(pairs)).flat();
        const shown = await shownSeries(visited, person, project);
        const rows = await listedPairs(visited, person, project);
        expect(shown.map(({ issueCount }) => issueCount).sort()).toEqual(
          whole
            .filter((pairs) => pairs.some(isHere))
            .map((pairs) => keysOf(pairs).length)
            .sort(),
        );
        const ofSeries = new Set(allSeries.flat().map(nameOf));
        const asRows = rows.map(nameOf).filter((name) => ofSeries.has(name));
        expect(asRows.sort()).toEqual(single.filter(isHere).map(nameOf).sort());
        const [first] = [...visible].filter((key) => seen.some((pairs) => keysOf(pairs).includes(key)));
        const panel =
          first === undefined
            ? null
            : await visited.get(person, 'panel.candidates', { issueId: visited.issueId(first) });
        // That something is made from a pattern is news of the others who were made from it.
        if (JSON.stringify(panel).includes('"pattern"')) expect(whole.flatMap(keysOf)).toContain(first);
        const text = JSON.stringify([shown, rows, panel]);
        for (const [key] of text.matchAll(/\b(?:ALPHA|BETA)-\d+\b/g)) expect(visible).toContain(key);
        for (const { key, summary } of seed.issues) if (!visible.has(key)) expect(text).not.toContain(summary);
      }),
      { numRuns: 60, endOnFailure: true },
    );
    expect(visited.checked.violations).toEqual([]);
  }, 120_000);

  it('cannot be opened by naming a pair that is hidden: it looks like one that never was', async () => {
    const person: PersonSeed = { ...member, groups: ['jira-users', 'can-alpha'] };
    visited.world.site.state.people.set(person.accountId, person);
    const visible = (key: string) =>
      key.startsWith('ALPHA') && seed.issues.find((issue) => issue.key === key)?.securityLevel === undefined;
    const hidden = allSeries.flat().find(({ a, b }) => !visible(a) || !visible(b));
    if (hidden === undefined) throw new Error('No pair is hidden.');
    const projectId = visited.projectId('ALPHA');
    const request = { projectId, threshold: 0.2, tier: 'any', sort: 'score', cursor: null, limit: 9 } as const;
    const idsOf = ({ a, b }: FoundPair) => ({ a: visited.issueId(a), b: visited.issueId(b) });
    const answers = await Promise.all(
      [idsOf(hidden), { a: 999_998, b: 999_999 }].map((name) =>
        visited.call(person, 'project.pairs', { ...request, series: name }),
      ),
    );
    for (const answer of answers) expect(answer).toMatchObject({ ok: false, failure: { code: 'NOT_FOUND' } });
    expect(answers[0]).toMatchObject({ failure: { message: 'This series is gone. Reload the list.' } });
    expect(answers[1]).toMatchObject({ failure: { message: 'This series is gone. Reload the list.' } });
  });
});
