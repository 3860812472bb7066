// Exports through the front door: every pair once in pages of any size, decided ones too, nothing hidden; templates over
// the version that was seen; a history in which people find their own lines.

import type { AnswerOf, ReportFilters, ReportRow } from '../../src/contract';
import type { PersonSeed } from '../../local/jira/seed';
import { admin, member, smallSite, visit, type Visit } from '../flow/small-site';

const anything: ReportFilters = { threshold: 0, tier: 'any', state: 'any' };

async function allRows(visited: Visit, who: PersonSeed, limit: number, filters = anything): Promise<ReportRow[]> {
  const rows: ReportRow[] = [];
  let cursor: string | null = null;
  do {
    const page: AnswerOf<'reports.rows'> = await visited.get(who, 'reports.rows', {
      projectId: visited.projectId('ALPHA'),
      filters,
      cursor,
      limit,
    });
    if (page.state !== 'ready') throw new Error(page.state);
    rows.push(...page.rows);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return rows;
}

it('gives every pair once, the best match first, in pages of any size, with the answers of people', async () => {
  const visited = await visit(smallSite());
  const projectId = visited.projectId('ALPHA');
  const request = { projectId, filters: anything, cursor: null, limit: 400 };
  expect(await visited.get(admin, 'reports.rows', request)).toEqual({ state: 'never-scanned' });
  await visited.analyse('ALPHA', 'BETA');
  const rows = await allRows(visited, admin, 400);
  expect(rows.length).toBeGreaterThan(20);
  expect(await allRows(visited, admin, 7)).toEqual(rows);
  expect(new Set(rows.map(({ a, b }) => `${a} ${b}`)).size).toBe(rows.length);
  const scores = rows.map(({ score }) => score ?? 1);
  expect(scores).toEqual([...scores].sort((x, y) => y - x));

  const [first] = rows;
  if (first === undefined) throw new Error('No rows.');
  const { a, b } = first;
  await visited.get(admin, 'review.decide', { a, b, verdict: 'related', snoozeDays: null, expectedVersion: 0 });
  const [related, ...others] = await allRows(visited, admin, 400, { ...anything, state: 'related' });
  expect(related).toMatchObject({ a, b, state: 'related', decidedByAccountId: admin.accountId });
  expect(others).toEqual([]);
  expect(await allRows(visited, admin, 400, { ...anything, state: 'open' })).toHaveLength(rows.length - 1);
  await visited.world.stop();
});

it('gives no row of a work item that this person may not see, and not fewer of the others', async () => {
  const seed = smallSite();
  const visited = await visit({
    ...seed,
    projects: seed.projects.map((one) => (one.key === 'BETA' ? { ...one, browse: ['site-admins'] } : one)),
  });
  await visited.analyse('ALPHA', 'BETA');
  const isHidden = (id: number) => visited.world.site.state.issues.get(id)?.key.startsWith('BETA') === true;
  const [all, own] = [await allRows(visited, admin, 400), await allRows(visited, member, 3)];
  const visible = all.filter(({ a, b }) => !isHidden(a) && !isHidden(b));
  expect(all.length).toBeGreaterThan(visible.length);
  expect(visible.length).toBeGreaterThan(5);
  expect(own).toEqual(visible);
  await visited.world.stop();
});

it('keeps templates over the version that was seen, changed by administrators of the space only', async () => {
  const visited = await visit(smallSite());
  const projectId = visited.projectId('ALPHA');
  const template = { name: 'Weekly', columns: ['otherKey', 'key'] as const, filters: anything };
  const save = (who: PersonSeed, expectedVersion: number, templates = [template]) =>
    visited.call(who, 'reports.saveTemplates', { projectId, expectedVersion, templates });
  expect(await save(member, 0)).toMatchObject({ ok: false, failure: { code: 'NOT_ALLOWED' } });
  expect(await save(admin, 0)).toMatchObject({ ok: true, value: { version: 1, templates: [template] } });
  expect(await save(admin, 0)).toMatchObject({ ok: false, failure: { code: 'CONFLICT' } });
  expect(await save(admin, 1, [template, template])).toMatchObject({ ok: false, failure: { code: 'BAD_INPUT' } });
  const seen = await visited.get(member, 'reports.templates', { projectId });
  expect(seen).toEqual({ version: 1, templates: [template], canSave: false });
  await visited.world.stop();
});

it('notes who exported how many rows, and shows everybody their own lines', async () => {
  const visited = await visit(smallSite());
  const projectId = visited.projectId('ALPHA');
  await visited.get(member, 'reports.noteExport', { projectId, what: 'pairs', format: 'csv', rows: 12 });
  await visited.get(admin, 'reports.noteExport', { projectId, what: 'external', format: 'xlsx', rows: 30 });
  const linesOf = async (who: PersonSeed) => (await visited.get(who, 'reports.history', { projectId })).lines;
  expect(await linesOf(admin)).toMatchObject([
    { byAccountId: admin.accountId, what: 'external', format: 'xlsx', rows: 30 },
    { byAccountId: member.accountId, what: 'pairs', format: 'csv', rows: 12 },
  ]);
  expect(await linesOf(member)).toMatchObject([{ byAccountId: member.accountId, rows: 12 }]);
  await visited.world.stop();
});
