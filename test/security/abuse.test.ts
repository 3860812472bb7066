// A whole day of work on a site whose every text carries a canary and whose words are names of object properties: nothing
// of it gets into logs, storage or prototypes, nothing that the app does wakes it again, and nobody can make it work
// without end.

import { countingFaults, type Fault } from '../../local/faults';
import { limits } from '../../src/limits';
import { admin, member, shownPairs, smallSite, visit, type Visit } from '../flow/small-site';

const names = [
  ...['__proto__', 'constructor', 'prototype', 'toString', 'valueOf', 'hasOwnProperty', 'isPrototypeOf', 'toJSON'],
  ...['__defineGetter__', '__defineSetter__', '__lookupGetter__', '__lookupSetter__', 'propertyIsEnumerable'],
  ...['toLocaleString', 'length', 'name', 'arguments', 'caller', 'apply', 'call', 'bind', 'then', 'catch', 'finally'],
  ...['get', 'set', 'has', 'size', 'symbol', 'undefined'],
];
const ofPrototype = JSON.stringify(Object.getOwnPropertyNames(Object.prototype));

it('30 names of object properties are words like any other, in texts, labels, payloads, scopes and rules', async () => {
  expect(new Set(names).size).toBe(30);
  const visited = await visit(
    smallSite({
      issues: 60,
      projectKeys: ['ALPHA'],
      change: (issue, index) => {
        const name = names[index % 30] ?? '';
        return {
          ...issue,
          summary: `${name} breaks ${name} again`,
          labels: [name],
          description: `${name}\n{${name}: 1}`,
        };
      },
    }),
  );
  await visited.analyse('ALPHA');
  const projectId = visited.projectId('ALPHA');
  const found = new Set((await shownPairs(visited, admin, 'ALPHA')).map(({ a, b }) => [a, b].sort().join(' ')));
  const missing = names.filter((_, at) => !found.has([`ALPHA-${at + 1}`, `ALPHA-${at + 31}`].sort().join(' ')));
  expect(missing).toEqual([]);
  for (const name of names) {
    const search = { projectId, summary: `${name} breaks ${name}`, description: '', limit: 5 };
    expect(await visited.call(member, 'live.search', search)).toMatchObject({ ok: true });
    const payload = JSON.parse(`{"projectId":${projectId},"${name}":{"isAdmin":true}}`) as { projectId: number };
    expect(await visited.call(member, 'project.latestScan', payload)).toMatchObject({ ok: true });
    const scope = { id: null, name, projectIds: [projectId], jql: null };
    const { version } = await visited.get(admin, 'scopes.list', { projectId });
    const narrowing = { typeIds: [], componentNames: [name], sprint: null, teamId: null, backlogIds: [] };
    await visited.call(admin, 'scopes.save', { projectId, expectedVersion: version, scope: { ...scope, narrowing } });
    await visited.world.host.advance(1_000);
  }
  expect(JSON.stringify(Object.getOwnPropertyNames(Object.prototype))).toBe(ofPrototype);
  await visited.world.stop();
});

