// Search as you type, hints in the create dialog, their switch, and comparing, through the real app: what people get,
// what it costs, and what nobody gets to know.

import { admin, closedId, everydayIssues, insider, issueSeed, member, openId, Site } from '../fresh/small-site';

let site: Site;
afterEach(() => site.close());

const blank = { projectId: openId, summary: 'blank login page', description: '', limit: 5 };

describe('search while typing', () => {
  it('finds what is like the text, with the words that both have', async () => {
    site = await Site.open();
    await site.analyse();
    const view = await site.answer(member, 'live.search', blank);
    if (view.state !== 'ready') throw new Error(view.state);
    expect(view.candidates.map(({ issue }) => issue.key)).toEqual(['OPEN-1']);
    expect(view.candidates[0]?.evidence.flatMap(({ terms }) => terms).map((term) => term.toLowerCase())).toEqual(
      expect.arrayContaining(['login', 'blank']),
    );
  });

  it('knows work items that were filed a moment ago, and forgets deleted ones', async () => {
    site = await Site.open();
    await site.analyse();
    const key = await site.create(openId, 'Printer ignores the chosen paper tray');
    await site.world.host.settle();
    const ask = () => site.answer(member, 'live.search', { ...blank, summary: 'paper tray of the printer' });
    expect(await ask()).toMatchObject({ state: 'ready', candidates: [{ issue: { key } }] });
    await site.remove(key);
    await site.world.host.settle();
    expect(await ask()).toMatchObject({ state: 'ready', candidates: [] });
  });

  it('says that nothing was analysed yet, which is not the same as nothing found', async () => {
    site = await Site.open();
    expect(await site.answer(member, 'live.search', blank)).toEqual({ state: 'never-scanned' });
    await site.analyse();
    expect(await site.answer(member, 'live.search', { ...blank, summary: 'zzz' })).toEqual({
      state: 'ready',
      candidates: [],
    });
  });

  it('shows nothing of a space that the person may not browse, and refuses to search from it', async () => {
    site = await Site.open();
    await site.analyse();
    const salary = { ...blank, summary: 'salary table spreadsheet preview' };
    expect(await site.answer(member, 'live.search', salary)).toEqual({ state: 'ready', candidates: [] });
    expect(await site.answer(insider, 'live.search', salary)).toMatchObject({
      candidates: [{ issue: { key: 'SECRET-1' } }],
    });
    expect(await site.ask(member, 'live.search', { ...salary, projectId: closedId })).toMatchObject({
      ok: false,
      failure: { code: 'NOT_FOUND' },
    });
  });

  it('finds a visible work item behind any number of better hidden ones', async () => {
    const hidden = Array.from({ length: 60 }, (_, index) => issueSeed(`SECRET-${index + 10}`, 'Blank login page'));
    site = await Site.open([...everydayIssues, ...hidden]);
    await site.analyse();
    expect(await site.answer(member, 'live.search', blank)).toMatchObject({
      candidates: [{ issue: { key: 'OPEN-1' } }],
    });
  });

  it('asks Jira three times, reads four times from the storage and writes nothing', async () => {
    site = await Site.open();
    await site.analyse();
    const before = { ...site.world.installation.meters };
    await site.answer(member, 'live.search', blank);
    const { meters } = site.world.installation;
    expect(meters.jiraRequests - before.jiraRequests).toBe(3);
    expect(meters.kvsReads - before.kvsReads).toBeLessThanOrEqual(4);
    expect(meters.kvsWrites - before.kvsWrites).toBe(0);
  });
});

