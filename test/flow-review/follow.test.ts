// What people do in Jira itself becomes true here, through the real events of the local Jira: links made and removed by
// hand, and texts that change after a "no".

import type { PersonSeed } from '../../local/jira/seed';
import type { ReviewView } from '../../src/contract';
import { admin, smallSite, visit, type Visit } from '../flow/small-site';

async function inJira(
  visited: Visit,
  who: PersonSeed,
  method: 'POST' | 'PUT' | 'DELETE',
  path: string,
  body?: unknown,
): Promise<void> {
  const request = {
    method,
    path: `/rest/api/3/${path}`,
    headers: { 'content-type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  };
  const response = await visited.world.site.handle(request, { kind: 'user', accountId: who.accountId });
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  await visited.world.host.settle();
}

async function reviewed(
  visited: Visit,
  state: 'open' | 'duplicate' | 'related' | 'not-duplicate',
): Promise<ReviewView[]> {
  const view = await visited.get(admin, 'review.queue', {
    projectIds: [visited.projectId('ALPHA')],
    state,
    tier: 'any',
    threshold: 0,
    assignee: 'anyone',
    cursor: null,
    limit: 50,
  });
  if (view.state !== 'ready') throw new Error(`The queue is ${view.state}.`);
  return view.rows.map(({ review }) => review);
}

async function addLink(visited: Visit, type: string): Promise<void> {
  const [duplicate, canonical] = [visited.issueId('ALPHA-2'), visited.issueId('ALPHA-1')];
  await inJira(visited, admin, 'POST', 'issueLink', {
    type: { name: type },
    inwardIssue: { id: String(duplicate) },
    outwardIssue: { id: String(canonical) },
  });
}

describe('what happens in Jira itself', () => {
  it('makes a Duplicate link a decision, and takes it back when the link is removed', async () => {
    const visited = await visit(smallSite({ issues: 6 }));
    await visited.analyse('ALPHA', 'BETA');
    await addLink(visited, 'Duplicate');
    expect(await reviewed(visited, 'duplicate')).toEqual([
      expect.objectContaining({ verdict: 'duplicate', origin: 'jira-link', byAccountId: null, actionId: null }),
    ]);
    const [link] = [...visited.world.site.state.links.values()];
    await inJira(visited, admin, 'DELETE', `issueLink/${link?.id}`);
    expect(await reviewed(visited, 'duplicate')).toEqual([]);
    const history = await visited.get(admin, 'review.history', {
      projectIds: [visited.projectId('ALPHA')],
      cursor: null,
      limit: 10,
    });
    expect(history.rows.map(({ event }) => event)).toEqual(['unlinked-in-jira', 'linked-in-jira']);
    await visited.world.stop();
  });

  it('is as true after an action of this app and its undo, which Jira does not report to it', async () => {
    const visited = await visit(smallSite());
    await visited.analyse('ALPHA', 'BETA');
    const [duplicateId, canonicalId] = [visited.issueId('ALPHA-6'), visited.issueId('ALPHA-1')];
    const { planToken } = await visited.get(admin, 'review.previewMerge', { duplicateId, canonicalId });
    const { actionId, state } = await visited.get(admin, 'review.applyMerge', { planToken: planToken ?? '' });
    expect(state).toBe('done');
    await visited.world.host.settle();
    const listed = async () => {
      const view = await visited.get(admin, 'panel.candidates', { issueId: duplicateId });
      if (view.state !== 'ready') throw new Error(`The panel says ${view.state}.`);
      return view.candidates.some(({ issue }) => issue.id === canonicalId);
    };
    expect(await listed()).toBe(true);
    await visited.analyse('ALPHA', 'BETA');
    expect(await listed()).toBe(false);
    expect((await visited.get(admin, 'review.undoAction', { actionId })).state).toBe('undone');
    await visited.world.host.settle();
    expect(await listed()).toBe(true);
    await visited.analyse('ALPHA', 'BETA');
    expect(await listed()).toBe(true);
    await visited.world.stop();
  });

  it('takes a link of another type for nothing', async () => {
    const visited = await visit(smallSite({ issues: 6 }));
    await visited.analyse('ALPHA', 'BETA');
    await addLink(visited, 'Relates');
    expect(await reviewed(visited, 'duplicate')).toEqual([]);
    await visited.world.stop();
  });

  it('lets a "no" be asked again after a material change of a text, and not after a small one', async () => {
    const visited = await visit(smallSite());
    await visited.analyse('ALPHA', 'BETA');
    const before = await reviewed(visited, 'open');
    const view = await visited.get(admin, 'review.queue', {
      projectIds: [visited.projectId('ALPHA')],
      state: 'open',
      tier: 'any',
      threshold: 0,
      assignee: 'anyone',
      cursor: null,
      limit: 1,
    });
    const row = view.state === 'ready' ? view.rows[0] : undefined;
    if (row === undefined) throw new Error('No pair.');
    const { a, b } = row;
    await visited.get(admin, 'review.decide', { a, b, verdict: 'not-duplicate', snoozeDays: null, expectedVersion: 0 });
    const issue = visited.world.site.state.issues.get(a);
    await inJira(visited, admin, 'PUT', `issue/${a}`, { fields: { summary: `${issue?.summary}!` } });
    expect(await reviewed(visited, 'not-duplicate')).toHaveLength(1);
    const words = [
      'Warehouse',
      'robots',
      'pick',
      'wrong',
      'parcels',
      'because',
      'conveyor',
      'sensors',
      'drift',
      'overnight',
    ];
    await inJira(visited, admin, 'PUT', `issue/${a}`, {
      fields: {
        summary: words.join(' '),
        description: {
          type: 'doc',
          version: 1,
          content: [{ type: 'paragraph', content: [{ type: 'text', text: [...words].reverse().join(' ') }] }],
        },
      },
    });
    expect(await reviewed(visited, 'not-duplicate')).toEqual([]);
    const open = await reviewed(visited, 'open');
    expect(open.length).toBe(before.length);
    expect(open).toContainEqual(
      expect.objectContaining({ verdict: 'not-duplicate', askedAgainSince: expect.any(String) as string }),
    );
    expect(visited.checked.violations).toEqual([]);
    await visited.world.stop();
  });
});
