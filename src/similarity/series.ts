// Issues made from one pattern ("Regression testing 4.1", "... 4.2"; one ticket for each platform or branch) resemble
// each other without being duplicates. Shown pair by pair they would bury everything else, so they become one row.

import type { EvidenceKind, Tier } from './evidence';

export interface SeriesPair {
  readonly a: number;
  readonly b: number;
  readonly score: number;
  readonly tier: Tier;
  readonly reasons: readonly EvidenceKind[];
}

interface Series {
  /** Ascending. */
  readonly ids: readonly number[];
  /** Pairs that this row stands for. */
  readonly pairs: number;
  readonly highestScore: number;
}

interface Grouped<P extends SeriesPair> {
  readonly series: readonly Series[];
  /** Pairs that stay rows of their own, in the order given. */
  readonly pairs: readonly P[];
}

const seriesReasons: readonly EvidenceKind[] = [
  'title-slot',
  'template',
  'many-alike',
  'same-reporter-different-title',
];
/** Three issues of one pattern are three pairs, which a reader can take in; four are six. */
const leastIssues = 4;

/** A pair belongs to a series if it has the marks of one, is not "very likely", and connects at least four issues. */
export function groupSeries<P extends SeriesPair>(pairs: readonly P[]): Grouped<P> {
  const isMarked = (pair: P): boolean =>
    pair.tier !== 'very-likely' && pair.reasons.some((reason) => seriesReasons.includes(reason));
  const roots = new Map<number, number>();
  const rootOf = (id: number): number => {
    let root = id;
    for (let next = roots.get(root) ?? root; next !== root; next = roots.get(root) ?? root) root = next;
    for (let at = id; at !== root;) {
      const next = roots.get(at) ?? root;
      roots.set(at, root);
      at = next;
    }
    return root;
  };
  for (const pair of pairs) {
    if (!isMarked(pair)) continue;
    const [rootA, rootB] = [rootOf(pair.a), rootOf(pair.b)];
    roots.set(Math.max(rootA, rootB), Math.min(rootA, rootB));
  }
  const found = new Map<number, { ids: Set<number>; pairs: number; highestScore: number }>();
  for (const pair of pairs) {
    if (!isMarked(pair)) continue;
    const root = rootOf(pair.a);
    const series = found.get(root) ?? { ids: new Set(), pairs: 0, highestScore: 0 };
    series.ids.add(pair.a).add(pair.b);
    series.pairs++;
    series.highestScore = Math.max(series.highestScore, pair.score);
    found.set(root, series);
  }
  const large = new Map([...found].filter(([, { ids }]) => ids.size >= leastIssues));
  return {
    series: [...large.values()]
      .map(({ ids, ...rest }) => ({ ids: [...ids].sort((x, y) => x - y), ...rest }))
      .sort((x, y) => y.ids.length - x.ids.length || (x.ids[0] ?? 0) - (y.ids[0] ?? 0)),
    pairs: pairs.filter((pair) => !isMarked(pair) || !large.has(rootOf(pair.a))),
  };
}
