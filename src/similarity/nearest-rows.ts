// The rows that are nearest to single ones, exactly, for when not all rows are compared with all. Two ways to the very same
// answer: one pass over everything for each row, which needs no preparation, and an index by column, which pays as soon
// as there are many rows to look for. Both add up a pair's shared columns in the same order, so the sums are equal to
// the last bit.

import { byColumnOf } from './by-column';
import type { Exclusions } from './join';
import type { SparseRows } from './model';

export interface Neighbour {
  readonly row: number;
  readonly cosine: number;
}

interface SearchOptions {
  readonly exclusions: Exclusions;
  /** Neighbours that are kept. */
  readonly size: number;
  readonly floor: number;
}

/** The best first, equal ones in the order of their rows. */
type Search = (row: number) => readonly Neighbour[];

/** A row's weights are spread out by column, and every other row is added up against them. */
export function passingSearch(model: SparseRows, options: SearchOptions): Search {
  const { rowCount, rowStarts, columns, weights, columnCount } = model;
  return (row) => {
    const own = new Float32Array(columnCount);
    for (let at = rowStarts[row]!; at < rowStarts[row + 1]!; at++) own[columns[at]!] = weights[at]!;
    const cosines = new Float64Array(rowCount);
    for (let other = 0; other < rowCount; other++) {
      let cosine = 0;
      for (let at = rowStarts[other]!; at < rowStarts[other + 1]!; at++) cosine += own[columns[at]!]! * weights[at]!;
      cosines[other] = cosine;
    }
    return best(row, cosines, options);
  };
}

/** Of every column the rows that have it: a row meets only those with which it shares something. */
export function indexedSearch(model: SparseRows, options: SearchOptions): Search {
  const { rowCount, rowStarts, columns, weights } = model;
  const { starts, rows, weights: weightsThere } = byColumnOf(model);
  const cosines = new Float64Array(rowCount);
  return (row) => {
    cosines.fill(0);
    for (let at = rowStarts[row]!; at < rowStarts[row + 1]!; at++) {
      const [column, weight] = [columns[at]!, weights[at]!];
      for (let place = starts[column]!; place < starts[column + 1]!; place++) {
        cosines[rows[place]!]! += weight * weightsThere[place]!;
      }
    }
    return best(row, cosines, options);
  };
}

function best(row: number, cosines: Float64Array, { exclusions, size, floor }: SearchOptions): Neighbour[] {
  const found: Neighbour[] = [];
  for (let other = 0; other < cosines.length; other++) {
    const cosine = cosines[other]!;
    if (cosine >= floor && cosine > 0 && other !== row && !areApart(exclusions, row, other)) {
      found.push({ row: other, cosine });
    }
  }
  return found.sort((x, y) => y.cosine - x.cosine || x.row - y.row).slice(0, size);
}

/** Linked, of one family, or both sub-tasks: the same rule as in the comparison of all with all. */
function areApart({ groups, linkStarts, links }: Exclusions, a: number, b: number): boolean {
  const [groupOfA, groupOfB] = [groups[a]!, groups[b]!];
  if ((groupOfA & groupOfB & 1) !== 0) return true;
  if (groupOfA >> 1 !== 0 && groupOfA >> 1 === groupOfB >> 1) return true;
  const larger = Math.max(a, b);
  const smaller = Math.min(a, b);
  for (let at = linkStarts[larger]!; at < linkStarts[larger + 1]!; at++) if (links[at] === smaller) return true;
  return false;
}
