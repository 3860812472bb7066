// The words that a Tokenizer has seen, found by a 64-bit hash of their characters: open addressing over flat arrays,
// because a Map would need a string per word. Two words that agree in all 64 bits would be taken for one; among a
// million words the odds are one in thirty million.

import { languages } from './language-stopwords';

const firstCapacity = 1 << 12;

export class WordTable {
  private slots = new Int32Array(firstCapacity).fill(-1);
  private hashesA = new Int32Array(firstCapacity);
  private hashesB = new Int32Array(firstCapacity);
  private kindsOf = new Uint8Array(firstCapacity);
  private stopBitsOf = new Int32Array(firstCapacity);
  /** Per language: where in `pool` the terms of a word start; 0 means not learned yet. */
  private readonly offsets: (Int32Array<ArrayBuffer> | undefined)[] = languages.map(() => undefined);
  /** Lists of terms, each behind its length. */
  private pool = new Uint32Array(firstCapacity * 2);
  private poolLength = 1;
  private count = 0;

  /** The number of the word, or -1. */
  find(hashA: number, hashB: number): number {
    const mask = this.slots.length - 1;
    for (let slot = scatter(hashA, hashB) & mask; ; slot = (slot + 1) & mask) {
      const id = this.slots[slot] ?? -1;
      if (id < 0 || (this.hashesA[id] === hashA && this.hashesB[id] === hashB)) return id;
    }
  }

  add(hashA: number, hashB: number, kinds: number, stopBits: number): number {
    if ((this.count + 1) * 2 > this.slots.length) this.grow();
    const id = this.count++;
    this.hashesA[id] = hashA;
    this.hashesB[id] = hashB;
    this.kindsOf[id] = kinds;
    this.stopBitsOf[id] = stopBits;
    this.occupy(id);
    return id;
  }

  kinds(id: number): number {
    return this.kindsOf[id] ?? 0;
  }

  stopBits(id: number): number {
    return this.stopBitsOf[id] ?? 0;
  }

  /** Where the terms of a word stand in this language; 0 when they were never kept. */
  termsAt(id: number, language: number): number {
    return this.offsets[language]?.[id] ?? 0;
  }

  /** At a list's own position its length, then its terms. */
  term(position: number): number {
    return this.pool[position] ?? 0;
  }

  keepTerms(id: number, language: number, termHashes: readonly number[]): number {
    const offset = this.poolLength;
    while (offset + 1 + termHashes.length > this.pool.length) this.pool = grown(this.pool, Uint32Array);
    this.pool[offset] = termHashes.length;
    this.pool.set(termHashes, offset + 1);
    this.poolLength = offset + 1 + termHashes.length;
    let offsets = this.offsets[language] ?? new Int32Array(this.hashesA.length);
    while (offsets.length <= id) offsets = grown(offsets, Int32Array);
    offsets[id] = offset;
    this.offsets[language] = offsets;
    return offset;
  }

  private occupy(id: number): void {
    const mask = this.slots.length - 1;
    let slot = scatter(this.hashesA[id] ?? 0, this.hashesB[id] ?? 0) & mask;
    while ((this.slots[slot] ?? -1) >= 0) slot = (slot + 1) & mask;
    this.slots[slot] = id;
  }

  private grow(): void {
    this.hashesA = grown(this.hashesA, Int32Array);
    this.hashesB = grown(this.hashesB, Int32Array);
    this.kindsOf = grown(this.kindsOf, Uint8Array);
    this.stopBitsOf = grown(this.stopBitsOf, Int32Array);
    this.slots = new Int32Array(this.slots.length * 2).fill(-1);
    for (let id = 0; id < this.count; id++) this.occupy(id);
  }
}

/** FNV's low bits follow the last character too closely. */
function scatter(hashA: number, hashB: number): number {
  return hashA ^ (hashA >>> 15) ^ hashB;
}

function grown<A extends Int32Array | Uint32Array | Uint8Array>(array: A, Kind: new (length: number) => A): A {
  const larger = new Kind(array.length * 2);
  larger.set(array);
  return larger;
}
