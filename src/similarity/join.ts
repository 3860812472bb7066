// Every row against every row, exactly: the nearest neighbours of each, how many pairs reach a threshold, and the best
// of these pairs. Works in small steps, so that the caller can report progress, stop, or hand over before a deadline,
// and in memory that does not grow with the number of pairs.
//
// Rows are taken in blocks. A block is indexed by column; then each of its rows and every later row is added up
// against that index, 8,192 sums at a time. Each pair meets once: in the block of its smaller row.

import { createArena, type Arena, type ArenaSize } from './arena';
import { BestPairs, type ScoredPairs } from './best-pairs';
import { slackOf, type Kernel } from './kernel';
import { createJsKernel } from './kernel-js';
import { createWasmKernel, isWasmSupported } from './kernel-wasm';
import type { SparseRows } from './model';

/** Pairs of rows that are not compared with each other, though each is compared with all others. */
export interface Exclusions {
  /** For each row: both odd, or equal in the upper 31 bits and these not 0, means "not compared". */
  readonly groups: Int32Array;
  /** For each row the smaller rows that it is not compared with. */
  readonly linkStarts: Uint32Array;
  readonly links: Uint32Array;
}

export interface JoinOptions {
  /** Neighbours kept for each row; with 0 only pairs are looked for, which is several times faster. */
  readonly top: number;
  /** Beyond the ten nearest (of more than twenty), neighbours are kept only above this similarity; 0 unless told. */
  readonly poolFloor?: number;
  /** Above 0, at most 1. Pairs from here on are counted. */
  readonly threshold: number;
  readonly maxPairs: number;
  readonly exclusions?: Exclusions;
  /** `auto` takes WebAssembly where it works. */
  readonly path?: 'auto' | 'wasm' | 'js';
}

export interface JoinResult {
  /** `top` for each row, best first; -1 and similarity 0 where there are fewer. */
  readonly neighbours: Int32Array;
  readonly similarities: Float32Array;
  /** The best pairs at or above the threshold, at most `maxPairs`, scores exact in 64 bits. */
  readonly pairs: ScoredPairs;
  /** All pairs at or above the threshold. */
  readonly pairsAbove: number;
}

const blockRows = 8192;
// Two megabytes: a template of as many words, and what every text has.
const maxDenseColumns = 64;
// Enough to tell how crowded it is around a row.
const sureNeighbours = 10;
// Small enough to keep to a time budget, and engines optimise a WebAssembly function only between two calls.
const rowsPerCall = 1024;

export class Join {
  private readonly kernel: Kernel;
  private readonly best: BestPairs;
  private pairsAbove = 0;
  private blockFirst = 0;
  private nextRow = 0;
  private comparedCells = 0;

  constructor(
    rows: SparseRows,
    private readonly options: JoinOptions,
  ) {
    this.kernel = createKernel(rows, options);
    this.best = new BestPairs(options.maxPairs);
    if (options.top === 0) this.kernel.cutRows(maxRestFor(options.threshold));
    if (rows.rowCount > 0) this.openBlock(0);
  }

  /** In [0, 1]; goes up with the work that is done, not with the rows. */
  get fraction(): number {
    const { rowCount } = this.kernel.arena.size;
    const cells = (rowCount * (rowCount + 1)) / 2;
    return cells === 0 ? 1 : Math.min(1, this.comparedCells / cells);
  }

  /** Works until done or until `budgetMs` have passed, by one call of the kernel more. True means done. */
  step(budgetMs: number, nowMs: () => number): boolean {
    const startMs = nowMs();
    do {
      if (this.blockFirst >= this.kernel.arena.size.rowCount) return true;
      this.advance();
    } while (nowMs() - startMs < budgetMs);
    return this.blockFirst >= this.kernel.arena.size.rowCount;
  }

  /** Neighbours are views of the join's own memory: at a hundred thousand issues a copy would be felt. */
  result(): JoinResult {
    const { neighbours, similarities } = this.kernel.arena;
    return {
      neighbours,
      similarities,
      pairs: this.best.finish(),
      pairsAbove: this.pairsAbove,
    };
  }

  private advance(): void {
    const { arena } = this.kernel;
    const { rowCount } = arena.size;
    const { threshold } = this.options;
    const from = this.nextRow;
    const to = Math.min(rowCount, from + rowsPerCall);
    // Equal scores by the thousand (one template) must not be handed out again and again when none can be kept.
    const settings = { threshold, floor: this.best.floor + 5e-7 };
    const answer =
      arena.size.top > 0
        ? this.kernel.compareRows(from, to, settings)
        : this.kernel.comparePairs(from, to, settings, maxRestFor(threshold));
    for (let at = 0; at < answer.foundCount; at++) {
      this.best.add(arena.foundA[at]!, arena.foundB[at]!, arena.foundScores[at]!);
    }
    this.pairsAbove += answer.countedPairs;
    this.nextRow = answer.nextRow;
    this.comparedCells += cellsOf(this.blockFirst, Math.min(rowCount, this.blockFirst + blockRows), from, this.nextRow);
    if (this.nextRow === rowCount) this.openBlock(this.blockFirst + blockRows);
  }

