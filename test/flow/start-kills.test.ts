// Starting an analysis, killed at every point: the person sees an error and starts again, and whatever was left behind
// by the first attempt, exactly one analysis runs, and it finishes.

import { countingFaults, type Faults, killAt, noFaults } from '../../local/faults';
import { admin, shownPairs, smallSite, visit } from './small-site';

const seed = smallSite({ issues: 20 });

async function started(faults: Faults) {
  let active: Faults = noFaults;
  const visited = await visit(seed, { faults: { at: (point) => active.at(point) } });
  const request = { projectIds: [visited.projectId('ALPHA'), visited.projectId('BETA')], jql: null };
  active = faults;
  const first = await visited.call(admin, 'project.startScan', request).catch(() => null);
  active = noFaults;
  const second = await visited.get(admin, 'project.startScan', request);
  await visited.world.host.settle();
  const { progress } = await visited.get(admin, 'project.latestScan', { projectId: request.projectIds[0] ?? 0 });
  const overview = await visited.get(admin, 'admin.overview', {});
  const pairs = (await shownPairs(visited, admin, 'ALPHA')).length;
  await visited.world.stop();
  return { first, second, state: progress?.state, scans: overview.scans.length, pairs };
}

describe('the start of an analysis', () => {
  it.each(['before', 'after'] as const)(
    'leaves one analysis that finishes when it is killed %s any of its awaits',
    async (when) => {
      const counted = countingFaults();
      const calm = await started(counted);
      expect(calm).toMatchObject({ state: 'finished', scans: 1 });
      expect(calm.second.scanId).toBe(calm.first?.ok === true ? calm.first.value.scanId : '');
      let died = 0;
      for (let index = 0; index < counted.points.length; index++) {
        const outcome = await started(killAt(index, when));
        expect([index, outcome.state, outcome.scans, outcome.pairs]).toEqual([index, 'finished', 1, calm.pairs]);
        if (outcome.first === null) died++;
      }
      expect(died).toBeGreaterThan(counted.points.length / 2);
    },
    120_000,
  );
});
