// Beside every stored list of pairs: in which projects its two issues are, as positions in the list of the scan's
// projects. With it the page of one project finds its pairs, and leaves out whole projects that the viewer may not
// browse, without reading an issue. Two numbers of 16 bits for each pair, in the order of the pairs.

import { AppError } from '../errors';
import type { StoredPair } from '../similarity/results';

export function encodePairProjects(
  pairs: readonly StoredPair[],
  projectOf: ReadonlyMap<number, number>,
  projectIds: readonly number[],
): Uint8Array {
  const position = new Map(projectIds.map((id, index) => [id, index]));
  const view = new DataView(new ArrayBuffer(pairs.length * bytesPerPair));
  const positionOf = (issueId: number): number => {
    const found = position.get(projectOf.get(issueId) ?? 0);
    if (found === undefined) throw new Error('A pair has an issue outside of the scope.');
    return found;
  };
  pairs.forEach((pair, index) => {
    view.setUint16(index * bytesPerPair, positionOf(pair.a));
    view.setUint16(index * bytesPerPair + 2, positionOf(pair.b));
  });
  return new Uint8Array(view.buffer);
}

export interface LocatedPair extends StoredPair {
  readonly projectA: number;
  readonly projectB: number;
}

/** @throws AppError DAMAGED when the two lists do not belong together. */
export function locatePairs(
  pairs: readonly StoredPair[],
  bytes: Uint8Array,
  projectIds: readonly number[],
): LocatedPair[] {
  const damaged = () => new AppError('DAMAGED', 'A stored result cannot be read. A new analysis rebuilds it.');
  if (bytes.length !== pairs.length * bytesPerPair) throw damaged();
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  return pairs.map((pair, index) => {
    const projectA = projectIds[view.getUint16(index * bytesPerPair)];
    const projectB = projectIds[view.getUint16(index * bytesPerPair + 2)];
    if (projectA === undefined || projectB === undefined) throw damaged();
    return { ...pair, projectA, projectB };
  });
}

const bytesPerPair = 4;
