// Settings from outside: each really takes effect where people look, bad values are refused with the range, a change can
// be foreseen and taken back.

import type { IssueSeed } from '../../local/jira/seed';
import type { SiteSettings } from '../../src/contract';
import { admin, member, shownPairs, smallSite, visit, type Visit } from '../flow/small-site';

let site: Visit;
afterEach(() => site.world.stop());

async function save(change: Partial<SiteSettings>) {
  const { version, settings } = await site.get(admin, 'settings.read', {});
  return site.call(admin, 'settings.save', { version, settings: { ...settings, ...change } });
}
async function saveItems(change: Partial<SiteSettings['items']>) {
  const { settings } = await site.get(admin, 'settings.read', {});
  return save({ items: { ...settings.items, ...change } });
}
const keysFound = async () =>
  new Set(
    (await shownPairs(site, admin, 'ALPHA')).flatMap(({ a, b }) => [a, b]).filter((key) => key.startsWith('ALPHA')),
  );

describe('which work items count', () => {
  const at = (index: number, change: Partial<IssueSeed>) => (issue: IssueSeed, own: number) =>
    own === index ? { ...issue, ...change } : issue;

  it.each<[string, Partial<IssueSeed>, (site: Visit) => Partial<SiteSettings['items']>]>([
    ['a label that is left out', { labels: ['wontfix'] }, () => ({ excludedLabels: ['wontfix'] })],
    [
      'a type that is left out',
      { type: 'Task' },
      () => ({ excludedTypeIds: [idOf(site.world.site.state.issueTypes, 'Task')] }),
    ],
    [
      'a status that is left out',
      { status: 'Done' },
      () => ({ excludedStatusIds: [idOf(site.world.site.state.statuses, 'Done')] }),
    ],
    ['closed ones left out', { status: 'Done' }, () => ({ includesClosed: false })],
    ['an age', { created: '2012-01-01T00:00:00.000Z' }, () => ({ maxAgeDays: 3_000 })],
  ])('is read by the next analysis: %s', async (_name, change, rules) => {
    site = await visit(smallSite({ change: at(0, change) }));
    await site.analyse('ALPHA', 'BETA');
    expect(await keysFound()).toContain('ALPHA-1');
    const before = (await keysFound()).size;
    expect(await saveItems(rules(site))).toMatchObject({ ok: true });
    await site.analyse('ALPHA', 'BETA');
    expect(await keysFound()).not.toContain('ALPHA-1');
    expect((await keysFound()).size).toBe(before - 1);
  });

  it('holds for work items that are created afterwards, too', async () => {
    site = await visit(smallSite());
    await saveItems({ excludedLabels: ['noise'] });
    await site.analyse('ALPHA', 'BETA');
    const create = (labels: string[]) =>
      site.world.site.handle(
        {
          method: 'POST',
          path: '/rest/api/3/issue',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({
            fields: {
              project: { key: 'ALPHA' },
              issuetype: { name: 'Bug' },
              summary: 'The login page crashes',
              labels,
            },
          }),
        },
        { kind: 'user', accountId: admin.accountId },
      );
    const created = await Promise.all([create(['noise']), create([])]);
    const [noise, plain] = await Promise.all(
      created.map(async (answer) => Number(((await answer.json()) as { id: string }).id)),
    );
    await site.world.host.settle();
    const candidatesOf = (issueId: number) => site.get(admin, 'panel.candidates', { issueId });
    const found = await candidatesOf(plain ?? 0);
    expect(found).toMatchObject({ state: 'ready' });
    expect(found.state === 'ready' && found.candidates.length).toBeGreaterThan(0);
    expect(found.state === 'ready' && found.candidates.map(({ issue }) => issue.id)).not.toContain(noise);
  });
});

