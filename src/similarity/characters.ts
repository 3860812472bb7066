// What one UTF-16 unit is to the tokenizer, as bits that can be or-ed over a word. The table is filled from Unicode's
// own properties, one page of 256 units at a time and only for pages that occur, because asking for all 65,536 costs
// more than reading a thousand issues.

export const LOWER = 1;
export const UPPER = 2;
export const DIGIT = 4;
/** A letter or combining mark outside ASCII of a script that puts spaces between words. */
export const OTHER_LETTER = 8;
/** A letter of a script without spaces: Han, Kana, Hangul, Thai, Lao, Khmer, Myanmar. Read as overlapping pairs. */
export const UNSPACED = 16;

const wordPattern = /[\p{L}\p{M}\p{N}]/u;
const unspacedPattern =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\u30fc\uff70]/u;

/** Not asked yet: `unitKind` finds out. */
export const UNKNOWN = 128;

/** By unit; filled page by page as units occur. Readers in a hurry look here first and ask `unitKind` on `UNKNOWN`. */
export const unitKinds = new Uint8Array(65_536).fill(UNKNOWN);

/** The bits of one unit; 0 for everything that separates words, halves of surrogate pairs included. */
export function unitKind(unit: number): number {
  if (unitKinds[unit] === UNKNOWN) fillPage(unit & 0xff00);
  return unitKinds[unit] ?? 0;
}

function fillPage(first: number): void {
  for (let unit = first; unit < first + 256; unit++) unitKinds[unit] = kindOf(String.fromCharCode(unit));
}

function kindOf(character: string): number {
  if (/[a-z]/.test(character)) return LOWER;
  if (/[A-Z]/.test(character)) return UPPER;
  if (/[0-9]/.test(character)) return DIGIT;
  if (unspacedPattern.test(character)) return UNSPACED;
  return wordPattern.test(character) ? OTHER_LETTER : 0;
}
