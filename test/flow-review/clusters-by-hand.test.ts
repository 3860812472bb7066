// Clusters in the hands of people, through the front door: another one to keep, one made two, two made one. Each change is
// made of decisions, so history, conflicts and permissions are those of decisions.

import type { ClusterView } from '../../src/contract';
import type { IssueSeed, PersonSeed } from '../../local/jira/seed';
import { admin, member, smallSite, visit, type Visit } from '../flow/small-site';

async function clusters(visited: Visit, who: PersonSeed = admin): Promise<readonly ClusterView[]> {
  const request = { projectId: visited.projectId('ALPHA'), threshold: 0.3, cursor: null, limit: 50 };
  return (await visited.get(who, 'review.clusters', request)).clusters;
}

async function analysed(change?: (issue: IssueSeed, index: number) => IssueSeed): Promise<Visit> {
  const visited = await visit(smallSite(change === undefined ? {} : { change }));
  await visited.analyse('ALPHA', 'BETA');
  return visited;
}

function firstOf(list: readonly ClusterView[], least = 3): ClusterView {
  const found = list.find(({ memberIds }) => memberIds.length >= least);
  if (found === undefined) throw new Error('There is no cluster that large.');
  return found;
}

const withMember = (list: readonly ClusterView[], id: number): ClusterView | undefined =>
  list.find(({ memberIds }) => memberIds.includes(id));

describe('the issue that is kept', () => {
  it('is the one that somebody chose, for everybody, until another one is chosen', async () => {
    const visited = await analysed();
    const { memberIds, canonicalId } = firstOf(await clusters(visited));
    const others = memberIds.filter((id) => id !== canonicalId);
    for (const issueId of others) {
      await visited.get(member, 'review.chooseCanonical', { issueId });
      expect(withMember(await clusters(visited), issueId)).toMatchObject({
        canonicalId: issueId,
        canonicalReasons: ['chosen'],
      });
    }
    await visited.world.stop();
  });

  it('is never one without a customer’s label while there is one with it, whatever was chosen', async () => {
    const visited = await analysed((issue, index) => (index === 30 ? { ...issue, labels: ['Customer-ACME'] } : issue));
    const projectId = visited.projectId('ALPHA');
    const { mapping } = await visited.get(admin, 'review.mapping', { projectId });
    await visited.get(admin, 'review.saveMapping', {
      projectId,
      mapping: { ...mapping, customerLabels: ['customer-acme'] },
    });
    const theirs = [...visited.world.site.state.issues.values()].find(({ labels }) => labels.length > 0)?.id ?? 0;
    const cluster = withMember(await clusters(visited), theirs);
    expect(cluster?.canonicalId).toBe(theirs);
    expect(cluster?.canonicalReasons).toContain('customer');
    const other = cluster?.memberIds.find((id) => id !== theirs) ?? 0;
    await visited.get(admin, 'review.chooseCanonical', { issueId: other });
    expect(withMember(await clusters(visited), theirs)?.canonicalId).toBe(theirs);
    await visited.world.stop();
  });

  it.each([
    ['most-votes', { votes: ['p1', 'p2', 'p3', 'p4'] }],
    ['most-watchers', { watchers: ['p1', 'p2', 'p3', 'p4'] }],
    [
      'most-comments',
      {
        comments: Array.from({ length: 6 }, (_, at) => ({
          author: admin.accountId,
          body: `Seen again ${at}`,
          created: '2025-02-01T08:00:00Z',
        })),
      },
    ],
  ] as const)('is a newer one with clearly more people behind it: %s', async (reason, change) => {
    const people = ['p1', 'p2', 'p3', 'p4'].map((accountId) => ({
      accountId,
      displayName: accountId,
      groups: ['jira-users'],
    }));
    const seed = smallSite({
      people: [admin, member, ...people],
      change: (issue, index) => (index === 30 ? ({ ...issue, ...change } as IssueSeed) : issue),
    });
    const visited = await visit(seed);
    await visited.analyse('ALPHA', 'BETA');
    const { issues } = visited.world.site.state;
    const busy = [...issues.values()].find(
      ({ votes, watchers, comments }) => votes.length > 3 || watchers.length > 3 || comments.length > 3,
    );
    const cluster = withMember(await clusters(visited), busy?.id ?? 0);
    expect(cluster).toMatchObject({ canonicalId: busy?.id, canonicalReasons: [reason] });
    await visited.world.stop();
  });
});

