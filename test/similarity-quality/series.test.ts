import fc from 'fast-check';
import type { PairSignals } from '../../src/similarity/judge';
import { numberSeries, type SeriesPair, seriesPairOf, seriesRole } from '../../src/similarity/series';
import type { SeriesTitles, TitleShares } from '../../src/similarity/siblings';

const link = (a: number, b: number, cosine = 0.6): SeriesPair => {
  return { a, b, cosine, role: 'link', isSlot: false, isSameReporter: false };
};
const numbersOf = (pairs: readonly SeriesPair[], of: SeriesTitles['of']): number[] => [
  ...numberSeries(pairs, { of, isPlatform: () => false }).numbers,
];
/** Terms are letters; each weighs the same. */
const titles =
  (...words: readonly string[]) =>
  (row: number): TitleShares =>
    new Map([...(words[row] ?? '')].map((letter, _, all) => [letter.charCodeAt(0), 1 / all.length]));
const oneFrame = titles('abv', 'abw', 'abx', 'aby', 'abz');

describe('series', () => {
  it('number the pairs of four or more issues from one pattern, and leave others alone', () => {
    const pairs = [link(0, 1), link(1, 2), { ...link(0, 4), role: 'none' as const }, link(2, 3)];
    expect(numbersOf(pairs, oneFrame)).toEqual([1, 1, 0, 1]);
    expect(numbersOf([link(0, 1), link(1, 2)], oneFrame)).toEqual([0, 0]);
  });

  it('take in a pair that does not connect anything, once both of its issues belong', () => {
    const inside: SeriesPair = { ...link(0, 3), role: 'member' };
    const outside: SeriesPair = { ...link(0, 4), role: 'member' };
    const pairs = [link(0, 1), link(1, 2), link(2, 3), inside, outside];
    expect(numbersOf(pairs, oneFrame)).toEqual([1, 1, 1, 1, 0]);
  });

  it('end where the titles have no frame in common any more, so that a chain is no series', () => {
    const chain = titles('ab', 'bc', 'cd', 'de', 'ef');
    expect(numbersOf([link(0, 1), link(1, 2), link(2, 3), link(3, 4)], chain)).toEqual([0, 0, 0, 0]);
    const nearlyEqual = [link(0, 1, 0.9), link(1, 2, 0.9), link(2, 3, 0.9), link(3, 4, 0.9)];
    expect(numbersOf(nearlyEqual, chain)).toEqual([1, 1, 1, 1]);
  });

  it('of issues with one frame are the connected sets of at least four, found the slow way', () => {
    const pair = fc.record({ a: fc.nat(20), b: fc.nat(20), cosine: fc.double({ min: 0, max: 1, noNaN: true }) });
    fc.assert(
      fc.property(fc.array(pair, { maxLength: 30 }), (raw) => {
        const pairs = raw.filter(({ a, b }) => a !== b).map(({ a, b, cosine }) => link(a, b, cosine));
        const frame = (row: number): TitleShares => new Map([[0, 0.5], [row + 1, 0.5]]); // prettier-ignore
        const numbers = numbersOf(pairs, frame);
        const reach = (from: number): Set<number> => {
          const reached = new Set([from]);
          for (let before = 0; before < reached.size;) {
            before = reached.size;
            for (const { a, b } of pairs) if (reached.has(a) || reached.has(b)) reached.add(a).add(b);
          }
          return reached;
        };
        for (const [at, { a }] of pairs.entries()) {
          expect((numbers[at] ?? 0) > 0).toBe(reach(a).size >= 4);
          for (const [other, pairB] of pairs.entries()) {
            if ((numbers[at] ?? 0) > 0) expect(numbers[other] === numbers[at]).toBe(reach(a).has(pairB.a));
          }
        }
      }),
    );
  });
});

describe('the part that a pair plays in a series', () => {
  const filling: PairSignals = {
    cosine: 0.8,
    evidenceAmount: 100,
    days: 1,
    component: 1,
    rankA: 2,
    rankB: 2,
    crowdA: 5,
    crowdB: 5,
    hubA: 0.6,
    hubB: 0.6,
    areBothWithoutDescription: false,
    isSameReporter: true,
    isSameProject: true,
    isSameType: true,
    areOfTwoParents: false,
    titleCosine: 0.7,
    matchedTitleTerms: 3,
    unmatchedTitleTermsA: 1,
    unmatchedTitleTermsB: 1,
    isNumberSlot: false,
    twinsA: 0,
    twinsB: 0,
    isStackTraceShared: false,
    isErrorCodeShared: false,
  };

  it.each([
    ['is to connect, when titles differ in one word and others are as alike', {}, 'link'],
    [
      'is none, when the two stand out from the crowd and are by two people',
      { crowdA: 1, isSameReporter: false },
      'none',
    ],
    ['is to belong, when one person wrote both but nothing else is as alike', { crowdA: 1 }, 'member'],
    [
      'is none, when the titles are the same and no third issue is as alike',
      { unmatchedTitleTermsA: 0, unmatchedTitleTermsB: 0, cosine: 0.95, crowdA: 1 },
      'none',
    ],
    ['is none, when two people share one word of many', { isSameReporter: false, matchedTitleTerms: 1 }, 'none'],
    ['is a sibling, when titles differ in a number, whoever wrote them', { isNumberSlot: true, crowdA: 1 }, 'sibling'],
    [
      'is to connect, when one title stands over several texts of one reporter',
      { unmatchedTitleTermsA: 0, unmatchedTitleTermsB: 0, cosine: 0.95 },
      'link',
    ],
    ['is to connect, when both fill one form', { titleCosine: 0, matchedTitleTerms: 0, hubA: 0.8 }, 'link'],
  ] as const)('%s', (_name, change, role) => {
    expect(seriesRole({ ...filling, ...change }, 'possible')).toBe(role);
  });

  it('is none for what is very likely: that is never hidden in a row', () => {
    expect(seriesRole({ ...filling, isNumberSlot: true }, 'very-likely')).toBe('none');
    expect(seriesPairOf(1, 2, filling, 'very-likely').isSlot).toBe(false);
  });

  it('may be that of a sibling only where both titles have something of their own, and not too much', () => {
    const isSlot = (unmatchedTitleTermsA: number, unmatchedTitleTermsB: number, matchedTitleTerms = 3): boolean =>
      seriesPairOf(1, 2, { ...filling, unmatchedTitleTermsA, unmatchedTitleTermsB, matchedTitleTerms }, 'possible')
        .isSlot;
    expect([isSlot(1, 1), isSlot(3, 2), isSlot(4, 1), isSlot(0, 1), isSlot(1, 1, 0)]).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
  });
});
