// What else could rank the same queries: a search library, plain TF-IDF, and REP (Sun et al., 2011) with all its
// parameters tuned, once on another set and once on the very set that is measured, which is more than a stranger to a
// project could do. Slow and obvious on purpose; MiniSearch is sampled on large sets, and the report says so.

import MiniSearch from 'minisearch';
import type { LabelledSet } from './evaluate-corpus';
import { issueAt } from './evaluate-pairs';
import { ranksOf, summarize } from './evaluate-ranking';
import type { RankingQuality } from './evaluate-ranking';
import { readRepSet, repScores } from './rep';
import { repTunedOnHadoop } from './rep-parameters';
import { tuneRep } from './rep-tune';

const mostSlowQueries = 200;

export function measurePeers(set: LabelledSet): Record<string, RankingQuality> {
  const every = Math.max(1, Math.ceil(set.queries.length / mostSlowQueries));
  const sampled = { ...set, queries: set.queries.filter((_, at) => at % every === 0) };
  const rep = readRepSet(set);
  return {
    'TF-IDF cosine': tfIdf(set),
    'REP, tuned on gitbugs_hadoop': summarize(ranksOf(set, repScores(rep, repTunedOnHadoop))),
    'REP, tuned on this very set': summarize(ranksOf(set, repScores(rep, tuneRep(rep)))),
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
  return { byTerm };
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