describe('hints while creating', () => {
  it('name at most three good matches, and are silent otherwise', async () => {
    const alike = Array.from({ length: 5 }, (_, index) =>
      issueSeed(`OPEN-${index + 10}`, 'Login page stays blank after a new password'),
    );
    site = await Site.open([...everydayIssues, ...alike]);
    await site.analyse();
    const ask = async (summary: string) =>
      (await site.answer(member, 'hints.find', { projectId: openId, summary, description: null })).hints;
    expect(await ask('Login page stays blank after the new password was set')).toHaveLength(3);
    expect(await ask('Something about another page of the settings')).toEqual([]);
  });

  it('read the words of a document, code included', async () => {
    site = await Site.open([
      ...everydayIssues,
      issueSeed('OPEN-10', 'Crash', { description: 'ERR_TRAY_4711 in the spooler' }),
    ]);
    await site.analyse();
    const description = {
      type: 'doc',
      version: 1,
      content: [{ type: 'codeBlock', content: [{ type: 'text', text: 'ERR_TRAY_4711 in the spooler' }] }],
    };
    const { hints } = await site.answer(member, 'hints.find', { projectId: openId, summary: 'Crash', description });
    expect(hints.map(({ key }) => key)).toEqual(['OPEN-10']);
  });

  it('are silent where nothing was analysed', async () => {
    site = await Site.open();
    expect(await site.answer(member, 'hints.find', { ...blank })).toEqual({ hints: [] });
  });
});

describe('the switch of the hints', () => {
  it('registers the space once however often it is switched on, and removes it again', async () => {
    site = await Site.open();
    const on = () => site.answer(admin, 'hints.switch', { projectId: openId, isOn: true });
    expect(await on()).toEqual({ projectIds: [openId] });
    expect(await on()).toEqual({ projectIds: [openId] });
    expect([...site.world.site.uiModifications.values()].map(({ contexts }) => contexts)).toEqual([
      [{ projectId: String(openId), viewType: 'GIC' }],
    ]);
    expect(await site.answer(admin, 'hints.switch', { projectId: openId, isOn: false })).toEqual({ projectIds: [] });
    expect(site.world.site.uiModifications.size).toBe(0);
  });

  it('is for administrators of the space, and shows nobody a space that is hidden from them', async () => {
    site = await Site.open();
    const refused = await site.ask(member, 'hints.switch', { projectId: openId, isOn: true });
    expect(refused).toMatchObject({ ok: false, failure: { code: 'NOT_ALLOWED' } });
    const hidden = await site.ask(member, 'hints.switch', { projectId: closedId, isOn: true });
    expect(hidden).toMatchObject({ ok: false, failure: { code: 'NOT_FOUND' } });
    await site.answer(admin, 'hints.switch', { projectId: closedId, isOn: true });
    expect(await site.answer(member, 'hints.projects', {})).toEqual({ projectIds: [] });
    expect(await site.answer(insider, 'hints.projects', {})).toEqual({ projectIds: [closedId] });
  });

  it('is off everywhere after the app was uninstalled', async () => {
    site = await Site.open();
    await site.answer(admin, 'hints.switch', { projectId: openId, isOn: true });
    await site.answer(admin, 'hints.switch', { projectId: closedId, isOn: true });
    await site.world.installation.uninstall();
    expect(site.world.site.uiModifications.size).toBe(0);
  });
});

describe('comparing two work items', () => {
  it('marks words and compares fields', async () => {
    site = await Site.open([
      ...everydayIssues,
      issueSeed('OPEN-7', 'Login page stays blank after a new password', { type: 'Task' }),
    ]);
    await site.analyse();
    const view = await site.answer(member, 'compare.pair', { a: site.idOf('OPEN-1'), b: site.idOf('OPEN-7') });
    expect(view.summary.a.parts.filter(({ isCommon }) => isCommon)[0]?.text).toContain('Login');
    expect(view.fields.find(({ field }) => field === 'type')).toEqual({
      field: 'type',
      a: 'Bug',
      b: 'Task',
      agrees: false,
    });
  });

  it('works before the first analysis', async () => {
    site = await Site.open();
    const view = await site.answer(member, 'compare.pair', { a: site.idOf('OPEN-1'), b: site.idOf('OPEN-2') });
    expect(view.fields.find(({ field }) => field === 'type')?.agrees).toBe(true);
  });

  it('tells who may not see one of them the same as for one that does not exist', async () => {
    site = await Site.open();
    const hidden = await site.ask(member, 'compare.pair', { a: site.idOf('OPEN-1'), b: site.idOf('SECRET-1') });
    const absent = await site.ask(member, 'compare.pair', { a: site.idOf('OPEN-1'), b: 987_654_321 });
    const said = (result: typeof hidden) => (result.ok ? null : { ...result.failure, reference: '' });
    expect(said(hidden)).toEqual(said(absent));
    expect(said(hidden)).toMatchObject({ code: 'NOT_FOUND' });
  });
});
