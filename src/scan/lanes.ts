// Several pages of a scope can be under way at once, because ids divide it: each lane is a stretch of ids that is walked
// on its own, and a scan remembers only where its lanes stand. Lanes are cut where reading is still far from its end;
// when one ends early, the widest of the others is cut again, since issues rarely lie evenly among ids.

import { limits } from '../limits';

/** Issues with ids above `after` up to `upTo`; null: however high they go. */
export interface Lane {
  readonly after: number;
  readonly upTo: number | null;
}

/** Lanes in ascending order, together the same ids as before. `issuesLeft` is about how many are still to be read. */
export function cutLanes(lanes: readonly Lane[], issuesLeft: number, highestId: number): readonly Lane[] {
  let cut = [...lanes];
  while (cut.length > 0 && cut.length < limits.parallelPages) {
    const widths = cut.map((lane) => widthOf(lane, highestId));
    const widest = widths.indexOf(Math.max(...widths));
    const share = (widths[widest] ?? 0) / widths.reduce((sum, width) => sum + width, 0);
    // Each lane ends with a page that is not full, so a short one costs more than it spares.
    if (!(share * issuesLeft >= limits.leastIssuesToCut)) break;
    cut = cut.flatMap((lane, at) => (at === widest ? halvesOf(lane, highestId) : [lane]));
  }
  return cut;
}

function halvesOf(lane: Lane, highestId: number): Lane[] {
  const middle = lane.after + Math.floor(widthOf(lane, highestId) / 2);
  return [
    { after: lane.after, upTo: middle },
    { after: middle, upTo: lane.upTo },
  ];
}

function widthOf({ after, upTo }: Lane, highestId: number): number {
  return Math.max(0, (upTo ?? highestId) - after);
}
