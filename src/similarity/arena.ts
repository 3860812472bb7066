// One stretch of memory for a whole join, cut into typed arrays. WebAssembly can only work on its own memory, so the
// arrays lie at known addresses in it; the JavaScript kernel uses the same arrays on an ordinary buffer.

/** How much a join needs. */
export interface ArenaSize {
  readonly rowCount: number;
  readonly columnCount: number;
  readonly entryCount: number;
  readonly linkCount: number;
  /** Rows that are indexed at a time, so that their sums fit the first-level cache. At most 65,536. */
  readonly blockRows: number;
  readonly maxEntriesOfBlock: number;
  /** So many of a block's most common columns may be spread over all its rows; only WebAssembly gains by it. */
  readonly maxDenseColumns: number;
  /** Neighbours kept for each row. */
  readonly top: number;
  /** So many of them are kept however unlike they are; the others only above `poolFloor`. `top`, or at most half. */
  readonly sureTop: number;
  readonly poolFloor: number;
  /** Pairs that fit before the caller has to take them; more than `blockRows`. */
  readonly maxFound: number;
}

/** What a kernel reads and writes. */
export type Arena = ReturnType<typeof createArena>;

// kernel.as knows this address. The compiler may keep data of its own below.
const firstAddress = 1024;
const controlBytes = 256;
/** Where in `control` a kernel leaves its answer. */
export const answerSlots = { nextRow: 32, foundCount: 33, countedPairs: 34 } as const;

export function createArena(size: ArenaSize, allocate: (bytes: number) => ArrayBuffer) {
  const lengths = arrayLengths(size);
  const total = lengths.reduce((sum, bytes) => sum + aligned(bytes), firstAddress + controlBytes);
  const buffer = allocate(total);
  const control = new Int32Array(buffer, firstAddress, controlBytes / 4);
  let next = firstAddress + controlBytes;
  const addresses = lengths.map((bytes, index) => {
    const address = next;
    control[index] = address;
    next += aligned(bytes);
    return address;
  });
  const at = (index: number) => addresses[index]!;
  const { rowCount, columnCount, entryCount, linkCount, blockRows, maxEntriesOfBlock, top, maxFound } = size;
  return {
    size,
    /** First the addresses of the arrays below, in this order. */
    control,
    // Rows, each sorted by column.
    rowStarts: new Int32Array(buffer, at(0), rowCount + 1),
    columns: new Int32Array(buffer, at(1), entryCount),
    weights: new Float32Array(buffer, at(2), entryCount),
    /** By how much the 32-bit sums of a row may be wrong at most. */
    slacks: new Float32Array(buffer, at(3), rowCount),
    /** Rows that share bit 0, or the upper 31 bits unless these are 0, are not compared. */
    groups: new Int32Array(buffer, at(4), rowCount),
    // For each row the smaller rows that it is not compared with, ascending.
    linkStarts: new Int32Array(buffer, at(5), rowCount + 1),
    links: new Int32Array(buffer, at(6), linkCount),
    // The index of the current block: for each column the rows that have it, counted from the block's first.
    postingStarts: new Int32Array(buffer, at(7), columnCount + 1),
    postingEnds: new Int32Array(buffer, at(8), columnCount),
    postingRows: new Uint16Array(buffer, at(9), maxEntriesOfBlock),
    postingWeights: new Float32Array(buffer, at(10), maxEntriesOfBlock),
    sums: new Float32Array(buffer, at(11), blockRows + padding),
    // `top` for each row; -1 where there is none. In order once the kernel has sorted them.
    neighbours: new Int32Array(buffer, at(12), rowCount * top).fill(-1),
    similarities: new Float32Array(buffer, at(13), rowCount * top),
    /** What a new neighbour of the row has to exceed. */
    lowest: new Float32Array(buffer, at(14), rowCount + padding),
    foundA: new Int32Array(buffer, at(15), maxFound),
    foundB: new Int32Array(buffer, at(16), maxFound),
    foundScores: new Float64Array(buffer, at(17), maxFound),
    /** How far each row is indexed, and the length of what comes after: see `cutRows`. */
    rowEnds: new Int32Array(buffer, at(18), rowCount),
    restNorms: new Float32Array(buffer, at(19), rowCount),
    /** One row spread over all columns; zero between two calls. */
    spread: new Float32Array(buffer, at(20), columnCount),
    // One more is WebAssembly's own: the weights of the block's most common columns, for all of its rows.
  };
}

/** Scans read sixteen bytes at a time and may pass the last row by so many entries. */
const padding = 16;

function arrayLengths(size: ArenaSize): number[] {
  const { rowCount, columnCount, entryCount, linkCount, blockRows, maxEntriesOfBlock, maxDenseColumns } = size;
  const { top, maxFound } = size;
  const fours = (count: number) => count * 4;
  return [
    fours(rowCount + 1),
    fours(entryCount),
    fours(entryCount),
    fours(rowCount),
    fours(rowCount),
    fours(rowCount + 1),
    fours(linkCount),
    fours(columnCount + 1),
    fours(columnCount),
    maxEntriesOfBlock * 2,
    fours(maxEntriesOfBlock),
    fours(blockRows + padding),
    fours(rowCount * top),
    fours(rowCount * top),
    fours(rowCount + padding),
    fours(maxFound),
    fours(maxFound),
    maxFound * 8,
    fours(rowCount),
    fours(rowCount),
    fours(columnCount),
    fours(maxDenseColumns * (blockRows + padding)),
  ];
}

function aligned(bytes: number): number {
  return Math.ceil(bytes / 16) * 16;
}
