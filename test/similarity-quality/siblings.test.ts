import { analyse } from './analyse';
import { issue } from './issue';

const daily = 86_400_000;
/** Other work of the same site, so that words are as rare as they are in a backlog. */
const word = (n: number): string =>
  [n, Math.floor(n / 17), Math.floor(n / 289)].map((x) => 'bcdfghklmnprstvwz'[x % 17] + 'aeiou'[x % 5]!).join('');
const words = (n: number, count: number): string =>
  Array.from({ length: count }, (_, at) => word((n * 37 + at * 113 + n * at * 5) % 4913)).join(' ');
const everyday = Array.from({ length: 80 }, (_, at) => issue(1000 + at, words(at, 5), words(at + 500, 12)));
const features = ['Scan a bar code', 'Share the wish list', 'Offline order history', 'Dark colours'];
const text = (feature: string): string => `${feature}, as agreed with the board. The sketches hang in the kitchen.`;

interface Part {
  readonly title: string;
  readonly reporterHash?: number;
}

/** The parts of all pieces of work, a day between two pieces. */
function site(titlesOf: (feature: string) => readonly Part[], pieces = features) {
  const parts = pieces.flatMap((feature, day) =>
    titlesOf(feature).map(({ title, reporterHash = 7 }) => ({ title, feature, day, reporterHash })),
  );
  const issues = parts.map(({ title, feature, day, reporterHash }, at) =>
    issue(1 + at, title, text(feature), { reporterHash, createdMs: Date.UTC(2026, 0, 1) + day * daily }),
  );
  return analyse([...issues, ...everyday]);
}

const written =
  (...forms: readonly ((feature: string) => string)[]) =>
  (feature: string): Part[] =>
    forms.map((form) => ({ title: form(feature) }));

describe('parts of one piece of work', () => {
  it.each<[string, (feature: string) => readonly Part[]]>([
    [
      'in front',
      written(
        (x) => `Android: ${x}`,
        (x) => `iOS: ${x}`,
      ),
    ],
    [
      'in brackets',
      written(
        (x) => `[Web] ${x}`,
        (x) => `[Mobile] ${x}`,
      ),
    ],
    [
      'behind',
      written(
        (x) => `${x} - backend`,
        (x) => `${x} - frontend`,
      ),
    ],
    [
      'in parentheses, three of them',
      written(
        (x) => `${x} (iOS)`,
        (x) => `${x} (Android)`,
        (x) => `${x} (Web)`,
      ),
    ],
    [
      'told apart by a number',
      written(
        (x) => `${x} 2.4`,
        (x) => `${x} 2.5`,
      ),
    ],
    [
      "in the site's own words",
      written(
        (x) => `Kiosk: ${x}`,
        (x) => `Till: ${x}`,
      ),
    ],
  ])('are one row for each piece when the part stands %s', (_where, titlesOf) => {
    const { listed, series } = site(titlesOf);
    const parts = titlesOf('').length;
    expect(listed).toEqual([]);
    expect(series.map((ids) => ids.length)).toEqual(features.map(() => parts));
  });

  it('are learned from three pieces of work by one person each, not from two', () => {
    const own = written(
      (x) => `Kiosk: ${x}`,
      (x) => `Till: ${x}`,
    );
    expect(site(own, features.slice(0, 3)).series).toHaveLength(3);
    expect(site(own, features.slice(0, 2)).series).toHaveLength(0);
  });

  it('are not learned from two words that two people use for one thing', () => {
    const two = (x: string): Part[] => [
      { title: `Login ${x}`, reporterHash: 1 },
      { title: `Signin ${x}`, reporterHash: 2 },
    ];
    const { listed, series } = site(two);
    expect(series).toEqual([]);
    expect(listed.length).toBeGreaterThanOrEqual(features.length);
  });

  it('need no learning when platforms are named, unless two people wrote them', () => {
    const platforms = written(
      (x) => `Android: ${x}`,
      (x) => `iOS: ${x}`,
    );
    expect(site(platforms, features.slice(0, 1)).series).toHaveLength(1);
    const byTwo = (x: string): Part[] => platforms(x).map((part, at) => ({ ...part, reporterHash: at + 1 }));
    expect(site(byTwo, features.slice(0, 1)).series).toHaveLength(0);
  });
});

const hosts = (n: number): string => `node${n % 97}`;
const alert = (n: number, host = hosts(n)) =>
  issue(
    n + 1,
    `[ALERT] Disk of ${host} is full`,
    `Created by the monitoring.\n\n|Host|${host}|\n|Value|${80 + (n % 20)} %|\n|Rack|r${n}|\n\nCheck the dashboard of the host, acknowledge the alert and write here what you did.`,
    { reporterHash: 9, createdMs: Date.UTC(2026, 0, 1) + (n % 300) * daily },
  );

describe('tickets of one template', () => {
  it.each([5, 20, 1000])('%i with different contents are a few rows and no pairs, in lists neither', (count) => {
    const { listed, series, tiersOf } = analyse([...Array.from({ length: count }, (_, n) => alert(n)), ...everyday]);
    expect(listed).toEqual([]);
    expect(series.flat().length).toBeGreaterThanOrEqual(0.99 * count);
    expect(series.length).toBeLessThanOrEqual(Math.max(1, count / 10));
    expect(new Set(Array.from({ length: count }, (_, n) => tiersOf(n + 1)).flat())).toEqual(new Set(['none']));
  });

  it.each([5, 20, 1000])('of which two among %i are equal make one very likely pair', (count) => {
    const twin = { ...alert(2), id: 5000 };
    const { listed, tiersOf } = analyse([...Array.from({ length: count }, (_, n) => alert(n)), ...everyday, twin]);
    expect(listed).toEqual([{ a: 3, b: 5000, tier: 'very-likely' }]);
    expect(tiersOf(5000)).toContain('very-likely');
  });

  it.each([5, 20])('%i under one title with different contents are one row', (count) => {
    const { listed, series } = analyse([
      ...Array.from({ length: count }, (_, n) => {
        const { text: filled, ...rest } = alert(n);
        return { ...rest, text: { ...filled, summary: 'Disk alert' } };
      }),
      ...everyday,
    ]);
    expect(listed).toEqual([]);
    expect(series.map((ids) => ids.length)).toEqual([count]);
  });
});

describe('chores', () => {
  const steps = ['Inform the support team', 'Write the release notes', 'Update the handbook'];
  const text = (step: string): string =>
    `${step}: see the page about releases, and tick the list there when it is done.`;
  const chores = (releases: number, daysBetween: number, parentOf: (release: number) => number) =>
    Array.from({ length: releases }, (_, release) =>
      steps.map((step, at) =>
        issue(1 + release * 10 + at, step, text(step), {
          ...{ reporterHash: 1 + (release % 2), parentId: parentOf(release) },
          createdMs: Date.UTC(2026, 0, 1) + release * daysBetween * daily,
        }),
      ),
    ).flat();

  it.each([
    ['every other month', 60, () => 0],
    ['on one day, below one parent each', 0, (release: number) => 900 + release],
  ])('that come %s are one row for each kind and never pairs', (_when, daysBetween, parentOf) => {
    const { listed, series } = analyse([...chores(6, daysBetween, parentOf), ...everyday]);
    expect(listed).toEqual([]);
    expect(series.map((ids) => ids.length)).toEqual(steps.map(() => 6));
  });

  it('filed five times within a week are duplicates like any other', () => {
    const { listed } = analyse([...chores(5, 1, () => 0), ...everyday]);
    expect(listed.length).toBeGreaterThanOrEqual(steps.length);
  });
});
