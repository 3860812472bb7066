// Analyses that repeat themselves, seen from outside: let time pass and look at which analysis answers.

import { faultWhen } from '../../local/faults';
import { admin, everydayIssues, member, openId, Site } from './small-site';

const dayMs = 24 * 3_600_000;
let site: Site;
afterEach(() => site.close());

async function scanId(): Promise<string | undefined> {
  const { progress } = await site.answer(admin, 'project.latestScan', { projectId: openId });
  return progress?.scanId;
}

describe('an analysis', () => {
  it('is repeated once a week, by itself', async () => {
    site = await Site.open();
    await site.analyse();
    const first = await scanId();
    await site.world.host.advance(6 * dayMs);
    expect(await scanId()).toBe(first);
    await site.world.host.advance(1.2 * dayMs);
    const second = await scanId();
    expect(second).not.toBe(first);
    await site.world.host.advance(dayMs);
    expect(await scanId()).toBe(second);
  });

  it('is repeated within a day and an hour when a twentieth of the work items has changed', async () => {
    site = await Site.open();
    await site.analyse();
    const first = await scanId();
    const key = await site.create(openId, 'Blank login page after changing the password');
    await site.world.host.advance(25.1 * 3_600_000);
    expect(await scanId()).not.toBe(first);
    expect(await site.candidates(member, 'OPEN-1')).toEqual([key]);
  });

  it('is repeated within a day and an hour when another version of the engine made it', async () => {
    let isOld = false;
    const age = async (answer: Response) => {
      const text = (await answer.text()).replace(/"engineVersion":"[^"]+"/g, '"engineVersion":"2020-01a"');
      return new Response(text, { status: 200, headers: { 'content-type': 'application/json' } });
    };
    const faults = faultWhen(({ operation }) => isOld && operation === 'entity/get', { kind: 'alter', alter: age });
    site = await Site.open(everydayIssues, { faults });
    await site.analyse();
    const first = await scanId();
    isOld = true;
    await site.world.host.advance(25.1 * 3_600_000);
    expect(await scanId()).not.toBe(first);
  });

  it('is left alone while nothing changes', async () => {
    site = await Site.open(everydayIssues);
    await site.analyse();
    const first = await scanId();
    await site.world.host.advance(3 * dayMs);
    expect(await scanId()).toBe(first);
  });
});
