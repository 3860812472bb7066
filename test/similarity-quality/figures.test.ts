import fc from 'fast-check';
import { confidenceByte, confidenceOf } from '../../src/similarity/confidence';
import { hashPart, hashTerm, hashText, isNumberTerm } from '../../src/similarity/hash';
import { daysApart, isImportDay, matchComponents, rankScore } from '../../src/similarity/rank';
import { idf, saturate } from '../../src/similarity/score';

describe('the worked numbers of the formulas', () => {
  it('hashes a word to the number that stored blocks hold', () => {
    expect(hashText('timeout')).toBe(2475762824);
    expect(hashText('')).toBe(2872998923);
    expect(hashText('Überprüfung 検索')).toBe(hashText('Überprüfung 検索'));
  });

  it('never hashes to 0 and stays within 32 bits', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer(), (text, salt) => {
        const hash = hashText(text, salt);
        expect(Number.isInteger(hash) && hash > 0 && hash <= 0xffffffff).toBe(true);
      }),
    );
  });

  it('keeps the highest sixteenth of all term hashes for numbers and versions', () => {
    expect(['7', '404', '2.9.10.3'].map((term) => isNumberTerm(hashTerm(term)))).toEqual([true, true, true]);
    fc.assert(
      fc.property(fc.string(), fc.integer(), (text, salt) => {
        expect(isNumberTerm(hashTerm(`x${text}`))).toBe(false);
        expect(isNumberTerm(hashPart(text, salt))).toBe(false);
      }),
    );
  });

  it('weighs a term of 10 among 1,000 issues by 2.8913', () => {
    expect(idf(1000, 10)).toBeCloseTo(2.8913, 4);
  });

  it('lets a term of every issue count least, and never less than nothing', () => {
    expect(idf(1000, 1000)).toBeGreaterThanOrEqual(0);
    expect(idf(1000, 2000)).toBe(0);
    expect(idf(1000, 1)).toBeGreaterThan(idf(1000, 2));
  });

  it('saturates two mentions in a prose of average length at 0.5714', () => {
    expect(saturate(2, 40, 40, 1)).toBeCloseTo(0.5714, 4);
    expect(saturate(0, 40, 40, 1)).toBe(0);
    expect(saturate(1, 0, 0, 0)).toBeCloseTo(1 / 1.6, 6);
  });

  it('ranks cosine 0.6 at 60 days, hub 0.4 and a shared component with -0.1293', () => {
    expect(rankScore(0.6, 60, 0.4, 1)).toBeCloseTo(-0.1293, 4);
  });

  it('orders two candidates the same however alike both are', () => {
    const gap = (cosine: number): number => rankScore(cosine, 0, 0.3, 0) - rankScore(cosine, 300, 0.3, 0);
    expect(gap(0.9)).toBeCloseTo(gap(0.2), 12);
  });

  it('does not believe dates of a day on which everything was imported', () => {
    expect(isImportDay(50, 1000)).toBe(false);
    expect(isImportDay(51, 1000)).toBe(true);
    expect(isImportDay(100, 20_000)).toBe(false);
    expect(daysApart(0, 86_400_000, true)).toBe(30);
    expect(daysApart(86_400_000, 0, false)).toBe(1);
  });

  it('compares components only where both issues have some', () => {
    expect(matchComponents([1, 2], [2])).toBe(1);
    expect(matchComponents([1], [2])).toBe(-1);
    expect(matchComponents([], [2])).toBe(0);
  });

  it('keeps the confidence in a possible pair at z -3 as byte 90, which is 0.1301', () => {
    expect(confidenceByte(-3, 'possible')).toBe(90);
    expect(confidenceOf(90)).toBeCloseTo(0.1301, 4);
    expect(confidenceOf(128)).toBe(0.5);
  });

  it('never trusts a pair less for a higher z, and stays within one byte', () => {
    const tier = fc.constantFrom('very-likely', 'possible', 'none');
    fc.assert(
      fc.property(
        fc.double({ min: -40, max: 40, noNaN: true }),
        fc.double({ min: 0, max: 9, noNaN: true }),
        tier,
        (z, more, of) => {
          const [byte, higher] = [confidenceByte(z, of), confidenceByte(z + more, of)];
          expect(higher).toBeGreaterThanOrEqual(byte);
          expect(byte >= 0 && higher <= 255 && Number.isInteger(byte)).toBe(true);
          if (more > 0.06 && byte > 0 && higher < 255) expect(higher).toBeGreaterThan(byte);
        },
      ),
    );
  });
});
