// The small structures of the last part of an analysis, each against the same done slowly: everything sorted, then cut.

import * as fc from 'fast-check';
import { stemmer } from '@orama/stemmers/english';
import { BestCandidates } from '../../src/similarity/best-candidates';
import { BestPairs } from '../../src/similarity/best-pairs';
import { stem } from '../../src/similarity/language';

const english = 0;
const endings =
  'ational tional enci anci izer bli alli entli eli ousli ization ation ator alism iveness fulness ousness aliti'
    .concat(' iviti biliti logi icate ative alize iciti ical ful ness al ance ence er ic able ible ant ement ment ent')
    .concat(' ou ism ate iti ous ive ize sion tion ion e ll s ss ies ed eed ing y at bl iz')
    .split(' ');

test('a word that no English rule fits is left alone exactly as the stemmer would', () => {
  const beginning = fc.string({ unit: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz'), minLength: 1, maxLength: 8 });
  const word = fc.tuple(beginning, fc.constantFrom('', ...endings)).map((parts) => parts.join(''));
  fc.assert(
    fc.property(word, (text) => {
      if (text.length >= 4) expect(stem(text, english)).toBe(stemmer(text));
    }),
    { numRuns: 20_000 },
  );
});

test('the best pairs are those of sorting all, ties by rows, as long as nothing was dropped before', () => {
  const pair = fc.record({ a: fc.nat(60), b: fc.nat(60), score: fc.integer({ min: 1, max: 4000 }) });
  fc.assert(
    fc.property(
      fc.array(pair, { minLength: 3000, maxLength: 4000 }),
      fc.integer({ min: 1, max: 300 }),
      (pairs, most) => {
        const best = new BestPairs(most);
        for (const { a, b, score } of pairs) best.add(a, b, score);
        const { a, b, scores } = best.finish();
        const sorted = [...pairs].sort((x, y) => y.score - x.score || x.a - y.a || x.b - y.b);
        expect([...scores]).toEqual(sorted.slice(0, most).map(({ score }) => score));
        // Pairs as good as the last one may have come after it was decided where the list ends.
        const last = sorted[most - 1]!.score;
        const isAbove = ({ score }: { score: number }) => score > last;
        const kept = Array.from(scores, (score, at) => ({ a: a[at]!, b: b[at]!, score }));
        expect(kept.filter(isAbove)).toEqual(sorted.filter(isAbove).map((one) => ({ ...one })));
      },
    ),
    { numRuns: 30 },
  );
});

test('the best candidates are those of ranking every neighbour above the floor', () => {
  const neighbour = fc.record({
    cosine: fc.float({ min: 0, max: 1, noNaN: true }),
    rank: fc.double({ min: -9, max: 0, noNaN: true }),
  });
  fc.assert(
    fc.property(fc.array(neighbour, { maxLength: 40 }), fc.integer({ min: 1, max: 12 }), (pool, top) => {
      const sorted = [...pool].sort((x, y) => y.cosine - x.cosine);
      const neighbours = Int32Array.from({ length: 40 }, (_, at) => (at < sorted.length ? at : -1));
      const similarities = Float32Array.from({ length: 40 }, (_, at) => sorted[at]?.cosine ?? 0);
      const reader = {
        rankOf: (_row: number, candidate: number) => sorted[candidate]!.rank,
        roundedRankAt: (place: number) => Math.fround(sorted[place]!.rank),
      };
      const best = new BestCandidates({ neighbours, similarities }, reader, {
        top,
        poolSize: 40,
        candidateFloor: 0.25,
      });
      best.findFor(0);
      const expected = sorted
        .map(({ cosine, rank }, candidate) => ({ cosine, rank, candidate }))
        .filter(({ cosine }) => cosine >= 0.25)
        .sort((x, y) => y.rank - x.rank || x.candidate - y.candidate)
        .slice(0, top);
      expect([...best.candidates.subarray(0, best.count)]).toEqual(expected.map(({ candidate }) => candidate));
      expect([...best.cosines.subarray(0, best.count)]).toEqual(expected.map(({ cosine }) => cosine));
    }),
  );
});
