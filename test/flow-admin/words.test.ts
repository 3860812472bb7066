// A site's own words, from outside: what an administrator says about words decides which work items are found alike, in
// the next analysis and in everything that is compared with it afterwards.

import type { IssueSeed } from '../../local/jira/seed';
import type { SiteSettings, WordRules } from '../../src/contract';
import { lineHash } from '../../src/similarity/boilerplate';
import { admin, member, shownPairs, smallSite, visit, type Visit } from '../flow/small-site';

const hourMs = 3_600_000;
let site: Visit;
afterEach(() => site.world.stop());

async function save(words: Partial<WordRules>) {
  const { version, settings } = await site.get(admin, 'settings.read', {});
  const changed: SiteSettings = { ...settings, words: { ...settings.words, ...words } };
  return site.call(admin, 'settings.save', { version, settings: changed });
}

/** The first work item of each of the two spaces tells this. */
const telling = (first: Partial<IssueSeed>, second: Partial<IssueSeed>) =>
  smallSite({
    change: (issue) => ({ ...issue, ...(issue.key === 'ALPHA-1' ? first : issue.key === 'BETA-1' ? second : {}) }),
  });

const pairOfFirsts = async () =>
  (await shownPairs(site, admin, 'ALPHA')).find(({ a, b }) => [a, b].sort().join() === 'ALPHA-1,BETA-1');

const document = (text: string) => ({
  type: 'doc',
  version: 1,
  content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
});

const analyse = () => site.analyse('ALPHA', 'BETA');

const inShort = { summary: 'k8s refuses entry', description: 'The kubelet restarts.' };
const inFull = { summary: 'Kubernetes denies access', description: 'Every kubelet reboots.' };
const synonyms = [
  { word: 'k8s', readAs: 'Kubernetes' },
  { word: 'denies', readAs: 'refuses' },
  { word: 'access', readAs: 'entry' },
  { word: 'reboots', readAs: 'restarts' },
];

describe('synonyms', () => {
  it('make a pair of two work items that say the same in other words, although nothing else has changed', async () => {
    site = await visit(telling(inShort, inFull));
    await analyse();
    const before = (await pairOfFirsts())?.score ?? 0;
    expect(await save({ synonyms })).toMatchObject({ ok: true });
    expect((await pairOfFirsts())?.score ?? 0).toBe(before);
    await analyse();
    expect(before).toBeLessThan(0.4);
    expect((await pairOfFirsts())?.score).toBeGreaterThan(0.9);
  });

  it('hold for reasons, comparisons, searches and work items that come later', async () => {
    site = await visit(telling(inShort, { summary: 'Nothing of the kind' }));
    await save({ synonyms });
    await analyse();
    const projectId = site.projectId('ALPHA');
    const typed = { projectId, summary: inFull.summary, description: '', limit: 3 };
    const found = await site.get(admin, 'live.search', typed);
    expect(found.state === 'ready' && found.candidates[0]?.issue.key).toBe('ALPHA-1');

    await site.world.site.handle(
      {
        method: 'PUT',
        path: '/rest/api/3/issue/BETA-1',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ fields: { summary: inFull.summary, description: document(inFull.description) } }),
      },
      { kind: 'user', accountId: admin.accountId },
    );
    await site.world.host.settle();
    const view = await site.get(admin, 'panel.candidates', { issueId: site.issueId('ALPHA-1') });
    const candidate = view.state === 'ready' ? view.candidates.find(({ issue }) => issue.key === 'BETA-1') : undefined;
    expect(candidate?.score).toBeGreaterThan(0.9);
    const terms = candidate?.evidence.flatMap((reason) => reason.terms) ?? [];
    expect(terms).toEqual(expect.arrayContaining(['k8s', 'refuses', 'entry']));

    const pair = { a: site.issueId('ALPHA-1'), b: site.issueId('BETA-1') };
    const { description } = await site.get(admin, 'compare.pair', pair);
    const shared = description.b.parts.filter(({ isSharedTerm }) => isSharedTerm).map(({ text }) => text);
    expect(shared.join(' ')).toContain('reboots');
  });
});

describe('words that say nothing', () => {
  it('take away a pair that had only them in common', async () => {
    site = await visit(
      telling(
        { summary: 'Quokka ledger', description: 'Totals vanish.' },
        { summary: 'Quokka turbine', description: 'Bearings squeak.' },
      ),
    );
    await analyse();
    expect(await pairOfFirsts()).toBeDefined();
    await save({ stopWords: ['quokka'] });
    await analyse();
    expect(await pairOfFirsts()).toBeUndefined();
  });
});

