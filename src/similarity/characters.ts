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

const pages: (Uint8Array | undefined)[] = [];

/** The bits of one unit; 0 for everything that separates words, halves of surrogate pairs included. */
export function unitKind(unit: number): number {
  const page = pages[unit >>> 8] ?? (pages[unit >>> 8] = fillPage(unit >>> 8));
  return page[unit & 255] ?? 0;
}

function fillPage(pageNumber: number): Uint8Array {
  return Uint8Array.from({ length: 256 }, (_, offset) => {
    const character = String.fromCharCode(pageNumber * 256 + offset);
    if (/[a-z]/.test(character)) return LOWER;
    if (/[A-Z]/.test(character)) return UPPER;
    if (/[0-9]/.test(character)) return DIGIT;
    if (unspacedPattern.test(character)) return UNSPACED;
    return wordPattern.test(character) ? OTHER_LETTER : 0;
  });
}
