// Who may do what, from outside: the same right request from people of every kind, and what an administrator's choice of
// managers changes. A refusal writes nothing, and asks Jira for nothing but the permission.

import type { PersonSeed } from '../../local/jira/seed';
import type { MethodName, RequestOf } from '../../src/contract';
import { access } from '../../resolvers/access';
import { roleOfCapability } from '../../src/administration/roles';
import { admin, member, smallSite, visit, type Visit } from '../flow/small-site';

const lead: PersonSeed = { accountId: 'lea', displayName: 'Lea Lead', groups: ['jira-users'] };
const helper: PersonSeed = { accountId: 'hugo', displayName: 'Hugo Helper', groups: ['jira-users', 'helpers'] };
const outsider: PersonSeed = { accountId: 'otto', displayName: 'Otto Outsider', groups: [] };
const customer: PersonSeed = { ...outsider, accountId: 'cleo', accountType: 'customer' };
const people = [admin, lead, helper, member, outsider, customer];

async function openSite(): Promise<Visit> {
  const seed = smallSite({ people });
  const projects = seed.projects.map((project) => ({
    ...project,
    browse: ['jira-users'],
    admins: project.key === 'ALPHA' ? [lead.accountId] : [],
    roles: { Triage: project.key === 'BETA' ? [member.accountId] : [] },
  }));
  return visit({ ...seed, groups: [...seed.groups, 'helpers'], projects });
}

describe('a right request', () => {
  let site: Visit;
  let requests: RightRequests;
  beforeAll(async () => {
    site = await openSite();
    requests = await rightRequests(site);
  });
  afterAll(() => site.world.stop());

  it.each(restricted())('of %s is refused to everybody without the role, and leaves nothing behind', async (method) => {
    const isForAdmins = roleOfCapability[access[method].capability] === 'admin';
    const refused = isForAdmins ? [lead, helper, member, outsider, customer] : [helper, member, outsider, customer];
    const { meters, storage } = site.world.installation;
    for (const who of refused) {
      const stored = JSON.stringify(await storage.dump());
      const before = { ...meters };
      const answer = await site.call(who, method, requests[method] as RequestOf<typeof method>);
      expect({ who: who.accountId, answer }).toMatchObject({
        answer: { ok: false, failure: { code: expect.stringMatching(/^(NOT_ALLOWED|NOT_FOUND)$/) } },
      });
      expect(JSON.stringify(await storage.dump())).toBe(stored);
      expect([meters.jiraRequests - before.jiraRequests, meters.kvsWrites - before.kvsWrites]).toEqual([1, 0]);
    }
  });
});

