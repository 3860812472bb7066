// Changes under faults: whatever is killed, lost, doubled or late, people are shown in the end what they are shown after
// a run in which nothing went wrong.

import { countingFaults, killAt, randomFaults, swarmRates, type Faults } from '../../local/faults';
import { admin, everydayIssues, openId, Site } from './small-site';

/** Faults that begin after the analysis and can end before somebody looks. */
class Weather implements Faults {
  inner: Faults | null = null;

  at(point: Parameters<Faults['at']>[0]) {
    return this.inner?.at(point);
  }
}

/** What everybody's panels show after these changes. */
async function shownAfter(
  changes: (site: Site) => Promise<void>,
  storm: Faults | null,
): Promise<Record<string, string[]>> {
  const weather = new Weather();
  const site = await Site.open(everydayIssues, { faults: weather });
  await site.analyse();
  weather.inner = storm;
  await changes(site);
  await site.world.host.settle();
  weather.inner = null;
  const shown: Record<string, string[]> = {};
  for (const { key } of [...site.world.site.state.issues.values()]) shown[key] = await panel(site, key);
  await site.world.stop();
  return shown;
}

async function panel(site: Site, key: string): Promise<string[]> {
  const view = await site.answer(admin, 'panel.candidates', { issueId: site.idOf(key) });
  if (view.state !== 'ready') return [view.state];
  return view.candidates.map(({ issue, score }) => `${issue.key} ${score.toFixed(3)}`);
}

const oneChange = async (site: Site): Promise<void> => {
  await site.create(openId, 'Blank login page after changing the password');
};

const manyChanges = async (site: Site): Promise<void> => {
  const first = await site.create(openId, 'Blank login page after changing the password');
  const second = await site.create(openId, 'Map tiles flicker on slow connections');
  await site.world.host.advance(3_000);
  await site.edit(first, { summary: 'Yearly report export takes ten minutes' });
  await site.edit('OPEN-4', { summary: 'Login page stays blank after the password was changed' });
  await site.world.host.advance(1_000);
  await site.remove(second);
  await site.remove('OPEN-5');
  site.world.site.moveIssue('OPEN-6', 'SECRET', { kind: 'user', accountId: admin });
};

describe('a change', () => {
  it('ends the same when the app is killed once at any place, before or after the effect', async () => {
    const counter = countingFaults();
    const expected = await shownAfter(oneChange, counter);
    expect(counter.points.length).toBeGreaterThan(5);
    for (let place = 0; place < counter.points.length; place++) {
      for (const when of ['before', 'after'] as const) {
        const shown = await shownAfter(oneChange, killAt(place, when));
        expect({ place, when, shown }).toEqual({ place, when, shown: expected });
      }
    }
  }, 120_000);

  it.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])('among others ends the same in storm %i', async (seed) => {
    const expected = await shownAfter(manyChanges, null);
    const storm = randomFaults(seed, swarmRates(seed, 0.05));
    expect(await shownAfter(manyChanges, storm)).toEqual(expected);
  });
});
