// Gives every 32-bit term hash the number of its first appearance. Own open addressing instead of a Map: this is the
// innermost step of building an index, and a Map would box every hash above 2^31.

export class TermTable {
  private slots: Int32Array; // 1 + number of the term, or 0 where the slot is free
  private hashes: Uint32Array;
  private count = 0;

  constructor(expectedTerms = 1 << 12) {
    let slotCount = 1 << 10;
    while (slotCount < expectedTerms * 2) slotCount *= 2;
    this.slots = new Int32Array(slotCount);
    this.hashes = new Uint32Array(slotCount / 2);
  }

  get size(): number {
    return this.count;
  }

  /** The number of the term, given to it now if it is new. */
  intern(termHash: number): number {
    const wanted = termHash >>> 0;
    const mask = this.slots.length - 1;
    let slot = wanted & mask;
    for (;;) {
      const entry = this.slots[slot]!;
      if (entry === 0) break;
      if (this.hashes[entry - 1] === wanted) return entry - 1;
      slot = (slot + 1) & mask;
    }
    this.hashes[this.count] = wanted;
    this.slots[slot] = ++this.count;
    if (this.count === this.hashes.length) this.grow();
    return this.count - 1;
  }

  /** The number of the term, or -1. */
  find(termHash: number): number {
    const wanted = termHash >>> 0;
    const mask = this.slots.length - 1;
    for (let slot = wanted & mask; ; slot = (slot + 1) & mask) {
      const entry = this.slots[slot]!;
      if (entry === 0) return -1;
      if (this.hashes[entry - 1] === wanted) return entry - 1;
    }
  }

  /** All hashes in the order of their numbers. A view: valid until the next `intern`. */
  allHashes(): Uint32Array {
    return this.hashes.subarray(0, this.count);
  }

  private grow(): void {
    const hashes = new Uint32Array(this.hashes.length * 2);
    hashes.set(this.hashes);
    const slots = new Int32Array(this.slots.length * 2);
    const mask = slots.length - 1;
    for (let number = 0; number < this.count; number++) {
      let slot = hashes[number]! & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = number + 1;
    }
    this.hashes = hashes;
    this.slots = slots;
  }
}
