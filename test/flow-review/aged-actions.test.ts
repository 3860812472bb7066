// What was done in Jira is remembered for as long as a page offers to take it back, and for as long as the audit log is
// kept; then the daily work removes it, unless a legal hold lasts. More of it than one page of the store holds.

import { limits } from '../../src/limits';
import { admin, smallSite, visit, type Visit } from '../flow/small-site';

const dayMs = 86_400_000;
const undoMs = limits.undoRetentionMs;
let visited: Visit;
beforeEach(async () => {
  visited = await visit(smallSite({ issues: 8, projectKeys: ['ALPHA'] }));
});
afterEach(() => visited.world.stop());

async function merge(duplicate: string): Promise<string> {
  const pair = { duplicateId: visited.issueId(duplicate), canonicalId: visited.issueId('ALPHA-1') };
  const { planToken } = await visited.get(admin, 'review.previewMerge', pair);
  return (await visited.get(admin, 'review.applyMerge', { planToken: planToken ?? '' })).actionId;
}
async function add(): Promise<void> {
  const [issueId, text] = [visited.issueId('ALPHA-1'), 'The same here.'];
  const { planToken } = await visited.get(admin, 'review.previewAdd', { issueId, text });
  await visited.get(admin, 'review.applyAdd', { planToken: planToken ?? '', text });
}
const keep = (auditDays: number, isOnHold = false) => visited.get(admin, 'retention.save', { auditDays, isOnHold });
const later = async (ms: number) => {
  await visited.world.host.sleep(ms);
  await visited.world.host.runSchedule('hourly');
};
const remembered = async () => {
  const stored = JSON.stringify(await visited.world.installation.storage.dump());
  return new Set(stored.match(/action:[0-9a-f]{16}/g)).size;
};

it('can be taken back for as long as was promised, and is forgotten afterwards', async () => {
  await keep(30);
  const [first, second] = [await merge('ALPHA-2'), await merge('ALPHA-3')];
  await add();
  const { undoableUntil } = await visited.get(admin, 'review.action', { actionId: first });
  await later(Date.parse(undoableUntil) - visited.world.clock.now() - 600_000);
  expect(await remembered()).toBe(3);
  expect(await visited.get(admin, 'review.undoAction', { actionId: first })).toMatchObject({ state: 'undone' });
  await later(dayMs + 60_000);
  expect(await remembered()).toBe(0);
  expect((await visited.get(admin, 'data.stored', {})).purge).toMatchObject({ deeds: 3 });
  expect(await visited.call(admin, 'review.undoAction', { actionId: second })).toMatchObject({
    ok: false,
    failure: { code: 'NOT_FOUND', message: 'It is too long ago: this action is not known any more.' },
  });
});

it('is kept for as long as the audit log when that is longer, and while a legal hold lasts', async () => {
  await keep(365);
  await merge('ALPHA-2');
  await later(undoMs + dayMs);
  expect(await remembered()).toBe(1);
  await keep(30, true);
  await later(2 * dayMs);
  expect(await remembered()).toBe(1);
  await keep(30);
  await later(0);
  expect(await remembered()).toBe(0);
});

it('is found beyond the first page of the store, and what is younger stays', async () => {
  await keep(30);
  for (let count = 0; count < 105; count++) await add();
  await later(undoMs);
  const young = await merge('ALPHA-4');
  await later(dayMs);
  expect(await remembered()).toBe(1);
  expect(await visited.get(admin, 'review.undoAction', { actionId: young })).toMatchObject({ state: 'undone' });
});
