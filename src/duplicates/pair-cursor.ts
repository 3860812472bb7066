// Where a viewer is in a list of pairs, as text for the page. It names the last pair that was shown, so it holds only
// what the viewer has seen anyway: a position in the stored list would tell how many hidden pairs were passed over.

import * as v from 'valibot';
import { AppError } from '../errors';
import type { PairSort, Tier } from '../contract';
import type { LocatedPair } from '../scan/pair-projects';

const cursorSchema = v.object({
  scanId: v.string(),
  a: v.number(),
  b: v.number(),
  confidence: v.number(),
  score: v.number(),
  tier: v.picklist(['very-likely', 'possible', 'none']),
});
type PairCursor = v.InferOutput<typeof cursorSchema>;

export function cursorText(scanId: string, { a, b, confidence, score, tier }: LocatedPair): string {
  return Buffer.from(JSON.stringify({ scanId, a, b, confidence, score, tier })).toString('base64url');
}

export function parseCursor(text: string): PairCursor {
  try {
    return v.parse(cursorSchema, JSON.parse(Buffer.from(text, 'base64url').toString()));
  } catch (error) {
    throw new AppError('BAD_INPUT', 'The cursor is not one that this list gave.', { cause: error });
  }
}

const tierOrder: Readonly<Record<Tier, number>> = { 'very-likely': 0, possible: 1, none: 2 };

/** Negative when `x` is listed before `y`. */
export function comparePairs(sort: PairSort, x: Omit<PairCursor, 'scanId'>, y: Omit<PairCursor, 'scanId'>): number {
  if (sort === 'newest') return y.b - x.b || y.a - x.a;
  const byTier = tierOrder[x.tier] - tierOrder[y.tier];
  return byTier || y.confidence - x.confidence || y.score - x.score || x.a - y.a || x.b - y.b;
}

/**
 * What comes after the cursor. In the result that gave the cursor its pair is looked up, since stored scores are rounded
 * and may tie; in a newer result the list goes on at the place where the pair would stand.
 */
export class AfterCursor {
  private hasPassed: boolean;

  constructor(
    private readonly cursor: PairCursor | null,
    private readonly scanId: string,
    private readonly sort: PairSort,
  ) {
    this.hasPassed = cursor === null;
  }

  /** Asked for every pair in the order of the list. */
  includes(pair: LocatedPair): boolean {
    if (this.hasPassed || this.cursor === null) return true;
    if (this.cursor.scanId !== this.scanId) return comparePairs(this.sort, this.cursor, pair) < 0;
    this.hasPassed = pair.a === this.cursor.a && pair.b === this.cursor.b;
    return false;
  }
}
