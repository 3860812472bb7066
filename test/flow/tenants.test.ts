// Two customers in one warm process. Everything that is done for one of them is done while the other's work is under way,
// in an order that a seed decides; no word of one may turn up in anything of the other.

import { admin, shownPairs, smallSite, visit, visitor } from './small-site';

const seeds = 500;

/** The words that only the issues of this customer hold. */
const words = { one: 'northwind', two: 'southgate' };

async function crossing(seed: number): Promise<string[]> {
  const first = await visit(smallSite({ issues: 12, canary: words.one }), { schedule: seed });
  const { world } = first;
  const added = await world.addSite('other', smallSite({ issues: 12, canary: words.two }));
  const second = visitor(world, added.installation, added.site);
  const start = (who: Pick<typeof first, 'get' | 'projectId'>) =>
    who.get(admin, 'project.startScan', { projectIds: [who.projectId('ALPHA'), who.projectId('BETA')], jql: null });
  await Promise.all([start(first), start(second)]);
  await world.host.settle();
  const [pairsOfFirst, pairsOfSecond, panelOfFirst, panelOfSecond] = await Promise.all([
    shownPairs(first, admin, 'ALPHA'),
    shownPairs(second, admin, 'ALPHA'),
    first.get(admin, 'panel.candidates', { issueId: first.issueId('ALPHA-1') }),
    second.get(admin, 'panel.candidates', { issueId: second.issueId('ALPHA-1') }),
  ]);
  const ofFirst = JSON.stringify([
    pairsOfFirst,
    panelOfFirst,
    await world.installation.storage.dump(),
    world.installation.logs,
  ]);
  const ofSecond = JSON.stringify([
    pairsOfSecond,
    panelOfSecond,
    await added.installation.storage.dump(),
    added.installation.logs,
  ]);
  await world.stop();
  const found: string[] = [];
  if (ofFirst.includes(words.two)) found.push(`seed ${seed}: ${words.two} at the first`);
  if (ofSecond.includes(words.one)) found.push(`seed ${seed}: ${words.one} at the second`);
  if (!ofFirst.includes(words.one) || !ofSecond.includes(words.two)) found.push(`seed ${seed}: nothing was shown`);
  return found;
}

describe('two installations in one process', () => {
  it(`never see a word of each other, in ${seeds} orders of work`, async () => {
    const found: string[] = [];
    for (let seed = 1; seed <= seeds; seed++) found.push(...(await crossing(seed)));
    expect(found).toEqual([]);
  }, 240_000);
});
