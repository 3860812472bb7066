// The history through the front door: narrowed without showing more, what can be taken back and until when, and bulk
// actions in a list that belongs to one person.

import type { HistoryFilter } from '../../src/contract';
import { limits } from '../../src/limits';
import { admin, member, smallSite, visit, type Visit } from '../flow/small-site';

const site = () => smallSite({ issues: 8, projectKeys: ['ALPHA'] });
const everything: HistoryFilter = {
  byAccountId: null,
  verdict: null,
  event: null,
  from: null,
  to: null,
  issueId: null,
};

async function decided(visited: Visit, who: typeof admin, b: string, verdict: 'related' | 'not-duplicate') {
  const [a, other] = [visited.issueId('ALPHA-1'), visited.issueId(b)];
  await visited.get(who, 'review.decide', { a, b: other, verdict, snoozeDays: null, expectedVersion: 0 });
  await visited.world.host.advance(60_000);
}

async function lines(visited: Visit, change: Partial<HistoryFilter> = {}, who = admin) {
  const projectIds = [visited.projectId('ALPHA')];
  const filter = { ...everything, ...change };
  const { rows } = await visited.get(who, 'review.history', { projectIds, cursor: null, limit: 50, filter });
  return rows.map((row) => ({
    ...row,
    keys: [row.a, row.b].map((id) => visited.world.site.state.issues.get(id)?.key),
  }));
}

async function merged(visited: Visit, duplicate = 'ALPHA-2') {
  const pair = { duplicateId: visited.issueId(duplicate), canonicalId: visited.issueId('ALPHA-1') };
  const { planToken } = await visited.get(admin, 'review.previewMerge', pair);
  return visited.get(admin, 'review.applyMerge', { planToken: planToken ?? '' });
}

describe('the history', () => {
  it('is narrowed by person, answer, action, time and work item', async () => {
    const visited = await visit(site());
    await decided(visited, admin, 'ALPHA-2', 'related');
    const between = new Date(visited.world.clock.now() - 30_000).toISOString();
    await decided(visited, member, 'ALPHA-3', 'not-duplicate');
    await merged(visited, 'ALPHA-4');
    const seen = async (change: Partial<HistoryFilter>) => (await lines(visited, change)).map(({ keys }) => keys[1]);
    expect(await seen({})).toEqual(['ALPHA-4', 'ALPHA-3', 'ALPHA-2']);
    expect(await seen({ byAccountId: member.accountId })).toEqual(['ALPHA-3']);
    expect(await seen({ verdict: 'related' })).toEqual(['ALPHA-2']);
    expect(await seen({ event: 'merged' })).toEqual(['ALPHA-4']);
    expect(await seen({ from: between })).toEqual(['ALPHA-4', 'ALPHA-3']);
    expect(await seen({ to: between })).toEqual(['ALPHA-2']);
    expect(await seen({ issueId: visited.issueId('ALPHA-3') })).toEqual(['ALPHA-3']);
    expect(await seen({ issueId: visited.issueId('ALPHA-3'), verdict: 'related' })).toEqual([]);
    await visited.world.stop();
  });

  it('lets only the newest answer be taken back, also when a filter hides the newer ones', async () => {
    const visited = await visit(site());
    await decided(visited, admin, 'ALPHA-2', 'related');
    const [a, b] = [visited.issueId('ALPHA-1'), visited.issueId('ALPHA-2')];
    await visited.get(member, 'review.decide', {
      a,
      b,
      verdict: 'not-duplicate',
      snoozeDays: null,
      expectedVersion: 1,
    });
    await visited.get(member, 'review.assign', { a, b, assigneeAccountId: 'ada', expectedVersion: 2 });
    expect((await lines(visited)).map(({ event, undoable }) => [event, undoable])).toEqual([
      ['assigned', null],
      ['decided', { kind: 'decision', expectedVersion: 3 }],
      ['decided', null],
    ]);
    expect((await lines(visited, { byAccountId: 'ada' })).map(({ undoable }) => undoable)).toEqual([null]);
    await visited.world.stop();
  });

  it('says until when an action can be taken back, and afterwards refuses it, alone and in bulk', async () => {
    const visited = await visit(site());
    const { actionId, undoableUntil } = await merged(visited);
    const bulk = await visited.get(admin, 'review.bulkPreview', {
      pairs: [{ duplicateId: visited.issueId('ALPHA-3'), canonicalId: visited.issueId('ALPHA-1') }],
    });
    await visited.get(admin, 'review.bulkStart', { planToken: bulk.bulkId });
    await visited.world.host.settle();
    expect((await lines(visited)).map(({ undoable }) => undoable?.kind)).toEqual(['action', 'action']);
    const before = JSON.stringify(visited.world.site.snapshot().issues);
    // Remembered for longer than it can be taken back.
    await visited.get(admin, 'retention.save', { auditDays: 365, isOnHold: false });
    await visited.world.host.sleep(limits.undoRetentionMs + 1_000);
    expect(Date.parse(undoableUntil)).toBeLessThan(visited.world.clock.now());
    expect((await lines(visited)).map(({ undoable }) => undoable)).toEqual([null, null]);
    const rehearsed = await visited.get(admin, 'review.previewUndo', { actionId });
    expect(new Set(rehearsed.steps.map(({ obstacle }) => obstacle))).toEqual(new Set(['undo-expired']));
    expect(await visited.call(admin, 'review.undoAction', { actionId })).toMatchObject({
      ok: false,
      failure: { code: 'EXPIRED' },
    });
    const undo = await visited.get(admin, 'review.bulkUndo', { bulkId: bulk.bulkId });
    await visited.world.host.settle();
    const { rows } = await visited.get(admin, 'review.bulkStatus', { bulkId: undo.bulkId });
    expect(rows).toMatchObject([{ state: 'skipped', obstacle: 'undo-expired' }]);
    expect(JSON.stringify(visited.world.site.snapshot().issues)).toBe(before);
    await visited.world.stop();
  });
});

