// The backtest through the front door: links that people made in Jira, read by a queue job as the app, asked again, and
// shown to each viewer over what that person may see; killed, refused and repeated on the way.

import { countingFaults, type Faults, killAt, noFaults } from '../../local/faults';
import type { AnswerOf } from '../../src/contract';
import type { PersonSeed, SiteSeed } from '../../local/jira/seed';
import { admin, member, smallSite, visit, type Visit } from '../flow/small-site';

type Ready = Extract<AnswerOf<'insights.backtest'>, { readonly state: 'ready' }>;

/** ALPHA-6 says the same as ALPHA-1, ALPHA-7 as ALPHA-2 and so on: every second of them is linked, and one to a stranger. */
function linkedSite(change: (seed: SiteSeed) => SiteSeed = (seed) => seed): SiteSeed {
  const seed = smallSite();
  const originals = new Map([
    ['ALPHA-6', 'ALPHA-1'],
    ['ALPHA-8', 'ALPHA-3'],
    ['BETA-7', 'BETA-2'],
    ['ALPHA-20', 'BETA-1'],
  ]);
  return change({
    ...seed,
    issues: seed.issues.map((issue) => {
      const to = originals.get(issue.key ?? '');
      return to === undefined ? issue : { ...issue, links: [{ type: 'Duplicate', to }] };
    }),
  });
}

async function look(visited: Visit, who: PersonSeed): Promise<Ready> {
  const view = await visited.get(who, 'insights.backtest', { projectId: visited.projectId('ALPHA') });
  if (view.state !== 'ready') throw new Error(view.state);
  return view;
}

const start = (visited: Visit, who: PersonSeed) =>
  visited.call(who, 'insights.startBacktest', { projectId: visited.projectId('ALPHA') });

const keys = async (visited: Visit): Promise<readonly string[]> =>
  Object.keys(await visited.world.installation.storage.dump()).filter((key) => key.includes('text:backtest'));

it('asks every linked duplicate again and tells how many found their original, and why the others did not', async () => {
  const visited = await visit(linkedSite());
  expect(await visited.get(admin, 'insights.backtest', { projectId: visited.projectId('ALPHA') })).toEqual({
    state: 'never-scanned',
  });
  await visited.analyse('ALPHA', 'BETA');
  expect(await look(visited, admin)).toMatchObject({ job: 'none', canStart: true, results: [] });
  expect(await start(visited, admin)).toMatchObject({ ok: true, value: { job: 'queued' } });
  await visited.world.host.settle();
  const { results, missed, curve, job } = await look(visited, admin);
  expect(job).toBe('none');
  expect(results).toHaveLength(1);
  expect(results[0]).toMatchObject({ queries: 4, recallAt10: 0.75 });
  expect(missed).toEqual([
    expect.objectContaining({ queryId: visited.issueId('ALPHA-20'), originalId: visited.issueId('BETA-1') }),
  ]);
  expect(curve).toHaveLength(16);
  await visited.world.stop();
});

it('lets only administrators of the analyzed spaces start it, and shows others what they may see', async () => {
  const visited = await visit(
    linkedSite((seed) => ({
      ...seed,
      projects: seed.projects.map((one) => (one.key === 'BETA' ? { ...one, browse: ['site-admins'] } : one)),
    })),
  );
  await visited.analyse('ALPHA', 'BETA');
  expect(await start(visited, member)).toMatchObject({ ok: false, failure: { code: 'NOT_ALLOWED' } });
  await start(visited, admin);
  await visited.world.host.settle();
  const seen = await look(visited, member);
  expect(seen.results[0]).toMatchObject({ queries: 2, recallAt10: 1 });
  expect(seen.missed).toEqual([]);
  expect(seen.curve).toEqual([]);
  expect(seen.canStart).toBe(false);
  await visited.world.stop();
});

it('keeps one result for each version of the engine, and leaves no values behind when it is repeated', async () => {
  const visited = await visit(linkedSite());
  await visited.analyse('ALPHA', 'BETA');
  const run = async () => {
    await start(visited, admin);
    await visited.world.host.settle();
  };
  await run();
  const once = (await keys(visited)).length;
  await run();
  expect((await look(visited, admin)).results).toHaveLength(1);
  expect(await keys(visited)).toHaveLength(once);
  await visited.world.stop();
});

describe('a backtest that is killed', () => {
  async function outcome(faults: Faults): Promise<Ready> {
    let active: Faults = noFaults;
    const visited = await visit(linkedSite(), {
      site: { index: { pageLimit: () => 2 } },
      faults: { at: (point) => active.at(point) },
    });
    await visited.analyse('ALPHA', 'BETA');
    await start(visited, admin);
    active = faults;
    await visited.world.host.settle();
    // Longer than the wait for a dead holder's lease and the backoff of the platform.
    await visited.world.host.advance(3 * 3_600_000);
    active = noFaults;
    const view = await look(visited, admin);
    await visited.world.stop();
    return view;
  }
  const figures = ({ results, missed, curve }: Ready) => ({
    results: results.map(({ finishedAt: _, ...rest }) => rest),
    missed,
    curve,
  });

  it.each(['before', 'after'] as const)(
    'ends with the same figures wherever it dies, %s the effect',
    async (moment) => {
      const counted = countingFaults();
      const calm = await outcome(counted);
      const points = counted.points.length;
      expect(calm.results[0]?.queries).toBe(4);
      expect(points).toBeGreaterThan(15);
      // What comes after the job belongs to schedules, whose kills are tried elsewhere.
      for (let at = 0; at < Math.min(points, 30); at++) {
        expect(figures(await outcome(killAt(at, moment)))).toEqual(figures(calm));
      }
    },
  );
});
