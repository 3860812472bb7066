// The comparison of rows in plain JavaScript: for where WebAssembly is not to be had, and as the readable twin of
// kernel.as. Math.fround keeps every step in 32 bits, which makes both give the same bits; that the twin adds common
// columns to all rows, with 0 for those without, changes none.

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
    cutRows: (maxRest) => cutRows(arena, maxRest),
    sortNeighbours: () => sortNeighbours(arena),
    compareRows: (from, to, settings) => compareRows(arena, [blockFirst, blockEnd], from, to, settings),
    comparePairs: (from, to, settings, maxRest) =>
      comparePairs(arena, [blockFirst, blockEnd], from, to, settings, maxRest),
  };
}

/** Counting sort of the block's entries by column. Ends stay at starts: a row is revealed when it was compared. */
function indexRows(arena: Arena, first: number, end: number): void {
  const { rowStarts, rowEnds, columns, weights, postingStarts, postingEnds, postingRows, postingWeights } = arena;
  postingStarts.fill(0);
  for (let row = first; row < end; row++) {
    for (let at = rowStarts[row]!; at < rowEnds[row]!; at++) postingStarts[columns[at]! + 1]!++;
  }
  for (let column = 0; column < postingEnds.length; column++) postingStarts[column + 1]! += postingStarts[column]!;
  postingEnds.set(postingStarts.subarray(0, postingEnds.length));
  for (let row = first; row < end; row++) {
    for (let at = rowStarts[row]!; at < rowEnds[row]!; at++) {
      const posting = postingEnds[columns[at]!]!++;
      postingRows[posting] = row - first;
      postingWeights[posting] = weights[at]!;
    }
  }
  postingEnds.set(postingStarts.subarray(0, postingEnds.length));
}

type RowRange = readonly [first: number, end: number];

function compareRows(
  arena: Arena,
  [first, end]: RowRange,
  from: number,
  to: number,
  { threshold, floor }: CompareSettings,
): CompareAnswer {
  const { rowStarts, lowest, sums, slacks, foundA } = arena;
  let foundCount = 0;
  let countedPairs = 0;
  for (let row = from; row < to; row++) {
    const compared = Math.min(row, end) - first;
    if (foundCount + compared > foundA.length) return { nextRow: row, foundCount, countedPairs };
    addUp(arena, rowStarts[row]!, rowStarts[row + 1]!, row < end);
    forgetLinks(arena, row, first, end);
    const slack = slacks[row]!;
    for (let other = 0; other < compared; other++) {
      const sum = sums[other]!;
      if (sum === 0) continue;
      sums[other] = 0;
      const candidate = first + other;
      const isPair = sum >= threshold - slack;
      if (!isPair && sum <= lowest[row]! && sum <= lowest[candidate]!) continue;
      if (areApart(arena, row, candidate)) continue;
      if (sum > lowest[row]!) keepNeighbour(arena, row, candidate, sum);
      if (sum > lowest[candidate]!) keepNeighbour(arena, candidate, row, sum);
      if (!isPair) continue;
      const isWanted = sum >= floor;
      if (sum >= threshold + slack && !isWanted) {
        countedPairs++;
        continue;
      }
      const score = exactProduct(arena, candidate, row);
      if (score < threshold) continue;
      countedPairs++;
      if (isWanted) report(arena, foundCount++, candidate, row, score);
    }
  }
  return { nextRow: to, foundCount, countedPairs };
}

function cutRows({ rowStarts, weights, rowEnds, restNorms }: Arena, maxRest: number): void {
  for (let row = 0; row < rowEnds.length; row++) {
    let at = rowStarts[row + 1]!;
    let squares = 0;
    while (at > rowStarts[row]!) {
      const weight = weights[at - 1]!;
      if (Math.sqrt(squares + weight * weight) >= maxRest) break;
      squares += weight * weight;
      at--;
    }
    rowEnds[row] = at;
    // Rounded up, so that the bound stays a bound.
    restNorms[row] = Math.sqrt(squares) + 1e-6;
  }
}