describe('an administrator chooses managers', () => {
  let site: Visit;
  beforeEach(async () => {
    site = await openSite();
  });
  afterEach(() => site.world.stop());

  const start = (who: PersonSeed, key: string) =>
    site.call(who, 'project.startScan', { projectIds: [site.projectId(key)], jql: null });
  const choose = async (groupNames: readonly string[], roleNames: readonly string[]) => {
    const { version, allRoles } = await site.get(admin, 'roles.read', {});
    const groups = await Promise.all(groupNames.map((query) => site.get(admin, 'roles.groups', { query })));
    return site.get(admin, 'roles.save', {
      version,
      managerGroupIds: groups.flatMap((found) => found.groups.map(({ id }) => id)),
      managerRoleIds: allRoles.filter(({ name }) => roleNames.includes(name)).map(({ id }) => id),
    });
  };

  it('by a group: its members start analyses wherever they may browse, until the group is taken away', async () => {
    expect(await start(helper, 'ALPHA')).toMatchObject({ failure: { code: 'NOT_ALLOWED' } });
    expect(await choose(['helpers'], [])).toMatchObject({ managerGroups: [{ name: 'helpers' }] });
    expect(await start(helper, 'ALPHA')).toMatchObject({ ok: true });
    expect(await start(member, 'ALPHA')).toMatchObject({ failure: { code: 'NOT_ALLOWED' } });
    await choose([], []);
    expect(await start(helper, 'BETA')).toMatchObject({ failure: { code: 'NOT_ALLOWED' } });
  });

  it('by a project role: who holds it in one space manages that space and no other', async () => {
    await choose([], ['Triage']);
    expect(await start(member, 'BETA')).toMatchObject({ ok: true });
    expect(await start(member, 'ALPHA')).toMatchObject({ failure: { code: 'NOT_ALLOWED' } });
  });

  it('and a group that is deleted in Jira is shown as gone and makes nobody a manager', async () => {
    await choose(['helpers'], []);
    site.world.site.state.people.set(helper.accountId, { ...helper, groups: ['jira-users'] });
    expect(await start(helper, 'BETA')).toMatchObject({ failure: { code: 'NOT_ALLOWED' } });
  });

  it('and of two at once the second hears that the first has changed it', async () => {
    const { version } = await site.get(admin, 'roles.read', {});
    const request = { version, managerGroupIds: [], managerRoleIds: [10_004] };
    await site.get(admin, 'roles.save', request);
    expect(await site.call(admin, 'roles.save', request)).toMatchObject({ failure: { code: 'CONFLICT' } });
  });

  it('and everybody can ask what they may do in a space, and by which means', async () => {
    await choose(['helpers'], []);
    const projectId = site.projectId('ALPHA');
    const held = await Promise.all(
      [admin, lead, helper, member].map((who) => site.get(who, 'roles.mine', { projectId })),
    );
    expect(held.map(({ role, by }) => `${role} by ${by}`)).toEqual([
      'admin by jira-admin',
      'manager by space-admin',
      'manager by chosen',
      'user by everyone',
    ]);
    const mayAnalyse = held.map(({ capabilities }) => capabilities.find((one) => one.capability === 'analyse'));
    expect(mayAnalyse.map((one) => one?.isAllowed)).toEqual([true, true, true, false]);
    expect(await site.call(outsider, 'roles.mine', { projectId })).toMatchObject({ failure: { code: 'NOT_FOUND' } });
  });
});

describe('an administrator who is asked "why can I not?"', () => {
  it('hears of each person the role in the space, by which means, and what follows from it', async () => {
    const site = await openSite();
    const projectId = site.projectId('BETA');
    const { allRoles } = await site.get(admin, 'roles.read', {});
    const [group] = (await site.get(admin, 'roles.groups', { query: 'helpers' })).groups;
    const triage = allRoles.find(({ name }) => name === 'Triage');
    const said = async (who: PersonSeed, inSpace = projectId) => {
      const told = await site.get(admin, 'roles.explain', { accountId: who.accountId, projectId: inSpace });
      const mayAnalyse = told.capabilities.find(({ capability }) => capability === 'analyse')?.isAllowed;
      return `${told.mayBrowse} ${told.role} by ${told.by}, ${mayAnalyse}`;
    };
    expect(await said(admin)).toBe('true admin by jira-admin, true');
    expect(await said(lead, site.projectId('ALPHA'))).toBe('true manager by space-admin, true');
    expect(await said(helper)).toBe('true user by everyone, false');
    expect(await said(outsider)).toBe('false user by everyone, false');
    await site.get(admin, 'roles.save', {
      version: 0,
      managerGroupIds: [group?.id ?? ''],
      managerRoleIds: [triage?.id ?? 0],
    });
    expect(await said(helper)).toBe('true manager by chosen, true');
    expect(await said(member)).toBe('true manager by chosen, true');
    expect(await said(member, site.projectId('ALPHA'))).toBe('true user by everyone, false');
    // What is explained is what happens.
    expect(await site.call(helper, 'project.startScan', { projectIds: [projectId], jql: null })).toMatchObject({
      ok: true,
    });
    await site.world.stop();
  });
});

/** Methods for which a user is not enough and whose spaces stand in the request. */
function restricted(): MethodName[] {
  return (Object.keys(access) as MethodName[]).filter((method) => {
    const { capability, spaces } = access[method];
    return roleOfCapability[capability] === 'admin' || spaces !== undefined;
  });
}

