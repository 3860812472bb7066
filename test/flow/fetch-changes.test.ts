// An analysis that starts from the one before must come to the very result of one that reads everything, whatever was
// edited, created or deleted in between, whether or not anybody told the app, and linked if it was told. What it reads is
// seen at Jira's door.

import fc from 'fast-check';
import type { Product } from '../../local/product';
import { killAt, noFaults, type Faults } from '../../local/faults';
import { admin, shownPairs, smallSite, visit, type Visit } from './small-site';

const both = ['ALPHA', 'BETA'];
const hourMs = 3_600_000;
const words = 'login export search invoice upload calendar password report filter backup'.split(' ');

interface Change {
  readonly kind: 'edit' | 'create' | 'delete' | 'link';
  readonly at: number;
  readonly word: number;
}

/** The JQL of every page that is asked for. */
function watching(asked: string[]) {
  return (product: Product): Product => ({
    onEvent: (listener) => product.onEvent(listener),
    async handle(request, actor) {
      const { jql } = (request.path.includes('/search/jql') ? JSON.parse(request.body ?? '{}') : {}) as {
        jql?: string;
      };
      if (jql?.includes('ORDER BY id ASC') === true && actor.kind === 'app') asked.push(jql);
      return product.handle(request, actor);
    },
  });
}

async function jira(visited: Visit, method: 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown): Promise<void> {
  const headers = { accept: 'application/json', 'content-type': 'application/json' };
  const request = { method, path, headers, body: body === undefined ? undefined : JSON.stringify(body) };
  const answer = await visited.world.installation.requestAsUser(admin.accountId, request);
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
}

async function apply({ kind, at, word }: Change, visited: Visit): Promise<void> {
  const issues = [...visited.world.site.state.issues.values()];
  const issue = issues[at % issues.length]!;
  const summary = `The ${words[word]} page hangs when a customer opens the ${words[(word + at) % words.length]}`;
  if (kind === 'edit') await jira(visited, 'PUT', `/rest/api/3/issue/${issue.key}`, { fields: { summary } });
  else if (kind === 'delete' && issues.length > 2) await jira(visited, 'DELETE', `/rest/api/3/issue/${issue.key}`);
  else if (kind === 'create') {
    const project = { id: String(visited.projectId(both[at % 2]!)) };
    await jira(visited, 'POST', '/rest/api/3/issue', { fields: { project, issuetype: { name: 'Bug' }, summary } });
  } else if (kind === 'link') {
    const other = issues[(at + 1) % issues.length]!;
    const sides = { inwardIssue: { key: issue.key }, outwardIssue: { key: other.key } };
    await jira(visited, 'POST', '/rest/api/3/issueLink', { type: { name: 'Duplicate' }, ...sides });
  }
}

async function found(visited: Visit) {
  return { alpha: await shownPairs(visited, admin, 'ALPHA'), beta: await shownPairs(visited, admin, 'BETA') };
}

const change = fc.record({
  kind: fc.constantFrom<Change['kind'][]>('edit', 'create', 'delete', 'link'),
  at: fc.nat(1_000),
  word: fc.nat(words.length - 1),
});

describe('an analysis after changes', () => {
  it('comes to the result of reading everything, told of the changes or not', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(change, { maxLength: 8 }), fc.boolean(), async (changes, isTold) => {
        const asked: string[] = [];
        const visited = await visit(smallSite({ issues: 30 }), { wrap: watching(asked) });
        await visited.analyse(...both);
        const { version, settings } = await visited.get(admin, 'settings.read', {});
        await visited.get(admin, 'settings.save', { version, settings: { ...settings, followsChanges: isTold } });
        // A link may leave `updated` as it was: where nobody tells of it, only reading everything finds it.
        const seen = changes.filter(({ kind }) => isTold || kind !== 'link');
        for (const one of seen) await apply(one, visited);
        await visited.world.host.advance(2 * hourMs);
        asked.length = 0;
        await visited.analyse(...both);
        expect(asked[0]).toContain('updated >=');
        const incremental = await found(visited);
        asked.length = 0;
        // The same issues as another scope, which has no analysis to start from.
        const scope = { projectIds: both.map(visited.projectId), jql: 'created >= "2001-01-01"' };
        await visited.get(admin, 'project.startScan', scope);
        await visited.world.host.settle();
        expect(asked[0]).not.toContain('updated >=');
        expect(await found(visited)).toEqual(incremental);
        await visited.world.stop();
      }),
      { numRuns: 25 },
    );
  }, 180_000);

  it('reads only what changed, and everything when something vanished of which nobody told', async () => {
    const asked: string[] = [];
    const visited = await visit(smallSite({ issues: 300 }), { wrap: watching(asked) });
    await visited.analyse(...both);
    await visited.world.host.advance(2 * hourMs);
    await apply({ kind: 'edit', at: 7, word: 3 }, visited);
    await visited.world.host.settle();
    const before = visited.world.site.pointsUsed();
    await visited.analyse(...both);
    expect(visited.world.site.pointsUsed() - before).toBeLessThanOrEqual(20);
    asked.length = 0;
    const key = [...visited.world.site.state.issues.values()][12]!;
    visited.world.site.state.issues.delete(key.id);
    await visited.analyse(...both);
    expect(asked.some((jql) => jql.includes('updated >='))).toBe(true);
    expect(asked.at(-1)).not.toContain('updated >=');
    await visited.world.stop();
  });

  it('ends with the same result when it is killed at any of its awaits', async () => {
    const changes: readonly Change[] = [
      { kind: 'edit', at: 3, word: 1 },
      { kind: 'create', at: 5, word: 2 },
      { kind: 'delete', at: 8, word: 0 },
      { kind: 'link', at: 11, word: 0 },
    ];
    const outcomeOf = async (faultAt: number | null) => {
      let active: Faults = noFaults;
      const visited = await visit(smallSite({ issues: 30 }), { faults: { at: (point) => active.at(point) } });
      await visited.analyse(...both);
      for (const one of changes) await apply(one, visited);
      await visited.world.host.advance(2 * hourMs);
      const projectIds = both.map(visited.projectId);
      await visited.get(admin, 'project.startScan', { projectIds, jql: null });
      if (faultAt !== null) active = killAt(faultAt, 'after');
      await visited.world.host.settle();
      await visited.world.host.advance(6 * hourMs);
      active = noFaults;
      await visited.world.host.settle();
      const { progress } = await visited.get(admin, 'project.latestScan', { projectId: projectIds[0] ?? 0 });
      const pairs = await found(visited);
      await visited.world.stop();
      return { pairs, state: progress?.state };
    };
    const calm = await outcomeOf(null);
    expect(calm.state).toBe('finished');
    const different: number[] = [];
    for (let point = 0; point < 40; point++) {
      const outcome = await outcomeOf(point);
      if (JSON.stringify(outcome) !== JSON.stringify(calm)) different.push(point);
    }
    expect(different).toEqual([]);
  }, 180_000);
});
