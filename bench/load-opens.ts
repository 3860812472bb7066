// Panels opened as people open them under load: so many a second, however long those before take, or so many at once.

import type { SiteWorld } from '../local/world';
import { issueIds, open, sleep, timed } from './load-world';

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

/** In a second of its own, of which Forge takes 300 invocations of an installation; fifty at once until `end`. */
export async function openFiftyAtOnce(world: SiteWorld, start: number, end: number): Promise<number[]> {
  await sleep(1_000);
  const ids = issueIds(world);
  const tookMs: number[] = [];
  let next = start;
  const openSome = async () => {
    while (next < end) tookMs.push(await timed(() => open(world, ids[next++ % ids.length] ?? 0)));
  };
  await Promise.all(Array.from({ length: 50 }, openSome));
  return tookMs;
}
