// An analysis that is killed. The fault-free run tells how many points there are at which the app waits; then the
// process dies at each of them in turn, before or after the effect, and the result must be the same, with no person's help.
// Of all pairs of faults, and of storms of an hour, some are tried here and ten thousand by `npm run kills:analysis`.

import {
  countingFaults,
  type Fault,
  type Faults,
  killAt,
  noFaults,
  randomFaults,
  seededRandom,
  swarmRates,
} from '../../local/faults';
import { admin, type FoundPair, shownPairs, smallSite, visit } from './small-site';

const seed = smallSite({ issues: 40 });
// Short pages, so that 40 issues make several pages and blocks.
const site = { index: { pageLimit: () => 4 } };

const isExhaustive = process.env['ANALYSIS_KILLS'] === 'all';
const pairsOfFaults = isExhaustive ? 10_000 : 60;
const hourStorms = isExhaustive ? 200 : 10;

interface Outcome {
  readonly pairs: readonly FoundPair[];
  readonly failedInvocations: number;
  readonly state: string;
}

const hourMs = 3_600_000;
/** Six: longer than the longest wait for a dead holder's lease, the backoff of the platform, and the hourly schedule. */
const mostHours = { finished: 6, 'all hours': 6, 'an hour, then calm': 24 } as const;

/** Faults act only while the analysis runs: whoever starts it and whoever looks at it has a calm hour. */
async function analysed(faults: Faults, until: keyof typeof mostHours = 'finished'): Promise<Outcome> {
  let active: Faults = noFaults;
  const visited = await visit(seed, { site, faults: { at: (point) => active.at(point) } });
  const projectIds = ['ALPHA', 'BETA'].map(visited.projectId);
  await visited.get(admin, 'project.startScan', { projectIds, jql: null });
  const { host } = visited.world;
  const seen = async (disturbing: Faults, work: () => Promise<void>) => {
    active = disturbing;
    await work();
    active = noFaults;
    return (await visited.get(admin, 'project.latestScan', { projectId: projectIds[0] ?? 0 })).progress;
  };
  const isHour = until === 'an hour, then calm';
  // Everything that waits is delivered, which has no end while everything fails.
  let progress = await seen(faults, () => (isHour ? host.advance(hourMs) : host.settle()));
  for (let hour = 1; hour < mostHours[until] && (until === 'all hours' || progress?.state !== 'finished'); hour++) {
    progress = await seen(isHour ? noFaults : faults, () => host.advance(hourMs));
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
        if (!isAs(calm, outcome)) different.push(`${when} ${index}: ${outcome.state}`);
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
      if (!isAs(calm, outcome)) different.push(`${index}: ${outcome.state}`);
    }
    expect(different).toEqual([]);
  });

  it(`ends with the same result after ${pairsOfFaults} pairs of faults`, async () => {
    const different: string[] = [];
    const random = seededRandom(20_261_121);
    for (let run = 0; run < pairsOfFaults; run++) {
      const [one, other] = [Math.floor(random() * stepPoints), Math.floor(random() * stepPoints)];
      // Counted on from the first: what a kill interrupts is waited for again.
      const places = new Map([
        [one, pick(random)],
        [one + 1 + other, pick(random)],
      ]);
      const outcome = await analysed(faultsAt(places));
      if (!isAs(calm, outcome)) different.push(`${JSON.stringify([...places])}: ${outcome.state}`);
    }
    expect(different).toEqual([]);
  }, 3_600_000);

  it(`ends with the same result within a day when a fifth of everything fails for an hour, ${hourStorms} times`, async () => {
    const different: string[] = [];
    for (let storm = 1; storm <= hourStorms; storm++) {
      const outcome = await analysed(randomFaults(storm, fifth), 'an hour, then calm');
      if (!isAs(calm, outcome)) different.push(`seed ${storm}: ${outcome.state}`);
    }
    expect(different).toEqual([]);
  }, 3_600_000);

  it('ends with the same result in 40 storms of every kind of fault', async () => {
    const different: string[] = [];
    for (let storm = 1; storm <= 40; storm++) {
      const outcome = await analysed(randomFaults(storm, swarmRates(storm, 0.05)), 'all hours');
      if (!isAs(calm, outcome)) different.push(`seed ${storm}: ${outcome.state}`);
    }
    expect(different).toEqual([]);
  });
});

function isAs(calm: Outcome, { state, pairs }: Outcome): boolean {
  return state === 'finished' && JSON.stringify(pairs) === JSON.stringify(calm.pairs);
}

/** Together a fifth. */
const fifth = {
  kill: 0.04,
  refuse: 0.06,
  loseAnswer: 0.04,
  delay: 0.03,
  duplicate: 0.03,
  skip: 0.2,
  stale: 0.2,
  partial: 0.2,
} as const;

const kinds: readonly Fault[] = [
  { kind: 'kill', when: 'before' },
  { kind: 'kill', when: 'after' },
  { kind: 'answer', status: 503, body: '{}' },
  { kind: 'lose-answer', status: 504 },
  { kind: 'delay', ms: 200_000 },
];

function pick(random: () => number): Fault {
  return kinds[Math.floor(random() * kinds.length)] ?? { kind: 'kill', when: 'before' };
}

/** Only deaths and delays have a meaning where the platform calls the app. */
function faultsAt(places: ReadonlyMap<number, Fault>): Faults {
  let asked = 0;
  return {
    at: ({ layer, operation }) => {
      const fault = places.get(asked++);
      const isOfPlatform = layer === 'process' || layer === 'schedule' || operation === 'deliver';
      return isOfPlatform && (fault?.kind === 'answer' || fault?.kind === 'lose-answer') ? undefined : fault;
    },
  };
}
