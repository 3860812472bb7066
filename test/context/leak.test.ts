// What Jira keeps for all people alike must tell nobody of a work item that only some may see: 5,000 random maps of
// security levels over the answers of the JQL functions, and some hundred of them over the marks as well. Answers to a
// person have their own such tests (test/fresh, test/flow-review).

import { VirtualClock } from '../../local/forge/virtual-clock';
import { noLimits } from '../../local/jira/limits';
import type { Issue } from '../../local/jira/state';
import type { AnswerOf } from '../../src/contract';
import { createWorld } from '../../local/world';
import { randomFrom } from '../fresh/random';
import {
  admin,
  closedId,
  everydayIssues,
  insider,
  issueSeed,
  member,
  openId,
  Site,
  smallSite,
} from '../fresh/small-site';

const maps = 5_000;
const mapsForEachMark = 25;

const stories: readonly (readonly [title: string, text: string])[] = [
  ['Login page stays blank after the password was changed', 'ERR_LOGIN_4711 in session.render(Session.java:42).'],
  ['Export of the yearly report takes more than ten minutes', 'The spreadsheet has 40,000 rows; export.write waits.'],
  ['Map tiles flicker while zooming on a slow connection', 'Tile cache misses twice, see maps.draw(Canvas.ts:77).'],
];
/** Every story is told three times in each space, so that clusters can lose any of their members. */
const issues = ['OPEN', 'SECRET'].flatMap((project) =>
  stories.flatMap(([title, text], story) =>
    [1, 2, 3].map((number) =>
      issueSeed(`${project}-${100 + story * 10 + number}`, title, {
        description: `${text} Seen for the ${number}. time.`,
        reporter: [admin, member, insider][number - 1] ?? admin,
      }),
    ),
  ),
);

it('names and counts only what the same people see, under 5,000 random maps of security levels', async () => {
  const clock = new VirtualClock();
  const site = Site.of(await createWorld({ seed: levelled(), site: { limits: noLimits }, clock }));
  await site.analyse();
  const { state } = site.world.site;
  const all = [...state.issues.values()];
  const partners = await openPartners(site);
  const random = randomFrom(20261122);
  const seen = { named: 0, secured: 0, marked: 0 };
  for (let map = 0; map < maps; map++) {
    for (const { id } of all) {
      state.putIssue({ ...(state.issues.get(id) as Issue), securityLevel: random() < 0.3 ? 'Board only' : null });
    }
    const isOpenToAll = (id: number) => state.issues.get(id)?.securityLevel === null;
    seen.secured += all.filter(({ id }) => !isOpenToAll(id)).length;
    clock.advance(700); // within what one function may log in a minute
    const asked = all[Math.floor(random() * all.length)] as Issue;
    const isOfSpace = random() < 0.5;
    const project = asked.key.split('-')[0] ?? '';
    const jql = await functionJql(
      site,
      isOfSpace ? 'jql-possible-duplicates' : 'jql-duplicates-of',
      isOfSpace ? project : asked.key,
    );
    const named = all.filter(({ id }) => idsIn(jql).some(([first, last]) => first <= id && id <= last));
    seen.named += named.length;
    for (const { id, key } of named) {
      if (!isOpenToAll(id) || !key.startsWith(`${project}-`)) throw new Error(`Map ${map}: ${jql} names ${key}.`);
    }
    if (!isOfSpace && named.length > 0 && !isOpenToAll(asked.id)) {
      throw new Error(`Map ${map}: the duplicates of the secured ${asked.key} are told.`);
    }
    if (map % mapsForEachMark !== 0) continue;
    for (const projectId of [openId, closedId]) {
      await site.answer(admin, 'marks.refresh', { projectId, afterId: null, isRemoving: false });
    }
    for (const { id, key } of all) {
      const mark = state.issues.get(id)?.properties.get('backlog-intelligence') as { open: number } | undefined;
      const expected = isOpenToAll(id) ? (partners.get(id) ?? []).filter(isOpenToAll).length : 0;
      expect({ map, key, open: mark?.open ?? 0 }).toEqual({ map, key, open: expected });
      if (mark !== undefined) seen.marked++;
    }
  }
  // Otherwise nothing was tried.
  expect(seen.named).toBeGreaterThan(maps);
  expect(seen.secured).toBeGreaterThan(maps);
  expect(seen.marked).toBeGreaterThan(maps / mapsForEachMark);
  await site.close();
}, 300_000);

function levelled() {
  const seed = smallSite([...everydayIssues, ...issues]);
  const securityLevels = [{ name: 'Board only', groups: ['board'] }];
  return { ...seed, projects: seed.projects.map((project) => ({ ...project, securityLevels })) };
}

/** For each issue the others of its space that an open suggestion joins it with, while nothing is secured. */
async function openPartners(site: Site): Promise<ReadonlyMap<number, readonly number[]>> {
  const found = new Map<number, number[]>();
  const space = (id: number) => site.world.site.state.issues.get(id)?.key.split('-')[0];
  const projectIds = [openId, closedId];
  for (let cursor: string | null = null; ;) {
    const queue: AnswerOf<'review.queue'> = await site.answer(admin, 'review.queue', {
      projectIds,
      state: 'open',
      tier: 'any',
      threshold: 0.2,
      assignee: 'anyone',
      cursor,
      limit: 50,
    });
    if (queue.state !== 'ready') throw new Error(queue.state);
    for (const { a, b, tier } of queue.rows) {
      if (tier === 'none' || space(a) !== space(b)) continue;
      found.set(a, [...(found.get(a) ?? []), b]);
      found.set(b, [...(found.get(b) ?? []), a]);
    }
    cursor = queue.nextCursor;
    if (cursor === null) break;
  }
  expect(found.size).toBeGreaterThan(4);
  return found;
}

async function functionJql(site: Site, name: string, argument: string): Promise<string> {
  const clause = { operator: 'in', arguments: [argument] };
  const { jql } = (await site.world.installation.call(name, { clause })) as { jql?: string };
  if (jql === undefined) throw new Error(`${name} gave no JQL.`);
  return jql;
}

const idsIn = (jql: string) =>
  [...jql.matchAll(/id >= (\d+) AND id <= (\d+)/g)].map(([, first, last]) => [Number(first), Number(last)] as const);