describe('settings', () => {
  it('weights of the fields change the scores of the next analysis, and of the reasons beside them', async () => {
    site = await visit(smallSite());
    await site.analyse('ALPHA', 'BETA');
    const before = await shownPairs(site, admin, 'ALPHA');
    await save({ fieldWeights: { title: 3, description: 0, code: 0 } });
    expect(await shownPairs(site, admin, 'ALPHA')).toEqual(before);
    await site.analyse('ALPHA', 'BETA');
    const after = await shownPairs(site, admin, 'ALPHA');
    expect(after).not.toEqual(before);
    const [first] = after;
    const view = await site.get(admin, 'panel.candidates', { issueId: site.issueId(first?.a ?? '') });
    const candidate = view.state === 'ready' ? view.candidates.find(({ issue }) => issue.key === first?.b) : undefined;
    expect(candidate?.score).toBeCloseTo(first?.score ?? 0, 3);
    expect(candidate?.evidence.some(({ field }) => field === 'prose')).toBe(false);
  });

  it('a minimum match holds from person to space to site, and at once', async () => {
    site = await visit(smallSite());
    await site.analyse('ALPHA', 'BETA');
    const opened = async () => {
      const view = await site.get(member, 'panel.candidates', { issueId: site.issueId('ALPHA-1') });
      const { defaultThreshold } = await site.get(member, 'project.latestScan', { projectId: site.projectId('ALPHA') });
      return [view.state === 'ready' && view.threshold, defaultThreshold];
    };
    await save({ defaultThreshold: 0.5 });
    expect(await opened()).toEqual([0.5, 0.5]);
    await site.get(admin, 'space.saveSettings', { projectId: site.projectId('ALPHA'), threshold: 0.7 });
    expect(await opened()).toEqual([0.7, 0.7]);
    await site.get(member, 'panel.keepThreshold', { threshold: 0.3 });
    expect(await opened()).toEqual([0.3, 0.3]);
    const layers = await site.get(member, 'space.settings', { projectId: site.projectId('ALPHA') });
    expect(layers).toEqual({ threshold: 0.7, siteThreshold: 0.5, ownThreshold: 0.3, opensWith: 0.3, canSave: false });
    await site.get(admin, 'space.saveSettings', { projectId: site.projectId('ALPHA'), threshold: null });
    await site.get(member, 'panel.keepThreshold', { threshold: null });
    expect(await opened()).toEqual([0.5, 0.5]);
  });

  it('not following changes leaves what is created to the next analysis', async () => {
    site = await visit(smallSite());
    await site.analyse('ALPHA', 'BETA');
    await save({ followsChanges: false });
    const { meters } = site.world.installation;
    const before = meters.jiraRequests;
    await site.world.site.handle(
      {
        method: 'PUT',
        path: '/rest/api/3/issue/ALPHA-1',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ fields: { summary: 'The invoice page hangs' } }),
      },
      { kind: 'user', accountId: admin.accountId },
    );
    await site.world.host.settle();
    const candidates = await site.get(admin, 'panel.candidates', { issueId: site.issueId('ALPHA-3') });
    expect(candidates.state).toBe('ready');
    expect(meters.jiraRequests - before).toBeLessThanOrEqual(2);
  });

  it.each<[Partial<SiteSettings>, string]>([
    [{ defaultThreshold: 0.1 }, 'from 0.2 to 0.95'],
    [{ defaultThreshold: Number.NaN }, 'from 0.2 to 0.95'],
    [{ pointsBudgetPerHour: 60_000 }, 'from 500 to 50000'],
    [{ fieldWeights: { title: 4, description: 1, code: 1 } }, 'from 0 to 3'],
    [{ fieldWeights: { title: 0, description: 0, code: 1 } }, 'title or the description'],
  ])('%j is refused with the range, and nothing changes', async (change, range) => {
    site = await visit(smallSite());
    const before = await site.get(admin, 'settings.read', {});
    expect(await save(change)).toMatchObject({
      ok: false,
      failure: { code: 'BAD_INPUT', message: expect.stringContaining(range) },
    });
    expect(await site.get(admin, 'settings.read', {})).toEqual(before);
  });

  it.each(['a b', 'x"', '\\', ''])('the label %j is refused, since it could not stand in JQL', async (label) => {
    site = await visit(smallSite());
    expect(await saveItems({ excludedLabels: [label] })).toMatchObject({ failure: { code: 'BAD_INPUT' } });
  });

  it('can be taken back one by one, and of two administrators at once the second is told', async () => {
    site = await visit(smallSite());
    await save({ defaultThreshold: 0.5 });
    await save({ defaultThreshold: 0.6 });
    const { version, settings } = await site.get(admin, 'settings.read', {});
    expect(await site.call(admin, 'settings.save', { version: version - 1, settings })).toMatchObject({
      failure: { code: 'CONFLICT' },
    });
    const once = await site.get(admin, 'settings.undo', { version });
    expect(once.settings.defaultThreshold).toBe(0.5);
    const twice = await site.get(admin, 'settings.undo', { version: once.version });
    expect(twice).toMatchObject({ settings: { defaultThreshold: 0.4 }, canUndo: false });
    expect(await site.call(admin, 'settings.undo', { version: twice.version })).toMatchObject({
      failure: { code: 'BAD_INPUT' },
    });
  });

  it('a forecast tells how many pairs and work items a change would leave, and changes nothing', async () => {
    site = await visit(smallSite({ change: (issue, index) => (index < 7 ? { ...issue, labels: ['noise'] } : issue) }));
    await site.analyse('ALPHA', 'BETA');
    const { settings } = await site.get(admin, 'settings.read', {});
    const then = { ...settings, defaultThreshold: 0.7, items: { ...settings.items, excludedLabels: ['noise'] } };
    const told = await site.get(admin, 'settings.forecast', { settings: then });
    expect(told).toMatchObject({ itemsNow: 40, itemsThen: 33 });
    expect(told.pairsThen).toBeLessThan(told.pairsNow);
    const { defaultThreshold } = await site.get(admin, 'project.latestScan', { projectId: site.projectId('ALPHA') });
    expect(defaultThreshold).toBe(0.4);
  });

  it('a preview scores one real pair as the settings would, names the words that count, and changes nothing', async () => {
    site = await visit(smallSite());
    await site.analyse('ALPHA', 'BETA');
    const [first] = await shownPairs(site, admin, 'ALPHA');
    const { version, settings } = await site.get(admin, 'settings.read', {});
    const keys = [first?.a ?? '', first?.b ?? ''] as const;
    const titlesOnly = { ...settings, fieldWeights: { title: 3, description: 0, code: 0 } };
    const told = await site.get(admin, 'settings.preview', { settings: titlesOnly, keys });
    expect(told.now.score).toBeCloseTo(first?.score ?? 0, 3);
    expect(Math.abs(told.then.score - told.now.score)).toBeGreaterThan(0.02);
    const [word = ''] = told.then.terms;
    const words = { ...settings.words, stopWords: [word] };
    const without = await site.get(admin, 'settings.preview', { settings: { ...titlesOnly, words }, keys });
    expect(without.then.terms).not.toContain(word);
    expect(await site.get(admin, 'settings.read', {})).toMatchObject({ version, settings });
    await save(titlesOnly);
    await site.analyse('ALPHA', 'BETA');
    const after = (await shownPairs(site, admin, 'ALPHA')).find(({ a, b }) => a === first?.a && b === first?.b);
    expect(told.then.score).toBeCloseTo(after?.score ?? 0, 2);
  });

  it.each<[string, readonly [string, string], string]>([
    ['no key', ['ALPHA', 'ALPHA-2'], 'keys.0: must be a key such as SHOP-12'],
    ['the same twice', ['ALPHA-1', 'alpha-1'], 'two different'],
    ['what is not there', ['ALPHA-1', 'ALPHA-999'], 'ALPHA-999'],
    ['what nobody has analysed', ['ALPHA-1', 'ALPHA-2'], 'not been analyzed'],
  ])('a preview with %s is refused in one sentence', async (_name, keys, message) => {
    site = await visit(smallSite());
    const { settings } = await site.get(admin, 'settings.read', {});
    expect(await site.call(admin, 'settings.preview', { settings, keys })).toMatchObject({
      failure: { code: 'BAD_INPUT', message: expect.stringContaining(message) },
    });
  });
});

it('the overview counts the work items of a finished analysis as Jira counts them for who looks', async () => {
  site = await visit(smallSite());
  await site.analyse('ALPHA', 'BETA');
  await site.analyse('ALPHA');
  const { scans } = await site.get(admin, 'admin.overview', {});
  expect(scans.map(({ state, issuesFetched }) => [state, issuesFetched])).toEqual([
    ['finished', 20],
    ['finished', 40],
  ]);
});

function idOf(named: readonly { readonly id: number; readonly name: string }[], name: string): string {
  return String(named.find((one) => one.name === name)?.id ?? 0);
}
