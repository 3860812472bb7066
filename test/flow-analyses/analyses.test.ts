// The analyses of a space through the front door: the list, the course of one, two compared, and one deleted. Each as an
// administrator and as somebody who sees less.

import { noFaults, tooManyRequests, type Faults } from '../../local/faults';
import type { PersonSeed } from '../../local/jira/seed';
import { admin, listedPairs, member, smallSite, visit, type Visit } from '../flow/small-site';

const hourMs = 3_600_000;
const insider: PersonSeed = { accountId: 'iris', displayName: 'Iris Insider', groups: ['jira-users', 'insiders'] };
let site: Visit;
afterEach(() => site.world.stop());

async function edit(key: string, fields: Readonly<Record<string, unknown>>): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  const request = {
    method: 'PUT' as const,
    path: `/rest/api/3/issue/${key}`,
    headers,
    body: JSON.stringify({ fields }),
  };
  const answer = await site.world.installation.requestAsUser(admin.accountId, request);
  expect(answer.status).toBe(204);
}

const documentOf = (text: string) => ({
  type: 'doc',
  version: 1,
  content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
});

const list = (who: PersonSeed, key = 'ALPHA') => site.get(who, 'analyses.list', { projectId: site.projectId(key) });

/** Two analyses; between them the first listed pair is torn apart and a new one is made. */
async function twoAnalyses() {
  await site.analyse('ALPHA', 'BETA');
  const [torn] = await listedPairs(site, admin, 'ALPHA');
  if (torn === undefined) throw new Error('The site has no pair of its own.');
  await edit(torn.a, { summary: 'Zebra paint dries unevenly on plywood', description: null });
  for (const key of ['ALPHA-7', 'BETA-9']) {
    const summary = 'Quarterly telescope calibration drifts after sunset';
    await edit(key, { summary, description: documentOf(`${summary}, first seen in the northern dome.`) });
  }
  await site.world.host.advance(hourMs);
  await site.analyse('ALPHA', 'BETA');
  const [later, earlier] = (await list(admin)).analyses;
  return { torn, beforeId: earlier?.progress.scanId ?? '', afterId: later?.progress.scanId ?? '' };
}

it('lists who started what, the newest first, with figures for administrators alone', async () => {
  site = await visit(smallSite());
  const projectId = site.projectId('ALPHA');
  expect(await list(admin)).toEqual({ analyses: [] });
  await site.analyse('ALPHA');
  await site.world.host.advance(hourMs);
  await site.get(admin, 'project.startScan', { projectIds: [projectId], jql: 'statusCategory != Done' });
  await site.world.host.settle();
  const { analyses } = await list(admin);
  expect(analyses.map(({ progress, isShown, startedBy }) => [progress.jql, isShown, startedBy])).toEqual([
    ['statusCategory != Done', true, { kind: 'person', accountId: 'ada' }],
    [null, false, { kind: 'person', accountId: 'ada' }],
  ]);
  expect(analyses[0]?.progress.pointsUsed).toBeGreaterThan(0);
  const seen = await list(member);
  expect(seen.analyses.map(({ progress, canManage }) => [progress.jql, progress.pairsFound, canManage])).toEqual([
    [null, null, false],
    [null, null, false],
  ]);
});

it('tells its steps in order and every wait with the time that Jira named', async () => {
  let faults: Faults = noFaults;
  site = await visit(smallSite(), {
    site: { index: { pageLimit: () => 7 } },
    faults: { at: (point) => faults.at(point) },
  });
  const projectId = site.projectId('ALPHA');
  let refusals = 0;
  faults = {
    at: (point) =>
      point.operation.endsWith('/search/jql') && point.functionKey === 'scan-step' && refusals++ < 2
        ? tooManyRequests('jira-quota-tenant-based', 600)
        : undefined,
  };
  const { scanId } = await site.get(admin, 'project.startScan', { projectIds: [projectId], jql: null });
  await site.world.host.settle();
  const detail = await site.get(member, 'analyses.detail', { projectId, scanId });
  expect(detail.steps.map(({ step }) => step)).toEqual(['waiting', 'reading', 'comparing', 'publishing']);
  detail.steps.reduce((end, { from, until }) => {
    expect(end === '' || end === from).toBe(true);
    return until ?? '';
  }, '');
  expect(detail.pauses.map(({ reason }) => reason)).toEqual(['rate-limit', 'rate-limit']);
  for (const { from, until } of detail.pauses)
    expect(Date.parse(until) - Date.parse(from)).toBeGreaterThanOrEqual(600_000 - 1_000);
  expect(detail.earlierPauses).toBe(0);
});

