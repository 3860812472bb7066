// The host as a test bench: a small job that copies a counter step by step, killed before and after each await, interleaved
// by a seed, and stormed by random faults. The right job always ends the same; a job with a known mistake is caught.

import { Queue } from '@forge/events';
import { Filter, FilterConditions, kvs } from '@forge/kvs';
import { countingFaults, killAt, randomFaults, swarmRates, type Faults } from '../../local/faults';
import { SeededScheduler } from '../../local/forge/scheduler';
import { VirtualClock } from '../../local/forge/virtual-clock';
import { smallWorld, type SmallApp, type SmallWorld } from './small-world';

const steps = 4;
const queue = () => new Queue({ key: 'short' });

interface Lease {
  readonly version: number;
}

/** Moves a versioned record forward one step at a time; every step is safe to repeat. */
const carefulJob: SmallApp = {
  consume: async () => {
    for (;;) {
      const version = (await kvs.entity<Lease>('lease').get('job'))?.version ?? 0;
      if (version === steps) return;
      await kvs.set(`step:${version}`, version);
      const unchanged = new Filter<Lease>();
      const conditions =
        version === 0
          ? unchanged.and('version', FilterConditions.notExists())
          : unchanged.and('version', FilterConditions.equalTo(version));
      await kvs
        .transact()
        .set<Lease>('job', { version: version + 1 }, { entityName: 'lease', conditions })
        .execute();
    }
  },
};

/** Counts by reading and writing, so that a repeated step counts twice. */
const carelessJob: SmallApp = {
  consume: async () => {
    for (let step = 0; step < steps; step++) {
      const count = (await kvs.get<number>('count')) ?? 0;
      await kvs.set('count', count + 1);
    }
  },
};

async function run(
  app: SmallApp,
  faults: Faults,
  workers = 1,
): Promise<{ readonly dump: Record<string, unknown>; readonly world: SmallWorld }> {
  const world = await smallWorld(app, { faults });
  await push(world, workers);
  await world.host.settle();
  return { dump: await world.installation.storage.dump(), world };
}

/** Pushes until it is known to have worked, as a person would who sees an error and presses the button again. */
async function push(world: SmallWorld, workers: number): Promise<void> {
  for (let attempt = 0; attempt < 50; attempt++) {
    try {
      await world.inside(() => queue().push(Array.from({ length: workers }, () => ({ body: {} }))));
      return;
    } catch (error) {
      if (attempt === 49) throw error;
    }
  }
}

const finished = {
  'entity/lease/job': { version: steps },
  'kv/step:0': 0,
  'kv/step:1': 1,
  'kv/step:2': 2,
  'kv/step:3': 3,
};

describe('killing at every await', () => {
  it.each(['before', 'after'] as const)('%s it leaves the careful job with the same result', async (when) => {
    const counting = countingFaults();
    expect((await run(carefulJob, counting)).dump).toEqual(finished);
    expect(counting.points.length).toBeGreaterThan(3 * steps);
    for (let index = 0; index < counting.points.length; index++) {
      const { dump, world } = await run(carefulJob, killAt(index, when));
      expect({ index, point: counting.points[index], dump }).toEqual({
        index,
        point: counting.points[index],
        dump: finished,
      });
      expect(world.host.problems).toEqual(new Set());
    }
  });

  it('is noticed by the careless job, so that the bench can tell them apart', async () => {
    const counting = countingFaults();
    expect((await run(carelessJob, counting)).dump).toEqual({ 'kv/count': steps });
    const counts = new Set<unknown>();
    for (let index = 0; index < counting.points.length; index++)
      counts.add((await run(carelessJob, killAt(index, 'after'))).dump['kv/count']);
    expect(counts.size).toBeGreaterThan(1);
  });

  it('names the points in the order in which the app passes them', async () => {
    const counting = countingFaults();
    await run({ consume: () => kvs.get('a') }, counting);
    expect(counting.points.map(({ layer, operation }) => `${layer} ${operation}`)).toEqual([
      'process start',
      'queue push',
      'process end',
      'queue deliver',
      'process start',
      'kvs get',
      'process end',
    ]);
  });

  it('twice in a row is survived as well', async () => {
    for (let index = 0; index < 20; index++)
      expect((await run(carefulJob, killAt(index, 'before', 2))).dump).toEqual(finished);
  });
});

describe('random faults with interleaved workers', () => {
  async function storm(
    app: SmallApp,
    seed: number,
  ): Promise<{ readonly dump: Record<string, unknown>; readonly injected: number; readonly endMs: number }> {
    const clock = new VirtualClock();
    const faults = randomFaults(seed, swarmRates(seed, 0.1));
    const world = await smallWorld(app, { faults, clock, scheduler: new SeededScheduler(seed, clock) });
    await push(world, 3);
    await world.host.settle();
    return { dump: await world.installation.storage.dump(), injected: faults.injected, endMs: clock.now() };
  }

  it('never change the result of the careful job', async () => {
    let injected = 0;
    for (let seed = 1; seed <= 300; seed++) {
      const end = await storm(carefulJob, seed);
      injected += end.injected;
      expect({ seed, dump: end.dump }).toEqual({ seed, dump: finished });
    }
    expect(injected).toBeGreaterThan(300);
  });

  it('happen again exactly with the same seed', async () => {
    for (const seed of [3, 5, 8]) expect(await storm(carefulJob, seed)).toEqual(await storm(carefulJob, seed));
  });

  it('and interleaving alone show a lost update', async () => {
    const counts = new Set<unknown>();
    for (let seed = 1; seed <= 30; seed++) {
      const clock = new VirtualClock();
      const world = await smallWorld(carelessJob, { clock, scheduler: new SeededScheduler(seed, clock) });
      await push(world, 2);
      await world.host.settle();
      counts.add((await world.installation.storage.dump())['kv/count']);
    }
    expect(Math.min(...[...counts].map(Number))).toBeLessThan(2 * steps);
    expect(counts.size).toBeGreaterThan(1);
  });
});

describe('a fault that means nothing where it is injected', () => {
  it('is told as a problem instead of being ignored', async () => {
    const world = await smallWorld(
      {},
      { faults: { at: ({ operation }) => (operation === 'get' ? { kind: 'skip' } : undefined) } },
    );
    await world.inside(() => kvs.get('a'));
    expect([...world.host.problems]).toEqual(['A fault of kind skip has no meaning at kvs get.']);
  });
});