describe('a split by hand', () => {
  it('parts exactly the chosen members from the others, as decisions that the history tells and that can be undone', async () => {
    const visited = await analysed();
    const { memberIds } = firstOf(await clusters(visited));
    const [leaving = 0, ...stayIds] = memberIds;
    const answer = await visited.get(admin, 'review.splitCluster', { leaveIds: [leaving], stayIds });
    expect(answer).toEqual({ outcome: 'saved', decided: stayIds.length });
    const after = await clusters(visited);
    expect(withMember(after, stayIds[0] ?? 0)?.memberIds).toEqual(stayIds);
    expect(withMember(after, leaving)?.memberIds ?? []).not.toEqual(expect.arrayContaining(stayIds.slice(0, 1)));
    const projectIds = [visited.projectId('ALPHA')];
    const { rows } = await visited.get(admin, 'review.history', { projectIds, cursor: null, limit: 100 });
    expect(rows.map(({ after: verdict }) => verdict)).toEqual(stayIds.map(() => 'not-duplicate'));
    for (const { a, b, version } of rows) {
      await visited.get(admin, 'review.undoDecision', { a, b, expectedVersion: version });
    }
    expect(withMember(await clusters(visited), leaving)?.memberIds).toEqual(memberIds);
    expect(visited.checked.violations).toEqual([]);
    await visited.world.stop();
  });

  it('may be repeated: what is parted already costs no decision', async () => {
    const visited = await analysed();
    const { memberIds } = firstOf(await clusters(visited));
    const [leaving = 0, ...stayIds] = memberIds;
    const request = { leaveIds: [leaving], stayIds };
    await visited.get(admin, 'review.splitCluster', request);
    expect(await visited.get(admin, 'review.splitCluster', request)).toEqual({ outcome: 'saved', decided: 0 });
    await visited.world.stop();
  });

  it('is refused for what was carried out in Jira, for too many at once, and for one issue on both sides', async () => {
    const visited = await analysed();
    const { memberIds, canonicalId } = firstOf(await clusters(visited));
    const duplicateId = memberIds.find((id) => id !== canonicalId) ?? 0;
    const preview = await visited.get(admin, 'review.previewMerge', { duplicateId, canonicalId });
    await visited.get(admin, 'review.applyMerge', { planToken: preview.planToken ?? '' });
    const all = [...visited.world.site.state.issues.keys()];
    const stayIds = memberIds.filter((id) => id !== duplicateId);
    for (const request of [
      { leaveIds: [duplicateId], stayIds },
      { leaveIds: all.slice(0, 15), stayIds: all.slice(15, 30) },
      { leaveIds: [duplicateId], stayIds: [duplicateId] },
    ]) {
      expect(await visited.call(admin, 'review.splitCluster', request)).toMatchObject({
        ok: false,
        failure: { code: 'BAD_INPUT' },
      });
    }
    await visited.world.stop();
  });
});

