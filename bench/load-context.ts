// What people wait for inside of Jira, under load: opening the panel, a hint while creating, an answer for each key of the
// search, on 20,000 invented issues. App and stand-in share one thread here, so at fifty at once each also waits for the others' computing.

import type { SiteSeed } from '../local/jira/seed';
import type { SiteWorld } from '../local/world';
import { openAtPace, openFiftyAtOnce } from './load-opens';
import { analysedWorld, call, type Figure, figure, issueIds, loadSite, open, projectIdOf, timed } from './load-world';
import { cpuMs, percentile } from './stopwatch';

const projectId = projectIdOf(0);
let jiraDelayMs = 0;

export async function contextFigures(count: number): Promise<Figure[]> {
  const seed = loadSite(count);
  const world = await analysedWorld(seed, () => jiraDelayMs);
  try {
    const cost = await panelCost(world);
    // Where fifty come at once, some came before; without them V8 would be compiling in half of the opens that count.
    await openFiftyAtOnce(world, 0, 250);
    return [
      ...cost,
      ...(await panelLoad(world, 0, 150)),
      ...(await panelLoad(world, 200, 1_200)),
      ...(await panelRush(world)),
      ...(await hints(world, seed)),
      ...(await typing(world, seed)),
    ];
  } finally {
    await world.stop();
  }
}

async function panelCost(world: SiteWorld): Promise<Figure[]> {
  const ids = issueIds(world);
  await open(world, ids[0] ?? 0);
  const before = { ...world.installation.meters, points: world.site.pointsUsed() };
  await open(world, ids[7] ?? 0);
  const { meters } = world.installation;
  return [
    figure('one panel: requests to Jira', meters.jiraRequests - before.jiraRequests, 'requests', 2),
    figure('one panel: points', world.site.pointsUsed() - before.points, 'points', 12),
    figure('one panel: storage reads', meters.kvsReads - before.kvsReads, 'reads', 3),
    figure('one panel: storage writes', meters.kvsWrites - before.kvsWrites, 'writes', 0),
  ];
}

async function panelLoad(world: SiteWorld, delayMs: number, most: number): Promise<Figure[]> {
  jiraDelayMs = delayMs;
  const cpuBeforeMs = cpuMs();
  const tookMs = [...(await openFiftyAtOnce(world, 0, 250)), ...(await openFiftyAtOnce(world, 250, 500))];
  const cpuOfOneMs = (cpuMs() - cpuBeforeMs) / tookMs.length;
  jiraDelayMs = 0;
  return [
    figure(`panel, 50 at once, Jira at ${delayMs} ms, p95`, percentile(tookMs, 0.95), 'ms', most),
    // With one thread for all, fifty at once take fifty times this.
    figure(`panel, Jira at ${delayMs} ms, processor time of one`, cpuOfOneMs, 'ms', most / 50),
  ];
}

/** 300 people come back from lunch: all within one second, each on a work item of their own. */
async function panelRush(world: SiteWorld): Promise<Figure[]> {
  const { failures } = await openAtPace(world, 300, 1);
  return [figure('300 panels in one second: failures', failures, 'errors', 0)];
}

async function hints(world: SiteWorld, { issues }: SiteSeed): Promise<Figure[]> {
  const tookMs: number[] = [];
  for (let index = 0; index < 100; index++) {
    const { summary, description } = issues[(index * 193) % issues.length] ?? { summary: '', description: '' };
    const request = { projectId, summary: `${summary} again`, description };
    tookMs.push(await timed(() => call(world, 'hints.find', request)));
  }
  return [figure('hint while creating, p95', percentile(tookMs, 0.95), 'ms', 500)];
}

async function typing(world: SiteWorld, { issues }: SiteSeed): Promise<Figure[]> {
  const tookMs: number[] = [];
  for (let index = 0; index < 15; index++) {
    const { summary } = issues[(index * 811) % issues.length] ?? { summary: '' };
    for (let length = 1; length <= Math.min(summary.length, 30); length++) {
      const request = { projectId, summary: summary.slice(0, length), description: '', limit: 8 };
      tookMs.push(await timed(() => call(world, 'live.search', request)));
    }
  }
  return [figure('search, an answer for each key, p95', percentile(tookMs, 0.95), 'ms', 200)];
}
