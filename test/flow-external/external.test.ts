// External backlogs through the front door: imported part by part, compared as new work items are, shown to whoever may
// browse the space and only beside work items that this person may see, replaced and removed without a trace.

import type { AnswerOf, ExternalRow, RequestOf } from '../../src/contract';
import type { PersonSeed } from '../../local/jira/seed';
import { admin, member, smallSite, visit, type Visit } from '../flow/small-site';

let site: Visit;
afterEach(() => site.world.stop());

const row = (key: string, title: string, description = ''): ExternalRow => ({
  key,
  title,
  description,
  status: 'Open',
  created: '2025-01-06T08:00:00.000Z',
});
/** The first is as good as ALPHA-1, the second like nothing here. */
const rows = [
  row(
    'OLD-1',
    'The login page crashes uniquetitle0',
    'When a customer opens the login page it crashes. uniquetext0 Expected: the login works.',
  ),
  row('OLD-2', 'Quarterly forecast spreadsheet needs another colour'),
];
const fingerprint = 'f'.repeat(64);

async function begin(change: Partial<RequestOf<'external.begin'>> = {}): Promise<string> {
  const projectId = site.projectId('ALPHA');
  const request = { projectId, name: 'Old Jira', originUrl: 'https://old.example.org/', fingerprint, replaces: null };
  return (await site.get(admin, 'external.begin', { ...request, ...change })).backlogId;
}

async function imported(parts: readonly (readonly ExternalRow[])[], change = {}): Promise<string> {
  const backlogId = await begin(change);
  const place = { projectId: site.projectId('ALPHA'), backlogId };
  for (const [part, some] of parts.entries()) await site.get(admin, 'external.addPart', { ...place, part, rows: some });
  await site.get(admin, 'external.finish', place);
  await site.world.host.settle();
  return backlogId;
}

const first = (backlogId: string, isDismissed = false): RequestOf<'external.matches'> => ({
  ...{ projectId: site.projectId('ALPHA'), backlogId, threshold: null, tier: 'any', isDismissed },
  ...{ cursor: null, limit: 25 },
});
const matches = (who: PersonSeed, backlogId: string, isDismissed = false): Promise<AnswerOf<'external.matches'>> =>
  site.get(who, 'external.matches', first(backlogId, isDismissed));
const list = (who: PersonSeed) => site.get(who, 'external.list', { projectId: site.projectId('ALPHA') });

it('compares an imported backlog with the space and links each match to its origin', async () => {
  site = await visit(smallSite());
  await site.analyse('ALPHA', 'BETA');
  const backlogId = await imported([[rows[0]!], [rows[1]!]]);
  expect((await list(member)).backlogs).toMatchObject([
    { name: 'Old Jira', state: 'ready', rows: 2, partsUploaded: 2 },
  ]);
  const { rows: found } = await matches(member, backlogId);
  expect(found[0]).toMatchObject({
    external: { key: 'OLD-1', url: 'https://old.example.org/browse/OLD-1' },
    issueId: site.issueId('ALPHA-1'),
  });
  expect(found[0]?.evidence.flatMap(({ terms }) => terms)).toContain('uniquetitle0');
  expect(found[0]?.score).toBeGreaterThan(0.8);
  expect(found.map(({ external }) => external.key)).not.toContain('OLD-2');
});

it('tells the panel of a work item what is like it elsewhere, and who may not see the work item nothing', async () => {
  const seed = smallSite();
  site = await visit({
    ...seed,
    projects: seed.projects.map((one) => (one.key === 'BETA' ? { ...one, browse: ['site-admins'] } : one)),
  });
  await site.analyse('ALPHA', 'BETA');
  await imported([rows]);
  const panelOf = async (who: PersonSeed, key: string, space = 'ALPHA') => {
    const extension = { project: { id: String(site.projectId(space)) } };
    return (await site.get(who, 'external.ofIssue', { issueId: site.issueId(key) }, extension)).rows;
  };
  const url = 'https://old.example.org/browse/OLD-1';
  expect(await panelOf(member, 'ALPHA-1')).toMatchObject([
    { backlogName: 'Old Jira', external: { key: 'OLD-1', url } },
  ]);
  expect(await panelOf(member, 'ALPHA-2')).toEqual([]);
  expect(await panelOf(member, 'BETA-1')).toEqual([]);
  expect(await panelOf(admin, 'BETA-1', 'BETA')).toEqual([]);
});

