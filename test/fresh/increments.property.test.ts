// Work items are created, edited, moved and deleted in any order, and further analyses start from what the one before has
// stored. Whatever they leave out of their reading, they must come to what an analysis finds that starts from nothing.

import fc from 'fast-check';
import { VirtualClock } from '../../local/forge/virtual-clock';
import type { SiteSeed } from '../../local/jira/seed';
import { createWorld } from '../../local/world';
import { admin, closedId, everydayIssues, openId, Site } from './small-site';

const titles = [
  'Login page stays blank after the password was changed',
  'Blank login page after changing the password',
  'After the password change the login page is blank',
  'Export of the yearly report takes more than ten minutes',
  'Yearly report takes ten minutes to export',
  'Map tiles flicker while zooming on a slow connection',
  'Flickering map tiles when zooming over a slow connection',
  'Search forgets the filters after going back',
];

const change = fc.oneof(
  fc.record({
    kind: fc.constant('create'),
    title: fc.nat(titles.length - 1),
    project: fc.constantFrom(openId, closedId),
  }),
  fc.record({ kind: fc.constant('edit'), issue: fc.nat(), title: fc.nat(titles.length - 1) }),
  fc.record({ kind: fc.constant('move'), issue: fc.nat() }),
  fc.record({ kind: fc.constant('remove'), issue: fc.nat() }),
  fc.record({ kind: fc.constant('wait'), minutes: fc.constantFrom(1, 30) }),
  fc.record({ kind: fc.constant('analyse') }),
);
type Change = Exclude<typeof change extends fc.Arbitrary<infer C> ? C : never, undefined>;

async function make(site: Site, todo: Change): Promise<void> {
  const keys = [...site.world.site.state.issues.values()].map(({ key }) => key);
  const one = (number: number): string => keys[number % keys.length] ?? '';
  const title = (number: number): string => titles[number] ?? '';
  switch (todo.kind) {
    case 'create':
      await site.create(todo.project, title(todo.title));
      break;
    case 'edit':
      await site.edit(one(todo.issue), { summary: title(todo.title) });
      break;
    case 'move': {
      const key = one(todo.issue);
      site.world.site.moveIssue(key, key.startsWith('OPEN') ? 'SECRET' : 'OPEN', { kind: 'user', accountId: admin });
      break;
    }
    case 'remove':
      // Something has to be left to move and edit.
      if (keys.length > 3) await site.remove(one(todo.issue));
      break;
    case 'wait':
      await site.world.host.advance(todo.minutes * 60_000);
      break;
    case 'analyse':
      await site.analyse();
  }
  await site.world.host.settle();
}

type Said = readonly (readonly [key: string, found: unknown])[];

/** Everything that the analysis says: for each work item its candidates with match and certainty. */
async function said(site: Site): Promise<Said> {
  const all: [string, unknown][] = [];
  for (const { key, id } of site.world.site.state.issues.values()) {
    const view = await site.answer(admin, 'panel.candidates', { issueId: id });
    const { state } = view;
    const found =
      state === 'ready' ? view.candidates.map(({ issue, score, tier }) => [issue.key, score.toFixed(4), tier]) : state;
    all.push([key, found]);
  }
  return all.sort(([one], [other]) => (one < other ? -1 : 1));
}

async function analysedAnew(seed: SiteSeed, atMs: number): Promise<Said> {
  const site = Site.of(await createWorld({ seed, clock: new VirtualClock(atMs) }));
  await site.analyse();
  const result = await said(site);
  await site.close();
  return result;
}

test('an analysis after any changes says what one from the beginning says, in 12 random histories', async () => {
  let candidates = 0;
  let moves = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 3, maxLength: 12 }), async (changes) => {
      const clock = new VirtualClock();
      const site = await Site.open(everydayIssues, { clock });
      await site.analyse();
      for (const todo of changes) await make(site, todo);
      // Later than what an analysis reads again to be sure of having missed nothing.
      await site.world.host.advance(3_600_000);
      await site.analyse();
      const result = await said(site);
      const seed = site.world.site.snapshot();
      await site.close();
      expect(result).toEqual(await analysedAnew(seed, clock.now()));
      candidates += result.filter(([, found]) => Array.isArray(found) && found.length > 0).length;
      moves += changes.filter(({ kind }) => kind === 'move').length;
    }),
    { numRuns: 12, seed: 20_261_121, endOnFailure: true },
  );
  // Histories without candidates or moves would prove little.
  expect(candidates).toBeGreaterThan(12);
  expect(moves).toBeGreaterThan(5);
});
