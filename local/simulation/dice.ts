// The only source of chance in a simulation. Every part draws from dice of its own, cast from the seed and the part's
// name: so a change in what one part draws leaves all other parts of the same seed as they were.

import { seededRandom } from '../faults';

export class Dice {
  readonly #random: () => number;

  constructor(seed: number, part: string) {
    let mixed = seed >>> 0;
    for (const character of part) mixed = (Math.imul(mixed, 31) + character.charCodeAt(0)) >>> 0;
    this.#random = seededRandom(mixed);
    // Neighbouring seeds start close to each other; the first number still shows it.
    this.#random();
  }

  /** In [0, 1). */
  next(): number {
    return this.#random();
  }

  /** A whole number from 0 to `below - 1`. */
  below(below: number): number {
    return Math.floor(this.#random() * below);
  }

  chance(probability: number): boolean {
    return this.#random() < probability;
  }

  one<T>(items: readonly [T, ...T[]]): T {
    return items[this.below(items.length)] ?? items[0];
  }
}
