// Several pages of a scope under way at once: seen at Jira's door, with ids that lie unevenly, and without an issue lost,
// read twice for nothing, or paid for twice.

import { type FaultPoint, tooManyRequests } from '../../local/faults';
import type { Product } from '../../local/product';
import { limits } from '../../src/limits';
import { admin, smallSite, visit } from './small-site';

test('reads several pages at once, never more than allowed, and each issue once, however unevenly ids lie', async () => {
  let underWay = 0;
  let mostUnderWay = 0;
  const read: number[] = [];
  const watched = (product: Product): Product => ({
    onEvent: (listener) => product.onEvent(listener),
    async handle(request, actor) {
      const isPage = actor.kind === 'app' && (request.body ?? '').includes('ORDER BY id ASC');
      if (!isPage) return product.handle(request, actor);
      mostUnderWay = Math.max(mostUnderWay, ++underWay);
      const answer = await product.handle(request, actor);
      const { issues } = (await answer.clone().json()) as { issues: { id: string }[] };
      read.push(...issues.map(({ id }) => Number(id)));
      underWay--;
      return answer;
    },
  });
  // Half of all ids far behind the others, as after an import of another site.
  const seed = smallSite({
    issues: 5_000,
    change: (issue, index) => ({ ...issue, id: 20_000 + index + (index < 2_500 ? 0 : 400_000) }),
  });
  const visited = await visit(seed, { wrap: watched });
  await visited.get(admin, 'admin.saveSettings', { defaultThreshold: 0.4, pointsBudgetPerHour: 50_000 });
  const requestsBefore = visited.world.installation.meters.jiraRequests;
  await visited.analyse('ALPHA', 'BETA');
  const projectId = visited.projectId('ALPHA');
  const { progress } = await visited.get(admin, 'project.latestScan', { projectId });
  expect(progress).toMatchObject({ state: 'finished', minutesLeft: null });
  expect(mostUnderWay).toBeGreaterThanOrEqual(3);
  expect(mostUnderWay).toBeLessThanOrEqual(limits.parallelPages);
  expect(read).toHaveLength(5_000);
  expect(new Set(read).size).toBe(5_000);
  // Fifty full pages; what ends a lane early, and finds out where ids lie, is a fraction more.
  expect(visited.world.installation.meters.jiraRequests - requestsBefore).toBeLessThanOrEqual(72);
  await visited.world.stop();
});

test('waits as long as the longest asks for of several pages that are refused at once', async () => {
  const waits = new Map([
    [12, 14],
    [13, 48],
    [14, 3],
  ]);
  let pages = 0;
  const at = ({ functionKey, operation }: FaultPoint) => {
    if (functionKey !== 'scan-step' || !operation.endsWith('/search/jql')) return undefined;
    const seconds = waits.get(++pages);
    return seconds === undefined ? undefined : tooManyRequests('jira-quota-global-based', seconds);
  };
  const visited = await visit(smallSite({ issues: 2_200 }), { faults: { at } });
  const projectIds = ['ALPHA', 'BETA'].map(visited.projectId);
  await visited.get(admin, 'project.startScan', { projectIds, jql: null });
  await visited.world.host.advance(6_000);
  const { progress } = await visited.get(admin, 'project.latestScan', { projectId: projectIds[0] ?? 0 });
  expect(pages).toBeGreaterThanOrEqual(13);
  expect(progress?.pause?.reason).toBe('rate-limit');
  expect(Date.parse(progress?.pause?.until ?? '') - visited.world.clock.now()).toBeGreaterThan(40_000);
  await visited.world.host.settle();
  expect((await visited.get(admin, 'project.latestScan', { projectId: projectIds[0] ?? 0 })).progress?.state).toBe(
    'finished',
  );
  await visited.world.stop();
});
