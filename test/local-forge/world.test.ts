// The real app, unmodified, in the world that `npm start` and every flow test use: a scan from the project page through
// the real queue and storage, and what survives when the world is stopped and opened again on the same folder.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PairsView, Result, ScanProgress } from '../../src/contract';
import { type Faults, randomFaults, swarmRates } from '../../local/faults';
import { freshSite, type SiteSeed } from '../../local/jira/seed';
import { createWorld, type SiteWorld, type WorldOptions } from '../../local/world';

const reporter = 'person-1';

function smallSite(name: string): SiteSeed {
  const texts = [
    'Login page shows a blank screen after the password was changed',
    'Blank screen on the login page when the password was changed',
    'Export of the yearly report takes more than ten minutes',
    'Map tiles flicker while zooming on a slow connection',
  ];
  return {
    ...freshSite,
    title: name,
    people: [{ accountId: reporter, displayName: 'Robin', groups: ['jira-users', 'site-admins'], isSiteAdmin: true }],
    projects: [{ id: 10001, key: 'ONE', name: 'One', browse: 'everyone', admins: ['site-admins'] }],
    issues: texts.map((summary, index) => ({
      id: 20001 + index,
      key: `ONE-${index + 1}`,
      project: 'ONE',
      type: 'Bug',
      status: 'To Do',
      created: '2025-11-03T10:00:00.000Z',
      updated: '2025-11-03T10:00:00.000Z',
      reporter,
      summary: `${name}: ${summary}`,
      description: `${summary}. Seen in ${name}.`,
    })),
  };
}

async function startScan({ installation }: Pick<SiteWorld, 'installation'>): Promise<ScanProgress> {
  const payload = { projectIds: [10001], jql: null };
  const result = (await installation.invoke({
    moduleKey: 'backlog-intelligence',
    functionKey: 'project.startScan',
    payload,
    accountId: reporter,
  })) as Result<ScanProgress>;
  if (!result.ok) throw new Error(result.failure.message);
  return result.value;
}

async function latestScan({ installation }: Pick<SiteWorld, 'installation'>): Promise<ScanProgress | null> {
  const payload = { projectId: 10001 };
  const request = {
    moduleKey: 'backlog-intelligence',
    functionKey: 'project.latestScan',
    payload,
    accountId: reporter,
  };
  const result = (await installation.invoke(request)) as Result<{ progress: ScanProgress | null }>;
  if (!result.ok) throw new Error(result.failure.message);
  return result.value.progress;
}

describe('a world', () => {
  it('runs a scan of the real app to its end', async () => {
    const world = await createWorld({ seed: smallSite('solo') });
    await startScan(world);
    await world.host.settle();
    expect(await latestScan(world)).toMatchObject({ state: 'finished', fraction: 1 });
    expect([...world.host.problems]).toEqual([]);
    expect(world.installation.meters.jiraRequests).toBeGreaterThan(0);
    await world.stop();
  });

  it('goes on with a scan that was queued when its host was stopped', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'world-'));
    const before = await createWorld({ seed: smallSite('kept'), folder });
    await startScan(before);
    before.site.changeProject('ONE', { name: 'Renamed' });
    await before.stop();
    const after = await createWorld({ seed: smallSite('kept'), folder });
    await after.host.settle();
    expect(await latestScan(after)).toMatchObject({ state: 'finished', fraction: 1 });
    expect(after.site.snapshot().projects[0]?.name).toBe('Renamed');
    await after.stop();
    rmSync(folder, { recursive: true });
  });

  it('runs by itself on the wall clock', async () => {
    const world = await createWorld({ seed: smallSite('wall'), clock: 'wall' });
    world.host.start();
    await startScan(world);
    await world.host.settle();
    expect(await latestScan(world)).toMatchObject({ state: 'finished' });
    await world.stop();
  });

  it('tells who waits for it when it is stopped before everything was delivered', async () => {
    const world = await createWorld({ seed: smallSite('stopped'), clock: 'wall' });
    await startScan(world);
    const settled = world.host.settle();
    await Promise.all([expect(settled).rejects.toThrow('The host was stopped'), world.stop()]);
  });

  it('ends with the same pairs under faults of every kind, whatever order the seed gives to concurrent calls', async () => {
    const calm = await scanUntilFinished({});
    expect(calm).toEqual(['ONE-1 ONE-2']);
    let injected = 0;
    for (let seed = 1; seed <= 25; seed++) {
      const faults = randomFaults(seed, swarmRates(seed, 0.05));
      expect({ seed, pairs: await scanUntilFinished({ faults, schedule: seed }) }).toEqual({ seed, pairs: calm });
      injected += faults.injected;
    }
    expect(injected).toBeGreaterThan(25);
  });
});

/**
 * A person who tries again when the page shows an error, looks in once an hour, and presses nothing else. After a day
 * the storm ends, and then everything has to come to its end.
 */
async function scanUntilFinished(options: WorldOptions): Promise<string[]> {
  let isStorm = true;
  const faults: Faults = { at: (point) => (isStorm ? (options.faults?.at(point) ?? undefined) : undefined) };
  const world = await createWorld({ seed: smallSite('storm'), ...options, faults });
  const tried = async <T>(work: () => Promise<T>): Promise<T> => {
    for (let attempt = 1; ; attempt++) {
      try {
        return await work();
      } catch (error) {
        if (attempt === 40) throw error;
        await world.host.advance(5000);
      }
    }
  };
  await tried(() => startScan(world));
  await world.host.settle();
  for (let hour = 0; hour < 48; hour++) {
    isStorm = hour < 24;
    const scan = await tried(() => latestScan(world));
    if (scan?.state === 'finished') break;
    await world.host.advance(3_600_000);
  }
  isStorm = false;
  const pairs = await tried(() => pairsOf(world));
  await world.stop();
  return pairs;
}

async function pairsOf({ installation }: Pick<SiteWorld, 'installation'>): Promise<string[]> {
  const payload = { projectId: 10001, threshold: 0.3, tier: 'any', sort: 'score', cursor: null, limit: 50 };
  const request = { moduleKey: 'backlog-intelligence', functionKey: 'project.pairs', payload, accountId: reporter };
  const result = (await installation.invoke(request)) as Result<PairsView>;
  if (!result.ok) throw new Error(result.failure.message);
  if (result.value.state !== 'ready') throw new Error(`The pairs are ${result.value.state}.`);
  return result.value.rows.map(({ a, b }) => `${a.key} ${b.key}`);
}
