// The smallest site with everything that the flows need: projects for different people, secured issues, near-duplicates
// that can be told apart, and a word in every text that occurs nowhere else. All requests pass the contract checker.

import type { AnswerOf, MethodName, RequestOf, Result, SeriesName, SeriesView } from '../../src/contract';
import type { Installation } from '../../local/forge/installation';
import { type CheckedProduct, checkedProduct, findContract } from '../../local/jira/contract';
import { noLimits } from '../../local/jira/limits';
import { freshSite, type IssueSeed, type PersonSeed, type SiteSeed } from '../../local/jira/seed';
import { createWorld, type SiteWorld, type WorldOptions } from '../../local/world';

export const admin: PersonSeed = {
  accountId: 'ada',
  displayName: 'Ada Admin',
  groups: ['site-admins', 'jira-users'],
  isSiteAdmin: true,
};
export const member: PersonSeed = { accountId: 'ben', displayName: 'Ben Member', groups: ['jira-users'] };

const subjects = [
  'login',
  'export',
  'search',
  'invoice',
  'upload',
  'calendar',
  'password',
  'report',
  'filter',
  'backup',
];
const faults = ['crashes', 'hangs', 'is slow', 'loses data', 'shows nothing', 'times out'];

interface SmallSiteOptions {
  readonly issues?: number;
  readonly projectKeys?: readonly string[];
  /** Starts every word that only one issue has. */
  readonly canary?: string;
  readonly change?: (issue: IssueSeed, index: number) => IssueSeed;
  readonly people?: readonly PersonSeed[];
}

export function smallSite(options: SmallSiteOptions = {}): SiteSeed {
  const { issues = 40, projectKeys = ['ALPHA', 'BETA'], canary = 'unique', change = (issue) => issue } = options;
  const numbers = new Map(projectKeys.map((key) => [key, 0]));
  return {
    ...freshSite,
    title: 'Small',
    people: options.people ?? [admin, member],
    projects: projectKeys.map((key) => ({ key, name: `Space ${key}`, browse: 'everyone', admins: [admin.accountId] })),
    issues: Array.from({ length: issues }, (_, index) => {
      const project = projectKeys[index % projectKeys.length] ?? 'ALPHA';
      const number = (numbers.get(project) ?? 0) + 1;
      numbers.set(project, number);
      return change(issueAt(index, project, number, canary), index);
    }),
  };
}

/** Issues a multiple of ten apart are about the same subject; the words differ a little from one to the next. */
function issueAt(index: number, project: string, number: number, canary: string): IssueSeed {
  const subject = subjects[index % subjects.length] ?? 'login';
  const fault = faults[Math.floor(index / subjects.length) % faults.length] ?? 'hangs';
  return {
    key: `${project}-${number}`,
    project,
    type: 'Bug',
    reporter: index % 3 === 0 ? member.accountId : admin.accountId,
    created: new Date(Date.parse('2025-01-06T08:00:00Z') + index * 3_600_000).toISOString(),
    summary: `The ${subject} page ${fault} ${canary}title${index}`,
    description: `When a customer opens the ${subject} page it ${fault}. ${canary}text${index} Expected: the ${subject} works.`,
  };
}

export interface Visit {
  readonly world: SiteWorld;
  readonly checked: CheckedProduct;
  /** As a page would call it. */
  call<M extends MethodName>(
    who: PersonSeed,
    method: M,
    request: RequestOf<M>,
    extension?: Record<string, unknown>,
  ): Promise<Result<AnswerOf<M>>>;
  /** The answer of a call that must succeed. */
  get<M extends MethodName>(
    who: PersonSeed,
    method: M,
    request: RequestOf<M>,
    extension?: Record<string, unknown>,
  ): Promise<AnswerOf<M>>;
  projectId(key: string): number;
  issueId(key: string): number;
  /** Starts an analysis of these projects and lets everything that is due happen. */
  analyse(...projectKeys: string[]): Promise<void>;
}

