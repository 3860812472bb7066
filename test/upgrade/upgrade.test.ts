// What a release has stored and sent is read by the code of today; and what a newer one has sent, when that had to be
// rolled back, is refused for now and not lost.

import { countingFaults } from '../../local/faults';
import { memory } from '../../local/forge/disk';
import type { Letter } from '../../local/forge/mailbox';
import { VirtualClock } from '../../local/forge/virtual-clock';
import { admin, shownPairs, smallSite, visit } from '../flow/small-site';
import { opened, releases } from './released';

describe.each(releases)('an installation of release $version', (release) => {
  const { wanted } = release;

  it('shows the same pairs, history and settings', async () => {
    const visited = await opened(release);
    const projectIds = [visited.projectId('ALPHA')];
    expect((await shownPairs(visited, admin, 'ALPHA')).map(({ a, b }) => `${a} ${b}`)).toEqual(wanted.pairs);
    const { rows } = await visited.get(admin, 'review.history', { projectIds, cursor: null, limit: 50 });
    expect(rows.map(({ event }) => event)).toEqual(wanted.historyEvents);
    expect((await visited.get(admin, 'settings.read', {})).settings.defaultThreshold).toBe(0.3);
    expect((await visited.get(admin, 'schedules.list', { projectId: projectIds[0] ?? 0 })).schedules).toHaveLength(1);
    await visited.world.stop();
  });

  it('carries on with what was under way, and takes back what was done', async () => {
    const visited = await opened(release);
    const { get, projectId, world } = visited;
    await world.host.settle();
    const { progress } = await get(admin, 'project.latestScan', { projectId: projectId('ALPHA') });
    expect(progress).toMatchObject({ scanId: wanted.scanId, state: 'finished' });
    expect(await get(admin, 'review.bulkStatus', { bulkId: wanted.bulkId })).toMatchObject({
      state: 'finished',
      rows: [{ state: 'done' }],
    });
    expect(await get(admin, 'review.undoAction', { actionId: wanted.actionId })).toMatchObject({ state: 'undone' });
    expect([...world.host.problems]).toEqual([]);
    await world.stop();
  });
});

const messages = [
  ['scan-consumer', { scanId: '0123456789abcdef' }],
  ['change-consumer', { issueIds: [10_001], atMs: 1 }],
  ['act-consumer', { bulkId: '0123456789abcdef' }],
  ['external-consumer', { projectId: 10_001 }],
  ['insight-consumer', { projectId: 10_001 }],
] as const;

describe.each(messages)('a message for %s', (moduleKey, body) => {
  /** How often it is delivered within the day that the platform keeps it. */
  async function deliveries(message: object): Promise<number> {
    const clock = new VirtualClock();
    const storage = memory();
    const atMs = clock.now();
    const letter: Letter = {
      kind: 'async',
      eventId: 'old-1',
      moduleKey,
      body: message,
      chainId: 'old-1',
      notBeforeMs: atMs,
      acceptedAtMs: atMs,
      retryCount: 0,
    };
    await storage.write([['installation/installation-local/mail/000000000000', JSON.stringify(letter)]]);
    const counted = countingFaults();
    const { world } = await visit(smallSite({ issues: 2 }), { faults: counted, storage, clock });
    await world.host.settle();
    await world.stop();
    return counted.points.filter(({ layer, operation }) => layer === 'queue' && operation === 'deliver').length;
  }

  it('from a newer release waits as long as the platform keeps it', async () => {
    expect(await deliveries({ ...body, v: 2, more: true })).toBeGreaterThan(90);
  });

  it('that nobody can read is dropped at once', async () => {
    expect(await deliveries({ ...body, v: 'x' })).toBe(1);
    expect(await deliveries({ v: 1 })).toBe(1);
  });
});
