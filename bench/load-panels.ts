// Panels for a minute, and ten thousand of them in one warm process: none may fail, and what a process keeps of each has
// to be nothing.

import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { noLimits } from '../local/jira/limits';
import { createWorld, type SiteWorld } from '../local/world';
import { openAtPace } from './load-opens';
import { analysedWorld, call, type Figure, figure, issueIds, loadSite, open, projectIdOf } from './load-world';
import { percentile } from './stopwatch';

const opens = 10_000;
/** Until caches and the log of the host are full. */
const warmUpOpens = 3_000;

export async function panelFigures(count: number): Promise<Figure[]> {
  const seed = loadSite(count);
  const world = await analysedWorld(seed);
  const minute = await openAtPace(world, 100, 60);
  await world.stop();
  return [
    figure('100 panels a second for a minute: failures', minute.failures, 'errors', 0),
    figure('100 panels a second for a minute, p95', percentile(minute.tookMs, 0.95), 'ms', 150),
    ...(await soak(await createWorld({ seed, site: { limits: noLimits } }))),
  ];
}

/** An hour of a site, on a clock that skips waiting. */
async function soak(world: SiteWorld): Promise<Figure[]> {
  await call(world, 'project.startScan', { projectIds: [projectIdOf(0)], jql: null });
  await world.host.settle();
  const ids = issueIds(world);
  const openMany = async (times: number): Promise<void> => {
    for (let index = 0; index < times; index++) {
      await open(world, ids[(index * 37) % ids.length] ?? 0);
      await world.host.advance(360);
    }
  };
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const residentMb = (): number => {
    collect();
    return process.memoryUsage.rss() / 1e6;
  };
  await openMany(warmUpOpens);
  const beforeMb = residentMb();
  await openMany(opens);
  const moreMb = residentMb() - beforeMb;
  await world.stop();
  return [figure(`${opens} panels in one warm process: more memory`, moreMb, 'MB', 20)];
}
