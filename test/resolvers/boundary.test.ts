// Every method of every page, called by everybody with everything. Whoever can load a page can send any payload, so a
// method answers with a Result whatever comes, refuses what its schema does not allow before it touches Jira or the
// storage, and never takes from the payload who is calling.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PersonSeed } from '../../local/jira/seed';
import { access } from '../../resolvers/access';
import { admin, member, smallSite, visit, type Visit } from '../flow/small-site';

const methods = Object.keys(access);
/** Methods that ask for nothing: there, nothing at all is a right request. */
const askNothing = new Set([
  'admin.overview',
  'explanation.status',
  'hints.projects',
  'review.spaces',
  'review.bulks',
  'roles.read',
  'audit.check',
  'retention.read',
  'settings.read',
  'data.stored',
  'data.traces',
  'teams.read',
  'teams.choices',
  'person.read',
  'inbox.read',
  'health.read',
  'health.startSelfTest',
]);
const lead: PersonSeed = { accountId: 'lea', displayName: 'Lea Lead', groups: ['jira-users'] };
const outsider: PersonSeed = { accountId: 'otto', displayName: 'Otto Outsider', groups: [] };
const customer: PersonSeed = { ...outsider, accountId: 'cleo', displayName: 'Cleo Customer', accountType: 'customer' };
const callers: readonly (PersonSeed | null)[] = [
  admin,
  lead,
  member,
  outsider,
  customer,
  { ...outsider, accountId: 'unknown' },
  null,
];

function deep(levels: number): unknown {
  let value: unknown = 1;
  for (let level = 0; level < levels; level++) value = { issueId: value };
  return value;
}

/** None of these is a right request of any method. */
const payloads: readonly unknown[] = [
  undefined,
  null,
  [],
  'text',
  7,
  { issueId: 'x'.repeat(100_000), query: 5, projectId: 'x', jql: 9, scanId: 'x' },
  JSON.parse('{"__proto__":{"isAdmin":true},"accountId":"ada","isAdmin":true,"role":"admin"}'),
  { issueId: '10001', projectId: '10001', query: ['x'], jql: {}, scanId: 10_001, defaultThreshold: '0.5' },
  { issueId: -1, projectId: 1.5, query: null, jql: true, scanId: '../../x', projectIds: [] },
  deep(1_000),
  { issueId: null, projectId: null, projectIds: [null], jql: 5, query: {}, scanId: null },
  { issueId: 'summary ~ "x" OR 1=1', projectId: "1'; DROP TABLE", query: 0, jql: [], scanId: '‮😀' },
];

