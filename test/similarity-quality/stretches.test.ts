// Words for people out of the pairs of characters that scripts without blanks are indexed by.

import fc from 'fast-check';
import { joinPairs } from '../../src/similarity/stretches';

const pairsOf = (stretch: string) =>
  Array.from({ length: stretch.length - 1 }, (_, at) => ({ word: stretch.slice(at, at + 2), contribution: 0.1 }));
const wordsOf = (terms: readonly { readonly word: string }[]) => terms.map(({ word }) => word);

describe('pairs of characters', () => {
  it('become the words that both texts have, the weightiest first, beside words of other scripts', () => {
    const terms = [{ word: 'WebAuthn', contribution: 0.15 }, ...pairsOf('パスワード'), ...pairsOf('再設定')];
    const joined = joinPairs(terms, 'パスワード再設定メール WebAuthn', 'WebAuthn: 再設定とパスワード');
    expect(wordsOf(joined)).toEqual(['パスワード', '再設定', 'WebAuthn']);
    expect(joined[0]?.contribution).toBeCloseTo(0.4);
  });

  it('are cut where the other text goes on differently', () => {
    const terms = [...pairsOf('パスワード再設定')];
    expect(wordsOf(joinPairs(terms, 'パスワード再設定', 'パスワード、ド再、再設定'))).toEqual([
      'パスワード',
      '再設定',
      'ド再',
    ]);
  });

  it('leave words alone that are no such pairs', () => {
    const terms = [
      { word: 'up', contribution: 0.2 },
      { word: 'Zürich', contribution: 0.1 },
    ];
    expect(joinPairs(terms, 'up Zürich', 'Zürich up')).toBe(terms);
  });

  it('never add to the share of the score, and are in the text, whatever the texts are', () => {
    const text = fc.string({ unit: fc.constantFrom('メ', 'ー', 'ル', '再', '設', '定', 'a', ' '), maxLength: 60 });
    fc.assert(
      fc.property(text, text, (a, b) => {
        const shared = [...new Set(wordsOf(a.length < 2 ? [] : pairsOf(a)))].filter((pair) => b.includes(pair));
        const terms = shared.map((word) => ({ word, contribution: 1 / shared.length }));
        const joined = joinPairs(terms, a, b);
        expect(joined.reduce((sum, { contribution }) => sum + contribution, 0)).toBeLessThan(1 + 1e-9);
        for (const { word } of joined) expect(a).toContain(word);
      }),
    );
  });

  it('of two copies of a very long text are joined at once', () => {
    const long = '再設定メールが届くのが遅い'.repeat(4000);
    const terms = [...new Set(wordsOf(pairsOf(long)))].map((word) => ({ word, contribution: 0.01 }));
    expect(joinPairs(terms, long, long).every(({ word }) => word.length <= 24)).toBe(true);
  });
});
