// Issues made from one pattern ("Regression testing 4.1", "... 4.2"; one ticket for each platform or branch) resemble
// each other without being duplicates. Shown pair by pair they would bury everything else, so they become one row. What
// tells a pattern from a subject: much of every title is the same, and each issue has several others just as alike.

import type { Tier } from './evidence';
import { isTitleSlot, type PairSignals, sameReporterDiffers, templateHub } from './judge';

/** `link` pairs make a series; a `member` pair belongs to the series that has both of its issues. */
export type SeriesRole = 'none' | 'member' | 'link';

export interface SeriesPair {
  /** Rows, or any other numbers that `titleOf` knows. */
  readonly a: number;
  readonly b: number;
  readonly cosine: number;
  readonly role: SeriesRole;
}

/** A title's terms with their shares of its weight, which sum to 1. */
export type TitleShares = ReadonlyMap<number, number>;

/** Three issues of one pattern are three pairs, which a reader can take in; four are six. */
export const leastSeriesIssues = 4;

/** So many others are about as alike as this one: a duplicate stands out from the crowd, a filling of a form does not. */
const leastCrowd = 3;
const largeCrowd = 10;
const alikeCosine = 0.5;
const largeCrowdCosine = 0.25;
const templateCosine = 0.75;
/** What all titles of a series have in common weighs at least so much of each. */
const leastFrameShare = 0.08;

export function seriesRole(signals: PairSignals, tier: Tier): SeriesRole {
  if (tier === 'very-likely') return 'none';
  const differs = sameReporterDiffers(signals);
  const isTemplate = Math.max(signals.hubA, signals.hubB) >= templateHub;
  if (!differs && !isTemplate && !isTitleSlot(signals)) return 'none';
  const { cosine, matchedTitleTerms } = signals;
  const crowd = Math.min(signals.crowdA, signals.crowdB);
  const unmatched = Math.max(signals.unmatchedTitleTermsA, signals.unmatchedTitleTermsB);
  // Different people rarely fill one pattern, so of their titles more has to agree.
  const leastMatched = Math.max(2, differs ? unmatched : 1.5 * unmatched);
  const isLink =
    crowd >= leastCrowd &&
    ((isTemplate && cosine >= templateCosine) ||
      (differs && crowd >= largeCrowd && cosine >= largeCrowdCosine) ||
      (cosine >= alikeCosine && matchedTitleTerms >= leastMatched));
  if (isLink) return 'link';
  return differs ? 'member' : 'none';
}

/**
 * For each pair the number of its series, from 1 on, or 0. The most alike are joined first, and only while all titles keep
 * a frame in common, so that a chain of neighbours never becomes one heap.
 */
export function numberSeries(pairs: readonly SeriesPair[], titleOf: (row: number) => TitleShares): Uint32Array {
  const groups = new Groups(titleOf);
  const links = pairs.filter(({ role }) => role === 'link');
  links.sort((x, y) => y.cosine - x.cosine || x.a - y.a || x.b - y.b);
  for (const { a, b, cosine } of links) groups.join(a, b, cosine >= templateCosine);
  const roots = new Set<number>();
  for (const { a } of links) if (groups.sizeOf(groups.rootOf(a)) >= leastSeriesIssues) roots.add(groups.rootOf(a));
  const numbers = new Map([...roots].sort((x, y) => x - y).map((root, index) => [root, index + 1]));
  return Uint32Array.from(pairs, ({ a, b, role }) => {
    const root = groups.rootOf(a);
    return role !== 'none' && root === groups.rootOf(b) ? (numbers.get(root) ?? 0) : 0;
  });
}

/** Disjoint sets, each with its smallest member as root and with the terms that all of its titles have. */
class Groups {
  private readonly parents = new Map<number, number>();
  private readonly sizes = new Map<number, number>();
  private readonly frames = new Map<number, ReadonlySet<number>>();

  constructor(private readonly titleOf: (row: number) => TitleShares) {}

  rootOf(row: number): number {
    let root = row;
    for (let next = this.parents.get(root); next !== undefined; next = this.parents.get(root)) root = next;
    for (let at = row; at !== root;) {
      const next = this.parents.get(at) ?? root;
      this.parents.set(at, root);
      at = next;
    }
    return root;
  }

  sizeOf(root: number): number {
    return this.sizes.get(root) ?? 1;
  }

  /** Texts that are nearly equal need no frame: a form that everybody fills in has a title of its own each time. */
  join(a: number, b: number, areNearlyEqual: boolean): void {
    const [rootA, rootB] = [this.rootOf(a), this.rootOf(b)];
    if (rootA === rootB) return;
    const [smaller, larger] = [Math.min(rootA, rootB), Math.max(rootA, rootB)];
    const other = this.frameOf(larger);
    const frame = new Set([...this.frameOf(smaller)].filter((term) => other.has(term)));
    if (!areNearlyEqual && [a, b, rootA, rootB].some((row) => this.shareOf(frame, row) < leastFrameShare)) return;
    this.parents.set(larger, smaller);
    this.sizes.set(smaller, this.sizeOf(smaller) + this.sizeOf(larger));
    this.frames.set(smaller, frame);
  }

  private frameOf(root: number): ReadonlySet<number> {
    return this.frames.get(root) ?? new Set(this.titleOf(root).keys());
  }

  private shareOf(frame: ReadonlySet<number>, row: number): number {
    const title = this.titleOf(row);
    let share = 0;
    for (const term of frame) share += title.get(term) ?? 0;
    return share;
  }
}
