// Panels for a minute, and ten thousand of them in one warm process: none may fail, and what a process keeps of each has
// to be nothing.

import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { SiteWorld } from '../local/world';
import { analysedWorld, type Figure, figure, issueIds, loadSite, open, sleep, timed } from './load-world';
import { percentile } from './stopwatch';

const opens = 10_000;
/** Until caches and the log of the host are full. */
const warmUpOpens = 3_000;

export async function panelFigures(count: number): Promise<Figure[]> {
  const world = await analysedWorld(loadSite(count));
  try {
    const minute = await openAtPace(world, 100, 60);
    return [
      figure('100 panels a second for a minute: failures', minute.failures, 'errors', 0),
      figure('100 panels a second for a minute, p95', percentile(minute.tookMs, 0.95), 'ms', 150),
      ...(await soak(world)),
    ];
  } finally {
    await world.stop();
  }
}

/** Opens come when they come, however long those before them take. */
export async function openAtPace(
  world: SiteWorld,
  perSecond: number,
  seconds: number,
): Promise<{ readonly failures: number; readonly tookMs: readonly number[] }> {
  const ids = issueIds(world);
  const tookMs: number[] = [];
  let failures = 0;
  const one = async (index: number): Promise<void> => {
    await sleep((index * 1_000) / perSecond);
    try {
      tookMs.push(await timed(() => open(world, ids[(index * 37) % ids.length] ?? 0)));
    } catch {
      // What is counted is that it failed; the app's own log says why.
      failures++;
    }
  };
  await Promise.all(Array.from({ length: perSecond * seconds }, (_, index) => one(index)));
  return { failures, tookMs };
}

async function soak(world: SiteWorld): Promise<Figure[]> {
  const ids = issueIds(world);
  const openMany = async (times: number): Promise<void> => {
    for (let index = 0; index < times; index++) await open(world, ids[(index * 37) % ids.length] ?? 0);
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
  return [figure(`${opens} panels in one warm process: more memory`, residentMb() - beforeMb, 'MB', 20)];
}