function comparePairs(
  arena: Arena,
  [first, end]: RowRange,
  from: number,
  to: number,
  { threshold, floor }: CompareSettings,
  maxRest: number,
): CompareAnswer {
  const { rowStarts, rowEnds, columns, restNorms, sums, slacks, foundA } = arena;
  let foundCount = 0;
  let countedPairs = 0;
  const cutColumnOf = (row: number) =>
    rowEnds[row]! < rowStarts[row + 1]! ? columns[rowEnds[row]!]! : Number.MAX_SAFE_INTEGER;
  for (let row = from; row < to; row++) {
    const compared = Math.min(row, end) - first;
    if (foundCount + compared > foundA.length) return { nextRow: row, foundCount, countedPairs };
    addUp(arena, rowStarts[row]!, rowEnds[row]!, row < end);
    forgetLinks(arena, row, first, end);
    const least = threshold - slacks[row]! - 2e-6;
    const enough = least - maxRest;
    const cutColumn = cutColumnOf(row);
    for (let other = 0; other < compared; other++) {
      const sum = sums[other]!;
      sums[other] = 0;
      if (sum < enough) continue;
      const candidate = first + other;
      const otherColumn = cutColumnOf(candidate);
      const rest = restNorms[row]!;
      const otherRest = restNorms[candidate]!;
      const bound = cutColumn < otherColumn ? rest : otherColumn < cutColumn ? otherRest : rest * otherRest;
      if (sum + bound < least || areApart(arena, row, candidate)) continue;
      const score = exactProduct(arena, candidate, row);
      if (score < threshold) continue;
      countedPairs++;
      if (score >= floor) report(arena, foundCount++, candidate, row, score);
    }
  }
  return { nextRow: to, foundCount, countedPairs };
}

/** Adds the row's products with every row that is indexed and revealed; then reveals the row itself. */
function addUp(arena: Arena, from: number, to: number, isInBlock: boolean): void {
  const { columns, weights, postingStarts, postingEnds, postingRows, postingWeights, sums } = arena;
  for (let at = from; at < to; at++) {
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

function areApart({ groups }: Arena, row: number, other: number): boolean {
  const together = groups[row]! & groups[other]!;
  const different = groups[row]! ^ groups[other]!;
  return (together & 1) !== 0 || (groups[row]! >> 1 !== 0 && different >> 1 === 0);
}

function report({ foundA, foundB, foundScores }: Arena, at: number, a: number, b: number, score: number): void {
  foundA[at] = a;
  foundB[at] = b;
  foundScores[at] = score;
}

/** The neighbours of a row are a heap with the worst on top: the new one replaces it and sinks to its place. */
function keepNeighbour(arena: Arena, row: number, neighbour: number, similarity: number): void {
  const { similarities, lowest, size } = arena;
  const first = row * size.top;
  const heapSize = heapSizeOf(arena, first);
  sink(arena, first, heapSize, neighbour, similarity);
  if (heapSize < size.top && similarities[first]! > size.poolFloor) widen(arena, first);
  lowest[row] = similarities[first]!;
}

/**
 * A heap starts with `sureTop` places and gets the others once all of these are above the floor. Most rows never do,
 * and a small heap takes in ten times fewer neighbours that others push out again.
 */
function heapSizeOf({ neighbours, size }: Arena, first: number): number {
  return neighbours[first + size.top - 1]! < 0 ? size.sureTop : size.top;
}

/** What the heap holds moves to its new end, where nothing has children; free places come before it. */
function widen({ neighbours, similarities, size }: Arena, first: number): void {
  const end = first + size.top;
  const moved = end - size.sureTop;
  neighbours.copyWithin(moved, first, first + size.sureTop);
  similarities.copyWithin(moved, first, first + size.sureTop);
  neighbours.fill(-1, first, moved);
  similarities.fill(size.poolFloor, first, moved);
}

function sink(arena: Arena, first: number, size: number, row: number, value: number): void {
  const { neighbours, similarities } = arena;
  let hole = first;
  for (let child = first + 1; child < first + size; child = 2 * hole - first + 1) {
    const sibling = child + 1;
    if (sibling < first + size && isWorse(arena, sibling, similarities[child]!, neighbours[child]!)) child = sibling;
    if (!isWorse(arena, child, value, row)) break;
    neighbours[hole] = neighbours[child]!;
    similarities[hole] = similarities[child]!;
    hole = child;
  }
  neighbours[hole] = row;
  similarities[hole] = value;
}

/** Less similar, or equally similar and the larger row: what is given up first. */
function isWorse({ neighbours, similarities }: Arena, at: number, value: number, row: number): boolean {
  return similarities[at]! < value || (similarities[at] === value && neighbours[at]! > row);
}

/** Takes the worst off each heap again and again, so that the best is left in front. */
function sortNeighbours(arena: Arena): void {
  const { neighbours, similarities, size } = arena;
  for (let first = 0; first < neighbours.length; first += size.top) {
    for (let last = heapSizeOf(arena, first) - 1; last > 0; last--) {
      const worstRow = neighbours[first]!;
      const worstValue = similarities[first]!;
      sink(arena, first, last, neighbours[first + last]!, similarities[first + last]!);
      neighbours[first + last] = worstRow;
      similarities[first + last] = worstValue;
    }
    for (let at = first; at < first + size.top; at++) if (neighbours[at]! < 0) similarities[at] = 0;
  }
}
