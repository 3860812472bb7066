import type { Review } from '../../src/duplicates/decision';
import { limits } from '../../src/limits';
import { decidedPairs } from '../../src/scan/decided-pairs';

const review: Review = {
  version: 1,
  verdict: 'duplicate',
  snoozedUntilMs: null,
  assignee: null,
  by: 'someone',
  atMs: 1,
  origin: 'person',
  askedAgainSinceMs: null,
  actionId: null,
  digests: null,
  seen: { score: 0.8, tier: 'possible', reasons: [], engineVersion: 'x' },
};
const verdictsOf = (change: Partial<Review>) => decidedPairs([{ a: 1, b: 2, review: { ...review, ...change } }]);

describe('what an analysis learns from', () => {
  it('is what people said about pairs that were proposed', () => {
    expect(verdictsOf({})).toEqual([{ a: 1, b: 2, isDuplicate: true }]);
    expect(verdictsOf({ verdict: 'not-duplicate' })).toEqual([{ a: 1, b: 2, isDuplicate: false }]);
    expect(verdictsOf({ verdict: 'related' })).toEqual([{ a: 1, b: 2, isDuplicate: false }]);
  });

  it.each<[string, Partial<Review>]>([
    ['a link made in Jira', { origin: 'jira-link', by: null }],
    ['a decision that was taken back', { verdict: null, origin: 'undo' }],
    ['a question that is asked again', { askedAgainSinceMs: 5 }],
    ['a pair that no analysis had', { seen: null }],
    ['a pair that was in no tier', { seen: { score: 0.2, tier: 'none', reasons: [], engineVersion: 'x' } }],
  ])('is not %s', (_name, change) => {
    expect(verdictsOf(change)).toEqual([]);
  });

  it('is the newest decisions, in the order of the pairs', () => {
    const many = Array.from({ length: limits.maxDecisionsLearned + 10 }, (_, at) => {
      return { a: at + 1, b: at + 9, review: { ...review, atMs: at } };
    });
    const learned = decidedPairs(many);
    expect(learned).toHaveLength(limits.maxDecisionsLearned);
    expect(learned[0]).toEqual({ a: 11, b: 19, isDuplicate: true });
    expect(decidedPairs([...many].reverse())).toEqual(learned);
  });
});
