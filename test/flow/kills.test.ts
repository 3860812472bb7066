// An analysis that is killed. The fault-free run tells how many points there are at which the app waits; then the
// process dies at each of them in turn, before or after the effect, and the result must be the same, with no person's help.

import { countingFaults, type Faults, killAt, noFaults, randomFaults, swarmRates } from '../../local/faults';
import { admin, type FoundPair, shownPairs, smallSite, visit, type Visit } from './small-site';

const seed = smallSite({ issues: 40 });
// Short pages, so that 40 issues make several pages and blocks.
const site = { index: { pageLimit: () => 4 } };

interface Outcome {
  readonly pairs: readonly FoundPair[];
  readonly failedInvocations: number;
  readonly state: string;
}

const hourMs = 3_600_000;
/** Longer than the longest wait for a dead holder's lease, the backoff of the platform, and the hourly schedule. */
const mostHours = 6;

/** Faults act only while the analysis runs: whoever starts it and whoever looks at it has a calm hour. */
async function analysed(faults: Faults, until: 'finished' | 'all hours' = 'finished'): Promise<Outcome> {
  let active: Faults = noFaults;
  const visited = await visit(seed, { site, faults: { at: (point) => active.at(point) } });
  const projectIds = ['ALPHA', 'BETA'].map(visited.projectId);
  await visited.get(admin, 'project.startScan', { projectIds, jql: null });
  active = faults;
  await visited.world.host.settle();
  active = noFaults;
  let progress = await seen(visited, projectIds[0] ?? 0);
  for (let hour = 0; hour < mostHours && (until === 'all hours' || progress?.state !== 'finished'); hour++) {
    active = faults;
    await visited.world.host.advance(hourMs);
    active = noFaults;
    progress = await seen(visited, projectIds[0] ?? 0);
  }
  const { failedInvocations } = visited.world.installation.meters;
  const pairs = progress?.state === 'finished' ? await shownPairs(visited, admin, 'ALPHA') : [];
  await visited.world.stop();
  return { pairs, failedInvocations, state: progress?.state ?? 'none' };
}

describe('an analysis of 40 issues', () => {
  let calm: Outcome;
  let stepPoints = 0;

  beforeAll(async () => {
    calm = await analysed(noFaults);
    // How many awaits the one delivery has that does it all; what comes later belongs to schedules.
    const projectIds = [10_001, 10_002];
    const counted = countingFaults();
    const counting = await visit(seed, { site, faults: counted });
    expect(['ALPHA', 'BETA'].map(counting.projectId)).toEqual(projectIds);
    await counting.get(admin, 'project.startScan', { projectIds, jql: null });
    const before = counted.points.length;
    await counting.world.host.settle();
    stepPoints = counted.points.length - before;
    await counting.world.stop();
  });

  it('finishes without faults, in several pages', () => {
    expect(calm.state).toBe('finished');
    expect(calm.pairs.length).toBeGreaterThan(10);
    expect(stepPoints).toBeGreaterThan(30);
  });

  it.each(['before', 'after'] as const)(
    'ends with the same result when it is killed %s any of its awaits',
    async (when) => {
      const different: string[] = [];
      let died = 0;
      for (let index = 0; index < stepPoints; index++) {
        const outcome = await analysed(killAt(index, when));
        died += outcome.failedInvocations;
        if (outcome.state !== 'finished' || !sameAs(calm, outcome))
          different.push(`${when} ${index}: ${outcome.state}`);
      }
      expect(different).toEqual([]);
      // Nearly every point is an await of the app itself; a few belong to the delivery around it.
      expect(died).toBeGreaterThan(stepPoints / 2);
    },
    180_000,
  );

  it('ends with the same result when two deliveries in a row are killed', async () => {
    const different: string[] = [];
    for (let index = 0; index < stepPoints; index += 5) {
      const outcome = await analysed(killAt(index, 'after', 2));
      if (outcome.state !== 'finished' || !sameAs(calm, outcome)) different.push(`${index}: ${outcome.state}`);
    }
    expect(different).toEqual([]);
  });

  it('ends with the same result in 40 storms of every kind of fault', async () => {
    const different: string[] = [];
    for (let storm = 1; storm <= 40; storm++) {
      const outcome = await analysed(randomFaults(storm, swarmRates(storm, 0.05)), 'all hours');
      if (outcome.state !== 'finished' || !sameAs(calm, outcome)) different.push(`seed ${storm}: ${outcome.state}`);
    }
    expect(different).toEqual([]);
  });
});

async function seen(visited: Visit, projectId: number) {
  return (await visited.get(admin, 'project.latestScan', { projectId })).progress;
}

function sameAs(one: Outcome, other: Outcome): boolean {
  return JSON.stringify(one.pairs) === JSON.stringify(other.pairs);
}
