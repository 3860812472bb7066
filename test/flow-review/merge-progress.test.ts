// Step by step: whoever looks at an action while Jira is still at work reads how far it is, and pays Jira nothing for it.

import type { Product, ProductRequest } from '../../local/product';
import type { ActionView } from '../../src/contract';
import { admin, smallSite, visit, type Visit } from '../flow/small-site';

const site = () =>
  smallSite({ issues: 4, projectKeys: ['ALPHA'], change: (issue) => ({ ...issue, labels: [issue.key] }) });

/** Looks at the action whenever Jira is asked to write, before Jira does it. */
async function watched() {
  const seen: string[] = [];
  const asked: number[] = [];
  let requests = 0;
  let onWrite: (() => Promise<void>) | null = null;
  const wrap = (product: Product): Product => ({
    async handle(request, actor) {
      requests++;
      if (isWrite(request)) await onWrite?.();
      return product.handle(request, actor);
    },
    onEvent: (listener) => product.onEvent(listener),
  });
  const visited: Visit = await visit(site(), { wrap });
  return {
    visited,
    seen,
    asked,
    lookAt(actionId: string) {
      onWrite = async () => {
        const before = requests;
        const view: ActionView = await visited.get(admin, 'review.action', { actionId });
        asked.push(requests - before);
        seen.push(view.steps.map(({ kind, state }) => `${kind} ${state}`).join(', '));
      };
    },
  };
}

function isWrite({ method, path }: ProductRequest): boolean {
  return /\/(issueLink|comment|transitions|watchers)(\/\d+)?(\?.*)?$/.test(path) && method !== 'GET';
}

describe('an action under way', () => {
  it('tells of each step when it is applied and when it is taken back', async () => {
    const { visited, seen, asked, lookAt } = await watched();
    const shown = await visited.get(admin, 'review.previewMerge', {
      duplicateId: visited.issueId('ALPHA-2'),
      canonicalId: visited.issueId('ALPHA-1'),
    });
    if (shown.planToken === null || shown.actionId === null) throw new Error('There is no plan.');
    expect(await visited.call(admin, 'review.action', { actionId: shown.actionId })).toMatchObject({
      ok: false,
      failure: { code: 'NOT_FOUND' },
    });
    lookAt(shown.actionId);
    const applied = await visited.get(admin, 'review.applyMerge', { planToken: shown.planToken });
    expect(applied.state).toBe('done');
    expect(seen).toEqual([
      'link running, watchers waiting, labels waiting, comment waiting, transition waiting',
      'link done, watchers running, labels waiting, comment waiting, transition waiting',
      'link done, watchers done, labels done, comment running, transition waiting',
      'link done, watchers done, labels done, comment done, transition running',
    ]);
    seen.length = 0;
    const undone = await visited.get(admin, 'review.undoAction', { actionId: shown.actionId });
    expect(undone.state).toBe('undone');
    expect(seen).toEqual([
      'link done, watchers done, labels done, comment done, transition done',
      'link done, watchers done, labels done, comment done, transition undone',
      'link done, watchers done, labels undone, comment undone, transition undone',
      'link done, watchers undone, labels undone, comment undone, transition undone',
    ]);
    expect(asked).toEqual(asked.map(() => 0));
    await visited.world.stop();
  });
});
