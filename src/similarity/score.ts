// How much a term counts in one issue: rare terms more than common ones, the title more than code, and the tenth
// mention hardly more than the fifth. The weights of an issue are scaled to length 1 afterwards, so that the dot
// product of two issues is their cosine.

import type { PerField } from './document';

/** What an administrator may set. Weights are relative to each other; 0 leaves a field out. */
export interface ScoreSettings {
  readonly fieldWeights: PerField;
}

export const defaultScoreSettings: ScoreSettings = { fieldWeights: [1.25, 1, 0.5] };

// BM25's inverse document frequency, softened: rare words decide, but a word that only two issues share decides
// less than the plain formula says, because typing errors and pasted ids are rare too.
const idfExponent = 0.7;

/** ln(1 + (N − df + ½) / (df + ½)) ^ 0.7. With 1,000 issues of which 10 hold the term: 2.8913. */
export function idf(issueCount: number, documentFrequency: number): number {
  const odds = (issueCount - documentFrequency + 0.5) / (documentFrequency + 0.5);
  return Math.log(1 + Math.max(0, odds)) ** idfExponent;
}

// Per field: half of the weight is reached at `halfAt` mentions in a text of average length, and `lengthShare` says
// how far longer texts need more. A title says a thing once; code repeats itself.
const halfAt: PerField = [0.6, 1.5, 2];
const lengthShare: PerField = [0.5, 0.3, 0.7];

/** tf / (tf + k·(1 − b + b·length/average)). Twice in a prose of average length: 2 / (2 + 1.5) = 0.5714. */
export function saturate(termCount: number, length: number, averageLength: number, field: 0 | 1 | 2): number {
  if (termCount <= 0) return 0;
  const relativeLength = averageLength > 0 ? length / averageLength : 1;
  return termCount / (termCount + halfAt[field] * (1 - lengthShare[field] + lengthShare[field] * relativeLength));
}
