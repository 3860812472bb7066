// The bell through the front door: who is told what, that nobody is told of what they may not see, and that what was read,
// muted or erased stays so.

import { type Fault, type Faults, tooManyRequests } from '../../local/faults';
import type { PersonSeed } from '../../local/jira/seed';
import type { AnswerOf, NoticeKind } from '../../src/contract';
import { admin, listedPairs, member, smallSite, visit, type Visit } from '../flow/small-site';

const hourMs = 3_600_000;
const lead: PersonSeed = { accountId: 'lea', displayName: 'Lea Lead', groups: ['jira-users'] };
let site: Visit;
afterEach(() => site.world.stop());

async function openSite(options: Parameters<typeof visit>[1] = {}): Promise<void> {
  const seed = smallSite({ issues: 60, people: [admin, member, lead] });
  const projects = seed.projects.map((one) => ({
    ...one,
    ...(one.key === 'ALPHA' ? { admins: ['ada', 'lea'] } : {}),
    securityLevels: [{ name: 'secret', groups: ['site-admins'] }],
  }));
  site = await visit({ ...seed, projects }, options);
}

const inbox = (who: PersonSeed): Promise<AnswerOf<'inbox.read'>> => site.get(who, 'inbox.read', {});
const kinds = async (who: PersonSeed): Promise<NoticeKind[]> => (await inbox(who)).notices.map(({ kind }) => kind);

async function edit(key: string, summary: string): Promise<void> {
  const content = [
    { type: 'paragraph', content: [{ type: 'text', text: `${summary}, as seen in the northern dome.` }] },
  ];
  const fields = { summary, description: { type: 'doc', version: 1, content } };
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({ fields });
  await site.world.installation.requestAsUser('ada', {
    method: 'PUT',
    path: `/rest/api/3/issue/${key}`,
    headers,
    body,
  });
}

it('tells who may start an analysis that it has finished, and nobody else, until it is read', async () => {
  await openSite();
  await site.analyse('ALPHA');
  expect(await inbox(admin)).toMatchObject({ unread: 1, notices: [{ kind: 'analysis-finished', isRead: false }] });
  expect((await inbox(lead)).notices[0]?.projectIds).toEqual([site.projectId('ALPHA')]);
  expect(await inbox(member)).toMatchObject({ unread: 0, notices: [] });
  const [notice] = (await inbox(admin)).notices;
  const read = await site.get(admin, 'inbox.markRead', { ids: [notice?.id ?? ''] });
  expect(read).toMatchObject({ unread: 0, notices: [{ isRead: true }] });
  expect(await inbox(lead)).toMatchObject({ unread: 1 });
  await site.world.host.advance(hourMs);
  await site.analyse('ALPHA', 'BETA');
  expect(await inbox(admin)).toMatchObject({ unread: 1 });
  expect(await site.get(admin, 'inbox.markRead', { ids: null })).toMatchObject({ unread: 0 });
  // Lea manages only one of the two spaces.
  expect(await kinds(lead)).toEqual(['analysis-finished']);
});

it('tells of a wait with the time that Jira named, while it lasts, and of a failure', async () => {
  let fault: Fault | undefined = tooManyRequests('jira-quota-tenant-based', 600);
  await openSite({
    faults: {
      at: ({ operation, functionKey }) =>
        functionKey === 'scan-step' && operation.endsWith('/search/jql') ? fault : undefined,
    },
  });
  const projectIds = [site.projectId('ALPHA')];
  await site.get(admin, 'project.startScan', { projectIds, jql: null });
  await site.world.host.advance(1_000);
  const [waiting] = (await inbox(lead)).notices;
  expect(waiting).toMatchObject({ kind: 'analysis-paused' });
  expect(Date.parse(waiting?.until ?? '')).toBeGreaterThan(site.world.clock.now() + 500_000);
  fault = undefined;
  await site.world.host.settle();
  expect(await kinds(lead)).toEqual(['analysis-finished']);
  fault = { kind: 'answer', status: 400, body: '{"errorMessages":["The field is gone."],"errors":{}}' };
  await site.get(admin, 'project.startScan', { projectIds, jql: 'labels is EMPTY' });
  await site.world.host.settle();
  expect(await kinds(lead)).toEqual(['analysis-failed', 'analysis-finished']);
  expect(await kinds(member)).toEqual([]);
});

it('mutes kinds for one person alone', async () => {
  await openSite();
  await site.analyse('ALPHA');
  expect(await site.get(admin, 'inbox.mute', { kinds: ['analysis-finished'] })).toMatchObject({
    unread: 0,
    notices: [],
    muted: ['analysis-finished'],
  });
  expect(await kinds(lead)).toEqual(['analysis-finished']);
  expect(await site.get(admin, 'inbox.mute', { kinds: [] })).toMatchObject({ unread: 1 });
  expect(await site.call(member, 'inbox.read', { accountId: 'ada' } as never)).toMatchObject({
    failure: { code: 'BAD_INPUT' },
  });
});