describe('languages that are left out', () => {
  it('are not read as such: their grammar words count again, from the next analysis on', async () => {
    site = await visit(
      telling(
        { summary: 'Ledger wurde nicht', description: 'Totals vanish, aber der und das mit dem.' },
        { summary: 'Turbine wurde nicht', description: 'Bearings squeak, aber der und das mit dem.' },
      ),
    );
    await analyse();
    expect(await pairOfFirsts()).toBeUndefined();
    await save({ leftOutLanguages: ['de'] });
    await analyse();
    expect((await pairOfFirsts())?.score).toBeGreaterThan(0.4);
  });
});

describe('lines that are ignored', () => {
  const line = 'Taken down by the harbour desk after a telephone call.';

  it('take away a pair that had only them in common, and leave the rest of both texts', async () => {
    site = await visit(
      telling(
        { summary: 'Ledger', description: `${line}\nQuarterly totals vanish.` },
        { summary: 'Turbine', description: `${line}\nBearings squeak.` },
      ),
    );
    await analyse();
    expect(await pairOfFirsts()).toBeDefined();
    await save({ ignoredLines: [{ hash: lineHash(line, 0, line.length), issueId: site.issueId('ALPHA-1') }] });
    await analyse();
    expect(await pairOfFirsts()).toBeUndefined();
    const typed = { projectId: site.projectId('ALPHA'), summary: '', description: 'Bearings squeak', limit: 3 };
    const found = await site.get(admin, 'live.search', typed);
    expect(found.state === 'ready' && found.candidates[0]?.issue.key).toBe('BETA-1');
  });
});

describe('lines of a form', () => {
  const heading = 'Which desk took this down, and when?';
  const secretHeading = 'Which patient does this concern?';
  const formed = (line: string) => (issue: IssueSeed) => ({ ...issue, description: `${line}\n${issue.description}` });

  it('are found in the newest work items, shown as they stand there, and kept without their text', async () => {
    site = await visit(smallSite({ change: formed(heading) }));
    const projectId = site.projectId('ALPHA');
    const { workItemsRead, lines } = await site.get(admin, 'words.learnLines', { projectId });
    expect([workItemsRead, lines.map(({ text, workItems }) => [text, workItems])]).toEqual([20, [[heading, 20]]]);
    const chosen = lines.map(({ hash, issueId }) => ({ hash, issueId }));
    expect(await save({ ignoredLines: chosen })).toMatchObject({ ok: true });
    await analyse();
    expect(JSON.stringify(await site.world.installation.storage.dump())).not.toContain('Which desk');
    const { settings } = await site.get(admin, 'settings.read', {});
    expect(settings.words.ignoredLines).toEqual(chosen);
    expect(await site.get(admin, 'words.readLines', { lines: chosen })).toEqual({
      lines: chosen.map((one) => ({ ...one, text: heading })),
    });
  });

  it('are shown only from work items that this administrator may see', async () => {
    const insider = { ...admin, groups: [...admin.groups, 'can-secret'] };
    const outsider = { ...admin, accountId: 'cleo', displayName: 'Cleo Admin' };
    const isSecret = (index: number) => index % 4 === 0;
    const seed = smallSite({
      issues: 60,
      people: [insider, outsider, member],
      change: (issue, index) =>
        isSecret(index) ? { ...formed(secretHeading)(issue), securityLevel: 'Secret' } : formed(heading)(issue),
    });
    const securityLevels = [{ name: 'Secret', groups: ['can-secret'] }];
    site = await visit({
      ...seed,
      groups: [...seed.groups, 'can-secret'],
      projects: seed.projects.map((project) => ({ ...project, securityLevels })),
    });
    const projectId = site.projectId('ALPHA');
    const told = async (who: typeof admin) => {
      const { workItemsRead, lines } = await site.get(who, 'words.learnLines', { projectId });
      return { workItemsRead, lines, texts: lines.map(({ text }) => text).sort() };
    };
    const all = await told(insider);
    expect(all).toMatchObject({ workItemsRead: 30, texts: [heading, secretHeading] });
    expect(await told(outsider)).toMatchObject({ workItemsRead: 15, texts: [heading] });
    const lines = all.lines.map(({ hash, issueId }) => ({ hash, issueId }));
    const again = await site.get(outsider, 'words.readLines', { lines });
    expect(again.lines.map(({ text }) => text).sort()).toEqual([heading, null]);
  });

  it('are not looked for by people who do not administer the site', async () => {
    site = await visit(smallSite({ change: formed(heading) }));
    const refused = { ok: false, failure: { code: 'NOT_ALLOWED' } };
    expect(await site.call(member, 'words.learnLines', { projectId: site.projectId('ALPHA') })).toMatchObject(refused);
    const lines = [{ hash: lineHash(heading, 0, heading.length), issueId: site.issueId('ALPHA-1') }];
    expect(await site.call(member, 'words.readLines', { lines })).toMatchObject(refused);
  });
});

