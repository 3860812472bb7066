// REP (Sun, Lo, Khoo, Jiang: Towards more accurate retrieval of duplicate bug reports, 2011), written from its
// formulas as the measure to beat: BM25F over single words and over pairs of words, extended for long questions, plus
// five facts of the two issues. All nineteen parameters are free; `rep-tune.ts` finds them. Slow and plain on purpose.

import { isStopword, stem } from '../src/similarity/language';
import { matchComponents } from '../src/similarity/rank';
import { issueAt } from './evaluate-pairs';
import type { LabelledSet } from './evaluate-corpus';
import type { ScoreAll } from './evaluate-ranking';

/** In this order everywhere. The seven weights first, then six numbers for each of the two kinds of terms. */
export const repParameterNames = [
  'weight of words',
  'weight of pairs of words',
  'weight of project',
  'weight of component',
  'weight of type',
  'weight of priority',
  'weight of version',
  ...['words', 'pairs of words'].flatMap((kind) =>
    ['title', 'text', 'title length', 'text length', 'k1', 'k3'].map((name) => `${kind}: ${name}`),
  ),
] as const;

/** Where the search of the paper starts. */
export const repStart: readonly number[] = [0.9, 0.2, 2, 0, 0.7, 0, 0, 3, 1, 0.5, 1, 2, 0, 3, 1, 0.5, 1, 2, 0];

/** One issue's terms, ascending by number, with how often the title and the text have each. */
interface TermRow {
  readonly terms: Int32Array;
  readonly title: Uint16Array;
  readonly text: Uint16Array;
  /** Lengths divided by the average of the set. */
  readonly titleLength: number;
  readonly textLength: number;
}

interface TermKind {
  readonly rows: readonly TermRow[];
  /** ln(N / df) of each term. */
  readonly inverse: Float64Array;
  /** Where its six numbers stand among the parameters. */
  readonly first: number;
}

/** Null where an issue does not say. */
interface OrderedFacts {
  readonly priority: number | null;
  readonly version: number | null;
}

export interface RepSet {
  readonly set: LabelledSet;
  readonly words: TermKind;
  readonly wordPairs: TermKind;
  readonly facts: readonly OrderedFacts[];
}

const longestText = 50_000;

export function readRepSet(set: LabelledSet): RepSet {
  const wordsOf = wordReader();
  const words = set.issues.map(({ text }) => [wordsOf(text.summary), wordsOf(text.description)] as const);
  const pairs = words.map(([title, text]) => [pairsOf(title), pairsOf(text)] as const);
  const versions = [...new Set(set.issues.flatMap((issue) => issue.versions.slice(0, 1)))].sort(
    new Intl.Collator('en', { numeric: true }).compare,
  );
  const placeOf = new Map(versions.map((version, place) => [version, place]));
  return {
    set,
    words: countKind(words, 7),
    wordPairs: countKind(pairs, 13),
    facts: set.issues.map(({ priority, versions: [version] }) => ({
      priority: priorityLevel(priority),
      version: placeOf.get(version ?? '') ?? null,
    })),
  };
}

/** The order of the method: everything older than the issue that asks gets a score. */
export function repScores(rep: RepSet, parameters: readonly number[]): ScoreAll {
  const kinds = [rep.words, rep.wordPairs].map((kind) => ({ kind, postings: postingsOf(kind, parameters) }));
  return (query, scores) => {
    scores.fill(0);
    kinds.forEach(({ kind, postings }, number) => {
      const row = rowAt(kind, query);
      row.terms.forEach((term, at) => {
        const asked = questionWeight(row, at, kind.first, parameters) * (kind.inverse[term] ?? 0);
        const weight = asked * (parameters[number] ?? 0);
        for (let slot = postings.starts[term] ?? 0; slot < (postings.starts[term + 1] ?? 0); slot++) {
          const issue = postings.issues[slot] ?? 0;
          scores[issue] = (scores[issue] ?? 0) + weight * (postings.saturated[slot] ?? 0);
        }
      });
    });
    const facts = new Float64Array(factCount);
    for (let other = 0; other < query; other++) {
      readFacts(rep, query, other, facts);
      let score = scores[other] ?? 0;
      for (let at = 0; at < factCount; at++) score += (facts[at] ?? 0) * (parameters[2 + at] ?? 0);
      scores[other] = score;
    }
  };
}

