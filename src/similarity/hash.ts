// Terms, people and components are known to the engine as 32-bit numbers only. This is the one function that makes
// them. Stored blocks hold its results, so it must answer the same for ever: a golden test pins it.

/**
 * FNV-1a over UTF-16 units, then the finishing steps of MurmurHash3, so that the low bits can index a table.
 * Returns an unsigned 32-bit number and never 0, which means "not known" wherever a hash is stored.
 * `hashText('timeout')` is 2475762824.
 */
export function hashText(text: string, salt = 0): number {
  let hash = 0x811c9dc5 ^ salt;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0 || 1;
}

const numberSixteenth = 0xf;
const wholeNumber = /^\d{1,16}(?:\.\d{1,16}){0,8}$/;

/**
 * The hash of a term. Numbers and versions have the highest sixteenth of all hashes to themselves, so that where two
 * titles differ can be told to be a number although no text is kept.
 */
export function hashTerm(term: string): number {
  const hash = hashText(term);
  return wholeNumber.test(term) ? (hash | (numberSixteenth << 28)) >>> 0 : outsideNumbers(hash);
}

/** Parts of words, which have hashes of their own beside whole words. */
export function hashPart(part: string, salt: number): number {
  return outsideNumbers(hashText(part, salt));
}

export function isNumberTerm(termHash: number): boolean {
  return termHash >>> 28 === numberSixteenth;
}

function outsideNumbers(hash: number): number {
  return isNumberTerm(hash) ? (hash ^ 0x80000000) >>> 0 : hash;
}
