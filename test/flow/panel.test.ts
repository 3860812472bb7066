// The panel on a work item: what it costs, what it shows, and that the page's hint decides nothing.

import { faultWhen } from '../../local/faults';
import type { IssueSeed } from '../../local/jira/seed';
import { admin, member, smallSite, visit, type Visit } from './small-site';

async function opened(visited: Visit, key: string, hint?: string, who = admin) {
  const extension = hint === undefined ? {} : { project: { id: String(visited.projectId(hint)) } };
  return visited.get(who, 'panel.candidates', { issueId: visited.issueId(key) }, extension);
}

describe('the panel', () => {
  it('costs at most 2 requests and 12 points of Jira, 3 reads of the storage and no write', async () => {
    const visited = await visit(
      smallSite({
        issues: 200,
        change: (issue) => (issue.key === 'BETA-7' ? { ...issue, summary: 'Zyx', description: '' } : issue),
      }),
    );
    await visited.analyse('ALPHA', 'BETA');
    const { meters } = visited.world.installation;
    const readsBefore = meters.kvsReads;
    expect(await opened(visited, 'BETA-7', 'BETA')).toMatchObject({ state: 'ready', candidates: [] });
    // Without a candidate there is nothing to explain: the statistics, most of what a panel reads, stay where they are.
    expect(meters.kvsReads - readsBefore).toBe(2);
    for (const key of ['ALPHA-1', 'ALPHA-7', 'BETA-3']) {
      const before = { ...meters, points: visited.world.site.pointsUsed() };
      const view = await opened(visited, key, key.split('-')[0]);
      expect(view.state).toBe('ready');
      expect(meters.jiraRequests - before.jiraRequests).toBeLessThanOrEqual(2);
      expect(visited.world.site.pointsUsed() - before.points).toBeLessThanOrEqual(12);
      expect(meters.kvsReads - before.kvsReads).toBeLessThanOrEqual(3);
      expect(meters.kvsWrites - before.kvsWrites).toBe(0);
    }
    await visited.world.stop();
  });

  it('shows candidates with their reasons, best first, and contributions that sum to the score', async () => {
    const visited = await visit(smallSite());
    await visited.analyse('ALPHA', 'BETA');
    const view = await opened(visited, 'ALPHA-1', 'ALPHA');
    if (view.state !== 'ready') throw new Error(view.state);
    expect(view.candidates.length).toBeGreaterThan(1);
    for (const { score, evidence } of view.candidates) {
      const sum = evidence.reduce((total, { contribution }) => total + contribution, 0);
      expect(Math.abs(sum - score)).toBeLessThan(1e-6);
      expect(evidence.flatMap(({ terms }) => terms)).toContain('login');
    }
    expect(view.coverage).toMatchObject({ isPartial: false, isStale: false, comparedIssues: 20 });
    await visited.world.stop();
  });

  it('says how many work items of its space it was compared with, and no number where somebody chose them by JQL', async () => {
    const secured = (issue: IssueSeed) => (issue.key === 'ALPHA-2' ? { ...issue, securityLevel: 'Secret' } : issue);
    const seed = smallSite({ change: secured });
    const securityLevels = [{ name: 'Secret', groups: ['site-admins'] }];
    const visited = await visit({
      ...seed,
      projects: seed.projects.map((project) => ({ ...project, securityLevels })),
    });
    const compared = async (who: typeof admin) => {
      const view = await opened(visited, 'ALPHA-1', 'ALPHA', who);
      return view.state === 'ready' && view.coverage.comparedIssues;
    };
    await visited.analyse('ALPHA', 'BETA');
    // Not the secured one, also not for who may see it: the number is kept once for all.
    expect([await compared(admin), await compared(member)]).toEqual([19, 19]);
    await visited.get(admin, 'project.startScan', {
      projectIds: [visited.projectId('ALPHA')],
      jql: 'text ~ "login" OR text ~ "export"',
    });
    await visited.world.host.settle();
    expect(await compared(admin)).toBeNull();
    await visited.world.stop();
  });

  it('answers the same whatever project the page claims', async () => {
    const visited = await visit(smallSite());
    await visited.analyse('ALPHA', 'BETA');
    const told = await opened(visited, 'ALPHA-1', 'ALPHA');
    expect(await opened(visited, 'ALPHA-1', 'BETA')).toEqual(told);
    expect(await opened(visited, 'ALPHA-1')).toEqual(told);
    await visited.world.stop();
  });

  it('leaves out a candidate as soon as somebody links the two', async () => {
    const visited = await visit(smallSite());
    await visited.analyse('ALPHA', 'BETA');
    const before = await opened(visited, 'ALPHA-1', 'ALPHA');
    if (before.state !== 'ready') throw new Error(before.state);
    const linked = before.candidates[0]?.issue.key ?? '';
    await visited.world.installation.requestAsUser(admin.accountId, {
      method: 'POST',
      path: '/rest/api/3/issueLink',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        type: { name: 'Relates' },
        inwardIssue: { key: 'ALPHA-1' },
        outwardIssue: { key: linked },
      }),
    });
    const after = await opened(visited, 'ALPHA-1', 'ALPHA');
    if (after.state !== 'ready') throw new Error(after.state);
    expect(after.candidates.map(({ issue }) => issue.key)).toEqual(
      before.candidates.map(({ issue }) => issue.key).filter((key) => key !== linked),
    );
    await visited.world.stop();
  });

  it('says how many duplicates of a candidate are linked, by what this person sees of them', async () => {
    const seed = smallSite();
    const [alpha, beta] = seed.projects;
    if (alpha === undefined || beta === undefined) throw new Error('Two projects are needed.');
    const visited = await visit({ ...seed, projects: [alpha, { ...beta, browse: ['site-admins'] }] });
    for (const [type, duplicate] of [
      ['Duplicate', 'ALPHA-2'],
      ['Duplicate', 'BETA-2'],
      ['Relates', 'ALPHA-3'],
    ]) {
      await visited.world.installation.requestAsUser(admin.accountId, {
        method: 'POST',
        path: '/rest/api/3/issueLink',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          type: { name: type },
          inwardIssue: { key: duplicate },
          outwardIssue: { key: 'ALPHA-11' },
        }),
      });
    }
    await visited.analyse('ALPHA', 'BETA');
    const linkedFor = async (who: typeof admin) => {
      const view = await opened(visited, 'ALPHA-1', 'ALPHA', who);
      return view.state === 'ready' && view.candidates.find(({ issue }) => issue.key === 'ALPHA-11')?.linkedDuplicates;
    };
    expect([await linkedFor(admin), await linkedFor(member)]).toEqual([2, 1]);
    await visited.world.stop();
  });

  it('says the same of an issue that is hidden and of one that does not exist', async () => {
    const seed = smallSite();
    const [alpha, beta] = seed.projects;
    if (alpha === undefined || beta === undefined) throw new Error('Two projects are needed.');
    const visited = await visit({ ...seed, projects: [alpha, { ...beta, browse: ['site-admins'] }] });
    await visited.analyse('ALPHA', 'BETA');
    const ask = async (issueId: number) => {
      const answer = await visited.call(member, 'panel.candidates', { issueId });
      return answer.ok ? answer : { ...answer, failure: { ...answer.failure, reference: '' } };
    };
    const hidden = await ask(visited.issueId('BETA-1'));
    expect(hidden).toMatchObject({ ok: false, failure: { code: 'NOT_FOUND' } });
    expect(hidden).toEqual(await ask(999_999));
    await visited.world.stop();
  });

  it.each([
    ['storage', 'kvs', 'STORAGE_UNAVAILABLE'],
    ['Jira', 'jira', 'JIRA_UNAVAILABLE'],
  ])('says that %s did not answer, and never shows an empty list instead', async (_who, layer, code) => {
    let isDown = false;
    const faults = faultWhen((point) => isDown && point.layer === layer, { kind: 'answer', status: 503, body: '{}' });
    const visited = await visit(smallSite(), { faults });
    await visited.analyse('ALPHA', 'BETA');
    isDown = true;
    const answer = await visited.call(admin, 'panel.candidates', { issueId: visited.issueId('ALPHA-1') });
    expect(answer).toMatchObject({ ok: false, failure: { code, reference: expect.stringMatching(/^[0-9a-f]{16}$/) } });
    await visited.world.stop();
  });

  it('says that a stored value is damaged instead of guessing, and heals with the next analysis', async () => {
    let isDamaged = false;
    const flip = async (answer: Response) => {
      const text = (await answer.text()).replace(/"value":"(.{20})./g, '"value":"$1!');
      return new Response(text, { status: 200, headers: { 'content-type': 'application/json' } });
    };
    const faults = faultWhen(({ operation }) => isDamaged && operation === 'batch/get', { kind: 'alter', alter: flip });
    const visited = await visit(smallSite(), { faults });
    await visited.analyse('ALPHA', 'BETA');
    isDamaged = true;
    const answer = await visited.call(admin, 'panel.candidates', { issueId: visited.issueId('ALPHA-1') });
    expect(answer).toMatchObject({ ok: false, failure: { code: 'DAMAGED' } });
    isDamaged = false;
    await visited.analyse('ALPHA', 'BETA');
    expect((await opened(visited, 'ALPHA-1')).state).toBe('ready');
    await visited.world.stop();
  });

  it('still shows what another version of the engine found, and says so', async () => {
    let isOld = false;
    const age = async (answer: Response) => {
      const text = (await answer.text()).replace(/"engineVersion":"[^"]+"/g, '"engineVersion":"2020-01a"');
      return new Response(text, { status: 200, headers: { 'content-type': 'application/json' } });
    };
    const faults = faultWhen(({ operation }) => isOld && operation === 'entity/get', { kind: 'alter', alter: age });
    const visited = await visit(smallSite(), { faults });
    await visited.analyse('ALPHA', 'BETA');
    isOld = true;
    const view = await opened(visited, 'ALPHA-1', 'ALPHA');
    expect(view).toMatchObject({ state: 'ready', coverage: { isStale: true, engineVersion: '2020-01a' } });
    await visited.world.stop();
  });
});
