// One click, killed at every point: applying and undoing. The page sees an error and sends the same thing again a minute
// later; the end is the same as without the kill, and nothing is there twice.

import { countingFaults, type Faults, killAt, noFaults } from '../../local/faults';
import { admin, smallSite, visit, type Visit } from '../flow/small-site';

const seed = smallSite({
  issues: 4,
  projectKeys: ['ALPHA'],
  change: (issue, index) => ({
    ...issue,
    labels: [`label${index}`],
    watchers: ['ben'],
    votes: ['ada'],
    reporter: 'ben',
  }),
});

/** Longer than the lease of a resolver that was killed. */
const leaseMs = 60_000;

/** Without history, dates and ids, which differ from run to run. */
function facts(visited: Visit): unknown {
  return visited.world.site
    .snapshot()
    .issues.map(({ key, status, resolution, links, comments, watchers, votes, labels }) => ({
      key,
      status,
      resolution,
      links: links?.map(({ to }) => to),
      comments: comments?.length,
      watchers: [...(watchers ?? [])].sort(),
      votes,
      labels: [...(labels ?? [])].sort(),
    }));
}

async function clicked(faults: Faults, what: 'apply' | 'undo') {
  let active: Faults = noFaults;
  const visited = await visit(seed, { faults: { at: (point) => active.at(point) } });
  const before = facts(visited);
  const [duplicateId, canonicalId] = [visited.issueId('ALPHA-2'), visited.issueId('ALPHA-1')];
  const { planToken } = await visited.get(admin, 'review.previewMerge', { duplicateId, canonicalId });
  const apply = () => visited.call(admin, 'review.applyMerge', { planToken: planToken ?? '' });
  const undo = async (actionId: string) => visited.call(admin, 'review.undoAction', { actionId });
  if (what === 'apply') active = faults;
  let applied = await apply().catch(() => null);
  active = noFaults;
  const hasDied = applied === null;
  if (applied === null) {
    await visited.world.host.advance(leaseMs);
    applied = await apply();
  }
  if (!applied.ok) throw new Error(`Not applied: ${applied.failure.message}`);
  const between = facts(visited);
  active = what === 'undo' ? faults : noFaults;
  let undone = await undo(applied.value.actionId).catch(() => null);
  active = noFaults;
  const hasDiedUndoing = undone === null;
  if (undone === null) {
    await visited.world.host.advance(leaseMs);
    undone = await undo(applied.value.actionId);
  }
  if (!undone.ok) throw new Error(`Not undone: ${undone.failure.message}`);
  const after = facts(visited);
  const history = await visited.get(admin, 'review.history', {
    projectIds: [visited.projectId('ALPHA')],
    cursor: null,
    limit: 50,
  });
  await visited.world.stop();
  return {
    died: hasDied || hasDiedUndoing,
    applied: applied.value.state,
    undone: undone.value.state,
    isAsBefore: JSON.stringify(after) === JSON.stringify(before),
    between,
    events: history.rows.map(({ event }) => event),
  };
}

describe('one click', () => {
  it.each([
    ['apply', 'before'],
    ['apply', 'after'],
    ['undo', 'before'],
    ['undo', 'after'],
  ] as const)(
    'to %s ends the same way when it is killed %s any of its awaits',
    async (what, when) => {
      const counted = countingFaults();
      const { died: _calm, ...expected } = await clicked(counted, what);
      expect(expected).toMatchObject({
        applied: 'done',
        undone: 'undone',
        isAsBefore: true,
        events: ['merge-undone', 'merged'],
      });
      expect(counted.points.length).toBeGreaterThan(15);
      let deaths = 0;
      for (let index = 0; index < counted.points.length; index++) {
        const { died, ...outcome } = await clicked(killAt(index, when), what);
        expect({ index, ...outcome }).toEqual({ index, ...expected });
        if (died) deaths++;
      }
      expect(deaths).toBeGreaterThan(counted.points.length / 2);
    },
    300_000,
  );
});
