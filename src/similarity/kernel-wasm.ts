// The comparison of rows in WebAssembly: three to five times as fast as JavaScript, because it adds without checking
// bounds and looks at four sums at a time. Whether this machine can run it is tried once, by compiling it.

import { answerSlots, createArena, type Arena, type ArenaSize } from './arena';
import type { CompareAnswer, Kernel } from './kernel';
import { kernelWasm } from './kernel-wasm-code';

interface Exports {
  indexRows(...numbers: number[]): void;
  compareRows(...numbers: number[]): void;
  cutRows(rowCount: number, maxRest: number): void;
  sortNeighbours(rowCount: number, top: number, sureTop: number): void;
  comparePairs(...numbers: number[]): void;
}

// Code only: the same for every tenant.
let compiled: WebAssembly.Module | 'unsupported' | undefined;

export function isWasmSupported(): boolean {
  compiled ??= compile();
  return compiled !== 'unsupported';
}

/** @throws Error where WebAssembly with SIMD is not supported. */
export function createWasmKernel(size: ArenaSize): Kernel {
  compiled ??= compile();
  if (compiled === 'unsupported') throw new Error('This machine does not run WebAssembly with SIMD.');
  let memory: WebAssembly.Memory | undefined;
  const arena = createArena(size, (bytes) => {
    memory = new WebAssembly.Memory({ initial: Math.ceil(bytes / 65_536) });
    return memory.buffer;
  });
  const instance = new WebAssembly.Instance(compiled, { env: { memory: memory! } });
  return kernelOf(arena, instance.exports as unknown as Exports);
}

function kernelOf(arena: Arena, exports: Exports): Kernel {
  const { rowCount, columnCount, blockRows, maxDenseColumns, top, maxFound, sureTop, poolFloor } = arena.size;
  let first = 0;
  let end = 0;
  return {
    arena,
    cutRows: (maxRest) => exports.cutRows(rowCount, maxRest),
    sortNeighbours: () => exports.sortNeighbours(rowCount, top, sureTop),
    indexBlock(blockFirst, blockEnd) {
      first = blockFirst;
      end = blockEnd;
      exports.indexRows(first, end, columnCount, blockRows, maxDenseColumns);
    },
    compareRows(from, to, { threshold, floor }) {
      exports.compareRows(first, end, from, to, top, maxFound, threshold, floor, sureTop, poolFloor);
      return readAnswer(arena);
    },
    comparePairs(from, to, { threshold, floor }, maxRest) {
      exports.comparePairs(first, end, from, to, maxFound, threshold, floor, maxRest);
      return readAnswer(arena);
    },
  };
}

function readAnswer({ control }: Arena): CompareAnswer {
  return {
    nextRow: control[answerSlots.nextRow]!,
    foundCount: control[answerSlots.foundCount]!,
    countedPairs: control[answerSlots.countedPairs]!,
  };
}

function compile(): WebAssembly.Module | 'unsupported' {
  try {
    return new WebAssembly.Module(Buffer.from(kernelWasm, 'base64'));
  } catch {
    // No WebAssembly, no SIMD, or forbidden by policy: plain JavaScript gives the same results.
    return 'unsupported';
  }
}