describe('the door of the pages', () => {
  let visited: Visit;

  beforeAll(async () => {
    const seed = smallSite({ people: [admin, lead, member, outsider, customer] });
    const projects = seed.projects.map((project, index) => ({
      ...project,
      browse: index === 0 ? ['jira-users'] : ['site-admins'],
      admins: index === 0 ? [lead.accountId] : [admin.accountId],
    }));
    visited = await visit({ ...seed, projects });
    await visited.analyse('BETA');
  });

  afterAll(() => visited.world.stop());

  const send = (method: string, payload: unknown, who: PersonSeed | null): Promise<unknown> =>
    visited.world.installation.invoke({
      moduleKey: 'backlog-intelligence',
      functionKey: method,
      payload,
      ...(who === null ? {} : { accountId: who.accountId }),
    });

  it.each(methods)(
    '%s refuses every wrong payload of every caller, before it asks Jira or the storage',
    async (method) => {
      const { meters } = visited.world.installation;
      await visited.world.host.advance(1_000);
      const before = { ...meters };
      for (const who of callers) {
        for (const payload of payloads) {
          // Nothing at all is a right request where nothing is asked for.
          if (askNothing.has(method) && (payload === undefined || payload === null || Array.isArray(payload))) continue;
          expect(await send(method, payload, who)).toMatchObject({
            ok: false,
            failure: { code: who === null ? 'NOT_ALLOWED' : 'BAD_INPUT', message: expect.any(String) },
          });
        }
      }
      expect([meters.jiraRequests, meters.kvsReads, meters.kvsWrites]).toEqual([
        before.jiraRequests,
        before.kvsReads,
        before.kvsWrites,
      ]);
      expect(Object.prototype).not.toHaveProperty('isAdmin');
    },
  );

  it('knows a role for every method that a page can call, and a method for every role', async () => {
    for (const method of methods) {
      expect(await send(method, null, null)).toMatchObject({ failure: { message: 'Sign in to Jira to use this.' } });
    }
    const known = readdirSync(join(__dirname, '..', '..', 'resolvers')).flatMap((name) => [
      ...readFileSync(join(__dirname, '..', '..', 'resolvers', name), 'utf8').matchAll(/expose\(\s*'([\w.]+)'/g),
    ]);
    expect(known.map(([, name]) => name).sort()).toEqual([...methods].sort());
  });

  it.each(['constructor', '__proto__', 'toString', 'hasOwnProperty', '', 'panel.nothing'])(
    'does not know a method named %j, though every object may',
    async (name) => {
      expect(await send(name, {}, admin)).toEqual({
        ok: false,
        failure: { code: 'BAD_INPUT', message: 'There is no such method.' },
      });
    },
  );

  it('lets only Jira administrators see and save what is for them', async () => {
    const settings = { defaultThreshold: 0.5, pointsBudgetPerHour: 5_000 };
    for (const who of [lead, member, outsider]) {
      for (const [method, payload] of [
        ['admin.overview', {}],
        ['admin.saveSettings', settings],
      ] as const) {
        expect(await send(method, payload, who)).toMatchObject({ ok: false, failure: { code: 'NOT_ALLOWED' } });
      }
    }
    expect(await send('admin.saveSettings', settings, admin)).toEqual({ ok: true, value: settings });
    expect(await send('admin.overview', {}, admin)).toMatchObject({ ok: true, value: settings });
  });

  it('does not believe a page that claims to be somebody else', async () => {
    const request = { projectIds: [visited.projectId('BETA')], jql: null, accountId: admin.accountId, isAdmin: true };
    expect(await send('project.startScan', request, lead)).toMatchObject({ ok: false, failure: { code: 'NOT_FOUND' } });
  });

  it('treats a hidden space as one that does not exist, for every method about it', async () => {
    const projectId = visited.projectId('BETA');
    const pairs = { projectId, threshold: 0.5, tier: 'any', sort: 'score', cursor: null, limit: 5 };
    for (const [method, request] of [
      ['project.latestScan', { projectId }],
      ['project.pairs', pairs],
    ] as const) {
      const hidden = await send(method, request, member);
      const absent = await send(method, { ...request, projectId: 99_999 }, member);
      expect(hidden).toMatchObject({ ok: false, failure: { code: 'NOT_FOUND' } });
      expect(absent).toMatchObject({ ok: false, failure: { code: 'NOT_FOUND' } });
    }
  });

  it('lets nobody cancel or resume a scan whose spaces they do not administer', async () => {
    const scan = await visited.get(admin, 'project.latestScan', { projectId: visited.projectId('BETA') });
    for (const method of ['project.cancelScan', 'project.resumeScan']) {
      for (const who of [lead, member, outsider]) {
        const answer = await send(method, { scanId: scan.progress?.scanId }, who);
        expect(answer).toMatchObject({ ok: false, failure: { code: 'NOT_FOUND' } });
      }
    }
  });

  it('writes one line for each call, without a word of what was asked or answered', async () => {
    await send('project.choices', { query: 'secretquery' }, admin);
    await send('panel.candidates', { issueId: 'secretpayload' }, admin);
    const lines = visited.world.installation.logs.slice(-2).map(({ text }) => text);
    expect(lines.map((line) => line.includes('project.choices'))).toEqual([true, false]);
    expect(lines.join('')).not.toMatch(/secret|Space|title/);
  });
});

describe('a licence', () => {
  it.each([
    [{ active: true }, true],
    [{ isActive: true }, true],
    [{ active: false }, false],
    [{}, false],
  ])('of %j lets people in: %p', async (license, isIn) => {
    const visited = await visit(smallSite(), { license });
    const answer = await visited.call(admin, 'project.choices', { query: '' });
    expect(answer).toMatchObject(isIn ? { ok: true } : { ok: false, failure: { code: 'UNLICENSED' } });
    await visited.world.stop();
  });
});
