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

const matches = (who: PersonSeed, backlogId: string): Promise<AnswerOf<'external.matches'>> =>
  site.get(who, 'external.matches', { projectId: site.projectId('ALPHA'), backlogId, cursor: null, limit: 25 });
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
  const request = { projectId: site.projectId('ALPHA'), backlogId, cursor: null, limit: 25 };
  const otto = { ...member, accountId: 'otto' };
  expect(await site.call(otto, 'external.matches', request)).toMatchObject({ failure: { code: 'NOT_FOUND' } });
});

it('waits for the first analysis, and compares anew after the next one', async () => {
  site = await visit(smallSite());
  const backlogId = await imported([rows]);
  expect(await list(admin)).toMatchObject({ isAnalysed: false, backlogs: [{ comparedAt: null }] });
  await site.analyse('ALPHA');
  expect(await list(admin)).toMatchObject({ backlogs: [{ state: 'comparing' }] });
  await site.world.host.settle();
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
