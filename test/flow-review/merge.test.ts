// "Mark as duplicate" through the front door: preview, apply, undo, and everything that may have changed in between. The
// genuine @forge packages run on the local host, and every request to Jira passes the contract checker.

import { freshSite, type SiteSeed } from '../../local/jira/seed';
import { type ActionView, type MergePreview } from '../../src/contract';
import { admin, member, smallSite, visit, type Visit } from '../flow/small-site';

async function preview(
  visited: Visit,
  duplicate = 'ALPHA-2',
  canonical = 'ALPHA-1',
  who = admin,
): Promise<MergePreview> {
  const [duplicateId, canonicalId] = [visited.issueId(duplicate), visited.issueId(canonical)];
  return visited.get(who, 'review.previewMerge', { duplicateId, canonicalId });
}

async function applied(visited: Visit, shown: MergePreview, who = admin): Promise<ActionView> {
  if (shown.planToken === null) throw new Error('There is no plan.');
  return visited.get(who, 'review.applyMerge', { planToken: shown.planToken });
}

function richSite(): SiteSeed {
  return smallSite({
    issues: 12,
    change: (issue, index) => ({
      ...issue,
      labels: [`label-${index % 3}`, 'common'],
      priority: index % 2 === 0 ? 'Low' : 'High',
      watchers: index === 2 ? [admin.accountId, member.accountId] : [],
      votes: index === 2 ? [admin.accountId] : [],
      reporter: member.accountId,
    }),
  });
}

describe('marking a duplicate', () => {
  it('shows every step, does exactly these, and takes exactly these back', async () => {
    const visited = await visit(richSite());
    const before = withoutTraces(visited.world.site.snapshot());
    const shown = await preview(visited);
    expect(shown.obstacles).toEqual([]);
    expect(shown.steps.map(({ kind, state }) => [kind, state])).toEqual([
      ['link', 'planned'],
      ['watchers', 'planned'],
      ['vote', 'planned'],
      ['labels', 'planned'],
      ['components', 'already'],
      ['priority', 'off'],
      ['comment', 'planned'],
      ['transition', 'planned'],
    ]);
    expect(withoutTraces(visited.world.site.snapshot())).toEqual(before);

    const done = await applied(visited, shown);
    expect(done.steps.map(({ kind, state, detail }) => ({ kind, state, detail }))).toEqual(
      ['link', 'watchers', 'vote', 'labels', 'comment', 'transition'].map((kind) => ({
        kind,
        state: 'done',
        detail: null,
      })),
    );
    expect(done.state).toBe('done');
    const duplicate = visited.world.site.snapshot().issues.find(({ key }) => key === 'ALPHA-2');
    const canonical = visited.world.site.snapshot().issues.find(({ key }) => key === 'ALPHA-1');
    expect(duplicate).toMatchObject({
      status: 'Done',
      resolution: 'Duplicate',
      links: [{ type: 'Duplicate', to: 'ALPHA-1' }],
    });
    expect(canonical?.watchers).toEqual(expect.arrayContaining([admin.accountId, member.accountId]));
    expect(canonical?.votes).toEqual([admin.accountId]);

    const undone = await visited.get(admin, 'review.undoAction', { actionId: done.actionId });
    expect(undone.state).toBe('undone');
    expect(withoutTraces(visited.world.site.snapshot())).toEqual(before);
    expect(visited.checked.violations).toEqual([]);
    expect([...visited.world.host.problems]).toEqual([]);
    await visited.world.stop();
  });
});

/** What is said in advance to stay: history and dates of change. */
function withoutTraces(site: SiteSeed): SiteSeed {
  return {
    ...freshSite,
    ...site,
    issues: site.issues.map(({ updated: _updated, history: _history, ...issue }) => issue),
  };
}
