// An analysis through the front door: what people start, see, stop and find. The genuine @forge packages run on the local
// host; the clock is virtual, so that pauses of an hour take no time.

import { faultWhen, tooManyRequests } from '../../local/faults';
import type { Product } from '../../local/product';
import { limits } from '../../src/limits';
import { admin, member, shownPairs, smallSite, visit, type Visit } from './small-site';

async function latest(visited: Visit, key = 'ALPHA', who = admin) {
  const { progress } = await visited.get(who, 'project.latestScan', { projectId: visited.projectId(key) });
  if (progress === null) throw new Error('There is no analysis.');
  return progress;
}

/** The request to Jira that asks for a page of the walk. */
const isSearch = (point: { layer: string; operation: string }) =>
  point.layer === 'jira' && point.operation.endsWith('/search/jql');

describe('an analysis', () => {
  it('finds near-duplicates of both spaces and says what it compared', async () => {
    const visited = await visit(smallSite());
    await visited.analyse('ALPHA', 'BETA');
    const progress = await latest(visited);
    expect(progress).toMatchObject({ state: 'finished', fraction: 1, failure: null, partial: [], isStalled: false });
    const pairs = await shownPairs(visited, admin, 'ALPHA');
    expect(pairs.length).toBeGreaterThan(10);
    expect(pairs).toContainEqual(expect.objectContaining({ a: 'ALPHA-1', b: 'ALPHA-6' }));
    expect([...pairs].sort((x, y) => y.score - x.score)[0]?.score).toBeLessThanOrEqual(1);
    expect(visited.checked.violations).toEqual([]);
    expect([...visited.world.host.problems]).toEqual([]);
    await visited.world.stop();
  });

  it('answers "never scanned" before the first one, and who may start it', async () => {
    const visited = await visit(smallSite());
    const request = { issueId: visited.issueId('ALPHA-1') };
    await expect(visited.get(admin, 'panel.candidates', request)).resolves.toEqual({
      state: 'never-scanned',
      canStart: true,
    });
    await expect(visited.get(member, 'panel.candidates', request)).resolves.toEqual({
      state: 'never-scanned',
      canStart: false,
    });
    await visited.world.stop();
  });

  it('answers "indexing" while the first one is under way, "not covered" for what was created later', async () => {
    const visited = await visit(smallSite());
    await visited.get(admin, 'project.startScan', { projectIds: [visited.projectId('ALPHA')], jql: null });
    const early = await visited.get(admin, 'panel.candidates', { issueId: visited.issueId('ALPHA-1') });
    expect(early).toMatchObject({ state: 'indexing', progress: { state: 'queued' } });
    await visited.world.host.settle();
    const body = JSON.stringify({
      fields: { project: { key: 'ALPHA' }, issuetype: { name: 'Bug' }, summary: 'The login page crashes' },
    });
    const created = await visited.world.installation.requestAsUser(admin.accountId, {
      method: 'POST',
      path: '/rest/api/3/issue',
      headers: { 'content-type': 'application/json' },
      body,
    });
    const { id } = (await created.json()) as { id: string };
    const late = await visited.get(admin, 'panel.candidates', { issueId: Number(id) });
    expect(late.state).toBe('not-covered');
    await visited.world.stop();
  });

  it('can only be started by administrators of every chosen space', async () => {
    const seed = smallSite();
    const [alpha, beta] = seed.projects;
    if (alpha === undefined || beta === undefined) throw new Error('Two projects are needed.');
    const visited = await visit({ ...seed, projects: [{ ...alpha, admins: [member.accountId] }, beta] });
    const both = [visited.projectId('ALPHA'), visited.projectId('BETA')];
    const refused = await visited.call(member, 'project.startScan', { projectIds: both, jql: null });
    expect(refused).toMatchObject({ ok: false, failure: { code: 'NOT_ALLOWED' } });
    const own = await visited.call(member, 'project.startScan', { projectIds: both.slice(0, 1), jql: null });
    expect(own.ok).toBe(true);
    expect(visited.world.installation.meters.pushes).toBe(1);
    await visited.world.stop();
  });

  it('is joined by a second start of the same spaces in any order', async () => {
    const visited = await visit(smallSite());
    const [a, b] = [visited.projectId('ALPHA'), visited.projectId('BETA')];
    const [first, second] = await Promise.all([
      visited.get(admin, 'project.startScan', { projectIds: [a, b], jql: null }),
      visited.get(admin, 'project.startScan', { projectIds: [b, a], jql: null }),
    ]);
    expect(second.scanId).toBe(first.scanId);
    await visited.world.host.settle();
    expect((await latest(visited)).state).toBe('finished');
    const again = await visited.get(admin, 'project.startScan', { projectIds: [a, b], jql: null });
    expect(again.scanId).not.toBe(first.scanId);
    await visited.world.stop();
  });

  it('stops when it is cancelled, shows no result, and goes on when it is resumed', async () => {
    const visited = await visit(smallSite());
    const started = await visited.get(admin, 'project.startScan', {
      projectIds: [visited.projectId('ALPHA')],
      jql: null,
    });
    const cancelled = await visited.get(admin, 'project.cancelScan', { scanId: started.scanId });
    expect(cancelled.state).toBe('cancelled');
    await visited.world.host.settle();
    expect((await latest(visited)).state).toBe('cancelled');
    const panel = await visited.get(admin, 'panel.candidates', { issueId: visited.issueId('ALPHA-1') });
    expect(panel.state).toBe('never-scanned');
    await visited.get(admin, 'project.resumeScan', { scanId: started.scanId });
    await visited.world.host.settle();
    expect((await latest(visited)).state).toBe('finished');
    await visited.world.stop();
  });

  it.each([
    ['jira-quota-global-based', 1_800],
    ['jira-quota-tenant-based', 600],
    ['jira-burst-based', 7],
    ['something-unknown', 90],
  ])('waits out a 429 for %s, shows until when, and sends nothing before', async (reason, seconds) => {
    let isRefusing = true;
    const requestsAtMs: number[] = [];
    const visited = await visit(smallSite(), {
      site: { index: { pageLimit: () => 7 } },
      faults: {
        at: (point) => {
          if (!isSearch(point)) return undefined;
          requestsAtMs.push(visited.world.clock.now());
          return requestsAtMs.length === 3 && isRefusing ? tooManyRequests(reason, seconds) : undefined;
        },
      },
    });
    await visited.get(admin, 'project.startScan', { projectIds: [visited.projectId('ALPHA')], jql: null });
    await visited.world.host.advance(1_000);
    const waiting = await latest(visited);
    expect(waiting).toMatchObject({ state: 'paused', pause: { reason: 'rate-limit' }, failure: null });
    const untilMs = Date.parse(waiting.pause?.until ?? '');
    isRefusing = false;
    await visited.world.host.settle();
    expect((await latest(visited)).state).toBe('finished');
    expect(untilMs - (requestsAtMs[2] ?? 0)).toBeGreaterThanOrEqual(seconds * 1_000);
    expect(requestsAtMs[3]).toBeGreaterThanOrEqual(untilMs);
    await visited.world.stop();
  });

  it('never spends more points in an hour than the budget, and shows that it waits for the next hour', async () => {
    const perHour = new Map<number, number>();
    const counted = (product: Product): Product => ({
      onEvent: (listener) => product.onEvent(listener),
      async handle(request, actor) {
        const answer = await product.handle(request, actor);
        if (actor.kind === 'app') {
          const { issues = [], values = [] } = (await answer.clone().json()) as {
            issues?: unknown[];
            values?: unknown[];
          };
          const hour = Math.floor(clock.now() / 3_600_000);
          perHour.set(hour, (perHour.get(hour) ?? 0) + 1 + issues.length + values.length);
        }
        return answer;
      },
    });
    const visited = await visit(smallSite({ issues: 1_200 }), { wrap: counted });
    await visited.get(admin, 'admin.saveSettings', { defaultThreshold: 0.5, pointsBudgetPerHour: 500 });
    const { clock, host } = visited.world;
    await visited.get(admin, 'project.startScan', {
      projectIds: [visited.projectId('ALPHA'), visited.projectId('BETA')],
      jql: null,
    });
    let sawPause = false;
    for (let minute = 0; minute < 300; minute += 20) {
      await host.advance(20 * 60_000);
      const progress = await latest(visited);
      sawPause ||= progress.pause?.reason === 'points-budget';
      if (progress.state === 'finished') break;
    }
    expect(sawPause).toBe(true);
    expect((await latest(visited)).state).toBe('finished');
    expect(Math.max(...perHour.values())).toBeLessThanOrEqual(500);
    await visited.world.stop();
  });

  it('goes on without a space that the app may not read, and says so', async () => {
    const seed = smallSite();
    const visited = await visit({
      ...seed,
      app: { accountId: 'app', displayName: 'App', browse: ['ALPHA'], seesSecured: true },
    });
    await visited.analyse('ALPHA', 'BETA');
    const progress = await latest(visited);
    expect(progress.state).toBe('finished');
    expect(progress.partial).toEqual([
      { projectId: visited.projectId('BETA'), reason: expect.stringContaining('may not browse') },
    ]);
    const panel = await visited.get(admin, 'panel.candidates', { issueId: visited.issueId('ALPHA-1') });
    expect(panel).toMatchObject({ state: 'ready', coverage: { isPartial: true } });
    await visited.world.stop();
  });

  it('fails with a reason when the app may read none of the spaces', async () => {
    const visited = await visit({
      ...smallSite(),
      app: { accountId: 'app', displayName: 'App', browse: [], seesSecured: true },
    });
    await visited.analyse('ALPHA');
    expect(await latest(visited)).toMatchObject({ state: 'failed', failure: { code: 'NOT_FOUND' } });
    await visited.world.stop();
  });

  it('gives up visibly when Jira never answers, and can be resumed', async () => {
    let isDown = true;
    const down = faultWhen((point) => isDown && isSearch(point), { kind: 'answer', status: 503, body: '{}' });
    const visited = await visit(smallSite(), { faults: down });
    await visited.get(admin, 'project.startScan', { projectIds: [visited.projectId('ALPHA')], jql: null });
    await visited.world.host.advance(3_000);
    expect(await latest(visited)).toMatchObject({ state: 'paused', pause: { reason: 'jira-unavailable' } });
    await visited.world.host.settle();
    const failed = await latest(visited);
    expect(failed).toMatchObject({ state: 'failed', failure: { code: 'JIRA_UNAVAILABLE' } });
    isDown = false;
    await visited.get(admin, 'project.resumeScan', { scanId: failed.scanId });
    await visited.world.host.settle();
    expect((await latest(visited)).state).toBe('finished');
    await visited.world.stop();
  });

  it('takes neither a short page nor an empty one for the last', async () => {
    const whole = await visit(smallSite());
    await whole.analyse('ALPHA', 'BETA');
    const pages = [5, 0, 0, 100, 1, 3, 0];
    const short = await visit(smallSite(), {
      site: { index: { pageLimit: (asked, number) => Math.min(asked, pages[number % pages.length] ?? asked) } },
    });
    await short.analyse('ALPHA', 'BETA');
    expect(await shownPairs(short, admin, 'ALPHA')).toEqual(await shownPairs(whole, admin, 'ALPHA'));
    await whole.world.stop();
    await short.world.stop();
  });

  it('is restricted by JQL, and refuses wrong JQL in the words of Jira before anything starts', async () => {
    const visited = await visit(smallSite());
    const projectIds = [visited.projectId('ALPHA')];
    for (const jql of ['nonsense = 1', 'project = ALPHA) OR (project = BETA', 'type = Bug ORDER BY created']) {
      const refused = await visited.call(admin, 'project.startScan', { projectIds, jql });
      expect(refused).toMatchObject({ ok: false, failure: { code: 'BAD_JQL' } });
    }
    expect(visited.world.installation.meters.pushes).toBe(0);
    await visited.get(admin, 'project.startScan', { projectIds, jql: 'id <= 10020 OR project = BETA' });
    await visited.world.host.settle();
    const keys = (await shownPairs(visited, admin, 'ALPHA')).flatMap(({ a, b }) => [a, b]);
    expect(keys.length).toBeGreaterThan(0);
    expect(keys.filter((key) => key.startsWith('BETA'))).toEqual([]);
    await visited.world.stop();
  });

  it('drops an issue that was deleted after it, without an error', async () => {
    const visited = await visit(smallSite());
    await visited.analyse('ALPHA', 'BETA');
    const before = await shownPairs(visited, admin, 'ALPHA');
    const gone = before[0]?.a ?? '';
    await visited.world.installation.requestAsUser(admin.accountId, {
      method: 'DELETE',
      path: `/rest/api/3/issue/${gone}`,
      headers: {},
      body: undefined,
    });
    const after = await shownPairs(visited, admin, 'ALPHA');
    expect(after).toEqual(before.filter(({ a, b }) => a !== gone && b !== gone));
    await visited.world.stop();
  });

  it('removes the values of a result once a newer one holds', async () => {
    const visited = await visit(smallSite());
    await visited.analyse('ALPHA', 'BETA');
    const first = (await latest(visited)).scanId;
    await visited.analyse('ALPHA', 'BETA');
    // Two sweeps: one removes, the next finds nothing.
    await visited.world.host.advance(3 * 3_600_000);
    const keys = Object.keys(await visited.world.installation.storage.dump());
    expect(keys.filter((key) => key.includes(`value:${first}`))).toEqual([]);
    expect((await shownPairs(visited, admin, 'ALPHA')).length).toBeGreaterThan(0);
    await visited.world.stop();
  });

  it('is pushed again by the schedule when its message was lost', async () => {
    let isLosing = true;
    const visited = await visit(smallSite(), {
      faults: {
        at: (point) =>
          isLosing && point.operation === 'push' ? { kind: 'answer', status: 500, body: '{}' } : undefined,
      },
    });
    const refused = await visited.call(admin, 'project.startScan', {
      projectIds: [visited.projectId('ALPHA')],
      jql: null,
    });
    expect(refused).toMatchObject({ ok: false, failure: { code: 'STORAGE_UNAVAILABLE' } });
    isLosing = false;
    await visited.world.host.advance(2 * 3_600_000);
    await visited.world.host.settle();
    expect((await latest(visited)).state).toBe('finished');
    await visited.world.stop();
  });

  it('keeps no text, name or account of anybody in the storage', async () => {
    const visited = await visit(smallSite({ canary: 'secretword' }));
    await visited.analyse('ALPHA', 'BETA');
    const dump = JSON.stringify(await visited.world.installation.storage.dump());
    for (const word of ['secretword', 'login', member.accountId, member.displayName, admin.displayName]) {
      expect(dump).not.toContain(word);
    }
    const logs = JSON.stringify(visited.world.installation.logs);
    expect(logs).not.toContain('secretword');
    await visited.world.stop();
  });

  it('holds the budgets of an analysis of 10,000 issues', async () => {
    const visited = await visit(smallSite({ issues: 10_000 }));
    await visited.get(admin, 'admin.saveSettings', { defaultThreshold: 0.4, pointsBudgetPerHour: 50_000 });
    const { meters } = visited.world.installation;
    const before = { ...meters, points: visited.world.site.pointsUsed() };
    await visited.analyse('ALPHA', 'BETA');
    expect((await latest(visited)).state).toBe('finished');
    expect(visited.world.site.pointsUsed() - before.points).toBeLessThanOrEqual(10_200);
    expect(meters.jiraRequests - before.jiraRequests).toBeLessThanOrEqual(110);
    expect(meters.writeUnits - before.writeUnits).toBeLessThanOrEqual(600);
    expect(meters.pushes - before.pushes).toBeLessThanOrEqual(6);
    expect(limits.issuesPerPage).toBe(100);
    await visited.world.stop();
  });
});
