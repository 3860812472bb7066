// The sketch that a decision keeps instead of a text: equal for equal texts, close to the true overlap, and silent about
// the words themselves.

import fc from 'fast-check';
import { digestOverlap, hasChangedMaterially, textDigest } from '../../src/duplicates/text-digest';
import { Tokenizer } from '../../src/similarity/tokenize';

const tokenizer = new Tokenizer();
const digest = (description: string) => textDigest({ summary: '', description }, tokenizer);
const words = Array.from(
  { length: 400 },
  (_, index) => `word${String.fromCharCode(97 + (index % 26))}${'abcdefghij'[index % 10]}x${index}`,
);

describe('the digest of a text', () => {
  it('estimates the overlap of two texts without a bias, and close enough to tell a typo from another matter', () => {
    const errors: number[] = [];
    for (let sample = 0; sample < 400; sample++) {
      const word = (index: number) => `w${letters(sample * 1_000 + index)}q`;
      const shared = sample % 100;
      const common = Array.from({ length: shared }, (_, index) => word(index));
      const own = (from: number) => Array.from({ length: 100 - shared }, (_, index) => word(from + index));
      const [a, b] = [[...common, ...own(200)].join(' '), [...common, ...own(400)].join(' ')];
      errors.push(digestOverlap(digest(a), digest(b)) - overlapOfTerms(a, b));
    }
    const mean = errors.reduce((sum, error) => sum + error, 0) / errors.length;
    const deviation = Math.sqrt(errors.reduce((sum, error) => sum + error * error, 0) / errors.length);
    expect(Math.abs(mean)).toBeLessThan(0.02);
    expect(deviation).toBeLessThan(0.09);
  });

  it('is not changed by order, case or repetition, and is never far from itself', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.constantFrom(...words), { minLength: 1, maxLength: 60 }), (some) => {
        const shuffled = [...some, ...some].reverse().join(' ').toUpperCase();
        expect(hasChangedMaterially(digest(some.join(' ')), digest(shuffled))).toBe(false);
        expect(digestOverlap(digest(some.join(' ')), digest(some.join(' ')))).toBe(1);
      }),
      { numRuns: 300 },
    );
  });

  it('takes a typo for nothing and another matter for a change', () => {
    const before = words.slice(0, 60).join(' ');
    expect(hasChangedMaterially(digest(before), digest(before.replace(words[7] ?? '', 'wrod')))).toBe(false);
    expect(hasChangedMaterially(digest(before), digest(words.slice(200, 260).join(' ')))).toBe(true);
    expect(hasChangedMaterially(digest(''), digest(''))).toBe(false);
    expect(hasChangedMaterially(digest(''), digest(before))).toBe(true);
  });
});

function overlapOfTerms(a: string, b: string): number {
  const terms = (description: string) => {
    const found = new Set<number>();
    tokenizer.tokenize({ summary: '', description }, { add: (hash) => void found.add(hash) });
    return found;
  };
  const [x, y] = [terms(a), terms(b)];
  const common = [...x].filter((hash) => y.has(hash)).length;
  return common / (x.size + y.size - common);
}

/** A word of letters only, another one for each number. */
function letters(number: number): string {
  return [...number.toString(20)].map((digit) => String.fromCharCode(97 + Number.parseInt(digit, 20))).join('');
}
