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
      ['attachments', 'off'],
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

describe('attachments', () => {
  it('stay where they are; the one to keep gets a link to each, once, without its name, and undo removes them', async () => {
    const attachments = [71, 72].map((id) => ({
      id,
      filename: `secret-${id}.png`,
      mimeType: 'image/png',
      size: 10,
      created: '2026-02-02T00:00:00.000Z',
    }));
    const visited = await visit(
      smallSite({
        issues: 4,
        projectKeys: ['ALPHA'],
        change: (issue, index) => (index === 1 ? { ...issue, attachments } : issue),
      }),
    );
    const projectId = visited.projectId('ALPHA');
    const { mapping } = await visited.get(admin, 'review.mapping', { projectId });
    const steps = [...mapping.steps, 'attachments' as const];
    await visited.get(admin, 'review.saveMapping', { projectId, mapping: { ...mapping, steps } });
    const linksOf = (key: string) =>
      visited.world.site.snapshot().issues.find((issue) => issue.key === key)?.remoteLinks ?? [];

    const shown = await preview(visited);
    expect(shown.steps.find(({ kind }) => kind === 'attachments')).toMatchObject({ state: 'planned', count: 2 });
    const done = await applied(visited, shown);
    expect(done.state).toBe('done');
    expect(linksOf('ALPHA-1').map(({ title, url }) => ({ title, path: new URL(url).pathname }))).toEqual([
      { title: 'ALPHA-2: attachment 1', path: '/rest/api/3/attachment/content/71' },
      { title: 'ALPHA-2: attachment 2', path: '/rest/api/3/attachment/content/72' },
    ]);
    expect(JSON.stringify(linksOf('ALPHA-1'))).not.toContain('secret');

    await visited.get(admin, 'review.undoAction', { actionId: done.actionId });
    expect(linksOf('ALPHA-1')).toEqual([]);
    expect(visited.checked.violations).toEqual([]);
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
