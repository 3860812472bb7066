// What the last analysis said about one pair: score, tier and reasons, as they are kept with a decision. Two reads; null
// when no analysis has the pair, which is no reason not to decide.

import { decodeLists } from '../similarity/results';
import type { Pair } from '../storage/reviews';
import type { Stores } from '../storage/stores';
import type { Seen } from './decision';

export async function storedEvidence(pair: Pair, projectId: number, stores: Stores): Promise<Seen | null> {
  const coverage = (await stores.coverage(projectId).read())?.value ?? null;
  if (coverage === null) return null;
  const { lists, engineVersion } = coverage.results;
  // Each of the two may list the other one while its own list was full of closer ones.
  for (const [issueId, otherId] of [
    [pair.a, pair.b],
    [pair.b, pair.a],
  ] as const) {
    const part = lists.find(({ firstId, lastId }) => firstId <= issueId && issueId <= lastId);
    const [bytes] = part === undefined ? [] : await stores.results.read([part.key]);
    const found =
      bytes === undefined
        ? null
        : decodeLists(bytes)
            .of(issueId)
            ?.find(({ id }) => id === otherId);
    if (found) return { score: found.score, tier: found.tier, reasons: [...found.reasons], engineVersion };
  }
  return null;
}
