// What is kept about people, from outside: the whole store is looked through for the account of somebody who was erased,
// and for everything older than it may be.

import { admin, member, shownPairs, smallSite, visit, type Visit } from '../flow/small-site';

const dayMs = 86_400_000;
let site: Visit;
afterEach(() => site.world.stop());

const stored = async () => JSON.stringify(await site.world.installation.storage.dump());

/** Somebody who decided, merged, assigned, undid and set something for themselves. */
async function aBusyPerson(): Promise<void> {
  site = await visit(smallSite());
  await site.analyse('ALPHA', 'BETA');
  const [first, second] = await shownPairs(site, member, 'ALPHA');
  const pair = (found = first) => ({ a: site.issueId(found?.a ?? ''), b: site.issueId(found?.b ?? '') });
  await site.get(member, 'review.assign', { ...pair(), assigneeAccountId: member.accountId, expectedVersion: 0 });
  for (let version = 0; version < 130; version++) {
    const verdict = version % 2 === 0 ? 'duplicate' : 'not-duplicate';
    const wish = { ...pair(second), verdict, snoozeDays: null, expectedVersion: version } as const;
    await site.get(member, 'review.decide', wish);
  }
  const { planToken } = await site.get(member, 'review.previewMerge', {
    duplicateId: pair().b,
    canonicalId: pair().a,
  });
  await site.get(member, 'review.applyMerge', { planToken: planToken ?? '' });
  const words = { issueId: pair().a, text: 'The same here.' };
  const addition = await site.get(member, 'review.previewAdd', words);
  await site.get(member, 'review.applyAdd', { planToken: addition.planToken ?? '', text: words.text });
  await site.get(member, 'panel.keepThreshold', { threshold: 0.3 });
  await site.get(member, 'reports.noteExport', {
    projectId: site.projectId('ALPHA'),
    what: 'pairs',
    format: 'csv',
    rows: 3,
  });
  await site.world.host.advance(61_000);
  await site.get(admin, 'audit.check', {});
  expect(await stored()).toContain('"ben"');
}

describe('a person', () => {
  it('is erased everywhere at once, what they decided stays, and the audit log is still whole', async () => {
    await aBusyPerson();
    const before = await site.get(admin, 'audit.check', {});
    const report = await site.get(admin, 'data.erasePerson', { accountId: member.accountId });
    expect(report).toMatchObject({ wasInAudit: true, actions: 2 });
    expect(report.decisions).toBeGreaterThan(130);
    expect(await stored()).not.toContain('"ben"');
    const after = await site.get(admin, 'audit.check', {});
    expect(after).toMatchObject({ brokenAt: null, lines: before.lines + 1 });
    expect(await site.get(admin, 'data.erasePerson', { accountId: member.accountId })).toEqual({
      decisions: 0,
      actions: 0,
      wasInAudit: false,
    });
  });

  it('is erased from the exports of a space that was never analysed, too', async () => {
    site = await visit(smallSite());
    await site.get(member, 'reports.noteExport', {
      projectId: site.projectId('BETA'),
      what: 'pairs',
      format: 'csv',
      rows: 3,
    });
    expect(await stored()).toContain('"ben"');
    await site.get(admin, 'data.erasePerson', { accountId: member.accountId });
    expect(await stored()).not.toContain('"ben"');
  });

  it('whose account is closed is erased by the weekly report, and nobody else', async () => {
    await aBusyPerson();
    await site.get(admin, 'panel.keepThreshold', { threshold: 0.6 });
    site.world.site.state.people.set(member.accountId, { ...member, isActive: false });
    await site.world.host.sleep(8 * dayMs);
    expect(await stored()).not.toContain('"ben"');
    expect(await stored()).toContain('"ada"');
    const { purge } = await site.get(admin, 'data.stored', {});
    expect(purge.reportedAt).not.toBeNull();
  });
});

const keptOfBen = async () => {
  const dump = await site.world.installation.storage.dump();
  const record = dump[`entity/guarded-record/inbox:${member.accountId}`] as {
    value: { readAtMs: number; readIds: string[]; muted: string[] };
  };
  return record.value;
};

describe('old data', () => {
  it('is removed once a day by its age, and not while a legal hold lasts', async () => {
    await aBusyPerson();
    const { notices } = await site.get(member, 'inbox.read', {});
    await site.get(member, 'inbox.markRead', { ids: notices.map(({ id }) => id) });
    await site.get(member, 'inbox.mute', { kinds: ['assigned'] });
    expect((await keptOfBen()).readAtMs).toBeGreaterThan(0);
    const projectId = site.projectId('ALPHA');
    const firstId = (await site.get(admin, 'analyses.list', { projectId })).analyses[0]?.progress.scanId ?? 'none';
    await site.get(admin, 'retention.save', { auditDays: 30, isOnHold: true });
    const before = await site.get(admin, 'audit.check', {});
    expect(before.lines).toBeGreaterThan(100);
    await site.world.host.sleep(32 * dayMs);
    expect((await site.get(admin, 'audit.check', {})).lines).toBeGreaterThanOrEqual(before.lines);
    expect((await keptOfBen()).readAtMs).toBeGreaterThan(0);
    expect(await stored()).toContain(firstId);
    await site.get(admin, 'retention.save', { auditDays: 30, isOnHold: false });
    await site.world.host.advance(0.2 * dayMs);
    const after = await site.get(admin, 'audit.check', {});
    expect(after.brokenAt).toBeNull();
    expect(after.firstLine).toBeGreaterThan(100);
    const { purge, kinds } = await site.get(admin, 'data.stored', {});
    expect(purge.historyLines).toBeGreaterThan(0);
    const now = await keptOfBen();
    expect(now.readAtMs).toBe(0);
    expect([now.readIds, now.muted]).toEqual([[], ['assigned']]);
    // A newer analysis has to take its place before the old one can go.
    await site.world.host.advance(2 * dayMs);
    const { analyses } = await site.get(admin, 'analyses.list', { projectId });
    expect(analyses.map(({ progress }) => progress.scanId)).not.toContain(firstId);
    expect(analyses.length).toBeGreaterThan(0);
    expect(await stored()).not.toContain(firstId);
    expect(kinds.filter(({ isPersonal }) => isPersonal).map(({ key }) => key)).toContain('reviews');
  }, 180_000);
});
