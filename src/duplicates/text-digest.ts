// Has the text of an issue changed materially since somebody decided? Kept with a decision instead of the text: a small
// sketch of its set of terms, from which the overlap with a later text can be estimated and nothing can be read back.
// Source of the estimate: Broder 1997 (min-wise hashing); one byte per row as in b-bit minwise hashing (Li, König 2010).

import type { IssueText } from '../similarity/document';
import { hashText } from '../similarity/hash';
import type { Tokenizer } from '../similarity/tokenize';

const rows = 32;
const noTerms = '-';
/** Two unrelated bytes agree by chance in one of 256 cases. */
const chance = 1 / 256;

/**
 * Below this share of common terms a text counts as another one. Worked figure: a description of 40 terms to which 27
 * are added has 40 / 67 = 0.6 in common; fixing a few words stays far above.
 */
const materialOverlap = 0.6;

/** 44 characters, or `-` for a text without terms. The tokenizer is passed in because its cache belongs to one call. */
export function textDigest(text: IssueText, tokenizer: Tokenizer): string {
  const least = new Uint32Array(rows).fill(0xffffffff);
  let termCount = 0;
  tokenizer.tokenize(text, {
    add(termHash) {
      termCount++;
      for (let row = 0; row < rows; row++) {
        const value = mix(termHash, row);
        if (value < least[row]!) least[row] = value;
      }
    },
  });
  if (termCount === 0) return noTerms;
  return Buffer.from(Uint8Array.from(least, (value) => value & 0xff)).toString('base64');
}

/** Estimated share of common terms, in [0, 1]; exact for equal texts. Its standard error is below 0.09. */
export function digestOverlap(a: string, b: string): number {
  if (a === noTerms || b === noTerms) return a === b ? 1 : 0;
  const [x, y] = [Buffer.from(a, 'base64'), Buffer.from(b, 'base64')];
  // A digest of another size was made by a later version: what cannot be compared has not changed.
  if (x.length !== rows || y.length !== rows) return 1;
  const agreeing = x.reduce((count, byte, row) => count + (byte === y[row] ? 1 : 0), 0) / rows;
  return Math.max(0, (agreeing - chance) / (1 - chance));
}

export function hasChangedMaterially(before: string, after: string): boolean {
  return digestOverlap(before, after) < materialOverlap;
}

const rowSalts = Uint32Array.from({ length: rows }, (_, row) => hashText(`row ${row}`));

function mix(termHash: number, row: number): number {
  let hash = termHash ^ rowSalts[row]!;
  hash = Math.imul(hash ^ (hash >>> 16), 0x7feb352d);
  hash = Math.imul(hash ^ (hash >>> 15), 0x846ca68b);
  return (hash ^ (hash >>> 16)) >>> 0;
}
