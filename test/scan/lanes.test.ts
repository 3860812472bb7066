// Cutting a walk into lanes must neither lose an id nor give one to two lanes, however often it is done.

import fc from 'fast-check';
import { limits } from '../../src/limits';
import { cutLanes, type Lane } from '../../src/scan/lanes';

const isIn = (lane: Lane, id: number) => id > lane.after && (lane.upTo === null || id <= lane.upTo);
const whole: readonly Lane[] = [{ after: 0, upTo: null }];

describe('lanes', () => {
  it('hold each id exactly once, after any number of cuts, ends and steps', () => {
    const step = fc.record({ issuesLeft: fc.nat(20_000), ends: fc.nat(8), moves: fc.nat(500) });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), fc.array(step, { maxLength: 12 }), (highest, steps) => {
        let lanes = whole;
        for (const { issuesLeft, ends, moves } of steps) {
          const before = lanes;
          lanes = cutLanes(lanes, issuesLeft, highest);
          expect(lanes.length).toBeLessThanOrEqual(Math.max(before.length, limits.parallelPages));
          for (const id of [1, 2, highest - 1, highest, highest + 1, highest * 2, ...lanes.flatMap(edges)]) {
            const holders = lanes.filter((lane) => isIn(lane, id)).length;
            expect(holders).toBe(before.filter((lane) => isIn(lane, id)).length);
            expect(holders).toBeLessThanOrEqual(1);
          }
          expect([...lanes].sort((x, y) => x.after - y.after)).toEqual(lanes);
          lanes = lanes
            .filter((_, at) => at !== ends)
            .map((lane, at) => ({ ...lane, after: lane.after + (at === 0 ? moves : 0) }))
            .filter(({ after, upTo }) => upTo === null || after < upTo)
            .filter(({ after }, at, all) => at === 0 || after >= (all[at - 1]?.upTo ?? Infinity));
        }
      }),
    );
  });

  it('are cut into equal parts where much is left, and left whole where a page more would cost more than it spares', () => {
    expect(cutLanes(whole, 10_000, 8_000)).toEqual([
      { after: 0, upTo: 2_000 },
      { after: 2_000, upTo: 4_000 },
      { after: 4_000, upTo: 6_000 },
      { after: 6_000, upTo: null },
    ]);
    expect(cutLanes(whole, limits.leastIssuesToCut - 1, 8_000)).toEqual(whole);
    expect(cutLanes(whole, 10_000, 0)).toEqual(whole);
    expect(cutLanes([], 10_000, 8_000)).toEqual([]);
  });
});

const edges = ({ after, upTo }: Lane): number[] => [after, after + 1, ...(upTo === null ? [] : [upTo, upTo + 1])];