/** Score of one pair; adds `factor` times its derivative by each parameter to `gradient`. */
export function repPair(
  rep: RepSet,
  query: number,
  other: number,
  parameters: readonly number[],
  gradient: Float64Array,
  factor: number,
): number {
  let score = 0;
  [rep.words, rep.wordPairs].forEach((kind, number) => {
    const weight = parameters[number] ?? 0;
    const text = textPair(kind, query, other, parameters, gradient, factor * weight);
    gradient[number] = (gradient[number] ?? 0) + factor * text;
    score += weight * text;
  });
  const facts = new Float64Array(factCount);
  readFacts(rep, query, other, facts);
  facts.forEach((fact, at) => {
    gradient[2 + at] = (gradient[2 + at] ?? 0) + factor * fact;
    score += fact * (parameters[2 + at] ?? 0);
  });
  return score;
}

/** Σ idf · T/(k1 + T) · (k3 + 1)·Q/(k3 + Q) over the terms that both have, and its derivatives. */
function textPair(
  kind: TermKind,
  query: number,
  other: number,
  parameters: readonly number[],
  gradient: Float64Array,
  factor: number,
): number {
  const [asking, answering] = [rowAt(kind, query), rowAt(kind, other)];
  const [titleWeight = 0, textWeight = 0, , , k1 = 0, k3 = 0] = parameters.slice(kind.first, kind.first + 6);
  const [titleScale, textScale] = lengthScales(answering, kind.first, parameters);
  const add = (offset: number, value: number): void => {
    gradient[kind.first + offset] = (gradient[kind.first + offset] ?? 0) + factor * value;
  };
  let score = 0;
  for (let i = 0, j = 0; i < asking.terms.length && j < answering.terms.length;) {
    const [mine = 0, theirs = 0] = [asking.terms[i], answering.terms[j]];
    if (mine !== theirs) {
      if (mine < theirs) i++;
      else j++;
      continue;
    }
    const inverse = kind.inverse[mine] ?? 0;
    const [askedTitle = 0, askedText = 0] = [asking.title[i++], asking.text[i - 1]];
    const [title = 0, text = 0] = [answering.title[j++], answering.text[j - 1]];
    const frequency = (titleWeight * title) / titleScale + (textWeight * text) / textScale;
    const asked = titleWeight * askedTitle + textWeight * askedText;
    const saturated = ratio(frequency, k1 + frequency);
    const question = ratio((k3 + 1) * asked, k3 + asked);
    score += inverse * saturated * question;
    const bySaturated = inverse * question;
    const byQuestion = inverse * saturated;
    const byFrequency = bySaturated * ratio(k1, (k1 + frequency) ** 2);
    const byAsked = byQuestion * ratio((k3 + 1) * k3, (k3 + asked) ** 2);
    add(0, byFrequency * (title / titleScale) + byAsked * askedTitle);
    add(1, byFrequency * (text / textScale) + byAsked * askedText);
    add(2, -byFrequency * ((titleWeight * title) / titleScale ** 2) * (answering.titleLength - 1));
    add(3, -byFrequency * ((textWeight * text) / textScale ** 2) * (answering.textLength - 1));
    add(4, -bySaturated * ratio(frequency, (k1 + frequency) ** 2));
    add(5, byQuestion * ratio(asked * (asked - 1), (k3 + asked) ** 2));
  }
  return score;
}

function ratio(above: number, below: number): number {
  return below === 0 ? 0 : above / below;
}

const factCount = 5;

/** Equal project, component, type; then how near priority and version are, 1 for equal ones. */
function readFacts(rep: RepSet, a: number, b: number, facts: Float64Array): void {
  const [one, two] = [issueAt(rep.set, a).facts, issueAt(rep.set, b).facts];
  facts[0] = Number(one.projectId === two.projectId);
  facts[1] = Number(matchComponents(one.componentHashes, two.componentHashes) === 1);
  facts[2] = Number(one.typeHash === two.typeHash);
  facts[3] = nearness(rep.facts[a]?.priority, rep.facts[b]?.priority);
  facts[4] = nearness(rep.facts[a]?.version, rep.facts[b]?.version);
}

function nearness(x: number | null | undefined, y: number | null | undefined): number {
  return typeof x === 'number' && typeof y === 'number' ? 1 / (1 + Math.abs(x - y)) : 0;
}

const priorityNames = [
  ['blocker', 'highest', 'p1', 'urgent'],
  ['critical', 'high', 'p2'],
  ['major', 'medium', 'normal', 'p3'],
  ['minor', 'low', 'p4'],
  ['trivial', 'lowest', 'p5'],
];

function priorityLevel(name: string): number | null {
  const level = priorityNames.findIndex((names) => names.includes(name.toLowerCase()));
  return level < 0 ? null : level;
}

