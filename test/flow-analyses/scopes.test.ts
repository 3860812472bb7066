// What an analysis covers: narrowed by type, component and sprint, checked by Jira before anything starts, and saved under
// a name by those who may start it.

import type { AnswerOf, ScopeNarrowing, TeamDraft } from '../../src/contract';
import type { PersonSeed } from '../../local/jira/seed';
import { admin, member, smallSite, visit, type Visit } from '../flow/small-site';

const lead: PersonSeed = { accountId: 'lea', displayName: 'Lea Lead', groups: ['jira-users'] };
const everything: ScopeNarrowing = { typeIds: [], componentNames: [], sprint: null, teamId: null, backlogIds: [] };
let site: Visit;

beforeEach(async () => {
  const seed = smallSite({
    issues: 40,
    people: [admin, member, lead],
    change: (issue, index) => ({
      ...issue,
      ...(index % 4 === 0 ? { type: 'Task' } : {}),
      ...(issue.project === 'ALPHA' && index % 8 < 4 ? { components: ['Login & co "old"'] } : {}),
      ...(index % 10 === 0 ? { sprint: { id: 7, name: 'Seven', state: 'active' as const } } : {}),
    }),
  });
  const projects = seed.projects.map((one) =>
    one.key === 'ALPHA' ? { ...one, admins: ['ada', 'lea'], components: ['Login & co "old"', 'Other'] } : one,
  );
  site = await visit({ ...seed, projects });
});
afterEach(() => site.world.stop());

const typeId = (name: string): number =>
  Number(site.world.site.state.issueTypes.find((type) => type.name === name)?.id ?? Number.NaN);

/** Starts it, waits for its end, and answers with the number of work items that it compared. */
async function analysed(narrowing: ScopeNarrowing, jql: string | null = null, key = 'ALPHA'): Promise<number> {
  const projectIds = [site.projectId(key)];
  const { scanId } = await site.get(admin, 'project.startScan', { projectIds, jql, narrowing });
  await site.world.host.settle();
  const detail = await site.get(admin, 'analyses.detail', { projectId: site.projectId(key), scanId });
  expect(detail.analysis).toMatchObject({ progress: { state: 'finished' }, scope: { jql, narrowing } });
  const dump = await site.world.installation.storage.dump();
  const record = dump[`entity/guarded-record/scan:${scanId}`] as { value: { results: { issueCount: number } } };
  return record.value.results.issueCount;
}

const expected = (
  key: string,
  wanted: (issue: { type: string; components: readonly string[]; sprint: { id: number } | null }) => boolean,
) => [...site.world.site.state.issues.values()].filter((issue) => issue.key.startsWith(key) && wanted(issue)).length;

it('compares only work items of the chosen types, components and sprints, and all of those', async () => {
  const component = 'Login & co "old"';
  expect(await analysed(everything)).toBe(expected('ALPHA', () => true));
  const tasks = { ...everything, typeIds: [typeId('Task')] };
  expect(await analysed(tasks)).toBe(expected('ALPHA', ({ type }) => type === 'Task'));
  expect(await analysed({ ...everything, componentNames: [component] })).toBe(
    expected('ALPHA', ({ components }) => components.includes(component)),
  );
  expect(await analysed({ ...everything, sprint: 'open' })).toBe(expected('ALPHA', ({ sprint }) => sprint !== null));
  expect(await analysed({ ...everything, sprint: 7 })).toBe(expected('ALPHA', ({ sprint }) => sprint?.id === 7));
  expect(await analysed({ ...everything, sprint: 'none' })).toBe(expected('ALPHA', ({ sprint }) => sprint === null));
  const both: ScopeNarrowing = {
    ...everything,
    typeIds: [typeId('Task'), typeId('Bug')],
    componentNames: [component],
    sprint: 'none',
  };
  expect(await analysed(both, 'type = Task OR type = Epic')).toBe(
    expected(
      'ALPHA',
      ({ type, components, sprint }) => type === 'Task' && components.includes(component) && sprint === null,
    ),
  );
  expect(site.checked.violations).toEqual([]);
});

/** As an administrator keeps it; answers with its id. */
async function team(change: Partial<TeamDraft>): Promise<string> {
  const draft = { name: 'Login', groupIds: [], roleIds: [], projectIds: [], components: [], jql: null, ...change };
  const { version } = await site.get(admin, 'teams.read', {});
  const { teams } = await site.get(admin, 'teams.save', { version, teamId: null, team: draft });
  return teams.find(({ name }) => name === draft.name)?.id ?? '';
}

it('compares what the team owns in the chosen spaces, as it is when the analysis starts', async () => {
  const projectId = site.projectId('ALPHA');
  const teamId = await team({
    projectIds: [site.projectId('BETA')],
    // As the local Jira numbers the first component of a space.
    components: [{ projectId, id: Number(`${projectId}0`) }],
    jql: 'type = Task',
  });
  const narrowing = { ...everything, teamId };
  const owned = (issue: { type: string; components: readonly string[] }) =>
    issue.type === 'Task' || issue.components.includes('Login & co "old"');
  expect(await analysed(narrowing)).toBe(expected('ALPHA', owned));
  const sprinted = { ...narrowing, sprint: 'none' as const };
  expect(await analysed(sprinted)).toBe(expected('ALPHA', (issue) => owned(issue) && issue.sprint === null));
  expect(await analysed(narrowing, null, 'BETA')).toBe(expected('BETA', () => true));
  expect(site.checked.violations).toEqual([]);
});

