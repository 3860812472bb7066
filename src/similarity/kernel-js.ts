// The comparison of rows in plain JavaScript: for where WebAssembly is not to be had, and as the readable twin of
// kernel.as. Math.fround keeps every step in 32 bits, which makes both give the same bits.

import type { Arena } from './arena';
import { exactProduct, type CompareAnswer, type CompareSettings, type Kernel } from './kernel';

export function createJsKernel(arena: Arena): Kernel {
  let blockFirst = 0;
  let blockEnd = 0;
  return {
    arena,
    indexBlock(first, end) {
      blockFirst = first;
      blockEnd = end;
      indexRows(arena, first, end);
    },
    compareRows: (from, to, settings) => compareRows(arena, blockFirst, blockEnd, from, to, settings),
  };
}

/** Counting sort of the block's entries by column. Ends stay at starts: a row is revealed when it was compared. */
function indexRows(arena: Arena, first: number, end: number): void {
  const { rowStarts, columns, weights, postingStarts, postingEnds, postingRows, postingWeights } = arena;
  postingStarts.fill(0);
  for (let at = rowStarts[first]!; at < rowStarts[end]!; at++) postingStarts[columns[at]! + 1]!++;
  for (let column = 0; column < postingEnds.length; column++) postingStarts[column + 1]! += postingStarts[column]!;
  postingEnds.set(postingStarts.subarray(0, postingEnds.length));
  for (let row = first; row < end; row++) {
    for (let at = rowStarts[row]!; at < rowStarts[row + 1]!; at++) {
      const posting = postingEnds[columns[at]!]!++;
      postingRows[posting] = row - first;
      postingWeights[posting] = weights[at]!;
    }
  }
  postingEnds.set(postingStarts.subarray(0, postingEnds.length));
}

function compareRows(
  arena: Arena,
  blockFirst: number,
  blockEnd: number,
  from: number,
  to: number,
  { threshold, floor }: CompareSettings,
): CompareAnswer {
  const { lowest, sums, slacks, groups, foundA, foundB } = arena;
  let foundCount = 0;
  let countedPairs = 0;
  for (let row = from; row < to; row++) {
    const compared = Math.min(row, blockEnd) - blockFirst;
    if (foundCount + compared > foundA.length) return { nextRow: row, foundCount, countedPairs };
    addUp(arena, row, row < blockEnd);
    forgetLinks(arena, row, blockFirst, blockEnd);
    const slack = slacks[row]!;
    const group = groups[row]!;
    for (let other = 0; other < compared; other++) {
      const sum = sums[other]!;
      sums[other] = 0;
      const candidate = blockFirst + other;
      const isPair = sum >= threshold - slack;
      if (!isPair && sum <= lowest[row]! && sum <= lowest[candidate]!) continue;
      const together = group & groups[candidate]!;
      const apart = group ^ groups[candidate]!;
      if (together & 1 || (apart >> 1 === 0 && group >> 1 !== 0)) continue;
      if (sum > lowest[row]!) keepNeighbour(arena, row, candidate, sum);
      if (sum > lowest[candidate]!) keepNeighbour(arena, candidate, row, sum);
      if (!isPair) continue;
      if (sum >= threshold + slack || exactProduct(arena, row, candidate) >= threshold) countedPairs++;
      if (sum < floor) continue;
      foundA[foundCount] = candidate;
      foundB[foundCount++] = row;
    }
  }
  return { nextRow: to, foundCount, countedPairs };
}

/** Adds the row's products with every row that is indexed and revealed; then reveals the row itself. */
function addUp(arena: Arena, row: number, isInBlock: boolean): void {
  const { rowStarts, columns, weights, postingStarts, postingEnds, postingRows, postingWeights, sums } = arena;
  for (let at = rowStarts[row]!; at < rowStarts[row + 1]!; at++) {
    const column = columns[at]!;
    const weight = weights[at]!;
    const end = postingEnds[column]!;
    for (let posting = postingStarts[column]!; posting < end; posting++) {
      const other = postingRows[posting]!;
      sums[other] = Math.fround(sums[other]! + Math.fround(weight * postingWeights[posting]!));
    }
    if (isInBlock) postingEnds[column] = end + 1;
  }
}

function forgetLinks({ linkStarts, links, sums }: Arena, row: number, blockFirst: number, blockEnd: number): void {
  for (let at = linkStarts[row]!; at < linkStarts[row + 1]!; at++) {
    const other = links[at]!;
    if (other >= blockFirst && other < blockEnd) sums[other - blockFirst] = 0;
  }
}

/** Partners arrive by ascending row, so among equal similarities the smaller row stays in front. */
function keepNeighbour(arena: Arena, row: number, neighbour: number, similarity: number): void {
  const { neighbours, similarities, lowest, size } = arena;
  const first = row * size.top;
  let at = first + size.top - 1;
  while (at > first && similarities[at - 1]! < similarity) {
    similarities[at] = similarities[at - 1]!;
    neighbours[at] = neighbours[at - 1]!;
    at--;
  }
  similarities[at] = similarity;
  neighbours[at] = neighbour;
  lowest[row] = Math.max(lowest[row]!, similarities[first + size.top - 1]!);
}
