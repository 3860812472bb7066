// Clusters through the front door: what belongs together, what people said about it, and who sees which part.

import type { ClusterView } from '../../src/contract';
import type { PersonSeed } from '../../local/jira/seed';
import { admin, member, smallSite, visit, type Visit } from '../flow/small-site';

async function clusters(visited: Visit, who: PersonSeed, limit = 50): Promise<ClusterView[]> {
  const found: ClusterView[] = [];
  let cursor: string | null = null;
  do {
    const request = { projectId: visited.projectId('ALPHA'), threshold: 0.3, cursor, limit };
    const view: { clusters: readonly ClusterView[]; nextCursor: string | null } = await visited.get(
      who,
      'review.clusters',
      request,
    );
    found.push(...view.clusters);
    cursor = view.nextCursor;
  } while (cursor !== null);
  return found;
}

describe('clusters', () => {
  it('are the same in small pages as in large ones, complete, and never overlap', async () => {
    const visited = await visit(smallSite());
    await visited.analyse('ALPHA', 'BETA');
    const large = await clusters(visited, admin);
    expect(large.length).toBeGreaterThan(2);
    expect(await clusters(visited, admin, 1)).toEqual(large);
    const members = large.flatMap(({ memberIds }) => memberIds);
    expect(new Set(members).size).toBe(members.length);
    for (const { memberIds, pairs, canonicalId } of large) {
      expect(pairs).toHaveLength((memberIds.length * (memberIds.length - 1)) / 2);
      expect(memberIds).toContain(canonicalId);
    }
    expect(visited.checked.violations).toEqual([]);
    await visited.world.stop();
  });

  it('are split by a "not a duplicate" between two of their members', async () => {
    const visited = await visit(smallSite());
    await visited.analyse('ALPHA', 'BETA');
    const [cluster] = await clusters(visited, admin);
    const [pair] = cluster?.pairs ?? [];
    if (pair === undefined) throw new Error('There is no cluster.');
    const { a, b } = pair;
    await visited.get(admin, 'review.decide', { a, b, verdict: 'not-duplicate', snoozeDays: null, expectedVersion: 0 });
    const after = await clusters(visited, admin);
    expect(after.filter(({ memberIds }) => memberIds.includes(a) && memberIds.includes(b))).toEqual([]);
    await visited.world.stop();
  });

  it('hold only what this person may see', async () => {
    const seed = smallSite({ projectKeys: ['ALPHA', 'BETA', 'GAMMA'] });
    const projects = seed.projects.map((one) => (one.key === 'BETA' ? { ...one, browse: ['site-admins'] } : one));
    const visited = await visit({ ...seed, projects });
    await visited.analyse('ALPHA', 'BETA', 'GAMMA');
    const hidden = new Set(
      [...visited.world.site.state.issues.values()].filter(({ key }) => key.startsWith('BETA')).map(({ id }) => id),
    );
    expect((await clusters(visited, admin)).some(({ memberIds }) => memberIds.some((id) => hidden.has(id)))).toBe(true);
    expect(
      (await clusters(visited, member)).flatMap(({ memberIds }) => memberIds).filter((id) => hidden.has(id)),
    ).toEqual([]);
    await visited.world.stop();
  });
});