const english = 0;

/** English stems without stop words; each word is looked at once. */
function wordReader(): (text: string) => string[] {
  const stems = new Map<string, string>();
  return (text) => {
    const words =
      text
        .slice(0, longestText)
        .toLowerCase()
        .match(/[\p{L}\p{N}]+/gu) ?? [];
    return words.flatMap((word) => {
      const known = stems.get(word) ?? (isStopword(word, english) ? '' : stem(word, english));
      stems.set(word, known);
      return known === '' ? [] : [known];
    });
  };
}

function pairsOf(words: readonly string[]): string[] {
  return words.slice(1).map((word, at) => `${words[at] ?? ''} ${word}`);
}

function countKind(issues: readonly (readonly [readonly string[], readonly string[]])[], first: number): TermKind {
  const numbers = new Map<string, number>();
  const frequencies: number[] = [];
  const average = (field: 0 | 1): number =>
    issues.reduce((sum, issue) => sum + issue[field].length, 0) / Math.max(1, issues.length) || 1;
  const [titleAverage, textAverage] = [average(0), average(1)];
  const rows = issues.map(([title, text]) => {
    const counts = new Map<number, [number, number]>();
    for (const [field, words] of [title, text].entries()) {
      for (const word of words) {
        const number = numbers.get(word) ?? numbers.size;
        numbers.set(word, number);
        const count = counts.get(number) ?? [0, 0];
        count[field === 0 ? 0 : 1]++;
        counts.set(number, count);
      }
    }
    const sorted = [...counts].sort(([a], [b]) => a - b);
    for (const [number] of sorted) frequencies[number] = (frequencies[number] ?? 0) + 1;
    return {
      terms: Int32Array.from(sorted, ([number]) => number),
      title: Uint16Array.from(sorted, ([, [inTitle]]) => inTitle),
      text: Uint16Array.from(sorted, ([, [, inText]]) => inText),
      titleLength: title.length / titleAverage,
      textLength: text.length / textAverage,
    };
  });
  return { rows, inverse: Float64Array.from(frequencies, (frequency) => Math.log(issues.length / frequency)), first };
}

function rowAt(kind: TermKind, issue: number): TermRow {
  const row = kind.rows[issue];
  if (row === undefined) throw new RangeError(`There is no issue at position ${issue}.`);
  return row;
}

/** 1 − b + b · length / average, of title and text. */
function lengthScales(row: TermRow, first: number, parameters: readonly number[]): readonly [number, number] {
  const [titleB = 0, textB = 0] = parameters.slice(first + 2, first + 4);
  // A field that is empty beside b = 1 would divide by nothing; it has no terms to divide.
  return [Math.max(0.01, 1 - titleB + titleB * row.titleLength), Math.max(0.01, 1 - textB + textB * row.textLength)];
}

function questionWeight(row: TermRow, at: number, first: number, parameters: readonly number[]): number {
  const asked = (parameters[first] ?? 0) * (row.title[at] ?? 0) + (parameters[first + 1] ?? 0) * (row.text[at] ?? 0);
  const k3 = parameters[first + 5] ?? 0;
  return ratio((k3 + 1) * asked, k3 + asked);
}

interface Postings {
  readonly starts: Int32Array;
  readonly issues: Int32Array;
  readonly saturated: Float64Array;
}

function postingsOf({ rows, inverse, first }: TermKind, parameters: readonly number[]): Postings {
  const starts = new Int32Array(inverse.length + 1);
  for (const { terms } of rows) for (const term of terms) starts[term + 1] = (starts[term + 1] ?? 0) + 1;
  for (let term = 0; term < inverse.length; term++) starts[term + 1] = (starts[term + 1] ?? 0) + (starts[term] ?? 0);
  const next = starts.slice();
  const issues = new Int32Array(starts[inverse.length] ?? 0);
  const saturated = new Float64Array(issues.length);
  const [titleWeight = 0, textWeight = 0, , , k1 = 0] = parameters.slice(first, first + 5);
  rows.forEach((row, issue) => {
    const [titleScale, textScale] = lengthScales(row, first, parameters);
    row.terms.forEach((term, at) => {
      const frequency =
        (titleWeight * (row.title[at] ?? 0)) / titleScale + (textWeight * (row.text[at] ?? 0)) / textScale;
      const slot = next[term] ?? 0;
      next[term] = slot + 1;
      issues[slot] = issue;
      saturated[slot] = ratio(frequency, k1 + frequency);
    });
  });
  return { starts, issues, saturated };
}