it('says which team is gone, owns nothing here or is no business of this person, and starts nothing', async () => {
  const projectIds = [site.projectId('ALPHA')];
  const start = (teamId: string, who = admin) =>
    site.call(who, 'project.startScan', { projectIds, jql: null, narrowing: { ...everything, teamId } });
  expect(await start('0123456789abcdef')).toMatchObject({
    failure: { code: 'NOT_FOUND', message: 'narrowing.teamId: this team does not exist any more.' },
  });
  const elsewhere = await team({ projectIds: [site.projectId('BETA')] });
  expect(await start(elsewhere)).toMatchObject({
    failure: { code: 'BAD_INPUT', message: 'narrowing.teamId: this team owns nothing in the chosen spaces.' },
  });
  const { projects } = site.world.site.state;
  const beta = projects.get(site.projectId('BETA'));
  if (beta !== undefined) projects.set(beta.id, { ...beta, browse: ['site-admins'] });
  expect(await start(elsewhere, lead)).toMatchObject({ failure: { code: 'NOT_FOUND' } });
  expect((await site.get(admin, 'analyses.list', { projectId: projectIds[0]! })).analyses).toEqual([]);
});

it('starts nothing on a wrong JQL or an unknown component, and says it in the words of Jira', async () => {
  const projectIds = [site.projectId('ALPHA')];
  const wrong = await site.call(admin, 'project.startScan', {
    projectIds,
    jql: 'statuss = Open',
    narrowing: everything,
  });
  expect(wrong).toMatchObject({ failure: { code: 'BAD_JQL', message: expect.stringContaining('statuss') } });
  const unknown = { ...everything, componentNames: ['Nowhere'] };
  const refused = await site.call(admin, 'project.startScan', { projectIds, jql: null, narrowing: unknown });
  expect(refused).toMatchObject({ failure: { code: 'BAD_JQL', message: expect.stringContaining('Nowhere') } });
  expect(await site.get(admin, 'analyses.list', { projectId: projectIds[0] ?? 0 })).toEqual({ analyses: [] });
});

it('saves, changes and deletes a scope, each only over what the person saw', async () => {
  const projectId = site.projectId('ALPHA');
  const scope = {
    id: null,
    name: ' Tasks ',
    projectIds: [projectId],
    jql: ' labels is EMPTY ',
    narrowing: { ...everything, typeIds: [typeId('Task')] },
  };
  const saved = await site.get(admin, 'scopes.save', { projectId, expectedVersion: 0, scope });
  expect(saved).toMatchObject({ version: 1, canChange: true, scopes: [{ name: 'Tasks', jql: 'labels is EMPTY' }] });
  const id = saved.scopes[0]?.id ?? '';
  const save = (change: object, expectedVersion: number, who = admin) =>
    site.call(who, 'scopes.save', { projectId, expectedVersion, scope: { ...scope, ...change } });
  expect(await save({ name: 'Tasks' }, 1)).toMatchObject({
    failure: { code: 'BAD_INPUT', message: 'scope.name: another scope of this space has this name.' },
  });
  expect(await save({ name: '  ' }, 1)).toMatchObject({
    failure: { code: 'BAD_INPUT', message: 'scope.name: must have a name' },
  });
  expect(await save({ name: 'More' }, 0)).toMatchObject({ failure: { code: 'CONFLICT' } });
  expect(await save({ name: 'More', jql: 'oops = 1' }, 1)).toMatchObject({ failure: { code: 'BAD_JQL' } });
  expect(await save({ name: 'More' }, 1, member)).toMatchObject({ failure: { code: 'NOT_ALLOWED' } });
  expect(await save({ id, name: 'Only tasks' }, 1)).toMatchObject({
    ok: true,
    value: { scopes: [{ id, name: 'Only tasks' }] },
  });
  const removed = await site.get(lead, 'scopes.remove', { projectId, expectedVersion: 2, scopeId: id });
  expect(removed).toMatchObject({ scopes: [], version: 3 });
});

it('shows a scope to nobody who may not start it', async () => {
  const projectId = site.projectId('ALPHA');
  const scope = {
    id: null,
    name: 'Secret plans',
    projectIds: [projectId, site.projectId('BETA')],
    jql: 'summary ~ "atlantis"',
    narrowing: everything,
  };
  await site.get(admin, 'scopes.save', { projectId, expectedVersion: 0, scope });
  const shown = async (who: PersonSeed): Promise<AnswerOf<'scopes.list'>> =>
    site.get(who, 'scopes.list', { projectId });
  expect((await shown(admin)).scopes).toHaveLength(1);
  expect(await shown(lead)).toEqual({ version: 1, scopes: [], canChange: true });
  expect(await shown(member)).toEqual({ version: 1, scopes: [], canChange: false });
  const hidden = (await shown(admin)).scopes[0]?.id ?? '';
  expect(await site.call(lead, 'scopes.remove', { projectId, expectedVersion: 1, scopeId: hidden })).toMatchObject({
    failure: { code: 'NOT_ALLOWED' },
  });
  expect(
    await site.call(lead, 'scopes.save', {
      projectId,
      expectedVersion: 1,
      scope: { ...scope, id: hidden, projectIds: [projectId] },
    }),
  ).toMatchObject({
    failure: { code: 'NOT_ALLOWED' },
  });
});
