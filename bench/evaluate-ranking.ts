// The protocol for rankings: each issue with an earlier duplicate asks for it among everything older than itself;
// every known cluster counts once, with its best member; ties count half.

import type { LabelledSet } from './evaluate-corpus';

export interface RankingQuality {
  readonly queries: number;
  readonly rr1: number;
  readonly rr5: number;
  readonly rr10: number;
  readonly rr20: number;
  readonly mrr: number;
}

/** Fills `scores[0 .. query)`; what is not above `-Infinity` counts as not found. */
export type ScoreAll = (query: number, scores: Float64Array) => void;

/** The rank of each query's own cluster, in the order of `set.queries`; Infinity when it was not found. */
export function ranksOf(set: LabelledSet, scoreAll: ScoreAll): readonly number[] {
  const scores = new Float64Array(set.issues.length);
  const members = new Map<number, number[]>();
  set.clusterOf.forEach((cluster, issue) => members.set(cluster, [...(members.get(cluster) ?? []), issue]));
  return set.queries.map((query) => {
    scoreAll(query, scores);
    const own = set.clusterOf[query] ?? query;
    let best = -Infinity;
    for (const member of members.get(own) ?? []) if (member < query) best = Math.max(best, scores[member] ?? -Infinity);
    if (best === -Infinity) return Infinity;
    const ahead = new Set<number>();
    const equal = new Set<number>();
    for (let issue = 0; issue < query; issue++) {
      const score = scores[issue] ?? -Infinity;
      const cluster = set.clusterOf[issue] ?? issue;
      if (score < best || cluster === own) continue;
      (score > best ? ahead : equal).add(cluster);
    }
    let tied = 0;
    for (const cluster of equal) if (!ahead.has(cluster)) tied++;
    return 1 + ahead.size + tied / 2;
  });
}

export function summarize(ranks: readonly number[]): RankingQuality {
  const share = (limit: number): number =>
    ranks.length === 0 ? 0 : ranks.filter((rank) => rank <= limit).length / ranks.length;
  return {
    queries: ranks.length,
    rr1: share(1),
    rr5: share(5),
    rr10: share(10),
    rr20: share(20),
    mrr: ranks.length === 0 ? 0 : ranks.reduce((sum, rank) => sum + 1 / rank, 0) / ranks.length,
  };
}
