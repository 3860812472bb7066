// All figures of one labelled set: rankings by the protocol, tiers against the known pairs, and on request what each
// step is worth and how other methods do on the same queries.

import { judgePair } from '../src/similarity/judge';
import type { Judgement } from '../src/similarity/judge';
import { daysApart, isImportDay, matchComponents, rankScore } from '../src/similarity/rank';
import { defaultScoreSettings } from '../src/similarity/score';
import type { LabelledSet } from './evaluate-corpus';
import { countLabelled, issueAt, listedFrom, visitPairs } from './evaluate-pairs';
import { ranksOf, summarize } from './evaluate-ranking';
import type { RankingQuality, ScoreAll } from './evaluate-ranking';
import { buildVectors, cosinesOf, countTerms, hubsOf, weighByField } from './evaluate-vectors';
import type { Vectors } from './evaluate-vectors';

export interface TierCount {
  readonly pairs: number;
  readonly labelled: number;
}

export interface SetReport extends RankingQuality {
  readonly name: string;
  readonly issues: number;
  readonly labelledPairs: number;
  /** Of the pairs in a tier: share that is labelled, and share of all labelled pairs that is among them. */
  readonly pairPrecision: number;
  readonly pairRecall: number;
  /** Pairs are looked at from this cosine on. */
  readonly threshold: number;
  readonly tiers: { readonly veryLikely: TierCount; readonly possible: TierCount };
  /** Pairs that would be in a tier, but stand behind the rows of series. */
  readonly series: TierCount;
  readonly peers: Readonly<Record<string, RankingQuality>>;
  readonly steps: Readonly<Record<string, RankingQuality>>;
}

export interface JudgedPair {
  readonly a: number;
  readonly b: number;
  readonly cosine: number;
  readonly judgement: Judgement;
}

export interface Findings {
  readonly report: SetReport;
  /** Queries whose own cluster ranked beyond ten, worst first. */
  readonly misses: readonly { readonly query: number; readonly rank: number }[];
  /** Unlabelled pairs in a tier: very likely first, then by log-odds. */
  readonly unlabelled: readonly JudgedPair[];
}

export function evaluateSet(set: LabelledSet, peers: (set: LabelledSet) => Record<string, RankingQuality>): Findings {
  const texts = set.issues.map((issue) => issue.text);
  const vectors = buildVectors(countTerms(texts), weighByField(defaultScoreSettings.fieldWeights));
  const ranks = ranksOf(set, productScores(set, vectors));
  const counts = { 'very-likely': { pairs: 0, labelled: 0 }, possible: { pairs: 0, labelled: 0 } };
  const series = { pairs: 0, labelled: 0 };
  const unlabelled: JudgedPair[] = [];
  visitPairs(set, (a, b, signals, isLabelled, isOfSeries) => {
    const judgement = judgePair(signals);
    if (judgement.tier === 'none') return;
    const count = isOfSeries ? series : counts[judgement.tier];
    count.pairs++;
    if (isLabelled) count.labelled++;
    else if (!isOfSeries) unlabelled.push({ a, b, cosine: signals.cosine, judgement });
  });
  const total = countLabelled(set);
  const listed = counts['very-likely'].pairs + counts.possible.pairs;
  const found = counts['very-likely'].labelled + counts.possible.labelled;
  const report: SetReport = {
    name: set.name,
    issues: set.issues.length,
    labelledPairs: total,
    ...summarize(ranks),
    pairPrecision: listed === 0 ? 0 : found / listed,
    pairRecall: total === 0 ? 0 : Math.min(1, found / total),
    threshold: listedFrom,
    tiers: { veryLikely: counts['very-likely'], possible: counts.possible },
    series,
    peers: peers(set),
    steps: {},
  };
  const isVeryLikely = (pair: JudgedPair): number => Number(pair.judgement.tier === 'very-likely');
  unlabelled.sort((x, y) => isVeryLikely(y) - isVeryLikely(x) || y.judgement.z - x.judgement.z || x.a - y.a);
  const misses = ranks
    .map((rank, at) => ({ query: set.queries[at] ?? 0, rank }))
    .filter(({ rank }) => rank > 10)
    .sort((x, y) => y.rank - x.rank || x.query - y.query);
  return { report, misses, unlabelled };
}

