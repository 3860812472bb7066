// The figures of a backtest, counted over its queries. Apart from the replay itself, because they are counted anew for
// each viewer: over the queries of which that person may see both issues.

import type { BacktestResult } from '../contract';

type Recall = Omit<BacktestResult, 'engineVersion' | 'finishedAt'>;

/** Upper ends of the bars of the histogram; then those beyond, then those that were not found. */
const barEnds = [1, 5, 10, 20] as const;

export function recallOf(found: readonly { readonly rank: number | null }[]): Recall {
  const ranks = found.map(({ rank }) => rank ?? Infinity);
  const within = (end: number): number => ranks.filter((rank) => rank <= end).length;
  const share = (end: number): number => (ranks.length === 0 ? 0 : within(end) / ranks.length);
  const [one, five, ten, twenty] = barEnds.map(within) as [number, number, number, number];
  const reached = ranks.filter(Number.isFinite).length;
  return {
    queries: ranks.length,
    recallAt1: share(1),
    recallAt5: share(5),
    recallAt10: share(10),
    meanReciprocalRank: ranks.length === 0 ? 0 : ranks.reduce((sum, rank) => sum + 1 / rank, 0) / ranks.length,
    histogram: [one, five - one, ten - five, twenty - ten, reached - twenty, ranks.length - reached],
  };
}
