// The audit log from outside: what people do in the pages turns up in it, with who, and a stored line that somebody has
// changed is found.

import { faultWhen } from '../../local/faults';
import type { AnswerOf, RequestOf } from '../../src/contract';
import { admin, member, smallSite, visit, type Visit } from '../flow/small-site';

const everything: RequestOf<'audit.list'> = {
  event: null,
  accountId: null,
  from: null,
  to: null,
  text: '',
  before: null,
  limit: 100,
};
const linesOf = async (site: Visit, request: Partial<RequestOf<'audit.list'>> = {}) =>
  (await site.get(admin, 'audit.list', { ...everything, ...request })).rows;
const told = ({ event, accountId, refusedAs, detail }: AnswerOf<'audit.list'>['rows'][number]) =>
  `${accountId ?? 'the app'}: ${event}${refusedAs === null ? '' : ` refused as ${refusedAs}`} (${detail})`;

describe('the audit log', () => {
  it('tells of settings, analyses and refusals, with who and what, newest first', async () => {
    const site = await visit(smallSite());
    const projectIds = [site.projectId('ALPHA')];
    await site.get(admin, 'admin.saveSettings', { defaultThreshold: 0.5, pointsBudgetPerHour: 6_000 });
    const { scanId } = await site.get(admin, 'project.startScan', { projectIds, jql: null });
    await site.get(admin, 'project.cancelScan', { scanId });
    await site.call(admin, 'project.startScan', { projectIds, jql: 'no such field = 1' });
    expect((await linesOf(site)).map(told)).toEqual([
      `ada: scan.start refused as BAD_JQL (spaces 1, projectIds ${projectIds[0]}, hasJql yes)`,
      `ada: scan.start (spaces 1, projectIds ${projectIds[0]}, hasJql yes)`,
      `ada: scan.cancel (scanId ${scanId})`,
      `ada: scan.start (spaces 1, projectIds ${projectIds[0]}, hasJql no)`,
      'ada: settings.save (defaultThreshold 0.5, pointsBudgetPerHour 6000)',
    ]);
    await site.world.stop();
  });

  it('tells of decisions a minute after they were made, each once, however often it is opened', async () => {
    const site = await visit(smallSite());
    await site.analyse('ALPHA', 'BETA');
    const pair = { a: site.issueId('ALPHA-1'), b: site.issueId('ALPHA-6') };
    const wish = { ...pair, snoozeDays: null };
    await site.get(member, 'review.decide', { ...wish, verdict: 'duplicate', expectedVersion: 0 });
    await site.get(member, 'review.decide', { ...wish, verdict: 'not-duplicate', expectedVersion: 1 });
    expect(await linesOf(site, { event: 'decision' })).toEqual([]);
    await site.world.host.advance(61_000);
    await Promise.all([linesOf(site), linesOf(site), linesOf(site)]);
    const decisions = await linesOf(site, { event: 'decision' });
    expect(decisions.map(told)).toEqual([
      `ben: decision (kind decided, a ${pair.a}, b ${pair.b}, version 2, verdict not-duplicate)`,
      `ben: decision (kind decided, a ${pair.a}, b ${pair.b}, version 1, verdict duplicate)`,
    ]);
    await site.world.stop();
  });

  it('is searched and filtered, and pages never skip or repeat a line', async () => {
    const site = await visit(smallSite());
    for (let budget = 1_000; budget < 1_130; budget++) {
      await site.get(admin, 'admin.saveSettings', { defaultThreshold: 0.5, pointsBudgetPerHour: budget });
    }
    const found: number[] = [];
    let before: number | null = null;
    do {
      const page: AnswerOf<'audit.list'> = await site.get(admin, 'audit.list', { ...everything, before, limit: 50 });
      found.push(...page.rows.map(({ n }) => n));
      before = page.before;
    } while (before !== null);
    expect(found).toEqual(Array.from({ length: 130 }, (_, index) => 130 - index));
    expect(await linesOf(site, { text: 'BUDGETPERHOUR 1007' })).toHaveLength(1);
    expect(await linesOf(site, { event: 'roles.save' })).toEqual([]);
    expect(await linesOf(site, { accountId: 'nobody' })).toEqual([]);
    expect(await linesOf(site, { to: new Date(0).toISOString() })).toEqual([]);
    await site.world.stop();
  });

  it('finds a stored line that was changed', async () => {
    let isChanged = false;
    const change = async (answer: Response) => {
      const text = (await answer.text()).replace('"pointsBudgetPerHour":6001', '"pointsBudgetPerHour":9999');
      return new Response(text, { status: 200, headers: { 'content-type': 'application/json' } });
    };
    const faults = faultWhen(({ operation }) => isChanged && operation === 'entity/get', {
      kind: 'alter',
      alter: change,
    });
    const site = await visit(smallSite(), { faults });
    for (const pointsBudgetPerHour of [6_000, 6_001, 6_002]) {
      await site.get(admin, 'admin.saveSettings', { defaultThreshold: 0.5, pointsBudgetPerHour });
    }
    expect(await site.get(admin, 'audit.check', {})).toMatchObject({ lines: 3, firstLine: 1, brokenAt: null });
    isChanged = true;
    expect(await site.get(admin, 'audit.check', {})).toMatchObject({ brokenAt: 2 });
    await site.world.stop();
  });

  it('writes the line before it does the thing: without a line nothing is changed', async () => {
    let isNextBroken = false;
    const isFirst = ({ operation }: { readonly operation: string }) => {
      const isHit = isNextBroken && operation === 'transaction';
      if (isHit) isNextBroken = false;
      return isHit;
    };
    const faults = faultWhen(isFirst, { kind: 'answer', status: 500, body: '{}' });
    const site = await visit(smallSite(), { faults });
    await site.get(admin, 'admin.saveSettings', { defaultThreshold: 0.5, pointsBudgetPerHour: 6_000 });
    isNextBroken = true;
    const refused = await site.call(admin, 'admin.saveSettings', { defaultThreshold: 0.9, pointsBudgetPerHour: 9_000 });
    expect(refused).toMatchObject({ failure: { code: 'STORAGE_UNAVAILABLE' } });
    expect(await site.get(admin, 'admin.overview', {})).toMatchObject({ pointsBudgetPerHour: 6_000 });
    await site.world.stop();
  });
});
