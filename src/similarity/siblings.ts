// Work that was split by platform, language or part of a system: "Android: X" and "iOS: X", "[Web] X" and "[Mobile] X",
// "X (server)" and "X (client)". What tells such titles apart is a word for the part, and a site uses the same two words
// again and again. So they are learned from the site: two words that one person has set against each other in three
// different titles. A few words that mean a platform nearly everywhere need no learning.

import { Tokenizer } from './tokenize';

export interface SlotPair {
  readonly a: number;
  readonly b: number;
  /** Null when a reporter is not known. */
  readonly isSameReporter: boolean | null;
}

/** A title's terms with their shares of its weight, which sum to 1. */
export type TitleShares = ReadonlyMap<number, number>;

export interface SeriesTitles {
  of(row: number): TitleShares;
  isPlatform(term: number): boolean;
}

/** More words than this on one side are a subject of their own, not the name of a part. */
export const mostSlotTerms = 3;
const leastFrames = 3;

const platformWords =
  'android ios iOS iphone iPhone ipad iPad web mobile desktop browser app windows macOS OSX linux tablet watch tv ' +
  'frontend backend server client api ui fe be';

/** Hashes of the words that mean a platform or a part of a system nearly everywhere. */
export function platformHashes(): ReadonlySet<number> {
  const hashes = new Set<number>();
  new Tokenizer().visit(
    { summary: platformWords, description: 'x' },
    { add: (hash, field) => field === 0 && hashes.add(hash) },
  );
  return hashes;
}

interface Contrast {
  /** The two sides, in an order that does not depend on which issue is which. */
  readonly name: string;
  readonly frame: string;
  readonly isOfPlatforms: boolean;
}

/** Tells which of the pairs are two parts of one piece of work. */
export function siblingPairs(pairs: readonly SlotPair[], titles: SeriesTitles): readonly boolean[] {
  const contrasts = pairs.map(({ a, b }) => contrastOf(titles.of(a), titles.of(b), titles));
  const framesOf = new Map<string, Set<string>>();
  for (const [at, { name, frame }] of contrasts.entries()) {
    if (pairs[at]!.isSameReporter !== true) continue;
    const frames = framesOf.get(name);
    if (frames === undefined) framesOf.set(name, new Set([frame]));
    else frames.add(frame);
  }
  return contrasts.map(
    ({ name, isOfPlatforms }, at) =>
      (framesOf.get(name)?.size ?? 0) >= leastFrames || (isOfPlatforms && pairs[at]!.isSameReporter !== false),
  );
}

function contrastOf(a: TitleShares, b: TitleShares, titles: SeriesTitles): Contrast {
  const without = (one: TitleShares, other: TitleShares): number[] =>
    [...one.keys()].filter((term) => !other.has(term)).sort((x, y) => x - y);
  const [onlyA, onlyB] = [without(a, b), without(b, a)];
  const frame = [...a.keys()].filter((term) => b.has(term)).sort((x, y) => x - y);
  return {
    name: [onlyA.join(), onlyB.join()].sort().join(' '),
    frame: frame.join(),
    isOfPlatforms: [...onlyA, ...onlyB].every((term) => titles.isPlatform(term)),
  };
}
