// Which list of the panel a candidate stands in, and how a compared text is cut for drawing. Both are pure.

import fc from 'fast-check';
import type { PanelCandidate, TextPart } from '../../src/contract';
import { sortCandidates } from '../../src/frontend/sort-candidates';
import { firstParts, linesOf } from '../../src/frontend/text-lines';

const verdicts = [null, 'duplicate', 'related', 'not-duplicate'] as const;

const candidates = fc.array(
  fc
    .record({
      id: fc.nat(),
      score: fc.double({ min: 0, max: 1, noNaN: true }),
      tier: fc.constantFrom('very-likely', 'possible', 'none'),
      isDone: fc.boolean(),
      resolutionName: fc.constantFrom(null, 'Fixed'),
      verdict: fc.constantFrom(...verdicts),
      isAskedAgain: fc.boolean(),
    })
    .map(
      ({ id, score, tier, isDone, resolutionName, verdict, isAskedAgain }) =>
        ({
          issue: { id, statusCategory: isDone ? 'done' : 'new', resolutionName },
          score,
          tier,
          review: { verdict, askedAgainSince: isAskedAgain ? '2026-11-21T12:00:00Z' : null },
        }) as PanelCandidate,
    ),
);

it('puts every candidate into exactly one list or counts it as hidden, and hides only weak similar ones', () => {
  fc.assert(
    fc.property(candidates, fc.double({ min: 0.2, max: 0.95, noNaN: true }), (all, threshold) => {
      const { duplicates, similar, fixedBefore, decided, hiddenCount } = sortCandidates(all, threshold);
      const listed = [...duplicates, ...similar, ...fixedBefore, ...decided];
      expect(new Set(listed).size).toBe(listed.length);
      expect(listed.length + hiddenCount).toBe(all.length);
      for (const one of all.filter((candidate) => !listed.includes(candidate))) {
        expect(one.tier).toBe('none');
        expect(one.score).toBeLessThan(threshold);
      }
      for (const { tier, issue } of duplicates) expect([tier === 'none', issue.statusCategory]).toEqual([false, 'new']);
      for (const { issue } of similar) expect([issue.statusCategory, issue.resolutionName]).toEqual(['new', null]);
    }),
  );
});

it('asks again about a pair that was "not a duplicate" until a text changed', () => {
  const review = { verdict: 'not-duplicate', askedAgainSince: '2026-11-21T12:00:00Z' };
  const again = { issue: { id: 1, statusCategory: 'new', resolutionName: null }, score: 0.9, tier: 'possible', review };
  expect(sortCandidates([again as PanelCandidate], 0.4).duplicates).toHaveLength(1);
});

const parts: fc.Arbitrary<TextPart[]> = fc.array(
  fc.record({
    text: fc.string({ minLength: 1, unit: fc.constantFrom('a', 'b', ' ', '\n', '…', '漢') }),
    isCommon: fc.boolean(),
    isSharedTerm: fc.boolean(),
  }),
);
const joined = (some: readonly TextPart[]): string => some.map(({ text }) => text).join('');

it('cuts a text after so many characters and says how many are left', () => {
  fc.assert(
    fc.property(parts, fc.nat({ max: 60 }), (all, most) => {
      const { shown, hiddenCharacters } = firstParts(all, most);
      expect(joined(shown)).toBe(joined(all).slice(0, most));
      expect(hiddenCharacters).toBe(joined(all).length - joined(shown).length);
    }),
  );
});

it('draws every line that says something, in order, with the marks of its parts', () => {
  fc.assert(
    fc.property(parts, (all) => {
      const expected = joined(all)
        .split('\n')
        .filter((line) => line.trim() !== '');
      expect(linesOf(all).map(joined)).toEqual(expected);
      const marked = (some: readonly TextPart[]) => joined(some.filter(({ isSharedTerm }) => isSharedTerm));
      const visible = (text: string): string => text.replace(/\s/g, '');
      expect(visible(linesOf(all).map(marked).join(''))).toBe(visible(marked(all)));
    }),
  );
});
