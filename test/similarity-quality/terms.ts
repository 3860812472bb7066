// Terms as strings for the tests: which of some expected words a text is read as.

import { hashTerm } from '../../src/similarity/hash';
import { Tokenizer } from '../../src/similarity/tokenize';
import type { TextSettings } from '../../src/similarity/tokenize';

/** Hashes per field, in order, repeats included. */
export function termsOf(
  summary: string,
  description = '',
  settings: TextSettings = {},
): readonly [number[], number[], number[]] {
  const found: [number[], number[], number[]] = [[], [], []];
  new Tokenizer(settings).tokenize({ summary, description }, { add: (hash, field) => found[field].push(hash) });
  return found;
}

export const hashes = (...terms: string[]): number[] => terms.map(hashTerm);
