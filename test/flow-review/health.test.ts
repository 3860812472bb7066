// Repairs of duplicate links and their undo: what was added is removed, what was removed is added, what was so before stays,
// and a kill or a lost answer in between leaves nothing that the undo does not find.

import { countingFaults, faultWhen, type Faults, killAt, noFaults } from '../../local/faults';
import type { Product } from '../../local/product';
import { limits } from '../../src/limits';
import { admin, member, smallSite, visit, type Visit } from '../flow/small-site';

const site = () => smallSite({ issues: 8, projectKeys: ['ALPHA'] });

function later(): Faults & { begin(faults: Faults): void } {
  let current: Faults = noFaults;
  return { at: (point) => current.at(point), begin: (faults) => void (current = faults) };
}

async function link(visited: Visit, duplicate: string, original: string): Promise<void> {
  await visited.world.installation.requestAsUser(admin.accountId, {
    method: 'POST',
    path: '/rest/api/3/issueLink',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      type: { name: 'Duplicate' },
      inwardIssue: { key: duplicate },
      outwardIssue: { key: original },
    }),
  });
}

const linksOf = (visited: Visit): string[] =>
  visited.world.site
    .snapshot()
    .issues.flatMap(({ key, links }) => (links ?? []).map(({ to }) => `${key}>${to}`))
    .sort();

/** A chain of three, and two that duplicate each other. */
async function tangled(faults?: Faults, wrap?: (product: Product) => Product) {
  const visited = await visit(site(), { ...(faults ? { faults } : {}), ...(wrap ? { wrap } : {}) });
  await link(visited, 'ALPHA-3', 'ALPHA-2');
  await link(visited, 'ALPHA-2', 'ALPHA-1');
  await link(visited, 'ALPHA-5', 'ALPHA-6');
  await link(visited, 'ALPHA-6', 'ALPHA-5');
  await visited.world.host.settle();
  const projectId = visited.projectId('ALPHA');
  const { problems } = await visited.get(admin, 'review.graphHealth', { projectId });
  const problemIds = problems.filter(({ repair }) => repair !== null).map(({ problemId }) => problemId);
  expect(problemIds).toHaveLength(2);
  return { visited, projectId, problemIds };
}

const before = ['ALPHA-2>ALPHA-1', 'ALPHA-3>ALPHA-2', 'ALPHA-5>ALPHA-6', 'ALPHA-6>ALPHA-5'];
const after = ['ALPHA-2>ALPHA-1', 'ALPHA-3>ALPHA-1', 'ALPHA-6>ALPHA-5'];

describe('a repair of links', () => {
  it('is remembered with who made it, and its undo restores exactly the links from before', async () => {
    const { visited, projectId, problemIds } = await tangled();
    await visited.get(admin, 'review.repair', { projectId, problemIds });
    expect(linksOf(visited)).toEqual(after);
    const { repairs } = await visited.get(member, 'review.repairs', { projectId });
    expect(repairs).toMatchObject([{ byAccountId: admin.accountId }]);
    const [repair] = repairs;
    expect(repair?.links.map(({ kind, state }) => `${kind} ${state}`).sort()).toEqual([
      'add-link done',
      'remove-link done',
      'remove-link done',
    ]);
    const undone = await visited.get(admin, 'review.undoRepair', { projectId, repairId: repair?.repairId ?? '' });
    expect(new Set(undone.links.map(({ state }) => state))).toEqual(new Set(['undone']));
    expect(linksOf(visited)).toEqual(before);
    // Once more finds nothing to take back.
    await visited.get(admin, 'review.undoRepair', { projectId, repairId: repair?.repairId ?? '' });
    expect(linksOf(visited)).toEqual(before);
    expect(visited.checked.violations).toEqual([]);
    await visited.world.stop();
  });

  it('leaves a link alone that was there before it', async () => {
    const { visited, projectId, problemIds } = await tangled();
    await link(visited, 'ALPHA-3', 'ALPHA-1');
    const fresh = await visited.get(admin, 'review.graphHealth', { projectId });
    const chain = fresh.problems.find(({ finding }) => finding === 'chain');
    expect(problemIds).not.toContain(chain?.problemId);
    await visited.get(admin, 'review.repair', { projectId, problemIds: [chain?.problemId ?? ''] });
    const { repairs } = await visited.get(admin, 'review.repairs', { projectId });
    await visited.get(admin, 'review.undoRepair', { projectId, repairId: repairs[0]?.repairId ?? '' });
    expect(linksOf(visited)).toEqual([...before, 'ALPHA-3>ALPHA-1'].sort());
    await visited.world.stop();
  });

  it('shows no end of a link to whoever may not see it, and ends after the time for undoing', async () => {
    const { visited, projectId, problemIds } = await tangled();
    await visited.get(admin, 'review.repair', { projectId, problemIds });
    const { repairs } = await visited.get(admin, 'review.repairs', { projectId });
    // Remembered for longer than it can be taken back.
    await visited.get(admin, 'retention.save', { auditDays: 365, isOnHold: false });
    await visited.world.host.sleep(limits.undoRetentionMs + 1_000);
    const repairId = repairs[0]?.repairId ?? '';
    expect(await visited.call(admin, 'review.undoRepair', { projectId, repairId })).toMatchObject({
      ok: false,
      failure: { code: 'EXPIRED' },
    });
    expect(linksOf(visited)).toEqual(after);
    visited.world.site.changeProject('ALPHA', { browse: ['site-admins'], admins: [] });
    expect(await visited.call(member, 'review.repairs', { projectId })).toMatchObject({ ok: false });
    await visited.world.stop();
  });

  it('can be taken back wherever it was killed', async () => {
    const faults = later();
    const counting = countingFaults();
    const first = await tangled(faults);
    faults.begin(counting);
    await first.visited.get(admin, 'review.repair', { projectId: first.projectId, problemIds: first.problemIds });
    faults.begin(noFaults);
    await first.visited.world.stop();
    const awaits = counting.points.length;
    expect(awaits).toBeGreaterThan(10);
    for (const when of ['before', 'after'] as const) {
      for (let index = 0; index < awaits; index++) {
        const { visited, projectId, problemIds } = await tangled(faults);
        faults.begin(killAt(index, when));
        await visited.call(admin, 'review.repair', { projectId, problemIds }).catch(() => null);
        faults.begin(noFaults);
        const { repairs } = await visited.get(admin, 'review.repairs', { projectId });
        for (const { repairId } of repairs) await visited.get(admin, 'review.undoRepair', { projectId, repairId });
        expect({ index, when, links: linksOf(visited) }).toEqual({ index, when, links: before });
        await visited.world.stop();
      }
    }
  }, 300_000);

  it('whose answer was lost is taken back as well', async () => {
    const faults = later();
    const { visited, projectId, problemIds } = await tangled(faults);
    faults.begin(
      faultWhen(({ operation }) => operation === 'POST /rest/api/3/issueLink', { kind: 'lose-answer', status: 504 }),
    );
    const { results } = await visited.get(admin, 'review.repair', { projectId, problemIds });
    faults.begin(noFaults);
    expect(results.map(({ state }) => state).sort()).toEqual(['failed', 'repaired']);
    const { repairs } = await visited.get(admin, 'review.repairs', { projectId });
    await visited.get(admin, 'review.undoRepair', { projectId, repairId: repairs[0]?.repairId ?? '' });
    expect(linksOf(visited)).toEqual(before);
    await visited.world.stop();
  });
});
