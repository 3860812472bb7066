// Links that this app makes and takes away itself: no event tells of them and no date of change moves, and the next
// analysis knows of them all the same, without reading everything again.

import { admin, shownPairs, smallSite, visit, type Visit } from '../flow/small-site';

async function linkedOnly(): Promise<Visit> {
  const visited = await visit(smallSite({ issues: 20, projectKeys: ['ALPHA'] }));
  const projectId = visited.projectId('ALPHA');
  const { mapping } = await visited.get(admin, 'review.mapping', { projectId });
  await visited.get(admin, 'review.saveMapping', { projectId, mapping: { ...mapping, steps: ['link'] } });
  return visited;
}

it('that were taken back are known to the next analysis, which reads only the two work items again', async () => {
  const visited = await linkedOnly();
  const pair = { duplicateId: visited.issueId('ALPHA-11'), canonicalId: visited.issueId('ALPHA-1') };
  const listed = async () =>
    (await shownPairs(visited, admin, 'ALPHA')).some(({ a, b }) => [a, b].sort().join() === 'ALPHA-1,ALPHA-11');
  const analysed = async () => {
    await visited.world.host.advance(3_600_000);
    const pointsBefore = visited.world.site.pointsUsed();
    await visited.analyse('ALPHA');
    return visited.world.site.pointsUsed() - pointsBefore;
  };

  const { planToken } = await visited.get(admin, 'review.previewMerge', pair);
  const { actionId } = await visited.get(admin, 'review.applyMerge', { planToken: planToken ?? '' });
  await analysed();
  expect(await listed()).toBe(false);
  await visited.get(admin, 'review.undoAction', { actionId });
  const points = await analysed();
  expect(await listed()).toBe(true);
  // All of them would be 20 points and more.
  expect(points).toBeLessThan(20);
  await visited.world.stop();
});
