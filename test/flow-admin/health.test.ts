// The health page from outside: it tells what is true, and the test that plants a pair fails as soon as one of the things
// that it is about is broken on purpose.

import { faultWhen, type Fault, type FaultPoint } from '../../local/faults';
import { currentInvocation } from '../../local/forge/invocation';
import { Ranking } from '../../src/similarity/ranking';
import { admin, member, smallSite, visit, type Visit } from '../flow/small-site';

async function selfTest(site: Visit): Promise<readonly string[]> {
  const { testId } = await site.get(admin, 'health.startSelfTest', {});
  await site.world.host.settle();
  let view = await site.get(admin, 'health.selfTest', { testId });
  if (!view.isOver) {
    await site.world.host.advance(121_000);
    view = await site.get(admin, 'health.selfTest', { testId });
  }
  expect(view.isOver).toBe(true);
  return view.checks.filter(({ problem }) => problem !== null).map(({ check }) => check);
}

async function brokenBy(isHit: (point: FaultPoint) => boolean, fault: Fault): Promise<readonly string[]> {
  let isBroken = false;
  const site = await visit(smallSite(), { faults: faultWhen((point) => isBroken && isHit(point), fault) });
  expect(await selfTest(site)).toEqual([]);
  isBroken = true;
  try {
    return await selfTest(site);
  } catch (error) {
    // It could not even start: that is a failure on the screen, too.
    return [String(error)];
  } finally {
    await site.world.stop();
  }
}

const json = async (answer: Response, change: (body: string) => string) =>
  new Response(change(await answer.text()), { status: 200, headers: { 'content-type': 'application/json' } });

describe('the test with a planted pair', () => {
  it('passes on a site where everything works, leaves nothing behind and shows nothing to anybody', async () => {
    const site = await visit(smallSite());
    await site.analyse('ALPHA', 'BETA');
    const before = Object.keys((await site.world.installation.storage.dump()) as object).length;
    expect(await selfTest(site)).toEqual([]);
    expect(Object.keys((await site.world.installation.storage.dump()) as object)).toHaveLength(before);
    await site.world.stop();
  });

  it('fails when the engine finds nothing', async () => {
    const site = await visit(smallSite());
    const genuine = Ranking.prototype.result;
    const broken = jest.spyOn(Ranking.prototype, 'result').mockImplementation(function (this: Ranking) {
      const result = genuine.call(this);
      const { issueIds, starts } = result.lists;
      const nothing = { candidateIds: new Float64Array(), scores: new Float32Array(), judgements: new Uint32Array() };
      return { ...result, lists: { issueIds, starts: new Uint32Array(starts.length), ...nothing } };
    });
    expect(await selfTest(site)).toContain('engine');
    broken.mockRestore();
    await site.world.stop();
  });

  it('fails when the queue swallows messages', async () => {
    const isPush = ({ layer, operation }: FaultPoint) => layer === 'queue' && operation === 'push';
    expect(await brokenBy(isPush, { kind: 'answer', status: 201, body: '{}' })).toContain('queue');
  });

  it('fails when the storage forgets values', async () => {
    const isWrite = ({ layer, operation }: FaultPoint) => layer === 'kvs' && operation === 'batch/set';
    const forgets: Fault = { kind: 'answer', status: 200, body: '{"successfulKeys":[],"failedKeys":[]}' };
    expect(await brokenBy(isWrite, forgets)).not.toEqual([]);
  });

  it('fails when the permission filter lets everything through', async () => {
    const isCheck = ({ operation }: FaultPoint) => operation === 'POST /rest/api/3/permissions/check';
    const grantAll: Fault = {
      kind: 'alter',
      alter: (answer) =>
        json(answer, (body) => body.replace('"issues":[]', '"issues":[200000000000001,200000000000002]')),
    };
    expect(await brokenBy(isCheck, grantAll)).toContain('permissions');
  });
});