it('shows no match with a work item that this person may not see, and not to whom the space is closed', async () => {
  const seed = smallSite({ people: [admin, member, { ...member, accountId: 'otto', groups: [] }] });
  site = await visit({
    ...seed,
    projects: seed.projects.map((one) => ({ ...one, browse: one.key === 'BETA' ? ['site-admins'] : ['jira-users'] })),
  });
  await site.analyse('ALPHA', 'BETA');
  const hidden = site.world.site.state.issueOf('BETA-1');
  const backlogId = await imported([[row('OLD-3', hidden?.summary ?? ''), rows[0]!]]);
  const keys = async (who: PersonSeed) =>
    (await matches(who, backlogId)).rows.map(({ issueId }) => site.world.site.state.issues.get(issueId)?.key ?? '');
  expect(await keys(admin)).toContain('BETA-1');
  expect((await keys(member)).filter((key) => !key.startsWith('ALPHA-'))).toEqual([]);
  const otto = { ...member, accountId: 'otto' };
  expect(await site.call(otto, 'external.matches', first(backlogId))).toMatchObject({ failure: { code: 'NOT_FOUND' } });
});

it('remembers what is no duplicate for everybody, through a new import and a new analysis, until it is taken back', async () => {
  site = await visit(smallSite());
  await site.analyse('ALPHA');
  const before = await imported([rows]);
  const answer = (backlogId: string, change: object = {}, who = member) =>
    site.call(who, 'external.dismiss', {
      ...{ projectId: site.projectId('ALPHA'), backlogId, externalKey: 'OLD-1' },
      ...{ issueId: site.issueId('ALPHA-1'), isDismissed: true, ...change },
    });
  const withAlpha1 = async (backlogId: string, isDismissed: boolean) =>
    (await matches(admin, backlogId, isDismissed)).rows.some(({ issueId }) => issueId === site.issueId('ALPHA-1'));
  const ofPanel = async () => {
    const extension = { project: { id: String(site.projectId('ALPHA')) } };
    return (await site.get(admin, 'external.ofIssue', { issueId: site.issueId('ALPHA-1') }, extension)).rows.length;
  };
  expect(await ofPanel()).toBe(1);
  expect(await answer(before)).toEqual({ ok: true, value: { isDismissed: true } });
  expect(await answer(before)).toEqual({ ok: true, value: { isDismissed: true } });
  expect([await withAlpha1(before, false), await withAlpha1(before, true), await ofPanel()]).toEqual([false, true, 0]);

  const after = await imported([[rows[1]!], [rows[0]!]], { replaces: before });
  await site.analyse('ALPHA');
  expect([await withAlpha1(after, false), await withAlpha1(after, true)]).toEqual([false, true]);
  await answer(after, { isDismissed: false });
  expect([await withAlpha1(after, false), await withAlpha1(after, true), await ofPanel()]).toEqual([true, false, 1]);

  for (const change of [{ externalKey: 'OLD-2' }, { issueId: 999_999 }]) {
    expect(await answer(after, change)).toMatchObject({ failure: { code: 'NOT_FOUND' } });
  }
  await answer(after);
  await site.get(admin, 'external.remove', { projectId: site.projectId('ALPHA'), backlogId: after });
  const dump = await site.world.installation.storage.dump();
  expect(dump[`entity/guarded-record/dismissed:${site.projectId('ALPHA')}`]).toMatchObject({ value: { names: [] } });
});

it('lets nobody say no who may not link the work item', async () => {
  const seed = smallSite();
  site = await visit({
    ...seed,
    projects: seed.projects.map((one) => ({
      ...one,
      permissionsByGroup: { 'jira-users': ['BROWSE_PROJECTS' as const] },
    })),
  });
  await site.analyse('ALPHA');
  const backlogId = await imported([rows]);
  const request = { projectId: site.projectId('ALPHA'), backlogId, externalKey: 'OLD-1', isDismissed: true };
  const answer = await site.call(member, 'external.dismiss', { ...request, issueId: site.issueId('ALPHA-1') });
  expect(answer).toMatchObject({ failure: { code: 'NOT_ALLOWED' } });
  expect((await matches(member, backlogId, true)).rows).toEqual([]);
});

it('is compared when an analysis ends, with those that its scope has chosen, and the others stay as they were', async () => {
  site = await visit(smallSite());
  const [one, other] = [await imported([rows]), await imported([rows], { name: 'Older Jira' })];
  await site.analyse('ALPHA');
  const compared = async () => {
    const dump = await site.world.installation.storage.dump();
    const record = dump[`entity/guarded-record/externals:${site.projectId('ALPHA')}`] as {
      value: { backlogs: { id: string; comparison: { scanId: string } | null }[] };
    };
    return Object.fromEntries(record.value.backlogs.map(({ id, comparison }) => [id, comparison?.scanId ?? null]));
  };
  const first = await compared();
  expect(first[one]).toEqual(expect.any(String));
  expect(first[other]).toBe(first[one]);

  const projectIds = [site.projectId('ALPHA')];
  const narrowing = { typeIds: [], componentNames: [], sprint: null, teamId: null, backlogIds: [one] };
  const { scanId } = await site.get(admin, 'project.startScan', { projectIds, jql: null, narrowing });
  await site.world.host.settle();
  expect(await compared()).toEqual({ [one]: scanId, [other]: first[other] });
  expect((await list(admin)).backlogs.map(({ state }) => state)).toEqual(['ready', 'ready']);

  await site.get(admin, 'external.remove', { projectId: projectIds[0]!, backlogId: one });
  const request = { projectIds, jql: null, narrowing };
  expect(await site.call(admin, 'project.startScan', request)).toMatchObject({
    failure: {
      code: 'BAD_INPUT',
      message: 'narrowing.backlogIds: one of these backlogs is not attached to the chosen spaces any more.',
    },
  });
});

