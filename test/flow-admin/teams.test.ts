// Teams from outside: an administrator keeps them, everybody filters by them, and a filter shows each person what Jira
// shows them and nothing else. What is the team's is told apart by the site's own state, one issue after the other.

import { backupVersion } from '../../src/administration/backup';
import type { Issue } from '../../local/jira/state';
import type { PersonSeed } from '../../local/jira/seed';
import type { MethodName, RequestOf, TeamDraft } from '../../src/contract';
import { admin, member, smallSite, visit, type Visit } from '../flow/small-site';

const outsider: PersonSeed = { accountId: 'otto', displayName: 'Otto Outsider', groups: [] };
const nothing: TeamDraft = { name: 'Nobody', groupIds: [], roleIds: [], projectIds: [], components: [], jql: null };

let site: Visit;

/** ALPHA and BETA for everybody, SECRET for administrators; each third work item of ALPHA is about invoices. */
async function openSite(): Promise<void> {
  const seed = smallSite({
    issues: 36,
    projectKeys: ['ALPHA', 'BETA', 'SECRET'],
    people: [admin, member, outsider],
    change: (issue, index) => ({
      ...issue,
      ...(issue.project !== 'SECRET' && index % 2 === 0 ? { components: ['Billing'] } : {}),
      ...(index % 5 === 0 ? { labels: ['urgent'] } : {}),
    }),
  });
  const projects = seed.projects.map((project) => ({
    ...project,
    components: ['Front', 'Billing'],
    roles: { Triage: project.key === 'BETA' ? [outsider.accountId] : [] },
    ...(project.key === 'SECRET' ? { browse: ['site-admins'] } : {}),
  }));
  site = await visit({ ...seed, projects });
  await site.analyse('ALPHA', 'BETA', 'SECRET');
}
beforeAll(openSite);
afterAll(() => site.world.stop());

async function save(team: Partial<TeamDraft>, teamId: string | null = null) {
  const { version } = await site.get(admin, 'teams.read', {});
  return site.call(admin, 'teams.save', { version, teamId, team: { ...nothing, ...team } });
}
async function teamId(team: Partial<TeamDraft> & { readonly name: string }): Promise<string> {
  const saved = await save(team);
  if (!saved.ok) throw new Error(saved.failure.message);
  const found = saved.value.teams.find(({ name }) => name === team.name);
  if (found === undefined) throw new Error('The team was not saved.');
  return found.id;
}
/** As the local Jira numbers the second component of a space. */
const billingOf = (key: string) => ({ projectId: site.projectId(key), id: Number(`${site.projectId(key)}1`) });
const groupId = async (name: string) =>
  (await site.get(admin, 'roles.groups', { query: name })).groups.find((group) => group.name === name)?.id ?? '';
const roleId = async (name: string) =>
  (await site.get(admin, 'teams.read', {})).allRoles.find((role) => role.name === name)?.id ?? 0;
const names = async (who: PersonSeed) => (await site.get(who, 'teams.choices', {})).teams.map(({ name }) => name);

type Pairs = readonly (readonly [number, number])[];
type Lists = Readonly<Record<'pairs' | 'series' | 'queue' | 'reports' | 'clusters', Pairs>>;

