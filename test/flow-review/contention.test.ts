// Several hands on one pair at once: two people click, a bulk action runs, somebody answers, in orders that a seed decides.
// One of them carries it out; the others are told, and Jira holds one link and one comment. And what moves away meanwhile.

import { admin, member, smallSite, visit, type Visit } from '../flow/small-site';

const site = () => smallSite({ issues: 6, projectKeys: ['ALPHA'] });
const orders = 12;

const duplicateOf = (visited: Visit) =>
  visited.world.site.snapshot().issues.find(({ id }) => id === visited.issueId('ALPHA-2'));

describe('two people and a bulk action on the same pair', () => {
  it(`are one action in Jira, whatever the order (${orders} orders)`, async () => {
    const winners = new Set<string>();
    for (let seed = 1; seed <= orders; seed++) {
      const visited = await visit(site(), { schedule: seed });
      const pair = { duplicateId: visited.issueId('ALPHA-2'), canonicalId: visited.issueId('ALPHA-1') };
      const mine = await visited.get(admin, 'review.previewMerge', pair);
      const theirs = await visited.get(member, 'review.previewMerge', pair);
      const { bulkId } = await visited.get(admin, 'review.bulkPreview', { pairs: [pair] });
      const [first, second] = await Promise.all([
        visited.get(admin, 'review.applyMerge', { planToken: mine.planToken ?? '' }),
        visited.get(member, 'review.applyMerge', { planToken: theirs.planToken ?? '' }),
        visited.get(admin, 'review.bulkStart', { planToken: bulkId }),
        visited.world.host.settle(),
      ]);
      await visited.world.host.settle();
      const { state, rows } = await visited.get(admin, 'review.bulkStatus', { bulkId });
      const outcomes = [first.state, second.state, rows[0]?.state];
      expect({ seed, state, done: outcomes.filter((one) => one === 'done').length }).toEqual({
        seed,
        state: 'finished',
        done: 1,
      });
      expect({ seed, failed: outcomes.filter((one) => one === 'failed').length }).toEqual({ seed, failed: 2 });
      const duplicate = duplicateOf(visited);
      expect({ seed, links: duplicate?.links?.length, comments: duplicate?.comments?.length }).toEqual({
        seed,
        links: 1,
        comments: 1,
      });
      winners.add(['one', 'other', 'bulk'][outcomes.indexOf('done')] ?? 'nobody');
      const { rows: lines } = await visited.get(admin, 'review.history', {
        projectIds: [visited.projectId('ALPHA')],
        cursor: null,
        limit: 50,
      });
      expect({ seed, merged: lines.filter(({ event }) => event === 'merged').length }).toEqual({ seed, merged: 1 });
      await visited.world.stop();
    }
    // The seeds are worth something only if they let different ones win.
    expect(winners.size).toBeGreaterThan(1);
  }, 120_000);
});

describe('a work item that moves between the preview and the click', () => {
  const spaces = () => smallSite({ issues: 6, projectKeys: ['ALPHA', 'BETA'] });

  it('is followed by its id, and the comment names it as it is called now', async () => {
    const visited = await visit(spaces());
    const pair = { duplicateId: visited.issueId('ALPHA-2'), canonicalId: visited.issueId('ALPHA-1') };
    const { planToken } = await visited.get(member, 'review.previewMerge', pair);
    const moved = visited.world.site.moveIssue('ALPHA-1', 'BETA', { kind: 'user', accountId: admin.accountId });
    const action = await visited.get(member, 'review.applyMerge', { planToken: planToken ?? '' });
    expect(action.state).toBe('done');
    const duplicate = duplicateOf(visited);
    expect(duplicate?.links?.map(({ to }) => to)).toEqual([moved]);
    expect(JSON.stringify(duplicate?.comments)).toContain(moved);
    await visited.world.stop();
  });

  it('into a space that is hidden, is gone for this person and is not touched', async () => {
    const visited = await visit(spaces());
    const pair = { duplicateId: visited.issueId('ALPHA-2'), canonicalId: visited.issueId('ALPHA-1') };
    const { planToken } = await visited.get(member, 'review.previewMerge', pair);
    visited.world.site.changeProject('BETA', { browse: ['site-admins'], admins: [] });
    visited.world.site.moveIssue('ALPHA-1', 'BETA', { kind: 'user', accountId: admin.accountId });
    const before = JSON.stringify(visited.world.site.snapshot().issues);
    const action = await visited.get(member, 'review.applyMerge', { planToken: planToken ?? '' });
    expect(action.state).toBe('failed');
    expect(action.steps.map(({ obstacle }) => obstacle)).toContain('gone');
    expect(JSON.stringify(visited.world.site.snapshot().issues)).toBe(before);
    await visited.world.stop();
  });
});

describe('a rule that begins to protect between the preview and the click', () => {
  it('holds: nothing is written, and the rule is named', async () => {
    const visited = await visit(site());
    const pair = { duplicateId: visited.issueId('ALPHA-2'), canonicalId: visited.issueId('ALPHA-1') };
    const { planToken } = await visited.get(member, 'review.previewMerge', pair);
    const projectId = visited.projectId('ALPHA');
    const { mapping } = await visited.get(admin, 'review.mapping', { projectId });
    const guards = [{ name: 'All of it', jql: 'project = ALPHA' }];
    await visited.get(admin, 'review.saveMapping', { projectId, mapping: { ...mapping, guards } });
    const before = JSON.stringify(visited.world.site.snapshot().issues);
    const action = await visited.get(member, 'review.applyMerge', { planToken: planToken ?? '' });
    expect(action.steps.map(({ obstacle, detail }) => [obstacle, detail])).toContainEqual(['guarded', 'All of it']);
    expect(JSON.stringify(visited.world.site.snapshot().issues)).toBe(before);
    await visited.world.stop();
  });
});