const coverages = async () => {
  const projectId = site.projectId('ALPHA');
  const pairs = await site.get(admin, 'project.pairs', {
    ...{ projectId, threshold: 0.2, tier: 'any', sort: 'score', cursor: null, limit: 5 },
  });
  const panel = await site.get(admin, 'panel.candidates', { issueId: site.issueId('ALPHA-1') });
  return [pairs, panel].map((view) => view.state === 'ready' && view.coverage.haveSettingsChanged);
};

it.each<[string, (settings: SiteSettings) => Partial<SiteSettings>]>([
  ['words', ({ words }) => ({ words: { ...words, stopWords: ['kubelet'] } })],
  ['the weight of a field', ({ fieldWeights }) => ({ fieldWeights: { ...fieldWeights, code: 1 } })],
  ['which work items count', ({ items }) => ({ items: { ...items, excludedLabels: ['noise'] } })],
])('whoever looks is told that %s have been set otherwise, until the next analysis', async (_what, change) => {
  site = await visit(telling(inShort, inFull));
  await analyse();
  expect(await coverages()).toEqual([false, false]);
  const { version, settings } = await site.get(admin, 'settings.read', {});
  await site.get(admin, 'settings.save', { version, settings: { ...settings, defaultThreshold: 0.5 } });
  expect(await coverages()).toEqual([false, false]);
  const later = await site.get(admin, 'settings.read', {});
  const changed = { ...later.settings, ...change(later.settings) };
  await site.get(admin, 'settings.save', { version: later.version, settings: changed });
  expect(await coverages()).toEqual([true, true]);
  await analyse();
  expect(await coverages()).toEqual([false, false]);
});

it('other words make an analysis due within a day and an hour, the same words do not', async () => {
  site = await visit(smallSite());
  await analyse();
  const scanId = async () =>
    (await site.get(admin, 'project.latestScan', { projectId: site.projectId('ALPHA') })).progress?.scanId;
  const first = await scanId();
  await save({ stopWords: [] });
  await site.world.host.advance(25.1 * hourMs);
  expect(await scanId()).toBe(first);
  await save({ stopWords: ['quokka'] });
  await site.world.host.advance(1.1 * hourMs);
  const second = await scanId();
  expect(second).not.toBe(first);
  await site.world.host.advance(25.1 * hourMs);
  expect(await scanId()).toBe(second);
});

it.each<[string, Partial<WordRules>, string]>([
  ['two words', { stopWords: ['harbour desk'] }, 'one word'],
  ['a word with a hyphen, which is read as two', { stopWords: ['sign-on'] }, 'one word'],
  ['no letters', { stopWords: ['...'] }, 'one word'],
  ['nothing', { synonyms: [{ word: '', readAs: 'entry' }] }, 'one word'],
  ['a long word', { stopWords: ['x'.repeat(31)] }, 'at most 30 characters'],
  ['too many', { stopWords: Array.from({ length: 101 }, (_, index) => `word${index}`) }, 'at most 100'],
  [
    'a word with two meanings',
    {
      synonyms: [
        { word: 'k8s', readAs: 'a' },
        { word: 'K8S', readAs: 'b' },
      ],
    },
    'only once',
  ],
  ['a language that cannot be left out', { leftOutLanguages: ['en' as 'de'] }, 'one of de, fr, es, pt, it, nl'],
  ['no hash', { ignoredLines: [{ hash: -1, issueId: 1 }] }, 'hash'],
])('%s is refused in one sentence, and nothing changes', async (_name, words, sentence) => {
  site = await visit(smallSite());
  const before = await site.get(admin, 'settings.read', {});
  expect(await save(words)).toMatchObject({
    ok: false,
    failure: { code: 'BAD_INPUT', message: expect.stringContaining(sentence) },
  });
  expect(await site.get(admin, 'settings.read', {})).toEqual(before);
});