describe('the list of bulk actions', () => {
  it('shows whoever started them what became of each, goes on after a stop, and shows nobody else anything', async () => {
    const visited = await visit(site());
    const pairs = [2, 3, 4].map((number) => ({
      duplicateId: visited.issueId(`ALPHA-${number}`),
      canonicalId: visited.issueId('ALPHA-1'),
    }));
    const { bulkId } = await visited.get(admin, 'review.bulkPreview', { pairs });
    expect((await visited.get(admin, 'review.bulks', {})).bulks).toEqual([]);
    await visited.get(admin, 'review.bulkStart', { planToken: bulkId });
    expect((await visited.get(admin, 'review.bulks', {})).bulks).toMatchObject([
      { bulkId, kind: 'apply', state: 'queued', rows: { waiting: 3 }, canResume: false },
    ]);
    await visited.get(admin, 'review.bulkCancel', { bulkId });
    await visited.world.host.settle();
    expect((await visited.get(admin, 'review.bulks', {})).bulks).toMatchObject([
      { state: 'cancelled', rows: { skipped: 3 }, canResume: true },
    ]);
    expect((await visited.get(member, 'review.bulks', {})).bulks).toEqual([]);
    expect(await visited.call(member, 'review.bulkResume', { bulkId })).toMatchObject({
      ok: false,
      failure: { code: 'NOT_FOUND' },
    });
    await visited.get(admin, 'review.bulkResume', { bulkId });
    await visited.world.host.settle();
    expect((await visited.get(admin, 'review.bulks', {})).bulks).toMatchObject([
      { state: 'finished', rows: { done: 3 }, canResume: false },
    ]);
    expect(visited.world.site.snapshot().issues.flatMap(({ links }) => links ?? [])).toHaveLength(3);
    // Once more changes nothing: every row was tried.
    await visited.get(admin, 'review.bulkResume', { bulkId });
    await visited.world.host.settle();
    expect(visited.world.site.snapshot().issues.flatMap(({ links }) => links ?? [])).toHaveLength(3);
    await visited.world.stop();
  });
});