it('goes on after a cancel, also when what was read is long gone', async () => {
  let isRefusing = true;
  site = await visit(smallSite(), {
    site: { index: { pageLimit: () => 7 } },
    faults: {
      at: ({ operation, functionKey }) =>
        isRefusing && operation.endsWith('/search/jql') && functionKey === 'scan-step'
          ? tooManyRequests('jira-quota-tenant-based', 600)
          : undefined,
    },
  });
  const projectId = site.projectId('ALPHA');
  const { scanId } = await site.get(admin, 'project.startScan', { projectIds: [projectId], jql: null });
  await site.world.host.advance(60_000);
  expect(await site.get(admin, 'project.cancelScan', { scanId })).toMatchObject({ state: 'cancelled' });
  isRefusing = false;
  await site.world.host.advance(5 * hourMs);
  await site.get(admin, 'project.resumeScan', { scanId });
  await site.world.host.settle();
  expect((await list(admin)).analyses[0]?.progress).toMatchObject({ scanId, state: 'finished' });
});

it('tells what is gone and what has changed between two analyses', async () => {
  site = await visit(smallSite({ issues: 60 }));
  const { torn, beforeId, afterId } = await twoAnalyses();
  const projectId = site.projectId('ALPHA');
  const compared = await site.get(admin, 'analyses.compare', { projectId, beforeId, afterId });
  const ids = (rows: typeof compared.gone.rows) => rows.map(({ a, b }) => [a, b].sort((x, y) => x - y).join(' '));
  const pairOf = (...keys: string[]) =>
    keys
      .map(site.issueId)
      .sort((x, y) => x - y)
      .join(' ');
  expect(ids(compared.gone.rows)).toContain(pairOf(torn.a, torn.b));
  // In a site this small all work items are a little alike, so the new pair was a weak one before.
  const risen = compared.changed.rows.filter(({ before, after }) => (after?.score ?? 0) > (before?.score ?? 1));
  expect(ids(risen)).toContain(pairOf('ALPHA-7', 'BETA-9'));
  expect(compared).toMatchObject({ floor: 0, isSameMeasure: true });
  // The other way round what is gone was new.
  const back = await site.get(admin, 'analyses.compare', { projectId, beforeId: afterId, afterId: beforeId });
  expect(ids(back.found.rows).sort()).toEqual(ids(compared.gone.rows).sort());
  expect(await site.call(admin, 'analyses.compare', { projectId, beforeId, afterId: beforeId })).toMatchObject({
    failure: { code: 'BAD_INPUT', message: 'afterId: choose two different analyses.' },
  });
});

