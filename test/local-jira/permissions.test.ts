// Who sees what. The rule is tried once by hand and then on random sites, where nothing that a person may not see is
// ever in any answer: not by search, count, bulk fetch, link, parent or permission check.

import fc from 'fast-check';
import { freshSite } from '../../local/jira/seed';
import type { IssueSeed, SiteSeed } from '../../local/jira/seed';
import type { Actor } from '../../local/product';
import { admin, anonymous, app, keysFound, maria, noor, pick, smallSeed, testSite } from './small-site';

describe('who sees an issue', () => {
  const seen = async (actor: Actor) => keysFound(await testSite(), actor, 'type is not EMPTY ORDER BY id');

  it('is decided by the project, then by the security level', async () => {
    expect(await seen(admin)).toEqual(['APP-1', 'APP-2', 'APP-3', 'APP-4', 'OPS-1', 'SECRET-1']);
    expect(await seen(maria)).toEqual(['APP-1', 'APP-2', 'APP-3', 'OPS-1']); // administers APP, but is not of the level
    expect(await seen(noor)).toEqual(['APP-1', 'APP-2', 'APP-3', 'OPS-1']);
    expect(await seen(app)).toEqual(['APP-1', 'APP-2', 'APP-3', 'APP-4', 'OPS-1', 'SECRET-1']);
    expect(await seen(anonymous)).toEqual([]);
    expect(await seen({ kind: 'user', accountId: 'nobody' })).toEqual([]);
    expect(await seen({ kind: 'user', accountId: 'person-gone' })).toEqual([]); // deactivated, whatever the groups
  });

  it('includes the reporter when the level says so', async () => {
    const issues = smallSeed.issues.map((issue) =>
      issue.key === 'APP-4' ? { ...issue, reporter: 'person-noor' } : issue,
    );
    const test = await testSite({}, { ...smallSeed, issues });
    expect(await keysFound(test, noor, 'level = "Leads only"')).toEqual(['APP-4']);
    expect(await keysFound(test, maria, 'level = "Leads only"')).toEqual([]);
  });

  it('holds for the app as well when the site narrows it', async () => {
    const appUser = { accountId: 'app', displayName: 'App', browse: ['APP'], seesSecured: false };
    const test = await testSite({}, { ...smallSeed, app: appUser });
    expect(await keysFound(test, app, 'type is not EMPTY ORDER BY id')).toEqual(['APP-1', 'APP-2', 'APP-3']);
    expect((await test.call(app, 'GET', '/issue/OPS-1')).status).toBe(404);
  });

  it('changes at once when a permission is taken away', async () => {
    const test = await testSite();
    expect((await test.call(noor, 'GET', '/issue/APP-1')).status).toBe(200);
    test.site.changeProject('APP', { browse: ['security-team'] });
    expect((await test.call(noor, 'GET', '/issue/APP-1')).status).toBe(404);
    test.site.changePerson('person-noor', { groups: ['security-team'] });
    expect((await test.call(noor, 'GET', '/issue/APP-1')).status).toBe(200);
  });

  it('does not end with archiving, but writing does', async () => {
    const test = await testSite();
    test.site.changeProject('APP', { isArchived: true });
    expect((await test.call(noor, 'GET', '/issue/APP-1')).status).toBe(200);
    expect((await test.call(maria, 'PUT', '/issue/APP-1', { fields: { summary: 'x' } })).status).toBe(403);
    expect(pick((await test.call(noor, 'GET', '/project/search')).body, 'values.*.key')).toEqual(['OPS']);
    expect(pick((await test.call(noor, 'GET', '/project/search?status=archived')).body, 'values.*.key')).toEqual([
      'APP',
    ]);
  });
});

describe('a hidden issue', () => {
  const groups = ['g0', 'g1', 'g2'] as const;
  const someGroups = fc.subarray([...groups]);
  const randomSite = fc.record({
    memberOf: someGroups,
    projects: fc.array(
      fc.record({ browse: fc.oneof(fc.constant('everyone' as const), someGroups), level: someGroups }),
      { minLength: 2, maxLength: 4 },
    ),
    issues: fc.array(
      fc.record({ project: fc.nat(3), isSecured: fc.boolean(), linkTo: fc.nat(11), parent: fc.nat(11) }),
      { minLength: 4, maxLength: 12 },
    ),
  });

  it('leaves no trace in any answer, on any site', async () => {
    await fc.assert(
      fc.asyncProperty(randomSite, async ({ memberOf, projects, issues }) => {
        const projectOf = (at: number) => at % projects.length;
        const seedIssues = issues.map((issue, at): IssueSeed => {
          const target = issue.linkTo % issues.length;
          return {
            id: 10_000 + at,
            key: `P${projectOf(issue.project)}-${at + 1}`,
            project: `P${projectOf(issue.project)}`,
            summary: `canary${at}x`,
            created: '2026-01-01T00:00:00Z',
            securityLevel: issue.isSecured ? 'Level' : null,
            parent:
              issue.parent % issues.length === at
                ? null
                : `P${projectOf(issues[issue.parent % issues.length]?.project ?? 0)}-${(issue.parent % issues.length) + 1}`,
            links:
              target === at
                ? []
                : [{ type: 'Relates', to: `P${projectOf(issues[target]?.project ?? 0)}-${target + 1}` }],
          };
        });
        const seed: SiteSeed = {
          ...freshSite,
          groups,
          people: [{ accountId: 'viewer', displayName: 'Viewer', groups: memberOf }],
          projects: projects.map(({ browse, level }, at) => ({
            key: `P${at}`,
            name: `P${at}`,
            browse,
            admins: [],
            securityLevels: [{ name: 'Level', groups: level }],
          })),
          issues: seedIssues,
        };
        // Said again in the plainest way, next to the seed and not next to the code under test.
        const isVisible = issues.map(({ project, isSecured }) => {
          const { browse, level } = projects[projectOf(project)] ?? { browse: [], level: [] };
          const mayBrowse = browse === 'everyone' || browse.some((group) => memberOf.includes(group));
          return mayBrowse && (!isSecured || level.some((group) => memberOf.includes(group)));
        });
        const test = await testSite({}, seed);
        const viewer: Actor = { kind: 'user', accountId: 'viewer' };
        const ids = issues.map((_, at) => 10_000 + at);
        const answers = [
          await test.call(viewer, 'POST', '/search/jql', {
            jql: 'id > 0 ORDER BY id',
            fields: ['*all'],
            maxResults: 100,
          }),
          await test.call(viewer, 'POST', '/issue/bulkfetch', { issueIdsOrKeys: ids.map(String), fields: ['*all'] }),
        ];
        const counted = await test.call(viewer, 'POST', '/search/approximate-count', { jql: 'id > 0' });
        expect(counted.body).toEqual({ count: isVisible.filter(Boolean).length });
        const checked = await test.call(viewer, 'POST', '/permissions/check', {
          projectPermissions: [{ permissions: ['BROWSE_PROJECTS'], issues: ids }],
        });
        expect(pick(checked.body, 'projectPermissions.0.issues')).toEqual(ids.filter((_, at) => isVisible[at]));
        for (const { body } of answers) {
          const text = JSON.stringify(body);
          isVisible.forEach((shown, at) => expect([at, text.includes(`canary${at}x`)]).toEqual([at, shown]));
        }
        expect(test.product.violations).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });
});
