// Nothing of a work item that a person may not see: 5,000 random maps of permissions, spaces and security levels alike,
// over everything that is answered about new texts, changed work items, pairs side by side and the switch of the hints.

import { VirtualClock } from '../../local/forge/virtual-clock';
import type { Issue } from '../../local/jira/state';
import { admin, issueSeed, member, Site, smallSite } from './small-site';
import { createWorld } from '../../local/world';
import { noLimits } from '../../local/jira/limits';
import type { MethodName, RequestOf, Result } from '../../src/contract';

const maps = 5_000;
const projectCount = 4;
const issuesPerProject = 5;

const projectKeys = Array.from({ length: projectCount }, (_, index) => `LEAK${'ABCD'[index]}`);
const canaryOf = (key: string) => `canary${key.toLowerCase().replace('-', 'x')}`;
const summaryOf = (key: string) => `Login page stays blank after a password change ${canaryOf(key)}`;

const before = projectKeys.flatMap((project) =>
  Array.from({ length: issuesPerProject - 1 }, (_, index) => `${project}-${index + 1}`),
);

async function openSite(clock: VirtualClock): Promise<Site> {
  const seed = {
    ...smallSite([]),
    projects: projectKeys.map((key, index) => ({
      id: 770_010 + index,
      key,
      name: `Space ${canaryOf(key)}`,
      browse: 'everyone' as const,
      admins: ['site-admins'],
      securityLevels: [{ name: 'Board only', groups: ['board'] }],
    })),
    issues: before.map((key) => issueSeed(key, summaryOf(key))),
  };
  const site = Site.of(await createWorld({ seed, site: { limits: noLimits }, clock }));
  const projectIds = projectKeys.map((_, index) => 770_010 + index);
  await site.analyse(projectIds);
  // One of each space is fresh: known only from the changes after the analysis.
  for (const [index, project] of projectKeys.entries()) {
    await site.create(770_010 + index, summaryOf(`${project}-${issuesPerProject}`));
    await site.world.host.settle();
    await site.answer(admin, 'hints.switch', { projectId: 770_010 + index, isOn: true });
  }
  return site;
}

it('answers nothing of hidden work items, under 5,000 random maps of permissions', async () => {
  const clock = new VirtualClock();
  const site = await openSite(clock);
  const { state } = site.world.site;
  const random = mulberry(20261121);
  const all = [...state.issues.values()];
  expect(all).toHaveLength(projectCount * issuesPerProject);
  const seen = { visible: 0, hidden: 0, refused: 0 };
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
    clock.advance(700); // within what one person may ask and one function may log in a minute
    const [method, request] = question(all, random);
    const answer = (await site.ask(member, method, request)) as Result<unknown>;
    // What a person typed may come back to that person; a hidden key or id still may not.
    const typed = 'summary' in request ? (request.summary.split(' ').at(-1) ?? '') : '';
    const text = JSON.stringify(answer).replaceAll(`"${typed}"`, '""');
    if (!answer.ok) seen.refused++;
    for (const issue of all) {
      if (isVisible(issue)) {
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
      if (text.includes(canaryOf(key)) || text.includes(`${770_010 + index}`)) {
        throw new Error(`Map ${map}: ${method} tells of the hidden space ${key}: ${text}`);
      }
    }
  }
  // Otherwise nothing was tried.
  expect(seen.visible).toBeGreaterThan(maps);
  expect(seen.hidden).toBeGreaterThan(maps);
  expect(seen.refused).toBeGreaterThan(maps / 20);
  await site.close();
}, 300_000);

/** A question that a person could send, about any work item and any space, hidden ones included. */
function question(all: readonly Issue[], random: () => number): [MethodName, RequestOf<MethodName>] {
  const any = () => all[Math.floor(random() * all.length)] as Issue;
  const projectId = 770_010 + Math.floor(random() * projectCount);
  const summary = random() < 0.5 ? 'Login page stays blank after a password change' : any().summary;
  const description = '';
  switch (Math.floor(random() * 5)) {
    case 0:
      return ['live.search', { projectId, summary, description, limit: 1 + Math.floor(random() * 20) }];
    case 1:
      return ['hints.find', { projectId, summary, description }];
    case 2:
      return ['compare.pair', { a: any().id, b: any().id }];
    case 3:
      return ['hints.projects', {}];
    default:
      return ['panel.candidates', { issueId: any().id }];
  }
}

function mulberry(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