/** Every list of ALPHA, as this person sees it with this team chosen; undefined for no team. */
async function lists(who: PersonSeed, chosen: string | undefined): Promise<Lists> {
  const projectId = site.projectId('ALPHA');
  const common = { projectId, threshold: 0.4, tier: 'any', cursor: null, limit: 50, teamId: chosen } as const;
  const filters = { threshold: 0.4, tier: 'any', state: 'any', teamId: chosen } as const;
  const [pairs, series, queue, reports, clusters] = await Promise.all([
    site.get(who, 'project.pairs', { ...common, sort: 'score' }),
    site.get(who, 'project.series', common),
    site.get(who, 'review.queue', { ...common, projectIds: [projectId], state: 'open', assignee: 'anyone' }),
    site.get(who, 'reports.rows', { projectId, filters, cursor: null, limit: 400 }),
    site.get(who, 'review.clusters', common),
  ]);
  if (pairs.state !== 'ready' || queue.state !== 'ready' || reports.state !== 'ready') throw new Error('Not analysed.');
  return {
    pairs: pairs.rows.map(({ a, b }) => [a.id, b.id]),
    series: series.series.map(({ example: { a, b } }) => [a.id, b.id]),
    queue: queue.rows.map(({ a, b }) => [a, b]),
    reports: reports.rows.map(({ a, b }) => [a, b]),
    clusters: clusters.clusters.flatMap(({ pairs: inside }) => inside.map(({ a, b }) => [a, b] as const)),
  };
}

/** The slow way: the unfiltered lists, and the site's own state about every single issue. */
async function expected(
  who: PersonSeed,
  isOwned: (issue: Issue) => boolean,
): Promise<Pick<Lists, 'pairs' | 'queue' | 'reports'>> {
  const all = await lists(who, undefined);
  expect(all.queue.length).toBeLessThan(50); // one page holds them all
  const issues = site.world.site.state.issues;
  const owned = (id: number) => {
    const issue = issues.get(id);
    return issue !== undefined && isOwned(issue);
  };
  const kept = (pairs: Pairs) => pairs.filter(([a, b]) => owned(a) || owned(b));
  return { pairs: kept(all.pairs), queue: kept(all.queue), reports: kept(all.reports) };
}

