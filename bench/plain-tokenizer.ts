// Words as scikit-learn's TfidfVectorizer counts them: lower case, two characters or more, no rules. With these the
// first stage is compared with other programs on equal terms; the product's own tokenizer makes more and better ones.

import type { TermSource } from '../src/similarity/block';

export const plainTokenizer: TermSource = {
  tokenize({ summary, description }, sink) {
    for (const [text, field] of [
      [summary, 0],
      [description, 1],
    ] as const) {
      scanWords(text, (hash) => sink.add(hash, field));
    }
    return [];
  },
};

function scanWords(text: string, visit: (hash: number) => void): void {
  let hash = 0x811c9dc5;
  let length = 0;
  for (let at = 0; at <= text.length; at++) {
    const unit = at < text.length ? lowerCaseOf(text.charCodeAt(at)) : 0;
    if (unit !== 0) {
      hash = Math.imul(hash ^ unit, 0x01000193);
      length++;
    } else if (length > 0) {
      if (length > 1) visit(finish(hash));
      hash = 0x811c9dc5;
      length = 0;
    }
  }
}

/** The unit in lower case when it belongs to a word, otherwise 0. */
function lowerCaseOf(unit: number): number {
  if (unit < 128) {
    if (unit >= 97 && unit <= 122) return unit;
    if (unit >= 65 && unit <= 90) return unit + 32;
    return (unit >= 48 && unit <= 57) || unit === 95 ? unit : 0;
  }
  const character = String.fromCharCode(unit);
  return /[\p{L}\p{N}]/u.test(character) ? character.toLowerCase().charCodeAt(0) : 0;
}

/** The finishing steps of `hashText`, so that the hashes are those of the whole word. */
function finish(hash: number): number {
  let mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0 || 1;
}