  private openBlock(first: number): void {
    const { rowCount } = this.kernel.arena.size;
    this.blockFirst = first;
    this.nextRow = first;
    if (first < rowCount) this.kernel.indexBlock(first, Math.min(rowCount, first + blockRows));
    else this.kernel.sortNeighbours();
  }
}

/** How many pairs the rows from `from` up to `to` make with the smaller rows of the block, themselves included. */
function cellsOf(blockFirst: number, blockEnd: number, from: number, to: number): number {
  let cells = 0;
  for (let row = from; row < to; row++) cells += Math.min(row + 1, blockEnd) - blockFirst;
  return cells;
}

function createKernel(rows: SparseRows, options: JoinOptions): Kernel {
  const shared = sharedColumns(rows);
  const size: ArenaSize = {
    rowCount: rows.rowCount,
    columnCount: shared.count,
    entryCount: shared.entryCount,
    linkCount: options.exclusions?.links.length ?? 0,
    blockRows: Math.min(blockRows, rows.rowCount),
    maxEntriesOfBlock: shared.maxEntriesOfBlock,
    maxDenseColumns: Math.min(maxDenseColumns, shared.count),
    top: options.top,
    sureTop: options.top > 2 * sureNeighbours ? sureNeighbours : options.top,
    poolFloor: Math.fround(options.poolFloor ?? 0),
    maxFound: Math.max(1 << 15, blockRows + 1),
  };
  const path = options.path ?? 'auto';
  const kernel =
    path === 'wasm' || (path === 'auto' && isWasmSupported())
      ? createWasmKernel(size)
      : createJsKernel(createArena({ ...size, maxDenseColumns: 0 }, (bytes) => new ArrayBuffer(bytes)));
  fillArena(kernel.arena, rows, shared.numberOf, options.exclusions);
  return kernel;
}

/** Measured: near the best between adding up less and completing more, for thresholds from 0.3 to 0.8. */
function maxRestFor(threshold: number): number {
  return threshold * (threshold > 0.6 ? 0.6 : 0.5);
}

interface SharedColumns {
  readonly count: number;
  readonly entryCount: number;
  readonly maxEntriesOfBlock: number;
  /** New number of each column, or -1 for a column that fewer than two rows have: it can match nothing. */
  readonly numberOf: Int32Array;
}

function sharedColumns({ rowCount, columnCount, rowStarts, columns }: SparseRows): SharedColumns {
  const numberOf = new Int32Array(columnCount);
  for (let at = 0; at < rowStarts[rowCount]!; at++) numberOf[columns[at]!]!++;
  let count = 0;
  let entryCount = 0;
  for (let column = 0; column < columnCount; column++) {
    const rowsWith = numberOf[column]!;
    numberOf[column] = rowsWith < 2 ? -1 : count++;
    if (rowsWith >= 2) entryCount += rowsWith;
  }
  let maxEntriesOfBlock = 0;
  for (let first = 0; first < rowCount; first += blockRows) {
    let entries = 0;
    const end = rowStarts[Math.min(rowCount, first + blockRows)]!;
    for (let at = rowStarts[first]!; at < end; at++) if (numberOf[columns[at]!]! >= 0) entries++;
    maxEntriesOfBlock = Math.max(maxEntriesOfBlock, entries);
  }
  return { count, entryCount, maxEntriesOfBlock, numberOf };
}

function fillArena(arena: Arena, rows: SparseRows, numberOf: Int32Array, exclusions: Exclusions | undefined): void {
  let used = 0;
  for (let row = 0; row < rows.rowCount; row++) {
    arena.rowStarts[row] = used;
    for (let at = rows.rowStarts[row]!; at < rows.rowStarts[row + 1]!; at++) {
      const column = numberOf[rows.columns[at]!]!;
      if (column < 0) continue;
      arena.columns[used] = column;
      arena.weights[used++] = rows.weights[at]!;
    }
    arena.slacks[row] = slackOf(used - arena.rowStarts[row]!);
  }
  arena.rowStarts[rows.rowCount] = used;
  arena.rowEnds.set(arena.rowStarts.subarray(1));
  if (arena.size.top === 0) arena.lowest.fill(Infinity);
  if (exclusions === undefined) return;
  arena.groups.set(exclusions.groups);
  arena.linkStarts.set(exclusions.linkStarts);
  arena.links.set(exclusions.links);
}
