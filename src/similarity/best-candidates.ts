// The best ranked of one issue's neighbours, again and again for every issue of an analysis: so it works in its own few
// arrays and looks twice only at neighbours whose rounded rank could still be among the best.

import type { PairReader } from './pair-signals';

interface Neighbours {
  readonly neighbours: Int32Array;
  readonly similarities: Float32Array;
}

export class BestCandidates {
  /** Best first; equal ranks by row. Valid up to `count`. */
  readonly candidates: Uint32Array;
  readonly cosines: Float32Array;
  count = 0;
  private readonly ranks: Float64Array;

  constructor(
    private readonly joined: Neighbours,
    private readonly reader: Pick<PairReader, 'rankOf' | 'roundedRankAt'>,
    private readonly size: { readonly top: number; readonly poolSize: number; readonly candidateFloor: number },
  ) {
    // One place more, where what is pushed out ends.
    this.candidates = new Uint32Array(size.top + 1);
    this.cosines = new Float32Array(size.top + 1);
    this.ranks = new Float64Array(size.top + 1);
  }

  findFor(row: number): void {
    const { neighbours, similarities } = this.joined;
    const { top, poolSize, candidateFloor } = this.size;
    this.count = 0;
    for (let at = row * poolSize, end = at + poolSize; at < end && neighbours[at]! >= 0; at++) {
      const cosine = similarities[at]!;
      if (cosine < candidateFloor) break;
      const isFull = this.count === top;
      if (isFull && this.reader.roundedRankAt(at) < Math.fround(this.ranks[top - 1]!)) continue;
      const candidate = neighbours[at]!;
      this.keep(candidate, cosine, this.reader.rankOf(row, candidate, cosine));
    }
  }

  private keep(candidate: number, cosine: number, rank: number): void {
    const { candidates, cosines, ranks } = this;
    let at = this.count;
    for (; at > 0 && isBetter(rank, candidate, ranks[at - 1]!, candidates[at - 1]!); at--) {
      candidates[at] = candidates[at - 1]!;
      cosines[at] = cosines[at - 1]!;
      ranks[at] = ranks[at - 1]!;
    }
    candidates[at] = candidate;
    cosines[at] = cosine;
    ranks[at] = rank;
    if (this.count < this.size.top) this.count++;
  }
}

function isBetter(rank: number, row: number, otherRank: number, otherRow: number): boolean {
  return rank > otherRank || (rank === otherRank && row < otherRow);
}
