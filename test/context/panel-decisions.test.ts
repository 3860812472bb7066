// The panel through the front door: what people decided comes with the candidates at the same price, and everybody has a
// minimum match of their own. The genuine @forge packages run on the local host.

import { admin, member, smallSite, visit, type Visit } from '../flow/small-site';

async function panelOf(visited: Visit, key: string, who = admin) {
  const extension = { project: { id: String(visited.projectId(String(key.split('-')[0]))) } };
  const view = await visited.get(who, 'panel.candidates', { issueId: visited.issueId(key) }, extension);
  if (view.state !== 'ready') throw new Error(view.state);
  return view;
}

const pairOf = (x: number, y: number) => ({ a: Math.min(x, y), b: Math.max(x, y) });

it('brings every decision with its candidate, within two requests, 12 points, three reads and no write', async () => {
  const visited = await visit(smallSite({ issues: 200 }));
  await visited.analyse('ALPHA', 'BETA');
  const [issueId, { candidates }] = [visited.issueId('ALPHA-1'), await panelOf(visited, 'ALPHA-1')];
  expect(candidates.length).toBeGreaterThan(5);
  const verdicts = ['duplicate', 'related', 'not-duplicate'] as const;
  for (const [index, { issue }] of candidates.entries()) {
    const verdict = verdicts[index % verdicts.length] ?? 'related';
    await visited.get(admin, 'review.decide', {
      ...pairOf(issueId, issue.id),
      verdict,
      snoozeDays: null,
      expectedVersion: 0,
    });
  }
  const { meters } = visited.world.installation;
  const before = { ...meters, points: visited.world.site.pointsUsed() };
  const after = await panelOf(visited, 'ALPHA-1');
  expect(meters.jiraRequests - before.jiraRequests).toBeLessThanOrEqual(2);
  expect(visited.world.site.pointsUsed() - before.points).toBeLessThanOrEqual(12);
  expect(meters.kvsReads - before.kvsReads).toBeLessThanOrEqual(3);
  expect(meters.kvsWrites - before.kvsWrites).toBe(0);
  expect(after.candidates.map(({ review }) => [review.version, review.verdict, review.byAccountId])).toEqual(
    candidates.map((_, index) => [1, verdicts[index % verdicts.length], admin.accountId]),
  );
  await visited.world.stop();
});

it('still shows a candidate that an action linked, because only there it can be taken back', async () => {
  const visited = await visit(smallSite());
  await visited.analyse('ALPHA', 'BETA');
  const [first] = (await panelOf(visited, 'ALPHA-1')).candidates;
  if (first === undefined) throw new Error('A candidate is needed.');
  const ids = pairOf(visited.issueId('ALPHA-1'), first.issue.id);
  const shown = await visited.get(admin, 'review.previewMerge', { duplicateId: ids.b, canonicalId: ids.a });
  const { actionId } = await visited.get(admin, 'review.applyMerge', { planToken: shown.planToken ?? '' });
  const linked = (await panelOf(visited, 'ALPHA-1')).candidates.find(({ issue }) => issue.id === first.issue.id);
  expect(linked?.review).toMatchObject({ verdict: 'duplicate', actionId });
  await visited.get(admin, 'review.undoAction', { actionId });
  const undone = (await panelOf(visited, 'ALPHA-1')).candidates.find(({ issue }) => issue.id === first.issue.id);
  expect(undone?.review).toMatchObject({ verdict: 'not-duplicate', actionId: null });
  await visited.world.stop();
});

it('gives all kept candidates, also below the minimum match, so that a slider needs no second answer', async () => {
  const visited = await visit(smallSite({ issues: 200 }));
  await visited.analyse('ALPHA', 'BETA');
  await visited.get(admin, 'panel.keepThreshold', { threshold: 0.95 });
  const { threshold, candidates } = await panelOf(visited, 'ALPHA-1');
  expect(threshold).toBe(0.95);
  expect(candidates.filter(({ score }) => score < threshold).length).toBeGreaterThan(0);
  await visited.world.stop();
});

it('keeps a minimum match for the one who set it alone, and goes back to the site’s on request', async () => {
  const visited = await visit(smallSite());
  await visited.analyse('ALPHA', 'BETA');
  const thresholds = async () => [
    (await panelOf(visited, 'ALPHA-1', admin)).threshold,
    (await panelOf(visited, 'ALPHA-1', member)).threshold,
  ];
  expect(await thresholds()).toEqual([0.4, 0.4]);
  await visited.get(member, 'panel.keepThreshold', { threshold: 0.7 });
  expect(await thresholds()).toEqual([0.4, 0.7]);
  await visited.get(admin, 'admin.saveSettings', { defaultThreshold: 0.5, pointsBudgetPerHour: 10_000 });
  expect(await thresholds()).toEqual([0.5, 0.7]);
  expect(await visited.get(member, 'panel.keepThreshold', { threshold: null })).toEqual({ threshold: 0.5 });
  expect(await thresholds()).toEqual([0.5, 0.5]);
  const projectId = visited.projectId('ALPHA');
  await visited.get(admin, 'space.saveSettings', { projectId, threshold: 0.6 });
  const onItsPage = { project: { id: String(projectId) } };
  const back = await visited.get(member, 'panel.keepThreshold', { threshold: null }, onItsPage);
  expect(back).toEqual({ threshold: 0.6 });
  expect(await thresholds()).toEqual([0.6, 0.6]);
  await visited.world.stop();
});

it.each([[0.1], [0.99], ['0.5'], [undefined]])('refuses %p as a minimum match', async (threshold) => {
  const visited = await visit(smallSite());
  const request = { threshold } as { threshold: number };
  const answer = await visited.call(member, 'panel.keepThreshold', request);
  expect(answer).toMatchObject({ ok: false, failure: { code: 'BAD_INPUT' } });
  await visited.world.stop();
});
