// How duplicates of a space are closed, set by its managers and obeyed by every plan: which choices are refused when they
// are saved, and whose work items never lose.

import type { Mapping } from '../../src/contract';
import { proposeCanonical } from '../../src/duplicates/canonical';
import type { MergeIssue } from '../../src/jira/merge-issue';
import { admin, member, smallSite, visit, type Visit } from '../flow/small-site';

const site = () =>
  smallSite({
    issues: 6,
    projectKeys: ['ALPHA'],
    change: (issue, index) => (index === 1 || index === 3 ? { ...issue, labels: ['Customer'] } : issue),
  });

async function save(visited: Visit, change: Partial<Mapping>) {
  const projectId = visited.projectId('ALPHA');
  const { mapping } = await visited.get(admin, 'review.mapping', { projectId });
  return visited.call(admin, 'review.saveMapping', { projectId, mapping: { ...mapping, ...change } });
}

const obstaclesOf = async (visited: Visit, duplicate: string, canonical: string) =>
  (
    await visited.get(member, 'review.previewMerge', {
      duplicateId: visited.issueId(duplicate),
      canonicalId: visited.issueId(canonical),
    })
  ).obstacles.map(({ obstacle }) => obstacle);

describe('the mapping of a space', () => {
  it('keeps a work item of a customer from being closed in favour of one without, whoever clicks', async () => {
    const visited = await visit(site());
    expect(await obstaclesOf(visited, 'ALPHA-2', 'ALPHA-1')).toEqual([]);
    expect(await save(visited, { customerLabels: ['customer'] })).toMatchObject({ ok: true });
    expect(await obstaclesOf(visited, 'ALPHA-2', 'ALPHA-1')).toEqual(['customer-loses']);
    expect(await obstaclesOf(visited, 'ALPHA-1', 'ALPHA-2')).toEqual([]);
    // Two of customers: either may be kept.
    expect(await obstaclesOf(visited, 'ALPHA-2', 'ALPHA-4')).toEqual([]);
    await visited.world.stop();
  });

  it('holds for a bulk action and for a plan that was shown before the label was protected', async () => {
    const visited = await visit(site());
    const pair = { duplicateId: visited.issueId('ALPHA-2'), canonicalId: visited.issueId('ALPHA-1') };
    const shown = await visited.get(member, 'review.previewMerge', pair);
    await save(visited, { customerLabels: ['customer'] });
    const { rows } = await visited.get(member, 'review.bulkPreview', { pairs: [pair] });
    expect(rows).toMatchObject([{ state: 'impossible', obstacle: 'customer-loses' }]);
    const action = await visited.get(member, 'review.applyMerge', { planToken: shown.planToken ?? '' });
    expect(action.state).toBe('failed');
    expect(action.steps.map(({ obstacle }) => obstacle)).toContain('customer-loses');
    expect(visited.world.site.snapshot().issues.flatMap(({ links }) => links ?? [])).toEqual([]);
    await visited.world.stop();
  });

  it.each([
    [{ linkTypeId: '999999' }, 'link type'],
    [{ statusId: '999999' }, 'status'],
    [{ resolutionId: '999999' }, 'resolution'],
    [{ customerLabels: ['two words'] }, 'customerLabels'],
    [{ commentTemplate: '' }, 'commentTemplate'],
  ] as const)('refuses %j, because later every plan would be impossible', async (change, what) => {
    const visited = await visit(site());
    const answer = await save(visited, change as Partial<Mapping>);
    expect(answer).toMatchObject({ ok: false, failure: { code: 'BAD_INPUT' } });
    expect(answer.ok ? '' : answer.failure.message).toContain(what);
    const { isDefault } = await visited.get(admin, 'review.mapping', { projectId: visited.projectId('ALPHA') });
    expect(isDefault).toBe(true);
    await visited.world.stop();
  });

  it('carries out what it says: link type, resolution, no comment', async () => {
    const visited = await visit(site());
    const projectId = visited.projectId('ALPHA');
    const { resolutions, statuses } = await visited.get(admin, 'review.mapping', { projectId });
    const resolution = resolutions.find(({ name }) => name !== 'Duplicate');
    await save(visited, {
      resolutionId: resolution?.id ?? null,
      statusId: statuses[0]?.id ?? null,
      steps: ['link', 'transition'],
    });
    const { planToken, steps, commentText } = await visited.get(admin, 'review.previewMerge', {
      duplicateId: visited.issueId('ALPHA-2'),
      canonicalId: visited.issueId('ALPHA-1'),
    });
    expect(commentText).toBeNull();
    expect(steps.filter(({ state }) => state === 'off').map(({ kind }) => kind)).toContain('comment');
    await visited.get(admin, 'review.applyMerge', { planToken: planToken ?? '' });
    const closed = visited.world.site.snapshot().issues.find(({ key }) => key === 'ALPHA-2');
    expect(closed).toMatchObject({ status: statuses[0]?.name, resolution: resolution?.name, comments: [] });
    await visited.world.stop();
  });

  it('shows the comment as it will be posted, and which braces are no placeholder', async () => {
    const visited = await visit(site());
    const preview = await visited.get(member, 'review.previewComment', {
      projectId: visited.projectId('ALPHA'),
      template: 'See {canonical}.\n\n{key} and {duplicate} and {key}',
    });
    expect(preview).toEqual({
      paragraphs: ['See KEEP-1.', '{key} and COPY-2 and {key}'],
      unknownPlaceholders: ['{key}'],
    });
    await visited.world.stop();
  });
});

describe('the one to keep', () => {
  const issue = (id: number, change: Partial<MergeIssue>): MergeIssue => ({
    id,
    key: `A-${id}`,
    summary: '',
    createdMs: id,
    projectId: 1,
    typeId: '1',
    status: { id: '1', name: 'Open', category: 'new' },
    resolutionId: null,
    resolutionName: null,
    priorityId: null,
    labels: [],
    componentNames: [],
    reporterAccountId: null,
    watchCount: 0,
    voteCount: 0,
    hasVoted: false,
    attachmentIds: [],
    links: [],
    ...change,
  });
  const isCustomers = ({ labels }: MergeIssue): boolean => labels.includes('customer');

  it('is one of a customer, even when that is newer, closed and followed by fewer people', () => {
    const closed = { id: '2', name: 'Done', category: 'done' } as const;
    const members = [issue(1, { voteCount: 50 }), issue(2, { labels: ['customer'], status: closed })];
    expect(proposeCanonical(members, isCustomers)).toEqual({
      canonicalId: 2,
      canonicalReasons: ['customer', 'oldest'],
    });
    expect(proposeCanonical(members)?.canonicalId).toBe(1);
  });

  it('is the open one among those of customers', () => {
    const closed = { id: '2', name: 'Done', category: 'done' } as const;
    const members = [1, 2, 3].map((id) => issue(id, { labels: ['customer'], ...(id === 1 ? { status: closed } : {}) }));
    expect(proposeCanonical(members, isCustomers)).toEqual({ canonicalId: 2, canonicalReasons: ['open', 'oldest'] });
  });
});