describe('a join by hand', () => {
  it('makes one cluster of two, until somebody undoes that answer', async () => {
    const visited = await analysed();
    const [x, y] = await clusters(visited);
    if (x === undefined || y === undefined) throw new Error('Two clusters are needed.');
    const request = { intoIds: x.memberIds, addIds: y.memberIds };
    const others = x.memberIds.length + y.memberIds.length - 1;
    expect(await visited.get(admin, 'review.mergeClusters', request)).toEqual({ outcome: 'saved', decided: others });
    expect(await visited.get(admin, 'review.mergeClusters', request)).toEqual({ outcome: 'saved', decided: 0 });
    const both = [...x.memberIds, ...y.memberIds].sort((a, b) => a - b);
    const joined = withMember(await clusters(visited), x.canonicalId);
    expect(joined?.memberIds).toEqual(both);
    const confirmed = joined?.pairs.filter(({ review }) => review.verdict === 'duplicate') ?? [];
    expect(confirmed).toHaveLength(others);
    for (const { a, b, review } of confirmed) {
      await visited.get(admin, 'review.undoDecision', { a, b, expectedVersion: review.version });
    }
    expect(withMember(await clusters(visited), x.canonicalId)?.memberIds).toEqual(x.memberIds);
    await visited.world.stop();
  });

  it('is refused while somebody’s "not a duplicate" stands between the two', async () => {
    const visited = await analysed();
    const { memberIds } = firstOf(await clusters(visited));
    const [leaving = 0, ...stayIds] = memberIds;
    await visited.get(admin, 'review.splitCluster', { leaveIds: [leaving], stayIds });
    const answer = await visited.call(admin, 'review.mergeClusters', { intoIds: stayIds, addIds: [leaving] });
    expect(answer).toMatchObject({ ok: false, failure: { code: 'CONFLICT' } });
    await visited.world.stop();
  });
});

describe('a cluster that is done', () => {
  it('is listed no more once all of it was marked in Jira', async () => {
    const visited = await analysed();
    const { memberIds, canonicalId } = firstOf(await clusters(visited));
    const pairs = memberIds.filter((id) => id !== canonicalId).map((duplicateId) => ({ duplicateId, canonicalId }));
    const preview = await visited.get(admin, 'review.bulkPreview', { pairs });
    await visited.get(admin, 'review.bulkStart', { planToken: preview.bulkId });
    await visited.world.host.settle();
    const { rows } = await visited.get(admin, 'review.bulkStatus', { bulkId: preview.bulkId });
    expect(rows.map(({ state }) => state)).toEqual(pairs.map(() => 'done'));
    const after = await clusters(visited);
    for (const id of memberIds) expect(withMember(after, id)).toBeUndefined();
    await visited.world.stop();
  });
});

describe('whoever changes a cluster', () => {
  it('must see every member and may link one of each pair', async () => {
    const seed = smallSite();
    const projects = seed.projects.map((one) =>
      one.key === 'BETA'
        ? { ...one, browse: ['site-admins'] }
        : { ...one, permissionsByGroup: { 'jira-users': ['BROWSE_PROJECTS' as const] } },
    );
    const visited = await visit({ ...seed, projects });
    await visited.analyse('ALPHA', 'BETA');
    const hidden = [...visited.world.site.state.issues.values()].filter(({ key }) => key.startsWith('BETA'));
    const seen = [...visited.world.site.state.issues.values()].filter(({ key }) => key.startsWith('ALPHA'));
    const [h = 0, s = 0, t = 0] = [hidden[0]?.id, seen[0]?.id, seen[1]?.id];
    const gone = 99_999_999;
    const calls = (id: number) => [
      visited.call(member, 'review.chooseCanonical', { issueId: id }),
      visited.call(member, 'review.splitCluster', { leaveIds: [s], stayIds: [id] }),
      visited.call(member, 'review.mergeClusters', { intoIds: [s], addIds: [id] }),
    ];
    const withoutReference = async (id: number) =>
      (await Promise.all(calls(id))).map((answer) => (answer.ok ? answer : { ...answer.failure, reference: '' }));
    // A hidden one and one that never was are the same.
    expect(await withoutReference(h)).toEqual(await withoutReference(gone));
    for (const answer of await Promise.all(calls(t))) {
      expect(answer).toMatchObject({ ok: false, failure: { code: 'NOT_ALLOWED' } });
    }
    await visited.world.stop();
  });
});