type RightRequests = { readonly [M in MethodName]?: RequestOf<M> };

async function rightRequests(site: Visit): Promise<RightRequests> {
  const projectId = site.projectId('BETA');
  const { settings } = await site.get(admin, 'settings.read', {});
  const { mapping } = await site.get(admin, 'review.mapping', { projectId });
  return {
    'project.startScan': { projectIds: [projectId], jql: null },
    'schedules.save': {
      projectId,
      schedule: { id: null, scopeId: null, every: 'day', hour: 3, day: 1, timeZone: 'UTC', isPaused: false },
    },
    'schedules.remove': { projectId, scheduleId: '0123456789abcdef' },
    'scopes.save': {
      projectId,
      expectedVersion: 0,
      scope: {
        id: null,
        name: 'All',
        projectIds: [projectId],
        jql: null,
        narrowing: { typeIds: [], componentNames: [], sprint: null, teamId: null, backlogIds: [] },
      },
    },
    'scopes.remove': { projectId, expectedVersion: 0, scopeId: '0123456789abcdef' },
    'analyses.delete': { projectId, scanId: '0123456789abcdef', evenIfShown: false },
    'review.saveMapping': { projectId, mapping },
    'reports.saveTemplates': { projectId, expectedVersion: 0, templates: [] },
    'hints.switch': { projectId, isOn: true },
    'summaries.save': {
      projectId,
      digest: { issueKey: 'BETA-1', hour: 7, weekday: 1, timeZone: 'UTC', isPaused: false },
    },
    'summaries.remove': { projectId },
    'external.begin': { projectId, name: 'Other', originUrl: '', fingerprint: '0'.repeat(64), replaces: null },
    'external.addPart': {
      projectId,
      backlogId: '0123456789abcdef',
      part: 0,
      rows: [{ key: 'X-1', title: 'One', description: '', status: '', created: null }],
    },
    'external.finish': { projectId, backlogId: '0123456789abcdef' },
    'external.remove': { projectId, backlogId: '0123456789abcdef' },
    'marks.refresh': { projectId, afterId: null, isRemoving: false },
    'insights.applyThreshold': { threshold: 0.5, expectedThreshold: 0.4 },
    'start.estimate': { projectIds: [projectId] },
    'admin.overview': {},
    'admin.saveSettings': { defaultThreshold: 0.5, pointsBudgetPerHour: 5_000 },
    'words.learnLines': { projectId },
    'words.readLines': { lines: [{ hash: 12_345, issueId: 20_001 }] },
    'settings.read': {},
    'settings.save': { version: 0, settings },
    'settings.undo': { version: 1 },
    'settings.forecast': { settings },
    'settings.preview': { settings, keys: ['ALPHA-1', 'ALPHA-6'] },
    'explanation.status': {},
    'space.saveSettings': { projectId, threshold: 0.5 },
    'roles.read': {},
    'roles.save': { version: 0, managerGroupIds: ['x'], managerRoleIds: [1] },
    'roles.groups': { query: '' },
    'roles.explain': { accountId: 'ben', projectId },
    'teams.read': {},
    'teams.save': {
      ...{ version: 0, teamId: null },
      team: { name: 'Shop', groupIds: [], roleIds: [], projectIds: [projectId], components: [], jql: null },
    },
    'teams.remove': { version: 0, teamId: '0123456789abcdef' },
    'teams.undo': { version: 0 },
    'audit.list': { event: null, accountId: null, from: null, to: null, text: '', before: null, limit: 10 },
    'audit.check': {},
    'audit.exported': { rows: 1, format: 'csv' },
    'backup.read': { at: 0 },
    'backup.restore': { version: 1, part: { kind: 'settings', body: '{}', checksum: '0'.repeat(64) }, isDryRun: false },
    'health.read': {},
    'health.startSelfTest': {},
    'health.selfTest': { testId: '0123456789abcdef' },
    'data.stored': {},
    'data.traces': {},
    'data.erasePerson': { accountId: 'ben' },
    'retention.read': {},
    'retention.save': { auditDays: 30, isOnHold: true },
  };
}
