// Nothing of a work item that a person may not see: 5,000 random maps of permissions, spaces and security levels alike,
// over everything that people are told inside of Jira: the panel and its dialogs, the search, the hints and their switch,
// and what the gadget counts from. What Jira keeps for all people alike has a test of its own (test/context).

import { VirtualClock } from '../../local/forge/virtual-clock';
import type { Issue } from '../../local/jira/state';
import { randomFrom } from './random';
import { admin, issueSeed, member, Site, smallSite } from './small-site';
import { createWorld } from '../../local/world';
import { noLimits } from '../../local/jira/limits';
import type { AnswerOf, MethodName, RequestOf, Result } from '../../src/contract';

const maps = 5_000;
/** Each map for every question, which takes ten times as long. */
const asksEverything = process.env['EVERY_ANSWER'] !== undefined;
const projectCount = 4;
const issuesPerProject = 5;

const projectKeys = Array.from({ length: projectCount }, (_, index) => `LEAK${'ABCD'[index]}`);
const projectIds = projectKeys.map((_, index) => 770_010 + index);
const canaryOf = (key: string) => `canary${key.toLowerCase().replace('-', 'x')}`;
const summaryOf = (key: string) => `Login page stays blank after a password change ${canaryOf(key)}`;

const before = projectKeys.flatMap((project) =>
  Array.from({ length: issuesPerProject - 1 }, (_, index) => `${project}-${index + 1}`),
);
/** What is linked as a duplicate of what: a star, and behind one of its points another one. */
const links: readonly (readonly [duplicate: string, original: string])[] = [
  ['LEAKB-1', 'LEAKA-1'],
  ['LEAKC-1', 'LEAKA-1'],
  ['LEAKA-2', 'LEAKA-1'],
  ['LEAKD-1', 'LEAKB-1'],
  ['LEAKD-2', 'LEAKC-2'],
];

async function openSite(clock: VirtualClock): Promise<Site> {
  const seed = {
    ...smallSite([]),
    projects: projectKeys.map((key, index) => ({
      id: projectIds[index] ?? 0,
      key,
      name: `Space ${canaryOf(key)}`,
      browse: 'everyone' as const,
      admins: ['site-admins'],
      securityLevels: [{ name: 'Board only', groups: ['board'] }],
    })),
    issues: before.map((key) => issueSeed(key, summaryOf(key))),
  };
  const site = Site.of(await createWorld({ seed, site: { limits: noLimits }, clock }));
  for (const [duplicate, original] of links) await site.link(duplicate, original);
  await site.analyse(projectIds);
  // One of each space is fresh: known only from the changes after the analysis.
  for (const [index, project] of projectKeys.entries()) {
    await site.create(projectIds[index] ?? 0, summaryOf(`${project}-${issuesPerProject}`));
    await site.world.host.settle();
    await site.answer(admin, 'hints.switch', { projectId: projectIds[index] ?? 0, isOn: true });
  }
  for (const [index, verdict] of (['duplicate', 'related', 'not-duplicate'] as const).entries()) {
    const [a, b] = [site.idOf(`LEAKA-${index + 2}`), site.idOf(`LEAKB-${index + 2}`)];
    await site.answer(admin, 'review.decide', { a, b, verdict, snoozeDays: null, expectedVersion: 0 });
  }
  return site;
}

