// The decisions from which the engine may learn how this site differs: people's own verdicts on pairs that it had
// proposed to them. A link that somebody made in Jira is left out, since nobody makes links that say "not a duplicate":
// learning from it would teach that everything is one.

import { limits } from '../limits';
import type { DecidedPair } from '../similarity/site-judge';
import type { ReviewedPair } from '../storage/reviews';

/** The newest ones, by pair. "Related" is not a duplicate. */
export function decidedPairs(reviewed: readonly ReviewedPair[]): readonly DecidedPair[] {
  return reviewed
    .filter(({ review }) => review.origin === 'person' && review.verdict !== null && review.askedAgainSinceMs === null)
    .filter(({ review }) => review.seen !== null && review.seen.tier !== 'none')
    .sort((x, y) => y.review.atMs - x.review.atMs || x.a - y.a || x.b - y.b)
    .slice(0, limits.maxDecisionsLearned)
    .map(({ a, b, review }) => ({ a, b, isDuplicate: review.verdict === 'duplicate' }))
    .sort((x, y) => x.a - y.a || x.b - y.b);
}