describe('a day of work', () => {
  const canary = 'canaryword';
  const counted = countingFaults({
    at: ({ operation }): Fault | undefined =>
      isRefusing && operation.endsWith('/bulkfetch') ? refusal(canary) : undefined,
  });
  let isRefusing = false;
  let visited: Visit;
  let actionId = '';
  const wakes = () =>
    counted.points.filter(({ layer, operation }) => layer === 'event' && operation === 'deliver').length;

  beforeAll(async () => {
    visited = await visit(
      smallSite({
        issues: 40,
        projectKeys: ['ALPHA'],
        canary,
        change: (issue, at) => ({ ...issue, labels: [`${canary}${at}`] }),
      }),
      { faults: counted },
    );
    await visited.analyse('ALPHA');
  });
  afterAll(() => visited.world.stop());

  it('is not woken by what it writes itself: a merge, its undo, a bulk action', async () => {
    const before = wakes();
    const pair = { duplicateId: visited.issueId('ALPHA-12'), canonicalId: visited.issueId('ALPHA-2') };
    const { planToken } = await visited.get(admin, 'review.previewMerge', pair);
    actionId = (await visited.get(admin, 'review.applyMerge', { planToken: planToken ?? '' })).actionId;
    await visited.world.host.settle();
    expect(wakes()).toBe(before);
    await visited.get(admin, 'review.undoAction', { actionId });
    await visited.world.host.settle();
    expect(wakes()).toBe(before);
    const pairs = [3, 4, 5].map((at) => ({
      duplicateId: visited.issueId(`ALPHA-${at + 10}`),
      canonicalId: visited.issueId(`ALPHA-${at}`),
    }));
    const { bulkId } = await visited.get(admin, 'review.bulkPreview', { pairs });
    await visited.get(admin, 'review.bulkStart', { planToken: bulkId });
    await visited.world.host.settle();
    expect(await visited.get(admin, 'review.bulkStatus', { bulkId })).toMatchObject({ state: 'finished' });
    expect(wakes()).toBe(before);
  });

  it('leaves no word of a work item in a log line or in the storage, not even of an error that quotes one', async () => {
    const issueId = visited.issueId('ALPHA-1');
    await visited.get(member, 'panel.candidates', { issueId });
    const request = {
      projectId: visited.projectId('ALPHA'),
      summary: `${canary} login`,
      description: canary,
      limit: 5,
    };
    await visited.get(member, 'live.search', request);
    isRefusing = true;
    expect(await visited.call(member, 'panel.candidates', { issueId })).toMatchObject({ ok: false });
    isRefusing = false;
    await visited.world.host.advance(24 * 3_600_000);
    const { logs, storage } = visited.world.installation;
    expect(logs.length).toBeGreaterThan(20);
    expect(logs.filter(({ text }) => text.includes(canary))).toEqual([]);
    const lines = new Map<string, number>();
    for (const { invocationId } of logs) lines.set(invocationId, (lines.get(invocationId) ?? 0) + 1);
    expect(Math.max(...lines.values())).toBeLessThanOrEqual(50);
    const names = ['Ada Admin', 'Ben Member', 'The login page', canary];
    const stored = Object.entries(await storage.dump()).filter(([, value]) =>
      names.some((name) => JSON.stringify(value).includes(name)),
    );
    expect(stored.map(([key]) => key)).toEqual([]);
  });
});

function refusal(text: string): Fault {
  return {
    kind: 'answer',
    status: 400,
    body: JSON.stringify({ errorMessages: [`The field ${text} is wrong.`], errors: {} }),
  };
}

it('nobody can make it work without end: six ways to ask for too much', async () => {
  const visited = await visit(smallSite({ issues: 12, projectKeys: ['ALPHA'] }));
  const projectIds = [visited.projectId('ALPHA')];
  const start = (who: typeof admin, request: object) =>
    visited.call(who, 'project.startScan', { projectIds, jql: null, ...request });
  expect(await start(member, {})).toMatchObject({ failure: { code: 'NOT_ALLOWED' } });
  const twenty = await Promise.all(Array.from({ length: 20 }, () => start(admin, {})));
  // Of so many at once some are asked to try again; the others all get the same one.
  const refused = twenty.flatMap((answer) => (answer.ok ? [] : [answer.failure.code]));
  expect(new Set(twenty.flatMap((answer) => (answer.ok ? [answer.value.scanId] : []))).size).toBe(1);
  expect(refused.filter((code) => code !== 'CONFLICT')).toEqual([]);
  await visited.world.host.settle();
  const scans = async () =>
    Object.keys(await visited.world.installation.storage.dump()).filter((key) => key.includes('guarded-record/scan:'));
  expect(await start(admin, { jql: 'created >= -10d' })).toMatchObject({ ok: true });
  const before = await scans();
  for (const jql of ['created >= -20d', 'resolution is EMPTY']) {
    expect(await start(admin, { jql })).toEqual({
      ok: false,
      failure: {
        code: 'TOO_SOON',
        message: 'You have only just started another analysis.',
        retryAfterSeconds: expect.any(Number),
        reference: expect.any(String),
      },
    });
  }
  expect(await scans()).toEqual(before);
  await visited.world.host.settle();
  const tooMany = Array.from({ length: limits.maxProjects + 1 }, (_, at) => at + 1);
  expect(await start(admin, { projectIds: tooMany })).toMatchObject({ failure: { code: 'BAD_INPUT' } });
  const long = `summary ~ "${'x'.repeat(limits.maxJqlLength)}"`;
  expect(await start(admin, { jql: long })).toMatchObject({ failure: { code: 'BAD_INPUT' } });
  const pairs = Array.from({ length: limits.maxBulkItems + 1 }, (_, at) => ({ duplicateId: at + 2, canonicalId: 1 }));
  expect(await visited.call(member, 'review.bulkPreview', { pairs })).toMatchObject({ failure: { code: 'BAD_INPUT' } });
  await visited.world.stop();
});
