// The words that a Tokenizer has seen, found by a 64-bit hash of their characters: open addressing over flat arrays,
// because a Map would need a string per word. Two words that agree in all 64 bits would be taken for one; among a
// million words the odds are one in thirty million.

import { languages } from './language-stopwords';

const firstCapacity = 1 << 10;

// One slot: both halves of the hash, the number of the word + 1 (0 is a free slot), its stop bits. Side by side, so
// that finding a word touches one line of the cache and not four.
const slotSize = 4;

export class WordTable {
  private slots = new Int32Array(firstCapacity * slotSize);
  private capacity = firstCapacity;
  private kindsOf = new Uint8Array(firstCapacity);
  /** Per language: where in `pool` the terms of a word start; 0 means not learned yet. */
  private readonly offsets: (Int32Array<ArrayBuffer> | undefined)[] = languages.map(() => undefined);
  /** Lists of terms, each behind its length. */
  private pool = new Uint32Array(firstCapacity * 2);
  private poolLength = 1;
  private count = 0;

  /** The slot of the word, or -1. A slot is valid until the next `add`. */
  find(hashA: number, hashB: number): number {
    const { slots } = this;
    const mask = this.capacity - 1;
    for (let slot = scatter(hashA, hashB) & mask; ; slot = (slot + 1) & mask) {
      const at = slot * slotSize;
      if (slots[at + 2] === 0) return -1;
      if (slots[at] === hashA && slots[at + 1] === hashB) return at;
    }
  }

  /** Returns the slot of the new word. */
  add(hashA: number, hashB: number, kinds: number, stopBits: number): number {
    if ((this.count + 1) * 2 > this.capacity) this.grow();
    const id = this.count++;
    this.kindsOf[id] = kinds;
    return this.occupy(hashA, hashB, id + 1, stopBits);
  }

  idAt(slot: number): number {
    return (this.slots[slot + 2] ?? 1) - 1;
  }

  stopBitsAt(slot: number): number {
    return this.slots[slot + 3] ?? 0;
  }

  kinds(id: number): number {
    return this.kindsOf[id] ?? 0;
  }

  /** Where the terms of a word stand in this language; 0 when they were never kept. */
  termsAt(id: number, language: number): number {
    return this.offsets[language]?.[id] ?? 0;
  }

  /** At a list's own position its length, then its terms. Valid until the next `keepTerms`. */
  get terms(): Uint32Array {
    return this.pool;
  }

  keepTerms(id: number, language: number, termHashes: readonly number[]): number {
    const offset = this.poolLength;
    while (offset + 1 + termHashes.length > this.pool.length) this.pool = grown(this.pool, Uint32Array);
    this.pool[offset] = termHashes.length;
    this.pool.set(termHashes, offset + 1);
    this.poolLength = offset + 1 + termHashes.length;
    let offsets = this.offsets[language] ?? new Int32Array(this.kindsOf.length);
    while (offsets.length <= id) offsets = grown(offsets, Int32Array);
    offsets[id] = offset;
    this.offsets[language] = offsets;
    return offset;
  }

  private occupy(hashA: number, hashB: number, idPlusOne: number, stopBits: number): number {
    const mask = this.capacity - 1;
    let slot = scatter(hashA, hashB) & mask;
    while (this.slots[slot * slotSize + 2] !== 0) slot = (slot + 1) & mask;
    const at = slot * slotSize;
    this.slots[at] = hashA;
    this.slots[at + 1] = hashB;
    this.slots[at + 2] = idPlusOne;
    this.slots[at + 3] = stopBits;
    return at;
  }

  private grow(): void {
    const old = this.slots;
    this.kindsOf = grown(this.kindsOf, Uint8Array);
    this.capacity *= 2;
    this.slots = new Int32Array(this.capacity * slotSize);
    for (let at = 0; at < old.length; at += slotSize) {
      if (old[at + 2] !== 0) this.occupy(old[at] ?? 0, old[at + 1] ?? 0, old[at + 2] ?? 0, old[at + 3] ?? 0);
    }
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
