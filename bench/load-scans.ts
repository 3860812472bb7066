// Analyses under load: what one of 10,000 work items costs, five of them while fifty people review, and one of 100,000
// that the hourly budget of points stops again and again, which has to find what one finds that is hardly stopped.

import { noLimits } from '../local/jira/limits';
import { finishedPairs } from '../local/simulation/stored';
import { createWorld, type SiteWorld } from '../local/world';
import { call, type Figure, figure, issueIds, loadSite, projectIdOf } from './load-world';
import { cpuMs, peakRssMb, percentile } from './stopwatch';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

export async function scanFigures(): Promise<Figure[]> {
  const world = await createWorld({ seed: loadSite(10_000), site: { limits: noLimits } });
  const { meters } = world.installation;
  const residentBeforeMb = process.memoryUsage.rss() / 1e6;
  const cpuBeforeMs = cpuMs();
  await call(world, 'project.startScan', { projectIds: [projectIdOf(0)], jql: null });
  await world.host.settle();
  const figures = [
    figure('analysis of 10,000: points', world.site.pointsUsed(), 'points', 10_200),
    figure('analysis of 10,000: requests to Jira', meters.jiraRequests, 'requests', 110),
    figure('analysis of 10,000: processor time, Jira included', (cpuMs() - cpuBeforeMs) / 1_000, 's', 60),
    figure('analysis of 10,000: memory at its peak, above the site', peakRssMb() - residentBeforeMb, 'MB', 300),
    figure('analysis of 10,000: units written', meters.writeUnits, 'units', 600),
    figure('analysis of 10,000: pushes', meters.pushes, 'pushes', 6),
  ];
  await world.stop();
  return figures;
}

const spaces = 5;
const reviewers = 50;

/** Ten minutes of virtual time; each call of Jira takes 100 ms of it, each of the storage 10. */
export async function reviewersBesideScans(): Promise<Figure[]> {
  const world = await createWorld({ seed: loadSite(spaces * 1_000, spaces), site: { limits: noLimits } });
  const { meters } = world.installation;
  const endMs = world.clock.now() + 10 * minuteMs;
  for (let space = 0; space < spaces; space++) {
    await call(world, 'project.startScan', { projectIds: [projectIdOf(space)], jql: null });
  }
  const before = { ...meters };
  const ids = issueIds(world);
  const tookMs: number[] = [];
  let failures = 0;
  // One after the other on one clock: what each waits for is its own calls, and everything else goes on beside them.
  for (let turn = 0; world.clock.now() < endMs; turn++) {
    const a = ids[(turn * 7) % ids.length] ?? 0;
    const b = a + 1 + Math.floor((turn * 7) / ids.length);
    const startedMs = world.clock.now();
    const verdict = (['duplicate', 'related', 'not-duplicate'] as const)[turn % 3] ?? 'related';
    await call(world, 'review.decide', { a, b, verdict, snoozeDays: null, expectedVersion: 0 }, turn % reviewers).catch(
      () => failures++,
    );
    tookMs.push(world.clock.now() - startedMs);
    // Each of the fifty decides about every twenty seconds.
    await world.host.advance(400);
  }
  const minutes = 10;
  const requests = meters.kvsReads + meters.kvsWrites - before.kvsReads - before.kvsWrites;
  const figures = [
    figure(`${reviewers} reviewers beside ${spaces} analyses: failures`, failures, 'errors', 0),
    figure('... a decision, p95', percentile(tookMs, 0.95), 'ms', 300),
    figure('... requests to the storage in a second', requests / (minutes * 60), 'requests', 200),
    figure('... units written in a minute', (meters.writeUnits - before.writeUnits) / minutes, 'units', 1_000),
  ];
  await world.stop();
  return figures;
}

/** Minutes of real time: 100,000 work items twice. */
export async function largeScanFigures(count: number): Promise<Figure[]> {
  const paced = await largeScan(count, 10_000);
  const free = await largeScan(count, 50_000);
  const isSame = JSON.stringify(paced.pairs) === JSON.stringify(free.pairs);
  const what = `analysis of ${count}`;
  return [
    figure(`${what}, 10,000 points an hour: virtual time`, paced.hours, 'hours', (1.2 * count) / 10_000),
    figure(`${what}, 10,000 points an hour: most points in an hour`, paced.mostPoints, 'points', 10_000),
    figure(`${what}, 50,000 points an hour: virtual time`, free.hours, 'hours', null),
    figure(`${what}: pushes`, paced.pushes, 'pushes', 50),
    figure(`${what}: paced and hardly paced find other pairs`, isSame && paced.pairs.length > 0 ? 0 : 1, 'errors', 0),
    figure(`${what}: pairs`, paced.pairs.length, 'pairs', null),
  ];
}

async function largeScan(count: number, pointsBudgetPerHour: number) {
  const world: SiteWorld = await createWorld({ seed: loadSite(count), site: { limits: noLimits } });
  const { version, settings } = await call(world, 'settings.read', {});
  await call(world, 'settings.save', { version, settings: { ...settings, pointsBudgetPerHour } });
  const startedMs = world.clock.now();
  const started = await call(world, 'project.startScan', { projectIds: [projectIdOf(0)], jql: null });
  let mostPoints = 0;
  let spent = world.site.pointsUsed();
  let endedMs = startedMs;
  for (let state = started.state; !['finished', 'failed', 'cancelled'].includes(state);) {
    await world.host.advance(hourMs - (world.clock.now() % hourMs));
    mostPoints = Math.max(mostPoints, world.site.pointsUsed() - spent);
    const { progress } = await call(world, 'project.latestScan', { projectId: projectIdOf(0) });
    // Looking costs points too, which are not the analysis's.
    spent = world.site.pointsUsed();
    state = progress?.state ?? 'failed';
    endedMs = Date.parse(progress?.finishedAt ?? '') || endedMs;
  }
  const pairs = finishedPairs(await world.installation.storage.dump(), started) ?? [];
  const { pushes } = world.installation.meters;
  await world.stop();
  return { pairs, pushes, mostPoints, hours: (endedMs - startedMs) / hourMs };
}