describe('a team as a filter', () => {
  it.each<[string, () => Partial<TeamDraft>, (issue: Issue) => boolean]>([
    [
      'a space',
      () => ({ projectIds: [site.projectId('BETA')] }),
      ({ projectId }) => projectId === site.projectId('BETA'),
    ],
    [
      'a component, and not the one of the same name elsewhere',
      () => ({ components: [billingOf('BETA')] }),
      ({ projectId, components }) => projectId === site.projectId('BETA') && components.includes('Billing'),
    ],
    ['a condition', () => ({ jql: 'labels = urgent' }), ({ labels }) => labels.includes('urgent')],
    [
      'all three together',
      () => ({
        projectIds: [site.projectId('BETA')],
        components: [billingOf('ALPHA')],
        jql: 'labels = urgent OR key is EMPTY',
      }),
      ({ projectId, components, labels }) =>
        projectId === site.projectId('BETA') || components.includes('Billing') || labels.includes('urgent'),
    ],
  ])('keeps in every list exactly the pairs with a work item of %s', async (name, owns, isOwned) => {
    const id = await teamId({ name, ...owns() });
    for (const who of [admin, member]) {
      const shown = await lists(who, id);
      const wanted = await expected(who, isOwned);
      expect(shown).toMatchObject(wanted);
      expect(wanted.queue.length).toBeGreaterThan(0);
      expect(wanted.queue.length).toBeLessThan((await lists(who, undefined)).queue.length);
    }
  });

  it('gives the dashboard the figures of the pairs and work items of the team', async () => {
    const id = await teamId({ name: 'Figures', components: [billingOf('ALPHA')] });
    const figures = async (chosen?: string) => {
      const view = await site.get(member, 'dashboard.figures', { projectId: site.projectId('ALPHA'), teamId: chosen });
      if (view.state !== 'ready') throw new Error('Not analysed.');
      return view.figures;
    };
    const [own, all] = [await figures(id), await figures()];
    const billing = [...site.world.site.state.issues.values()].filter(
      ({ projectId, components }) => projectId === site.projectId('ALPHA') && components.includes('Billing'),
    );
    expect(own.workItems).toBe(billing.length);
    expect(own.potential).toBeGreaterThan(0);
    expect(own.potential).toBeLessThan(all.potential);
  });

  it('shows of a team with a hidden space only what the person may browse', async () => {
    const half = await teamId({ name: 'Half hidden', projectIds: [site.projectId('BETA'), site.projectId('SECRET')] });
    const open = await teamId({ name: 'Open half', projectIds: [site.projectId('BETA')] });
    expect(await lists(member, half)).toEqual(await lists(member, open));
    expect((await lists(admin, half)).queue.length).toBeGreaterThan((await lists(admin, open)).queue.length);
  });

  it('does not exist for who may browse nothing of it, as if nobody had ever made it', async () => {
    const hidden = await teamId({
      name: 'Nimbus',
      projectIds: [site.projectId('SECRET')],
      components: [billingOf('SECRET')],
    });
    expect(await names(admin)).toContain('Nimbus');
    expect(await names(member)).not.toContain('Nimbus');
    const [asked, invented] = await Promise.all([refused(member, hidden), refused(member, 'f'.repeat(16))]);
    expect(asked).toEqual(invented);
    expect(new Set(asked)).toEqual(new Set(['NOT_FOUND There is no such team.']));
  });

  it('of a team that owns nothing is an empty list and no error', async () => {
    const id = await teamId({ name: 'Owns nothing' });
    expect(await lists(member, id)).toEqual({ pairs: [], series: [], queue: [], reports: [], clusters: [] });
  });

  it('shows what two teams own with either of them', async () => {
    const one = await teamId({ name: 'One', projectIds: [site.projectId('ALPHA')] });
    const other = await teamId({ name: 'Other', components: [billingOf('ALPHA')] });
    const [wide, narrow] = [await lists(member, one), await lists(member, other)];
    expect(wide.queue).toEqual((await lists(member, undefined)).queue);
    expect(wide.queue).toEqual(expect.arrayContaining([...narrow.queue]));
  });

  it('goes on without a component that is gone, and says when its condition cannot be understood', async () => {
    const gone = { projectId: site.projectId('ALPHA'), id: 999_999 };
    const rest = await teamId({ name: 'Lost one', projectIds: [site.projectId('BETA')], components: [gone] });
    const whole = await teamId({ name: 'Lost none', projectIds: [site.projectId('BETA')] });
    expect(await lists(member, rest)).toEqual(await lists(member, whole));
    const blind = await teamId({ name: 'Blind', jql: 'project = SECRET' });
    expect(new Set(await refused(member, blind))).toEqual(
      new Set(['BAD_JQL Jira does not understand the condition of this team, or hides a value of it from you.']),
    );
  });
});

/** What each list answers to a team that it must not show. */
async function refused(who: PersonSeed, chosen: string): Promise<readonly string[]> {
  const projectId = site.projectId('ALPHA');
  const common = { projectId, threshold: 0.4, tier: 'any', cursor: null, limit: 50, teamId: chosen } as const;
  const said = async <M extends MethodName>(method: M, request: RequestOf<M>): Promise<string> => {
    const answer = await site.call(who, method, request);
    return answer.ok ? `${method} answered` : `${answer.failure.code} ${answer.failure.message}`;
  };
  return Promise.all([
    said('project.pairs', { ...common, sort: 'score' }),
    said('project.series', common),
    said('review.queue', { ...common, projectIds: [projectId], state: 'open', assignee: 'anyone' }),
    said('reports.rows', {
      ...{ projectId, cursor: null, limit: 400 },
      filters: { threshold: 0.4, tier: 'any', state: 'any', teamId: chosen },
    }),
    said('review.clusters', common),
    said('dashboard.figures', { projectId, teamId: chosen }),
  ]);
}

