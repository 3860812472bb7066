// What else could rank the same queries: a search library, plain TF-IDF, and a method after REP
// (Sun et al., 2011): BM25F over one and two words with the extension for long queries, plus equal project, component and
// type. Priority and version are left out and nothing is tuned, so the real REP may do better. Slow and obvious on purpose; sampled on large sets, and said so.

import MiniSearch from 'minisearch';
import type { LabelledIssue, LabelledSet } from './evaluate-corpus';
import { issueAt } from './evaluate-pairs';
import { ranksOf, summarize } from './evaluate-ranking';
import type { RankingQuality } from './evaluate-ranking';
import { matchComponents } from '../src/similarity/rank';

const mostSlowQueries = 200;

export function measurePeers(set: LabelledSet): Record<string, RankingQuality> {
  const every = Math.max(1, Math.ceil(set.queries.length / mostSlowQueries));
  const sampled = { ...set, queries: set.queries.filter((_, at) => at % every === 0) };
  return {
    'TF-IDF cosine': tfIdf(set),
    'after REP, not tuned': rep(set),
    'MiniSearch, default': miniSearch(sampled, {}),
    'MiniSearch, title x 2': miniSearch(sampled, { boost: { summary: 2 } }),
    'MiniSearch, whole text': miniSearch(sampled, { boost: { summary: 2 } }, true),
  };
}

function miniSearch(
  set: LabelledSet,
  options: { boost?: Record<string, number> },
  isWholeText = false,
): RankingQuality {
  const index = new MiniSearch({ fields: ['summary', 'description'] });
  index.addAll(set.issues.map(({ text }, id) => ({ id, ...text })));
  return summarize(
    ranksOf(set, (query, scores) => {
      scores.fill(-Infinity);
      const { summary, description } = issueAt(set, query).text;
      const words = isWholeText ? `${summary} ${description.slice(0, 600)}` : summary;
      for (const { id, score } of index.search(words, options)) scores[Number(id)] = score;
    }),
  );
}

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]{2,}/gu) ?? [];

type Counts = Map<string, number>;

function count(words: readonly string[], weight = 1, into: Counts = new Map()): Counts {
  for (const word of words) into.set(word, (into.get(word) ?? 0) + weight);
  return into;
}

interface Postings {
  readonly byTerm: Map<string, [issue: number, weight: number][]>;
  readonly rows: readonly Counts[];
}

function postingsOf(rows: readonly Counts[]): Postings {
  const byTerm = new Map<string, [number, number][]>();
  rows.forEach((row, issue) => {
    for (const [term, weight] of row) {
      const list = byTerm.get(term);
      if (list === undefined) byTerm.set(term, [[issue, weight]]);
      else list.push([issue, weight]);
    }
  });
  return { byTerm, rows };
}

/** scikit-learn's default: raw counts, ln((1 + N) / (1 + df)) + 1, length 1. */
function tfIdf(set: LabelledSet): RankingQuality {
  const counts = set.issues.map(({ text }) => count(wordsOf(`${text.summary} ${text.description.slice(0, 50_000)}`)));
  const frequencies = count(counts.flatMap((row) => [...row.keys()]));
  const rows = counts.map((row) => {
    const weighed = [...row].map(([term, tf]): [string, number] => {
      return [term, tf * (Math.log((1 + counts.length) / (1 + (frequencies.get(term) ?? 0))) + 1)];
    });
    const norm = Math.sqrt(weighed.reduce((sum, [, weight]) => sum + weight * weight, 0)) || 1;
    return new Map(weighed.map(([term, weight]) => [term, weight / norm]));
  });
  const { byTerm } = postingsOf(rows);
  return summarize(
    ranksOf(set, (query, scores) => {
      scores.fill(0);
      for (const [term, weight] of rows[query] ?? []) {
        for (const [issue, other] of byTerm.get(term) ?? []) scores[issue] = (scores[issue] ?? 0) + weight * other;
      }
      for (let at = 0; at < scores.length; at++) if (scores[at] === 0) scores[at] = -Infinity;
    }),
  );
}

/** In the order of size that the paper reports, not taken from a copy of it. Title counts three times, k1 2, b .5 and 1. */
const repWeights = { one: 1.163, two: 0.013, project: 2.285, component: 0.032, type: 0.772 };

function rep(set: LabelledSet): RankingQuality {
  const one = bm25f(set, (text) => wordsOf(text));
  const two = bm25f(set, (text) => {
    const words = wordsOf(text);
    return words.slice(1).map((word, at) => `${words[at] ?? ''} ${word}`);
  });
  const twoScores = new Float64Array(set.issues.length);
  return summarize(
    ranksOf(set, (query, scores) => {
      one(query, scores);
      two(query, twoScores);
      const asking = issueAt(set, query);
      for (let other = 0; other < query; other++) {
        const text = repWeights.one * (scores[other] ?? 0) + repWeights.two * (twoScores[other] ?? 0);
        scores[other] = text + factScore(asking, issueAt(set, other));
      }
    }),
  );
}

function factScore(a: LabelledIssue, b: LabelledIssue): number {
  return (
    repWeights.project * Number(a.project === b.project) +
    repWeights.component * Number(matchComponents(a.facts.componentHashes, b.facts.componentHashes) === 1) +
    repWeights.type * Number(a.facts.typeHash === b.facts.typeHash)
  );
}

function bm25f(set: LabelledSet, split: (text: string) => string[]): (query: number, scores: Float64Array) => void {
  const titles = set.issues.map(({ text }) => split(text.summary));
  const bodies = set.issues.map(({ text }) => split(text.description.slice(0, 50_000)));
  const average = (lists: readonly string[][]): number =>
    lists.reduce((sum, list) => sum + list.length, 0) / Math.max(1, lists.length) || 1;
  const [titleAverage, bodyAverage] = [average(titles), average(bodies)];
  const rows = titles.map((title, at) => {
    const body = bodies[at] ?? [];
    const counts = count(title, 3 / (0.5 + (0.5 * title.length) / titleAverage));
    return count(body, 1 / Math.max(0.01, body.length / bodyAverage), counts);
  });
  const asked = titles.map((title, at) => count(bodies[at] ?? [], 1, count(title, 3)));
  const { byTerm } = postingsOf(rows);
  return (query, scores) => {
    scores.fill(0);
    for (const [term, queryCount] of asked[query] ?? []) {
      const postings = byTerm.get(term) ?? [];
      const inverse = Math.log(set.issues.length / Math.max(1, postings.length));
      const queryWeight = (2 * queryCount) / (1 + queryCount); // k3 = 1: long descriptions saturate
      for (const [issue, weight] of postings) {
        scores[issue] = (scores[issue] ?? 0) + inverse * queryWeight * (weight / (2 + weight));
      }
    }
  };
}
