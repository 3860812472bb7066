// Scripts without blanks are indexed by overlapping pairs of characters, which no reader takes for words. What is shown
// to people is the stretch that the pairs make up in the text, as far as both texts have it.

import { UNSPACED, unitKind } from './characters';

/** In characters: what is longer than this is a sentence, which nobody reads as a reason. */
const longestShown = 24;

export interface ShownTerm {
  readonly word: string;
  /** Share of the score, 0 to 1. */
  readonly contribution: number;
}

/**
 * The terms with pairs of characters joined to the stretches of `textA` that `textB` has too, strongest first. A pair
 * that stands in two stretches counts for the first one, so that contributions never sum to more than before.
 */
export function joinPairs(terms: readonly ShownTerm[], textA: string, textB: string): readonly ShownTerm[] {
  const pairs = new Map(terms.filter(({ word }) => isPair(word)).map((term) => [term.word, term.contribution]));
  if (pairs.size === 0) return terms;
  const threes = threesOf(textB);
  const stretches: ShownTerm[] = [];
  for (const stretch of stretchesOf(textA, pairs).flatMap((whole) => commonParts(whole, threes))) {
    let contribution = 0;
    for (let at = 0; at + 1 < stretch.length; at++) {
      const pair = stretch.slice(at, at + 2);
      contribution += pairs.get(pair) ?? 0;
      pairs.set(pair, 0);
    }
    if (contribution > 0) stretches.push({ word: stretch, contribution });
  }
  return [...terms.filter(({ word }) => !isPair(word)), ...stretches].sort((x, y) => y.contribution - x.contribution);
}

function isPair(word: string): boolean {
  return word.length === 2 && unitKind(word.charCodeAt(0)) === UNSPACED && unitKind(word.charCodeAt(1)) === UNSPACED;
}

/** The longest pieces of the text of which every two neighbours are one of the pairs. */
function stretchesOf(text: string, pairs: ReadonlyMap<string, number>): readonly string[] {
  const found: string[] = [];
  let start = 0;
  for (let at = 0; at < text.length; at++) {
    if (pairs.has(text.slice(at, at + 2))) continue;
    if (at > start) found.push(text.slice(start, at + 1));
    start = at + 1;
  }
  return found;
}

/**
 * The stretch, cut wherever three neighbours of it are not neighbours in the other text. Threes instead of the whole keep
 * this linear for two copies of a very long text, and in practice say the same.
 */
function commonParts(stretch: string, threes: ReadonlySet<string>): readonly string[] {
  const parts: string[] = [];
  let start = 0;
  for (let end = 2; end <= stretch.length; end++) {
    const goesOn = end < stretch.length && end - start < longestShown && threes.has(stretch.slice(end - 2, end + 1));
    if (goesOn) continue;
    parts.push(stretch.slice(start, end));
    start = end - 1;
  }
  return parts;
}

function threesOf(text: string): ReadonlySet<string> {
  const threes = new Set<string>();
  for (let at = 0; at + 2 < text.length; at++) threes.add(text.slice(at, at + 3));
  return threes;
}