it('offers a person their own teams first, by group and by role in a space of the team', async () => {
  await teamId({ name: 'Aardvarks', projectIds: [site.projectId('ALPHA')] });
  await teamId({ name: 'Zebras', jql: 'labels = urgent', groupIds: [await groupId('jira-users')] });
  const triage = await roleId('Triage');
  await teamId({ name: 'Yaks', projectIds: [site.projectId('BETA')], roleIds: [triage] });
  await teamId({ name: 'Xylophones', projectIds: [site.projectId('ALPHA')], roleIds: [triage] });
  expect((await names(member))[0]).toBe('Zebras');
  expect((await names(outsider))[0]).toBe('Yaks');
  const own = (await site.get(outsider, 'teams.choices', {})).teams.filter(({ isOwn }) => isOwn);
  expect(own.map(({ name }) => name)).toEqual(['Yaks']);
});

describe('keeping teams', () => {
  beforeEach(async () => {
    await site.world.stop();
    await openSite();
  });
  const stored = async () => JSON.stringify((await site.get(admin, 'teams.read', {})).teams);
  const audited = async () =>
    (
      await site.get(admin, 'audit.list', {
        ...{ event: 'teams.save', accountId: null, from: null, to: null, text: '', before: null, limit: 100 },
      })
    ).rows.length;

  it.each<[string, Partial<TeamDraft>, RegExp]>([
    ['no name', { name: '  ' }, /^BAD_INPUT team\.name: must not be empty$/],
    ['a name that is taken', { name: 'SHOP' }, /^BAD_INPUT The name: another team has it already\.$/],
    [
      'too many spaces',
      { projectIds: Array.from({ length: 21 }, (_, at) => at + 1) },
      /^BAD_INPUT team\.projectIds: can hold at most 20$/,
    ],
    ['a wrong condition', { jql: 'colour = green' }, /^BAD_JQL Field 'colour' does not exist/],
    ['a condition that sorts', { jql: 'labels = urgent ORDER BY key' }, /^BAD_JQL Leave out ORDER BY/],
  ])('refuses %s in one sentence and changes nothing', async (_what, team, sentence) => {
    await teamId({ name: 'Shop' });
    const before = await stored();
    const answer = await save({ name: 'Fine', ...team });
    expect(answer.ok ? '' : `${answer.failure.code} ${answer.failure.message}`).toMatch(sentence);
    expect(await stored()).toBe(before);
  });

  it('takes back a new team, a change and a removal, the latest first, and writes each down', async () => {
    const undo = async () =>
      site.get(admin, 'teams.undo', { version: (await site.get(admin, 'teams.read', {})).version });
    const id = await teamId({ name: 'Shop', projectIds: [site.projectId('ALPHA')] });
    const first = await stored();
    await save({ name: 'Shop two' }, id);
    const second = await stored();
    const { version } = await site.get(admin, 'teams.read', {});
    expect((await site.get(admin, 'teams.remove', { version, teamId: id })).teams).toEqual([]);
    expect(JSON.stringify((await undo()).teams)).toBe(second);
    expect(JSON.stringify((await undo()).teams)).toBe(first);
    expect(await undo()).toMatchObject({ teams: [], canUndo: false });
    expect(await audited()).toBe(6);
  });

  it('tells the second of two administrators to load again', async () => {
    const { version } = await site.get(admin, 'teams.read', {});
    await teamId({ name: 'Quick' });
    const late = await site.call(admin, 'teams.save', { version, teamId: null, team: { ...nothing, name: 'Late' } });
    expect(late).toMatchObject({ ok: false, failure: { code: 'CONFLICT' } });
  });

  it('brings teams back from a backup into an empty app', async () => {
    await teamId({ name: 'Kept', components: [billingOf('ALPHA')], jql: 'labels = urgent' });
    const before = await stored();
    const { part } = await site.get(admin, 'backup.read', { at: 0 });
    await site.world.stop();
    await openSite();
    const report = await site.get(admin, 'backup.restore', { version: backupVersion, part, isDryRun: false });
    expect(report.added).toBeGreaterThan(0);
    expect(await stored()).toBe(before);
    expect(await site.get(admin, 'backup.restore', { version: backupVersion, part, isDryRun: true })).toMatchObject({
      added: 0,
      changed: 0,
    });
  });
});
