// The demo site is full of tickets that look alike on purpose. They must not bury the duplicates that were planted in it.

import { demoSite } from '../../local/demo/site';
import { stories } from '../../local/demo/stories';
import { titleFrame } from '../../src/duplicates/title-frame';
import { listedPairs, shownSeries, visit, type FoundPair, type Visit } from './small-site';

const patterns = /^(?:Renew certificate of|Upgrade [\w-]+ to [\d.]+|\[ALERT\]|Translate ")/;
const platform = /^(?:Android|iOS): /;

describe('the list of the demo site', () => {
  const seed = demoSite();
  const [ada] = seed.people;
  if (ada === undefined) throw new Error('The demo site has nobody.');
  const summaryOf = new Map(seed.issues.map(({ key, summary }) => [key, summary]));
  const isOfPattern = ({ a, b }: FoundPair): boolean => {
    const titles = [summaryOf.get(a) ?? '', summaryOf.get(b) ?? ''] as const;
    const [one, other] = titles.map((title) => title.replace(platform, ''));
    return (
      titles.every((title) => patterns.test(title)) || (one === other && titles.every((title) => platform.test(title)))
    );
  };
  let visited: Visit;

  beforeAll(async () => {
    visited = await visit(seed);
    const projectIds = ['SHOP', 'PAY', 'OPS'].map(visited.projectId);
    await visited.get(ada, 'project.startScan', { projectIds, jql: null });
    await visited.world.host.settle();
  }, 60_000);

  afterAll(() => visited.world.stop());

  it('has no row of its own for certificates, upgrades, alerts, translations and what is built for two platforms', async () => {
    for (const key of ['SHOP', 'PAY', 'OPS']) {
      const rows = await listedPairs(visited, ada, key, 50, 0.4);
      const shown = rows.filter(isOfPattern).map(({ a, b }) => `${summaryOf.get(a)} | ${summaryOf.get(b)}`);
      expect(shown).toEqual([]);
    }
  }, 60_000);

  it('shows them as a few series with a frame, an example and a count', async () => {
    const series = (await Promise.all(['SHOP', 'OPS'].map((key) => shownSeries(visited, ada, key, 50, 0.4)))).flat();
    const found = (words: RegExp) => series.filter(({ frame }) => words.test(frame ?? ''));
    for (const words of [/^Renew certificate of …/, /^\[ALERT\]/, /^Translate .*into …/, /^Upgrade … to …/]) {
      expect(found(words).length).toBeGreaterThan(0);
    }
    const certificates = found(/^Renew certificate of …/)[0];
    expect(certificates?.issueCount).toBe(24);
    expect(certificates?.example.a.summary).toMatch(patterns);
    const platforms = series.filter(({ example }) => platform.test(example.a.summary));
    expect(platforms).toHaveLength(8);
    for (const { issueCount, frame } of platforms)
      expect([issueCount, frame]).toEqual([2, expect.stringMatching(/^… /)]);
    expect(platforms.flatMap(({ example }) => example.against.map(({ kind }) => kind))).toContain('sibling');
    expect(series.length).toBeLessThan(60);
  }, 60_000);

  it('says in the panel of one of them what it is, not that a person wrote two titles', async () => {
    const keyOf = (title: RegExp) => seed.issues.find(({ summary }) => title.test(summary))?.key ?? '';
    const likeOf = async (title: RegExp, others: RegExp) => {
      const view = await visited.get(ada, 'panel.candidates', { issueId: visited.issueId(keyOf(title)) });
      if (view.state !== 'ready') throw new Error(view.state);
      return view.candidates.filter(({ issue }) => others.test(issue.summary));
    };
    const certificates = await likeOf(/^Renew certificate of/, /^Renew certificate of/);
    const twins = await likeOf(/^Android: Show stock/, /^iOS: Show stock/);
    for (const [like, kind] of [
      [certificates, 'pattern'],
      [twins, 'sibling'],
    ] as const) {
      expect(like.length).toBeGreaterThan(0);
      for (const { tier, against } of like) {
        expect(tier).toBe('none');
        expect(against[0]?.kind).toBe(kind);
        expect(against.map((one) => one.kind)).not.toContain('same-reporter-different-title');
      }
    }
  }, 60_000);

  it('has the planted duplicates of one language as rows, never inside of a series', async () => {
    const planted = stories
      .filter(({ state }) => state === 'waiting')
      .flatMap(({ tellings }) => tellings.map(({ summary }) => summary));
    const series = await Promise.all(['SHOP', 'PAY', 'OPS'].map((key) => shownSeries(visited, ada, key, 50, 0.2)));
    const rows = await Promise.all(['SHOP', 'PAY', 'OPS'].map((key) => listedPairs(visited, ada, key, 50, 0.2)));
    for (const { example } of series.flat()) {
      expect(planted).not.toContain(example.a.summary);
      expect(planted).not.toContain(example.b.summary);
    }
    const first = rows.flatMap((some) => some.slice(0, 100));
    const together = stories.filter(
      ({ state, tellings }) =>
        state === 'waiting' &&
        first.some(({ a, b }) => [a, b].every((key) => tellings.some(({ summary }) => summary === summaryOf.get(key)))),
    );
    expect(together.length).toBeGreaterThanOrEqual(15);
  }, 60_000);
});

it.each([
  [['Renew certificate of www (spring)', 'Renew certificate of api (autumn)'], 'Renew certificate of …'],
  [['Android: dark mode', 'iOS: dark mode'], '… dark mode'],
  [['Version 1 of A is out', 'Version 2 of B is out'], 'Version … of … is out'],
  [['パスワード再設定', 'パスワード変更'], 'パスワード…'],
  [['one', 'two'], null],
  [['same', 'same'], 'same'],
])('the frame of %j is %j', (titles, frame) => {
  expect(titleFrame(titles)).toBe(frame);
});