it('waits for the first analysis, and compares anew after the next one', async () => {
  site = await visit(smallSite());
  const backlogId = await imported([rows]);
  expect(await list(admin)).toMatchObject({ isAnalysed: false, backlogs: [{ comparedAt: null }] });
  await site.analyse('ALPHA');
  expect(await list(admin)).toMatchObject({ backlogs: [{ state: 'ready' }] });
  expect((await matches(admin, backlogId)).rows.length).toBeGreaterThan(0);
});

it('goes on where an upload was broken off, writes a part once, and refuses what does not come next', async () => {
  site = await visit(smallSite());
  const place = { projectId: site.projectId('ALPHA'), backlogId: await begin() };
  const add = (part: number) =>
    site.call(admin, 'external.addPart', { ...place, part, rows: [rows[part] ?? rows[0]!] });
  expect(await add(0)).toMatchObject({ value: { partsUploaded: 1 } });
  expect(await add(0)).toMatchObject({ value: { partsUploaded: 1 } });
  expect(await add(2)).toMatchObject({ failure: { code: 'BAD_INPUT', message: 'part: part 1 comes next.' } });
  expect((await list(admin)).backlogs).toMatchObject([{ state: 'uploading', partsUploaded: 1, fingerprint }]);
  expect(await add(1)).toMatchObject({ value: { partsUploaded: 2 } });
});

it('takes away what it replaces only when it is complete, and leaves nothing of what is removed', async () => {
  site = await visit(smallSite());
  await site.analyse('ALPHA');
  const first = await imported([rows]);
  const second = await begin({ replaces: first });
  expect((await list(admin)).backlogs.map(({ backlogId }) => backlogId)).toEqual([first, second]);
  const place = { projectId: site.projectId('ALPHA'), backlogId: second };
  expect(await site.call(admin, 'external.finish', place)).toMatchObject({ failure: { code: 'BAD_INPUT' } });
  await site.get(admin, 'external.addPart', { ...place, part: 0, rows: [row('NEW-1', 'Zebra crossing repainted')] });
  await site.get(admin, 'external.finish', place);
  await site.world.host.settle();
  expect((await list(admin)).backlogs.map(({ backlogId }) => backlogId)).toEqual([second]);
  const stored = async () => JSON.stringify(await site.world.installation.storage.dump());
  expect(await stored()).not.toContain('Quarterly forecast');
  expect(await stored()).toContain('Zebra crossing');
  await site.get(admin, 'external.remove', place);
  expect(await stored()).not.toContain('Zebra crossing');
});

it('refuses rows and addresses that no page of ours would send, and writes nothing', async () => {
  site = await visit(smallSite());
  const place = { projectId: site.projectId('ALPHA'), backlogId: await begin() };
  const refused = async (some: readonly unknown[]) => {
    const request = { ...place, part: 0, rows: some } as RequestOf<'external.addPart'>;
    const answer = await site.call(admin, 'external.addPart', request);
    return answer.ok ? 'taken' : answer.failure.message;
  };
  expect(await refused([])).toMatch(/^rows/);
  expect(await refused([{ ...rows[0], title: ' ' }])).toMatch(/^rows\.0\.title/);
  expect(await refused([{ ...rows[0], created: 'yesterday' }])).toMatch(/^rows\.0\.created/);
  expect(await refused(Array.from({ length: 100 }, () => ({ ...rows[0], description: '語'.repeat(1_000) })))).toMatch(
    /^rows: a part can have/,
  );
  for (const originUrl of ['javascript:alert(1)', 'ftp://old.example.org', 'old.example.org']) {
    const request = { projectId: place.projectId, name: 'X', originUrl, fingerprint, replaces: null };
    expect(await site.call(admin, 'external.begin', request)).toMatchObject({ failure: { code: 'BAD_INPUT' } });
  }
  expect((await list(admin)).backlogs).toMatchObject([{ rows: 0 }]);
});
