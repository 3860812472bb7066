// The exact weighted vectors of a set in plain arrays, and every score of one issue against all others: what the
// product's join computes, written so that any cell of the matrix can be looked at.

import type { IssueText, PerField } from '../src/similarity/document';
import { idf, saturate } from '../src/similarity/score';
import { Tokenizer } from '../src/similarity/tokenize';
import type { TextSettings } from '../src/similarity/tokenize';

/** Counts of each distinct term of an issue, per field. */
export interface TermCounts {
  readonly terms: Int32Array;
  /** Three counts per term, in the order of `fields`. */
  readonly counts: Uint16Array;
  readonly lengths: readonly [number, number, number];
  readonly fingerprints: readonly number[];
}

export interface CountedSet {
  readonly issues: readonly TermCounts[];
  readonly documentFrequencies: Int32Array;
  readonly averageLengths: PerField;
}

export interface Vectors {
  /** Row i is terms[starts[i]..starts[i+1]) with weights of Euclidean length 1. */
  readonly starts: Int32Array;
  readonly terms: Int32Array;
  readonly weights: Float32Array;
  /** Length of each row before it was scaled to 1. */
  readonly norms: Float64Array;
  readonly postingStarts: Int32Array;
  readonly postingIssues: Int32Array;
  readonly postingWeights: Float32Array;
}

export function countTerms(texts: readonly IssueText[], settings: TextSettings = {}): CountedSet {
  const tokenizer = new Tokenizer(settings);
  const numbers = new Map<number, number>();
  const frequencies: number[] = [];
  const issues = texts.map((text) => {
    const counts = new Map<number, [number, number, number]>();
    const lengths: [number, number, number] = [0, 0, 0];
    const fingerprints = tokenizer.tokenize(text, {
      add(hash, field) {
        let number = numbers.get(hash);
        if (number === undefined) numbers.set(hash, (number = numbers.size));
        const known = counts.get(number) ?? [0, 0, 0];
        known[field]++;
        lengths[field]++;
        counts.set(number, known);
      },
    });
    for (const term of counts.keys()) frequencies[term] = (frequencies[term] ?? 0) + 1;
    return {
      terms: Int32Array.from(counts.keys()),
      counts: Uint16Array.from([...counts.values()].flat(), (count) => Math.min(65535, count)),
      lengths,
      fingerprints,
    };
  });
  const average = (field: 0 | 1 | 2): number => {
    const present = issues.map((issue) => issue.lengths[field]).filter((length) => length > 0);
    return present.length === 0 ? 1 : present.reduce((sum, length) => sum + length, 0) / present.length;
  };
  return {
    issues,
    documentFrequencies: Int32Array.from(frequencies),
    averageLengths: [average(0), average(1), average(2)],
  };
}

export type Weigh = (issue: TermCounts, index: number, inverseFrequency: number, set: CountedSet) => number;

/** The product's weight of one term; `fieldWeights` as in the settings. */
export function weighByField(fieldWeights: PerField): Weigh {
  return (issue, index, inverseFrequency, set) => {
    let weight = 0;
    for (const field of [0, 1, 2] as const) {
      const count = issue.counts[index * 3 + field] ?? 0;
      if (count > 0) {
        weight += fieldWeights[field] * saturate(count, issue.lengths[field], set.averageLengths[field], field);
      }
    }
    return weight * inverseFrequency;
  };
}

export function buildVectors(set: CountedSet, weigh: Weigh, inverseFrequency = idf): Vectors {
  const issueCount = set.issues.length;
  const inverse = Float64Array.from(set.documentFrequencies, (frequency) => inverseFrequency(issueCount, frequency));
  const size = set.issues.reduce((sum, issue) => sum + issue.terms.length, 0);
  const starts = new Int32Array(issueCount + 1);
  const terms = new Int32Array(size);
  const weights = new Float32Array(size);
  const norms = new Float64Array(issueCount);
  let at = 0;
  set.issues.forEach((issue, position) => {
    const first = at;
    let squares = 0;
    issue.terms.forEach((term, index) => {
      const weight = weigh(issue, index, inverse[term] ?? 0, set);
      terms[at] = term;
      weights[at++] = weight;
      squares += weight * weight;
    });
    const norm = Math.sqrt(squares);
    norms[position] = norm;
    for (let entry = first; entry < at; entry++) weights[entry] = norm > 0 ? (weights[entry] ?? 0) / norm : 0;
    starts[position + 1] = at;
  });
  return { starts, terms, weights, norms, ...invert(starts, terms, weights, set.documentFrequencies) };
}

function invert(
  starts: Int32Array,
  terms: Int32Array,
  weights: Float32Array,
  frequencies: Int32Array,
): Pick<Vectors, 'postingStarts' | 'postingIssues' | 'postingWeights'> {
  const postingStarts = new Int32Array(frequencies.length + 1);
  frequencies.forEach((frequency, term) => (postingStarts[term + 1] = (postingStarts[term] ?? 0) + frequency));
  const next = postingStarts.slice();
  const postingIssues = new Int32Array(terms.length);
  const postingWeights = new Float32Array(terms.length);
  for (let issue = 0; issue + 1 < starts.length; issue++) {
    for (let entry = starts[issue] ?? 0; entry < (starts[issue + 1] ?? 0); entry++) {
      const term = terms[entry] ?? 0;
      const slot = next[term] ?? 0;
      next[term] = slot + 1;
      postingIssues[slot] = issue;
      postingWeights[slot] = weights[entry] ?? 0;
    }
  }
  return { postingStarts, postingIssues, postingWeights };
}

/** Fills `scores` with the cosine of one issue to every other one; its own cell is 0. */
export function cosinesOf(vectors: Vectors, query: number, scores: Float32Array): void {
  const { starts, terms, weights, postingStarts, postingIssues, postingWeights } = vectors;
  scores.fill(0);
  for (let entry = starts[query] as number, last = starts[query + 1] as number; entry < last; entry++) {
    const term = terms[entry] as number;
    const weight = weights[entry] as number;
    for (let slot = postingStarts[term] as number, end = postingStarts[term + 1] as number; slot < end; slot++) {
      const issue = postingIssues[slot] as number;
      scores[issue] = (scores[issue] as number) + weight * (postingWeights[slot] as number);
    }
  }
  scores[query] = 0;
}

/** Mean cosine of each issue to its ten nearest, over all issues. */
export function hubsOf(vectors: Vectors): Float32Array {
  const issueCount = vectors.starts.length - 1;
  const scores = new Float32Array(issueCount);
  return Float32Array.from({ length: issueCount }, (_, issue) => {
    cosinesOf(vectors, issue, scores);
    const nearest = new Float64Array(10);
    for (const score of scores) {
      if (score <= (nearest[9] ?? 0)) continue;
      let at = 9;
      for (; at > 0 && (nearest[at - 1] ?? 0) < score; at--) nearest[at] = nearest[at - 1] ?? 0;
      nearest[at] = score;
    }
    return nearest.reduce((sum, score) => sum + score, 0) / 10;
  });
}