it('answers nothing of hidden work items, under 5,000 random maps of permissions', async () => {
  const clock = new VirtualClock();
  const site = await openSite(clock);
  const { state } = site.world.site;
  const random = randomFrom(20261121);
  const all = [...state.issues.values()];
  expect(all).toHaveLength(projectCount * issuesPerProject);
  const seen = { visible: 0, hidden: 0, refused: 0, counted: 0 };
  for (let map = 0; map < maps; map++) {
    const openProjects = projectKeys.filter(() => random() < 0.6);
    for (const key of projectKeys) {
      site.world.site.changeProject(key, { browse: openProjects.includes(key) ? 'everyone' : ['board'] });
    }
    for (const issue of all) {
      const now = state.issues.get(issue.id) as Issue;
      state.putIssue({ ...now, securityLevel: random() < 0.25 ? 'Board only' : null });
    }
    const isVisible = (issue: Issue) =>
      openProjects.some((key) => issue.key.startsWith(`${key}-`)) && state.issues.get(issue.id)?.securityLevel === null;
    const visible = all.filter(isVisible);
    const asked = asksEverything ? questions : [questions[Math.floor(random() * questions.length)] ?? askPanel];
    for (const ask of asked) {
      clock.advance(700); // within what one person may ask and one function may log in a minute
      const [method, request] = ask(all, random);
      const answer = (await site.ask(member, method, request)) as Result<unknown>;
      if (!answer.ok) seen.refused++;
      // What a person typed may come back to that person; a hidden key or id still may not.
      const typed = 'summary' in request ? (request.summary.split(' ').at(-1) ?? '') : '';
      const text = JSON.stringify(answer).replaceAll(`"${typed}"`, '""');
      for (const issue of all) {
        if (visible.includes(issue)) {
          if (text.includes(canaryOf(issue.key))) seen.visible++;
          continue;
        }
        seen.hidden++;
        for (const canary of [canaryOf(issue.key), `"${issue.key}"`, `:${issue.id},`, `:${issue.id}}`]) {
          if (text.includes(canary)) throw new Error(`Map ${map}: ${method} tells ${canary} of ${issue.key}: ${text}`);
        }
      }
      for (const [index, key] of projectKeys.entries()) {
        if (openProjects.includes(key)) continue;
        if (text.includes(canaryOf(key)) || text.includes(String(projectIds[index]))) {
          throw new Error(`Map ${map}: ${method} tells of the hidden space ${key}: ${text}`);
        }
      }
      seen.counted += mustCountOnly(visible, method, request, answer);
    }
  }
  // Otherwise nothing was tried.
  expect(seen.visible).toBeGreaterThan(maps / 2);
  expect(seen.hidden).toBeGreaterThan(maps);
  expect(seen.refused).toBeGreaterThan(maps / 20);
  expect(seen.counted).toBeGreaterThan(maps / 20);
  await site.close();
}, 900_000);

/** A number can tell of a hidden work item too. How many numbers were looked at. */
function mustCountOnly(
  visible: readonly Issue[],
  method: MethodName,
  request: RequestOf<MethodName>,
  answer: Result<unknown>,
): number {
  const keys = new Set(visible.map(({ key }) => key));
  const duplicatesOf = (key: string) =>
    links.filter(([duplicate, original]) => original === key && keys.has(duplicate)).map(([duplicate]) => duplicate);
  if (!answer.ok) return 0;
  if (method === 'review.demand' && 'issueId' in request) {
    const reports = visible.filter(({ id }) => id === request.issueId).map(({ key }) => key);
    for (const key of reports) reports.push(...duplicatesOf(key));
    const spaces = new Set(reports.map((key) => key.split('-')[0]));
    // All of these are by one reporter.
    expect(answer.value).toEqual({ reports: reports.length, people: 1, projects: spaces.size });
    return 1;
  }
  if (method !== 'panel.candidates') return 0;
  const view = answer.value as AnswerOf<'panel.candidates'>;
  if (view.state !== 'ready') return 0;
  for (const { issue, linkedDuplicates } of view.candidates) {
    expect([issue.key, linkedDuplicates]).toEqual([issue.key, duplicatesOf(issue.key).length]);
  }
  return view.candidates.length;
}

/** What a person could send, about any work item and any space, hidden ones included. */
type Ask = (all: readonly Issue[], random: () => number) => [MethodName, RequestOf<MethodName>];

const any = (all: readonly Issue[], random: () => number) => all[Math.floor(random() * all.length)] as Issue;
const anyProject = (random: () => number) => projectIds[Math.floor(random() * projectCount)] ?? 0;
const anyText = (all: readonly Issue[], random: () => number) => ({
  projectId: anyProject(random),
  summary: random() < 0.5 ? 'Login page stays blank after a password change' : any(all, random).summary,
  description: '',
});
const queue = { tier: 'any', threshold: 0.2, assignee: 'anyone', cursor: null } as const;

const askPanel: Ask = (all, random) => ['panel.candidates', { issueId: any(all, random).id }];
const questions: readonly Ask[] = [
  askPanel,
  (all, random) => ['live.search', { ...anyText(all, random), limit: 1 + Math.floor(random() * 20) }],
  (all, random) => ['hints.find', anyText(all, random)],
  () => ['hints.projects', {}],
  (all, random) => ['compare.pair', { a: any(all, random).id, b: any(all, random).id }],
  (all, random) => ['review.demand', { issueId: any(all, random).id }],
  (all, random) => ['review.previewAdd', { issueId: any(all, random).id, text: 'Seen again.' }],
  (all, random) => ['review.previewMerge', { duplicateId: any(all, random).id, canonicalId: any(all, random).id }],
  (_, random) => [
    'review.queue',
    { ...queue, projectIds: [anyProject(random)], state: 'open', limit: 1 + Math.floor(random() * 50) },
  ],
  (_, random) => ['review.history', { projectIds: [anyProject(random)], cursor: null, limit: 50 }],
];