it('tells of a pair that somebody else has assigned, as long as both work items can be seen', async () => {
  await openSite();
  await site.analyse('ALPHA', 'BETA');
  const [found] = await listedPairs(site, admin, 'ALPHA');
  const pair = { a: site.issueId(found?.a ?? ''), b: site.issueId(found?.b ?? '') };
  await site.get(admin, 'review.assign', { ...pair, assigneeAccountId: 'ben', expectedVersion: 0 });
  expect((await inbox(member)).notices).toMatchObject([{ kind: 'assigned', pairs: [pair] }]);
  expect(await kinds(admin)).not.toContain('assigned');
  const issue = site.world.site.state.issues.get(pair.a);
  if (issue === undefined) throw new Error('The work item is gone.');
  site.world.site.state.putIssue({ ...issue, securityLevel: 'secret' });
  expect(await inbox(member)).toMatchObject({ unread: 0, notices: [] });
  site.world.site.state.putIssue({ ...issue, securityLevel: null });
  await site.get(admin, 'review.assign', { ...pair, assigneeAccountId: null, expectedVersion: 1 });
  expect(await kinds(member)).toEqual([]);
});

it('tells managers and followers of a space of its new and very likely duplicates, as far as they may see them', async () => {
  await openSite();
  await site.analyse('ALPHA', 'BETA');
  expect(await kinds(admin)).toEqual(['analysis-finished']);
  for (const key of ['ALPHA-7', 'BETA-9']) await edit(key, 'Quarterly telescope calibration drifts after sunset');
  await site.world.host.advance(hourMs);
  await site.analyse('ALPHA', 'BETA');
  const pair = { a: site.issueId('ALPHA-7'), b: site.issueId('BETA-9') };
  const told = async (who: PersonSeed) =>
    (await inbox(who)).notices.find(({ kind }) => kind === 'new-duplicates')?.pairs;
  expect(await told(admin)).toEqual([pair]);
  expect(await told(lead)).toEqual([pair]);
  expect(await told(member)).toBeUndefined();
  await site.get(member, 'inbox.follow', { projectId: site.projectId('BETA'), isOn: true });
  expect(await told(member)).toEqual([pair]);
  const issue = site.world.site.state.issues.get(pair.b);
  if (issue === undefined) throw new Error('BETA-9 is gone.');
  site.world.site.state.putIssue({ ...issue, securityLevel: 'secret' });
  expect(await told(member)).toBeUndefined();
  expect(JSON.stringify(await inbox(member))).not.toContain(String(pair.b));
  site.world.site.state.putIssue({ ...issue, securityLevel: null });
  await site.get(admin, 'review.decide', { ...pair, verdict: 'duplicate', snoozeDays: null, expectedVersion: 0 });
  expect(await told(member)).toBeUndefined();
});

it('tells Jira administrators when suggestions are right too seldom, and not before thirty answers', async () => {
  await openSite();
  await site.analyse('ALPHA', 'BETA');
  const { settings, version } = await site.get(admin, 'settings.read', {});
  await site.get(admin, 'settings.save', { version, settings: { ...settings, defaultThreshold: 0.2 } });
  const pairs = (await listedPairs(site, admin, 'ALPHA')).slice(0, 31);
  for (const [at, { a, b }] of pairs.entries()) {
    if (at === 29) expect(await kinds(admin)).not.toContain('precision-fell');
    const pair = { a: site.issueId(a), b: site.issueId(b) };
    await site.get(admin, 'review.decide', { ...pair, verdict: 'not-duplicate', snoozeDays: null, expectedVersion: 0 });
  }
  expect(await kinds(admin)).toContain('precision-fell');
  expect(await kinds(lead)).not.toContain('precision-fell');
});

it('forgets a person who is erased, and tells nothing that is older than what is kept', async () => {
  await openSite();
  await site.analyse('ALPHA');
  await site.get(lead, 'inbox.follow', { projectId: site.projectId('BETA'), isOn: true });
  await site.get(lead, 'inbox.markRead', { ids: null });
  const stored = async () => JSON.stringify(await site.world.installation.storage.dump());
  expect(await stored()).toContain('inbox:lea');
  await site.get(admin, 'data.erasePerson', { accountId: 'lea' });
  expect(await stored()).not.toContain('lea"');
  expect(await stored()).not.toContain('inbox:lea');
  expect(await site.call(lead, 'inbox.follow', { projectId: 999, isOn: true })).toMatchObject({
    failure: { code: 'NOT_FOUND' },
  });
});

it('tells Jira administrators, and nobody else, when the hourly work does not run any more, until it does', async () => {
  let isOff = false;
  const faults: Faults = { at: ({ layer }) => (isOff && layer === 'schedule' ? { kind: 'skip' } : undefined) };
  await openSite({ faults });
  await site.world.host.advance(2 * hourMs);
  expect(await kinds(admin)).toEqual([]);
  isOff = true;
  await site.world.host.advance(5 * hourMs);
  expect(await kinds(admin)).toEqual(['app-unwell']);
  expect(await kinds(lead)).toEqual([]);
  const { jobs } = await site.get(admin, 'health.read', {});
  expect(jobs.find(({ job }) => job === 'hourly')).toMatchObject({ isLate: true });
  isOff = false;
  await site.world.host.advance(2 * hourMs);
  expect(await kinds(admin)).toEqual([]);
});
