// The pairs of a labelled set with their signals and their judgement, made by the product's own analysis: blocks,
// vectors, the exact comparison of all with all, and the reader that judges them.

import { limits } from '../src/limits';
import { BlockBuilder } from '../src/similarity/block';
import { exclusionsOf } from '../src/similarity/exclusions';
import { Join } from '../src/similarity/join';
import { judgePair } from '../src/similarity/judge';
import type { PairSignals } from '../src/similarity/judge';
import { buildModel } from '../src/similarity/model';
import { PairReader } from '../src/similarity/pair-signals';
import { defaultScoreSettings } from '../src/similarity/score';
import { numberSeries, seriesPairOf } from '../src/similarity/series';
import type { SeriesPair } from '../src/similarity/series';
import { Tokenizer } from '../src/similarity/tokenize';
import type { TextSettings } from '../src/similarity/tokenize';
import { pairKey } from './evaluate-corpus';
import type { LabelledIssue, LabelledSet } from './evaluate-corpus';

export const listedFrom = 0.3;
const neighbours = 100;
const mostPairs = 3_000_000;

/** Positions of the two issues, the older one first. A pair of a series is not listed but stands behind its row. */
export type PairVisitor = (
  a: number,
  b: number,
  signals: PairSignals,
  isLabelled: boolean,
  isOfSeries: boolean,
) => void;

/** Visits every pair with cosine of at least `listedFrom` that carries no other link; returns how many there were. */
export function visitPairs(set: LabelledSet, visit: PairVisitor, settings: TextSettings = {}): number {
  const builder = new BlockBuilder(new Tokenizer(settings));
  const linked = linksOf(set);
  for (const [position, issue] of set.issues.entries()) {
    builder.add({ ...issue, facts: { ...issue.facts, linkedIds: linked.get(position) ?? [] } });
  }
  const model = buildModel([builder.build()], defaultScoreSettings);
  const exclusions = exclusionsOf(model);
  const join = new Join(model, {
    top: neighbours,
    threshold: listedFrom,
    maxPairs: mostPairs,
    path: 'auto',
    exclusions,
  });
  while (!join.step(1000, () => performance.now()));
  const joined = join.result();
  const reader = new PairReader(model, { ...joined, top: neighbours });
  const { a, b, scores } = joined.pairs;
  const pairs = Array.from(a, (one, at): SeriesPair => {
    const [first, second] = [Math.min(one, b[at] ?? 0), Math.max(one, b[at] ?? 0)];
    const cosine = scores[at] ?? 0;
    const signals = reader.signalsOf(first, second, cosine);
    const { tier } = judgePair(signals);
    // The product keeps this many of the most alike pairs, and those that are in a tier.
    const isKept = at < limits.maxPairs || tier !== 'none';
    const pair = seriesPairOf(first, second, signals, tier);
    return isKept ? pair : { ...pair, role: 'none', isSlot: false };
  });
  const series = numberSeries(pairs, reader).numbers;
  for (const [at, pair] of pairs.entries()) {
    const isLabelled = set.clusterOf[pair.a] === set.clusterOf[pair.b];
    visit(pair.a, pair.b, reader.signalsOf(pair.a, pair.b, pair.cosine), isLabelled, series[at] !== 0);
  }
  return pairs.length;
}

/** Distinct known pairs: how many there are to be found. */
export function countLabelled(set: LabelledSet): number {
  return new Set(set.pairs.map(([a, b]) => pairKey(a, b))).size;
}

export function issueAt(set: LabelledSet, position: number): LabelledIssue {
  const issue = set.issues[position];
  if (issue === undefined) throw new RangeError(`There is no issue at position ${position}.`);
  return issue;
}

function linksOf(set: LabelledSet): Map<number, number[]> {
  const links = new Map<number, number[]>();
  for (const key of set.related) {
    const [a, b] = [Math.floor(key / 0x4000000), key % 0x4000000];
    if (set.clusterOf[a] === set.clusterOf[b]) continue;
    links.set(a, [...(links.get(a) ?? []), b + 1]);
  }
  return links;
}