export async function visit(seed: SiteSeed, options: WorldOptions = {}): Promise<Visit> {
  const contract = await findContract();
  let checked: CheckedProduct | undefined;
  const world = await createWorld({
    ...options,
    seed,
    settings: { graceMs: 0, ...options.settings },
    site: { limits: noLimits, ...options.site },
    wrap: (product) => (checked = checkedProduct(options.wrap?.(product) ?? product, contract)),
  });
  if (checked === undefined) throw new Error('The world did not wrap its site.');
  return { checked, ...visitor(world, world.installation, world.site) };
}

export function visitor(world: SiteWorld, installation: Installation, site: SiteWorld['site']): Omit<Visit, 'checked'> {
  const call: Visit['call'] = async (who, method, request, extension = {}) =>
    (await installation.invoke({
      moduleKey: method.startsWith('panel.') ? 'similar-work-items' : 'backlog-intelligence',
      functionKey: method,
      payload: request,
      accountId: who.accountId,
      extension,
    })) as Result<AnswerOf<typeof method>>;
  const get: Visit['get'] = async (who, method, request, extension) => {
    const answer = await call(who, method, request, extension);
    if (!answer.ok) throw new Error(`${method}: ${answer.failure.code} ${answer.failure.message}`);
    return answer.value;
  };
  const projectId = (key: string): number => {
    const project = [...site.state.projects.values()].find((known) => known.key === key);
    if (project === undefined) throw new Error(`No project ${key}.`);
    return project.id;
  };
  const issueId = (key: string): number => {
    const issue = [...site.state.issues.values()].find((known) => known.key === key);
    if (issue === undefined) throw new Error(`No issue ${key}.`);
    return issue.id;
  };
  return {
    world,
    call,
    get,
    projectId,
    issueId,
    async analyse(...projectKeys) {
      await get(admin, 'project.startScan', { projectIds: projectKeys.map(projectId), jql: null });
      await world.host.settle();
    },
  };
}

export interface FoundPair {
  readonly a: string;
  readonly b: string;
  readonly score: number;
}

/** All series of a project that this person is shown, page by page. */
export async function shownSeries(
  visited: Omit<Visit, 'checked'>,
  who: PersonSeed,
  projectKey: string,
  limit = 50,
  threshold = 0.2,
): Promise<SeriesView[]> {
  const found: SeriesView[] = [];
  let cursor: string | null = null;
  do {
    const view: AnswerOf<'project.series'> = await visited.get(who, 'project.series', {
      projectId: visited.projectId(projectKey),
      threshold,
      tier: 'any',
      cursor,
      limit,
    });
    found.push(...view.series);
    cursor = view.nextCursor;
  } while (cursor !== null);
  return found;
}

/** All pairs of a project that this person is shown: rows of their own, and those that each series opens to. */
export async function shownPairs(
  visited: Omit<Visit, 'checked'>,
  who: PersonSeed,
  projectKey: string,
  limit = 50,
  threshold = 0.2,
): Promise<FoundPair[]> {
  const found = await listedPairs(visited, who, projectKey, limit, threshold);
  for (const { example } of await shownSeries(visited, who, projectKey, limit, threshold)) {
    const series = { a: example.a.id, b: example.b.id };
    found.push(...(await listedPairs(visited, who, projectKey, limit, threshold, series)));
  }
  return found;
}

/** Page by page: rows of their own, or the pairs of one series. */
export async function listedPairs(
  visited: Omit<Visit, 'checked'>,
  who: PersonSeed,
  projectKey: string,
  limit = 50,
  threshold = 0.2,
  series?: SeriesName,
): Promise<FoundPair[]> {
  const found: FoundPair[] = [];
  let cursor: string | null = null;
  do {
    const view: AnswerOf<'project.pairs'> = await visited.get(who, 'project.pairs', {
      projectId: visited.projectId(projectKey),
      threshold,
      tier: 'any',
      sort: 'score',
      cursor,
      limit,
      ...(series === undefined ? {} : { series }),
    });
    if (view.state !== 'ready') throw new Error(`The pairs are ${view.state}.`);
    found.push(...view.rows.map(({ a, b, score }) => ({ a: a.key, b: b.key, score })));
    cursor = view.nextCursor;
  } while (cursor !== null);
  return found;
}