describe('the health page', () => {
  it('takes times of methods that exist, and no others', async () => {
    const site = await visit(smallSite());
    const note = (method: string, ms: number) => site.call(member, 'health.noteTimings', { calls: [{ method, ms }] });
    expect(await note('panel.secret', 5)).toMatchObject({ failure: { code: 'BAD_INPUT' } });
    expect(await note('panel.candidates', -1)).toMatchObject({ failure: { code: 'BAD_INPUT' } });
    await site.world.stop();
  });

  it('tells what was compared, when jobs last ended, what waits, and what failed', async () => {
    const site = await visit(smallSite());
    const empty = await site.get(admin, 'health.read', {});
    expect(empty).toMatchObject({ spaces: [], failures: [], queue: { liveScans: 0 } });
    await site.analyse('ALPHA', 'BETA');
    await site.world.host.advance(3_700_000);
    const calls = [120, 130, 900].map((ms) => ({ method: 'panel.candidates', ms }));
    await site.get(member, 'health.noteTimings', { calls });
    const health = await site.get(admin, 'health.read', {});
    expect(health.spaces).toHaveLength(2);
    expect(health.spaces[0]).toMatchObject({ itemsNow: 20, comparedTogether: 40, isStale: false });
    expect(health.jobs.find(({ job }) => job === 'hourly')).toMatchObject({ isLate: false });
    expect(health.jobs.find(({ job }) => job === 'analysis')?.lastAt).not.toBeNull();
    expect(health.connection.every(({ problem }) => problem === null)).toBe(true);
    expect(health.timings).toEqual([{ method: 'panel.candidates', calls: 3, p50Ms: 171, p95Ms: 1_297 }]);
    const stored = JSON.stringify(await site.world.installation.storage.dump()).length;
    const weighed = health.storage.filter(({ kind }) => kind !== 'decisions' && kind !== 'audit');
    expect(weighed.filter(({ bytes }) => bytes > 0).map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['texts', 'lists', 'pairs', 'statistics']),
    );
    expect(weighed.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThan(stored);
    expect(JSON.stringify(health)).not.toMatch(/title|Ada|ada|Space/);
    await site.world.stop();
  });

  it('names what failed of the work of an hour, which kept nothing else from being done, until it works again', async () => {
    let isBroken = false;
    const begun = new Set<string>();
    // The first thing that an hour reads is who gets a mail; the report of accounts is its only call of Atlassian.
    const isHit = ({ functionKey, layer, operation }: FaultPoint) => {
      if (!isBroken || functionKey !== 'schedule' || layer === 'process' || layer === 'schedule') return false;
      const id = currentInvocation()?.identity.id ?? '';
      const isFirst = !begun.has(id);
      begun.add(id);
      return isFirst || operation === 'report-accounts';
    };
    const tooMany: Fault = { kind: 'answer', status: 429, body: '{"code":"RATE_LIMIT_EXCEEDED","message":""}' };
    const site = await visit(smallSite({ issues: 12 }), { faults: faultWhen(isHit, tooMany) });
    await site.analyse('ALPHA');
    isBroken = true;
    await site.world.host.advance(2 * 3_600_000);
    const { choreFailures, jobs } = await site.get(admin, 'health.read', {});
    expect(choreFailures.map(({ chore, code }) => [chore, code])).toEqual([
      ['summaries', 'STORAGE_UNAVAILABLE'],
      ['accounts', 'JIRA_UNAVAILABLE'],
    ]);
    expect(Date.parse(choreFailures[0]?.since ?? '')).toBeLessThan(site.world.clock.now() - 3_600_000);
    const lastAt = (name: string) => jobs.find(({ job }) => job === name)?.lastAt;
    expect(lastAt('cleaning')).not.toBeNull();
    expect(lastAt('hourly')).toBeNull();
    isBroken = false;
    await site.world.host.advance(3_600_000);
    const after = await site.get(admin, 'health.read', {});
    expect(after.choreFailures).toEqual([]);
    expect(after.jobs.find(({ job }) => job === 'hourly')?.lastAt).not.toBeNull();
    await site.world.stop();
  });
});