/** The order in which the product lists candidates. */
export function productScores(set: LabelledSet, vectors: Vectors, isGuarded = true): ScoreAll {
  const hubs = hubsOf(vectors);
  const isImported = isGuarded ? importedIssues(set) : new Uint8Array(set.issues.length);
  const cosines = new Float32Array(set.issues.length);
  return (query, scores) => {
    cosinesOf(vectors, query, cosines);
    const asking = issueAt(set, query).facts;
    for (let other = 0; other < query; other++) {
      const cosine = cosines[other] ?? 0;
      const { createdMs, componentHashes } = issueAt(set, other).facts;
      const days = daysApart(asking.createdMs, createdMs, (isImported[query] ?? 0) + (isImported[other] ?? 0) > 0);
      const component = matchComponents(asking.componentHashes, componentHashes);
      scores[other] = cosine > 0 ? rankScore(cosine, days, hubs[other] ?? 0, component) : -Infinity;
    }
  };
}

function importedIssues(set: LabelledSet): Uint8Array {
  const dayOf = (createdMs: number): number => Math.floor(createdMs / 86_400_000);
  const issuesOfDay = new Map<number, number>();
  for (const { facts } of set.issues) {
    issuesOfDay.set(dayOf(facts.createdMs), (issuesOfDay.get(dayOf(facts.createdMs)) ?? 0) + 1);
  }
  return Uint8Array.from(set.issues, ({ facts }) =>
    Number(isImportDay(issuesOfDay.get(dayOf(facts.createdMs)) ?? 0, set.issues.length)),
  );
}

/** The ranking built up step by step, each with everything before it. */
export function measureSteps(set: LabelledSet): Record<string, RankingQuality> {
  const counted = countTerms(set.issues.map((issue) => issue.text));
  const plainIdf = (issues: number, frequency: number): number => Math.log((1 + issues) / (1 + frequency)) + 1;
  const steps: Record<string, RankingQuality> = {};
  const byCosine = (vectors: Vectors): RankingQuality => {
    const cosines = new Float32Array(set.issues.length);
    return measure(set, (query, scores) => {
      cosinesOf(vectors, query, cosines);
      for (let other = 0; other < query; other++) scores[other] = cosines[other] || -Infinity;
    });
  };
  steps['terms, tf-idf'] = byCosine(
    buildVectors(
      counted,
      (issue, index, inverse) =>
        ((issue.counts[index * 3] ?? 0) + (issue.counts[index * 3 + 1] ?? 0) + (issue.counts[index * 3 + 2] ?? 0)) *
        inverse,
      plainIdf,
    ),
  );
  steps['+ saturation'] = byCosine(buildVectors(counted, weighByField([1, 1, 1]), plainIdf));
  const { fieldWeights } = defaultScoreSettings;
  steps['+ field weights'] = byCosine(buildVectors(counted, weighByField(fieldWeights), plainIdf));
  const vectors = buildVectors(counted, weighByField(fieldWeights));
  steps['+ softer idf'] = byCosine(vectors);
  const hubs = hubsOf(vectors);
  const cosines = new Float32Array(set.issues.length);
  const ranked = (isTimeUsed: boolean, isHubUsed: boolean, isComponentUsed: boolean): RankingQuality =>
    measure(set, (query, scores) => {
      cosinesOf(vectors, query, cosines);
      const asking = issueAt(set, query).facts;
      for (let other = 0; other < query; other++) {
        const { createdMs, componentHashes } = issueAt(set, other).facts;
        const days = isTimeUsed ? daysApart(asking.createdMs, createdMs, false) : 0;
        const component = isComponentUsed ? matchComponents(asking.componentHashes, componentHashes) : 0;
        const cosine = cosines[other] ?? 0;
        scores[other] =
          cosine > 0 ? rankScore(cosine, days, isHubUsed ? (hubs[other] ?? 0) : 0.3, component) : -Infinity;
      }
    });
  steps['+ time'] = ranked(true, false, false);
  steps['+ hub'] = ranked(true, true, false);
  steps['+ component'] = ranked(true, true, true);
  return steps;
}

export function measure(set: LabelledSet, scoreAll: ScoreAll): RankingQuality {
  return summarize(ranksOf(set, scoreAll));
}
