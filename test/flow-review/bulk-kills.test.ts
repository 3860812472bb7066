// A bulk action of twenty rows, killed: before an await, after its effect, and twice in a row. However it is killed, it ends
// as the calm one does, nothing is there twice, and every row says what became of it. In the usual run a sample of the
// awaits is tried, spread over all rows; with BULK_KILLS=all each of them, as `npm run kills:bulk` does.

import { countingFaults, type Faults, killAt, noFaults, seededRandom } from '../../local/faults';
import { admin, smallSite, visit, type Visit } from '../flow/small-site';

const rowCount = 20;
const isExhaustive = process.env['BULK_KILLS'] === 'all';
const sampleSize = 8;

const kills = [
  ['before the effect', (index: number) => killAt(index, 'before')],
  ['after the effect', (index: number) => killAt(index, 'after')],
  ['after the effect, and again at once', (index: number) => killAt(index, 'after', 2)],
] as const;

/** Half of the rows add to a work item of their own, half to one that all share. */
async function run(disturbing: Faults) {
  let active: Faults = noFaults;
  const visited = await visit(
    smallSite({
      issues: 2 * rowCount,
      projectKeys: ['ALPHA'],
      change: (issue, index) => ({ ...issue, labels: [`label-${index}`], reporter: 'ben' }),
    }),
    { faults: { at: (point) => active.at(point) } },
  );
  const pairs = Array.from({ length: rowCount }, (_, row) => ({
    duplicateId: visited.issueId(`ALPHA-${rowCount + row + 1}`),
    canonicalId: visited.issueId(`ALPHA-${row % 2 === 0 ? 1 : row + 1}`),
  }));
  const { bulkId } = await visited.get(admin, 'review.bulkPreview', { pairs });
  await visited.get(admin, 'review.bulkStart', { planToken: bulkId });
  active = disturbing;
  await visited.world.host.settle();
  active = noFaults;
  await visited.world.host.settle();
  const { state, rows } = await visited.get(admin, 'review.bulkStatus', { bulkId });
  const outcome = { state, rows: rows.map((row) => row.state), site: facts(visited) };
  await visited.world.stop();
  return outcome;
}

/** Without ids and dates, which differ from run to run. */
function facts(visited: Visit): unknown {
  return visited.world.site.snapshot().issues.map(({ key, status, resolution, links, comments, watchers, labels }) => ({
    key,
    status,
    resolution,
    links: (links ?? []).map(({ to }) => to).sort(),
    comments: comments?.length,
    watchers: [...(watchers ?? [])].sort(),
    labels: [...(labels ?? [])].sort(),
  }));
}

describe('a bulk action of twenty rows', () => {
  const counting = countingFaults();
  let expected: Awaited<ReturnType<typeof run>>;
  beforeAll(async () => {
    expected = await run(counting);
    expect(expected.state).toBe('finished');
    expect(new Set(expected.rows)).toEqual(new Set(['done']));
    expect(counting.points.length).toBeGreaterThan(10 * rowCount);
  });

  it.each(kills)(
    'ends the same way when it is killed %s',
    async (_when, kill) => {
      const awaits = counting.points.length;
      const random = seededRandom(20_261_121);
      const step = awaits / sampleSize;
      const sampled = Array.from({ length: sampleSize }, (_, part) => Math.floor((part + random()) * step));
      const indexes = isExhaustive ? counting.points.keys() : sampled;
      let tried = 0;
      for (const index of indexes) {
        expect({ index, ...(await run(kill(index))) }).toEqual({ index, ...expected });
        tried++;
      }
      console.log(`Killed at ${tried} of ${awaits} awaits; each ended as the calm run.`);
    },
    3_600_000,
  );
});
