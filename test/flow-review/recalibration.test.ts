// What people said of thirty pairs reaches the next analysis of their site, through the front door: the tiers that everybody
// sees move, and a person decides with the same buttons as ever. Fewer decisions change nothing.

import type { AnswerOf, QueueRow, Verdict } from '../../src/contract';
import { admin, member, smallSite, visit, type Visit } from '../flow/small-site';

const leastDecisions = 30;

async function openRows(visited: Visit): Promise<QueueRow[]> {
  const rows: QueueRow[] = [];
  let cursor: string | null = null;
  do {
    const view: AnswerOf<'review.queue'> = await visited.get(admin, 'review.queue', {
      ...{ projectIds: [visited.projectId('ALPHA')], state: 'open', tier: 'any', threshold: 0.2 },
      ...{ assignee: 'anyone', cursor, limit: 50 },
    });
    if (view.state !== 'ready') throw new Error(`The queue is ${view.state}.`);
    rows.push(...view.rows);
    cursor = view.nextCursor;
  } while (cursor !== null);
  return rows;
}

const nameOf = ({ a, b }: Pick<QueueRow, 'a' | 'b'>): string => `${a} ${b}`;
const inTier = (rows: readonly QueueRow[]): QueueRow[] => rows.filter(({ tier }) => tier !== 'none');

/** The shown pairs that the first analysis put into a tier, `count` of them answered alike, and what is left of the rest. */
async function afterDecisions(count: number, verdict: Verdict): Promise<{ before: QueueRow[]; after: QueueRow[] }> {
  const visited = await visit(smallSite({ issues: 90 }));
  await visited.analyse('ALPHA', 'BETA');
  const before = await openRows(visited);
  const decided = inTier(before).slice(0, count);
  expect(decided).toHaveLength(count);
  for (const [at, { a, b }] of decided.entries()) {
    const saved = await visited.get(at % 2 === 0 ? admin : member, 'review.decide', {
      ...{ a, b, verdict, snoozeDays: null, expectedVersion: 0 },
    });
    expect(saved.outcome).toBe('saved');
  }
  await visited.analyse('ALPHA', 'BETA');
  const after = await openRows(visited);
  await visited.world.stop();
  const known = new Set(decided.map(nameOf));
  return { before: before.filter((row) => !known.has(nameOf(row))), after };
}

const byName = (rows: readonly QueueRow[]) => new Map(rows.map((row) => [nameOf(row), row]));

describe('what reviewers said', () => {
  it('lets the next analysis of their site trust such pairs more after thirty agreements, without a change of any score', async () => {
    const { before, after } = await afterDecisions(leastDecisions, 'duplicate');
    expect(inTier(after).length).toBeGreaterThan(inTier(before).length);
    const shown = byName(after);
    expect(after.map(nameOf).sort()).toEqual(before.map(nameOf).sort());
    for (const row of before) expect(shown.get(nameOf(row))?.score).toBe(row.score);
    const order = ['very-likely', 'possible', 'none'];
    for (const row of before) {
      expect(order.indexOf(shown.get(nameOf(row))?.tier ?? '')).toBeLessThanOrEqual(order.indexOf(row.tier));
    }
  });

  it('changes nothing after twenty-nine', async () => {
    const { before, after } = await afterDecisions(leastDecisions - 1, 'duplicate');
    const tiersOf = (rows: readonly QueueRow[]) => rows.map((row) => `${nameOf(row)} ${row.tier}`).sort();
    expect(tiersOf(after)).toEqual(tiersOf(before));
  });
});
