// The best pairs of a join, in bounded memory: twenty thousand tickets from one template make more pairs than fit
// anywhere, and nobody reads beyond the first thousands. Collects up to twice as many as asked for, then throws the
// lower half away and raises the floor below which the kernel need not report any more.

import { valueAtPlace } from './value-at-place';

export interface ScoredPairs {
  /** The smaller row. */
  readonly a: Uint32Array;
  readonly b: Uint32Array;
  readonly scores: Float64Array;
}

export class BestPairs {
  private readonly a: Uint32Array;
  private readonly b: Uint32Array;
  private readonly scores: Float64Array;
  private count = 0;
  private lowestKept = -Infinity;

  constructor(private readonly maxPairs: number) {
    const room = Math.max(1024, maxPairs * 2);
    this.a = new Uint32Array(room);
    this.b = new Uint32Array(room);
    this.scores = new Float64Array(room);
  }

  /** Pairs have to score more than this to be kept; -Infinity while there is room for all. */
  get floor(): number {
    return this.lowestKept;
  }

  add(a: number, b: number, score: number): void {
    if (score <= this.lowestKept) return;
    if (this.count === this.scores.length) this.throwAway();
    this.put(a, b, score);
  }

  /** By score, then by rows. */
  finish(): ScoredPairs {
    if (this.count > this.maxPairs) this.throwAway();
    const order = this.order();
    return {
      a: order.map((at) => this.a[at]!),
      b: order.map((at) => this.b[at]!),
      scores: Float64Array.from(order, (at) => this.scores[at]!),
    };
  }

  /** Keeps the pairs that `finish` would, without putting them in order: only the score where they end is looked for. */
  private throwAway(): void {
    const { a, b, scores, maxPairs } = this;
    const lowest = maxPairs > 0 ? valueAtPlace(scores.slice(0, this.count), this.count - maxPairs) : Infinity;
    const ties: { readonly a: number; readonly b: number }[] = [];
    const total = this.count;
    this.count = 0;
    for (let at = 0; at < total; at++) {
      if (scores[at]! > lowest) this.put(a[at]!, b[at]!, scores[at]!);
      else if (scores[at] === lowest) ties.push({ a: a[at]!, b: b[at]! });
    }
    ties.sort((x, y) => x.a - y.a || x.b - y.b);
    for (const tie of ties.slice(0, Math.max(0, maxPairs - this.count))) this.put(tie.a, tie.b, lowest);
    this.lowestKept = lowest;
  }

  private put(a: number, b: number, score: number): void {
    this.a[this.count] = a;
    this.b[this.count] = b;
    this.scores[this.count++] = score;
  }

  private order(): Uint32Array {
    const { a, b, scores } = this;
    const order = Uint32Array.from({ length: this.count }, (_, at) => at);
    return order.sort((x, y) => scores[y]! - scores[x]! || a[x]! - a[y]! || b[x]! - b[y]!);
  }
}
