// Issues made from one pattern ("Regression testing 4.1", "... 4.2"; one ticket for each platform or branch) resemble
// each other without being duplicates. Shown pair by pair they would bury everything else, so they become one row. What
// tells a pattern from a subject: much of every title is the same, and each issue has several others just as alike; or
// the titles differ only in a number, or in words by which this site tells the parts of a piece of work apart.

import type { EvidenceKind, Tier } from './evidence';
import {
  isFilledForm,
  isRecurring,
  isTitleSlot,
  leastCrowd,
  type PairSignals,
  sameReporterDiffers,
  templateHub,
} from './judge';
import { mostSlotTerms, type SeriesTitles, siblingPairs, type SlotPair } from './siblings';

/**
 * `link` pairs make a series of four or more, `sibling` pairs one of any size; a `member` pair belongs to the series
 * that has both of its issues. A `slot` pair is a sibling if the words that tell its titles apart are known for that.
 */
export type SeriesRole = 'none' | 'member' | 'link' | 'sibling';

export interface SeriesPair extends SlotPair {
  /** `a` and `b` are rows, or any other numbers that the titles know. */
  readonly cosine: number;
  readonly role: SeriesRole;
  readonly isSlot: boolean;
}

/** Three issues of one pattern are three pairs, which a reader can take in; four are six. */
export const leastSeriesIssues = 4;

const largeCrowd = 10;
const alikeCosine = 0.5;
const largeCrowdCosine = 0.25;
const templateCosine = 0.75;
/** What all titles of a series have in common weighs at least so much of each. */
const leastFrameShare = 0.08;
/** Two parts of one piece of work have most of their titles in common. */
const leastSiblingShare = 0.2;

export function seriesPairOf(a: number, b: number, signals: PairSignals, tier: Tier): SeriesPair {
  const { cosine, isSameReporter, unmatchedTitleTermsA, unmatchedTitleTermsB } = signals;
  const unmatched = [unmatchedTitleTermsA, unmatchedTitleTermsB];
  const isSlot =
    tier !== 'very-likely' &&
    signals.matchedTitleTerms > 0 &&
    Math.min(...unmatched) > 0 &&
    Math.max(...unmatched) <= mostSlotTerms;
  return { a, b, cosine, isSameReporter, role: seriesRole(signals, tier), isSlot };
}

export function seriesRole(signals: PairSignals, tier: Tier): SeriesRole {
  if (tier === 'very-likely') return 'none';
  if (signals.isNumberSlot) return 'sibling';
  if (isRecurring(signals)) return 'link';
  const differs = sameReporterDiffers(signals) || isFilledForm(signals);
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

/** The reason that makes two fillings of one pattern no duplicates of each other. */
export type PatternKind = Extract<EvidenceKind, 'sibling' | 'pattern'>;

/** Of a pair alone, without the others of its series; null when it is none. */
export function patternOf(signals: PairSignals, tier: Tier): PatternKind | null {
  const role = seriesRole(signals, tier);
  if (role === 'sibling') return 'sibling';
  return role === 'link' ? 'pattern' : null;
}

interface NumberedSeries {
  /** For each pair the number of its series, from 1 on, or 0. */
  readonly numbers: Uint32Array;
  readonly areSiblings: readonly boolean[];
}

/**
 * Siblings are joined first, then the most alike, and only while all titles keep a frame in common, so that a chain of
 * neighbours never becomes one heap.
 */
export function numberSeries(pairs: readonly SeriesPair[], titles: SeriesTitles): NumberedSeries {
  const areSiblings = findSiblings(pairs, titles);
  const groups = new Groups(titles);
  const inOrder = (some: SeriesPair[]): SeriesPair[] =>
    some.sort((x, y) => y.cosine - x.cosine || x.a - y.a || x.b - y.b);
  const siblings = inOrder(pairs.filter((_, at) => areSiblings[at]));
  const links = inOrder(pairs.filter(({ role }) => role === 'link'));
  for (const { a, b } of siblings) groups.join(a, b, leastSiblingShare);
  for (const { a, b, cosine } of links) groups.join(a, b, cosine >= templateCosine ? 0 : leastFrameShare);
  const roots = new Set<number>();
  for (const { a, b } of siblings) if (groups.rootOf(a) === groups.rootOf(b)) roots.add(groups.rootOf(a));
  for (const { a } of links) if (groups.sizeOf(groups.rootOf(a)) >= leastSeriesIssues) roots.add(groups.rootOf(a));
  const numberOf = new Map([...roots].sort((x, y) => x - y).map((root, index) => [root, index + 1]));
  const numbers = Uint32Array.from(pairs, ({ a, b, role }, at) => {
    const root = groups.rootOf(a);
    const isPart = role !== 'none' || areSiblings[at] === true;
    return isPart && root === groups.rootOf(b) ? (numberOf.get(root) ?? 0) : 0;
  });
  return { numbers, areSiblings };
}

function findSiblings(pairs: readonly SeriesPair[], titles: SeriesTitles): readonly boolean[] {
  const areSiblings = pairs.map(({ role }) => role === 'sibling');
  const places = pairs.flatMap(({ isSlot }, at) => (isSlot ? [at] : []));
  const found = siblingPairs(
    places.map((at) => pairs[at]!),
    titles,
  );
  for (const [index, at] of places.entries()) areSiblings[at] ||= found[index]!;
  return areSiblings;
}

/** Disjoint sets, each with its smallest member as root and with the terms that all of its titles have. */
class Groups {
  private readonly parents = new Map<number, number>();
  private readonly sizes = new Map<number, number>();
  private readonly frames = new Map<number, ReadonlySet<number>>();

  constructor(private readonly titles: SeriesTitles) {}

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

  /**
   * Unless the frame would weigh less than `leastShare` of a title. Texts that are nearly equal need none at all: a form
   * that everybody fills in has a title of its own each time.
   */
  join(a: number, b: number, leastShare: number): void {
    const [rootA, rootB] = [this.rootOf(a), this.rootOf(b)];
    if (rootA === rootB) return;
    const [smaller, larger] = [Math.min(rootA, rootB), Math.max(rootA, rootB)];
    const other = this.frameOf(larger);
    const frame = new Set([...this.frameOf(smaller)].filter((term) => other.has(term)));
    if ([a, b, rootA, rootB].some((row) => this.shareOf(frame, row) < leastShare)) return;
    this.parents.set(larger, smaller);
    this.sizes.set(smaller, this.sizeOf(smaller) + this.sizeOf(larger));
    this.frames.set(smaller, frame);
  }

  private frameOf(root: number): ReadonlySet<number> {
    return this.frames.get(root) ?? new Set(this.titles.of(root).keys());
  }

  private shareOf(frame: ReadonlySet<number>, row: number): number {
    const title = this.titles.of(row);
    let share = 0;
    for (const term of frame) share += title.get(term) ?? 0;
    return share;
  }
}