it('neither shows nor counts a pair with a work item that the viewer may not see', async () => {
  const seed = smallSite({ issues: 60, people: [admin, member, insider] });
  const projects = seed.projects.map((one) => ({
    ...one,
    securityLevels: [{ name: 'secret', groups: ['insiders', 'site-admins'] }],
  }));
  site = await visit({ ...seed, groups: [...seed.groups, 'insiders'], projects });
  const { beforeId, afterId } = await twoAnalyses();
  const projectId = site.projectId('ALPHA');
  const request = { projectId, beforeId, afterId };
  const all = await site.get(admin, 'analyses.compare', request);
  const hiddenId = site.issueId('ALPHA-7');
  const issue = site.world.site.state.issues.get(hiddenId);
  if (issue === undefined) throw new Error('ALPHA-7 is gone.');
  site.world.site.state.putIssue({ ...issue, securityLevel: 'secret' });
  const seen = await site.get(member, 'analyses.compare', request);
  const without = (rows: typeof all.changed.rows) => rows.filter(({ a, b }) => a !== hiddenId && b !== hiddenId);
  expect(seen.changed.rows).toEqual(without(all.changed.rows));
  expect(seen.changed.rows.length).toBeLessThan(all.changed.rows.length);
  expect(seen.gone.rows).toEqual(without(all.gone.rows));
  expect(JSON.stringify(seen)).not.toContain(String(hiddenId));
  expect(await site.get(insider, 'analyses.compare', request)).toEqual(all);
  // A whole space that is closed takes its pairs along.
  site.world.site.changeProject('BETA', { browse: ['insiders'] });
  const ofAlpha = await site.get(member, 'analyses.compare', request);
  const betaIds = [...site.world.site.state.issues.values()]
    .filter(({ key }) => key.startsWith('BETA'))
    .map(({ id }) => id);
  for (const { rows } of [ofAlpha.found, ofAlpha.gone, ofAlpha.changed]) {
    for (const { a, b } of rows) expect(betaIds.includes(a) || betaIds.includes(b)).toBe(false);
  }
  site.world.site.changeProject('ALPHA', { browse: ['insiders'] });
  for (const method of ['analyses.list', 'analyses.compare'] as const) {
    expect(await site.call(member, method, request)).toMatchObject({ failure: { code: 'NOT_FOUND' } });
  }
});

it('deletes an analysis without a trace once housekeeping has passed, and the shown one only when told so', async () => {
  site = await visit(smallSite({ issues: 60 }));
  const { beforeId, afterId } = await twoAnalyses();
  const projectId = site.projectId('ALPHA');
  const remove = (scanId: string, evenIfShown: boolean, who = admin) =>
    site.call(who, 'analyses.delete', { projectId, scanId, evenIfShown });
  expect(await remove(beforeId, false, member)).toMatchObject({ failure: { code: 'NOT_ALLOWED' } });
  expect(await remove(afterId, false)).toMatchObject({ failure: { code: 'CONFLICT' } });
  expect(await remove(beforeId, false)).toMatchObject({ ok: true, value: { analyses: [{ isShown: true }] } });
  expect(await listedPairs(site, admin, 'ALPHA')).not.toEqual([]);
  expect(await remove(afterId, true)).toMatchObject({ ok: true, value: { analyses: [] } });
  const pairs = { projectId, threshold: 0.2, tier: 'any', sort: 'score', cursor: null, limit: 5 } as const;
  expect(await site.get(admin, 'project.pairs', pairs)).toMatchObject({ state: 'never-scanned' });
  await site.world.host.advance(4 * hourMs);
  const stored = JSON.stringify(await site.world.installation.storage.dump());
  const withoutAudit = stored.replaceAll(/"scanId":"[0-9a-f]{16}"/g, '');
  expect(
    [beforeId, afterId].filter(
      (id) =>
        withoutAudit.includes(`${id}:`) || withoutAudit.includes(`scan:${id}`) || withoutAudit.includes(`run:${id}`),
    ),
  ).toEqual([]);
  expect((await list(admin)).analyses).toEqual([]);
  await site.analyse('ALPHA', 'BETA');
  expect(await listedPairs(site, admin, 'BETA')).not.toEqual([]);
});

it('refuses to delete one that is under way, and forgets who started one when that person is erased', async () => {
  site = await visit(smallSite());
  const projectId = site.projectId('ALPHA');
  const { scanId } = await site.get(admin, 'project.startScan', { projectIds: [projectId], jql: null });
  expect(await site.call(admin, 'analyses.delete', { projectId, scanId, evenIfShown: true })).toMatchObject({
    failure: { code: 'CONFLICT', message: 'This analysis is under way. Cancel it first.' },
  });
  await site.get(admin, 'data.erasePerson', { accountId: admin.accountId });
  await site.world.host.settle();
  expect((await list(admin)).analyses[0]).toMatchObject({
    progress: { state: 'finished' },
    startedBy: { kind: 'person', accountId: '' },
  });
});
