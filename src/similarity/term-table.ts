// Gives every 32-bit term hash the number of its first appearance. Own open addressing instead of a Map: this is the
// innermost step of building an index, and a Map would box every hash above 2^31.

export class TermTable {
  // Two for each slot, side by side so that a look touches one line of the cache: the hash, and 1 + the number of the
  // term, or 0 where the slot is free.
  private slots: Int32Array;
  private mask: number;
  private hashes: Uint32Array;
  private count = 0;

  constructor(expectedTerms = 1 << 12) {
    let slotCount = 1 << 10;
    while (slotCount < expectedTerms * 2) slotCount *= 2;
    this.slots = new Int32Array(slotCount * 2);
    this.mask = slotCount - 1;
    this.hashes = new Uint32Array(slotCount / 2);
  }

  get size(): number {
    return this.count;
  }

  /** The number of the term, given to it now if it is new. */
  intern(termHash: number): number {
    const at = this.slotOf(termHash | 0);
    const entry = this.slots[at + 1]!;
    if (entry !== 0) return entry - 1;
    this.hashes[this.count] = termHash;
    this.slots[at] = termHash;
    this.slots[at + 1] = ++this.count;
    if (this.count === this.hashes.length) this.grow();
    return this.count - 1;
  }

  /** The number of the term, or -1. */
  find(termHash: number): number {
    return this.slots[this.slotOf(termHash | 0) + 1]! - 1;
  }

  /** All hashes in the order of their numbers. A view: valid until the next `intern`. */
  allHashes(): Uint32Array {
    return this.hashes.subarray(0, this.count);
  }

  /** Where the term stands, or the free slot where it would. */
  private slotOf(wanted: number): number {
    const { slots, mask } = this;
    for (let slot = wanted & mask; ; slot = (slot + 1) & mask) {
      const at = slot * 2;
      if (slots[at + 1] === 0 || slots[at] === wanted) return at;
    }
  }

  private grow(): void {
    const hashes = new Uint32Array(this.hashes.length * 2);
    hashes.set(this.hashes);
    this.hashes = hashes;
    this.slots = new Int32Array(this.slots.length * 2);
    this.mask = this.slots.length / 2 - 1;
    for (let number = 0; number < this.count; number++) {
      const at = this.slotOf(hashes[number]! | 0);
      this.slots[at] = hashes[number]!;
      this.slots[at + 1] = number + 1;
    }
  }
}
