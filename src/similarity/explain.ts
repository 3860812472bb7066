// Why two issues were put side by side, told from their two texts alone: the person who reads the reasons may read
// both texts, so no word can leak from a third. The shared terms carry the whole score; everything else is named
// beside them, for or against.

import { codesOf, frameBreak, mostIssuesOfShortTrace, shortTraceOf, tracesOf } from './fingerprint';
import { fields } from './document';
import type { IssueInput, IssueText } from './document';
import type { Evidence, Explanation } from './evidence';
import { closeDays, farDays, isTitleSlot, sameReporterDiffers } from './judge';
import { daysApart, matchComponents } from './rank';
import { idf, saturate } from './score';
import type { ScoreSettings } from './score';
import type { Statistics } from './statistics';
import { joinPairs } from './stretches';
import { cutText, Tokenizer } from './tokenize';
import type { TextSettings } from './tokenize';

const mostTermsShown = 8;
/** Stored counts saturate at one byte; explaining must see the same numbers. */
const mostCounted = 255;

type FieldIndex = 0 | 1 | 2;

interface WeighedTerm {
  /** Weight in each field, before the scaling of the issue to length 1. */
  readonly byField: [number, number, number];
  readonly counts: [number, number, number];
  word: string;
}

interface WeighedText {
  readonly terms: ReadonlyMap<number, WeighedTerm>;
  readonly norm: number;
}

/** The contributions in `evidence` sum to `score` within 1e-6. Words stand as in `a`, strongest first. */
export function explain(
  a: IssueInput,
  b: IssueInput,
  statistics: Statistics,
  settings: ScoreSettings,
  textSettings: TextSettings = {},
): Explanation {
  return explainer(a, statistics, settings, textSettings)(b);
}

/** The same for one issue beside many others: its own text is read once. */
export function explainer(
  a: IssueInput,
  statistics: Statistics,
  settings: ScoreSettings,
  textSettings: TextSettings = {},
): (b: IssueInput) => Explanation {
  const tokenizer = new Tokenizer(textSettings);
  const weighedA = weigh(a.text, tokenizer, statistics, settings);
  return (b) => explainBeside(a, weighedA, b, weigh(b.text, tokenizer, statistics, settings), statistics);
}

function explainBeside(
  a: IssueInput,
  weighedA: WeighedText,
  b: IssueInput,
  weighedB: WeighedText,
  statistics: Statistics,
): Explanation {
  const shared = sharedTerms(weighedA, weighedB);
  const score = shared.reduce((sum, term) => sum + term.contribution, 0);
  const evidence: Evidence[] = [];
  if (score > 0.9999 && shared.length === weighedA.terms.size && shared.length === weighedB.terms.size) {
    evidence.push({
      kind: 'same-text',
      field: null,
      terms: words(shared, wholeOf(a.text), wholeOf(b.text)),
      contribution: score,
    });
  } else {
    for (const [index, field] of fields.entries()) {
      const inField = shared.filter((term) => term.field === index);
      const contribution = inField.reduce((sum, term) => sum + term.contribution, 0);
      if (contribution === 0) continue;
      const [textA, textB] = index === 0 ? [a.text.summary, b.text.summary] : [a.text.description, b.text.description];
      evidence.push({ kind: 'shared-terms', field, terms: words(inField, textA, textB), contribution });
    }
    evidence.sort((x, y) => y.contribution - x.contribution);
  }
  evidence.push(...sharedFingerprints(cutText(a.text), cutText(b.text), statistics));
  const against: Evidence[] = [];
  compareFacts(a, b, score, titleWordsOf(weighedA, weighedB), evidence, against);
  return { score: Math.min(1, score), evidence, against };
}

function weigh(text: IssueText, tokenizer: Tokenizer, statistics: Statistics, settings: ScoreSettings): WeighedText {
  const terms = new Map<number, WeighedTerm>();
  const lengths: [number, number, number] = [0, 0, 0];
  tokenizer.visit(text, {
    add(hash, field, from, to) {
      lengths[field]++;
      const word = (field === 0 ? text.summary : text.description).slice(from, to);
      const known = terms.get(hash);
      if (known === undefined) terms.set(hash, { byField: [0, 0, 0], counts: countOne(field), word });
      else {
        known.counts[field]++;
        if (word.length < known.word.length) known.word = word;
      }
    },
  });
  let squares = 0;
  for (const [hash, term] of terms) {
    const inverseFrequency = idf(statistics.issueCount, statistics.documentFrequency(hash));
    let weight = 0;
    for (const field of [0, 1, 2] as const) {
      const count = Math.min(mostCounted, term.counts[field]);
      const saturated = saturate(count, lengths[field], statistics.averageLengths[field], field);
      term.byField[field] = settings.fieldWeights[field] * saturated * inverseFrequency;
      weight += term.byField[field];
    }
    squares += weight * weight;
  }
  return { terms, norm: Math.sqrt(squares) };
}

function countOne(field: FieldIndex): [number, number, number] {
  const counts: [number, number, number] = [0, 0, 0];
  counts[field] = 1;
  return counts;
}

interface SharedTerm {
  readonly word: string;
  readonly field: FieldIndex;
  readonly contribution: number;
}

/** Strongest first. */
function sharedTerms(a: WeighedText, b: WeighedText): readonly SharedTerm[] {
  const shared: SharedTerm[] = [];
  const scale = a.norm * b.norm;
  if (scale === 0) return shared;
  for (const [hash, inA] of a.terms) {
    const inB = b.terms.get(hash);
    if (inB === undefined) continue;
    const contribution = (total(inA.byField) * total(inB.byField)) / scale;
    shared.push({ word: inA.word, field: commonField(inA.byField, inB.byField), contribution });
  }
  return shared.sort((x, y) => y.contribution - x.contribution || (x.word < y.word ? -1 : 1));
}

function total(byField: readonly [number, number, number]): number {
  return byField[0] + byField[1] + byField[2];
}

/** The field in which both have the term; where there is none, the strongest one of the first text. */
function commonField(a: readonly [number, number, number], b: readonly [number, number, number]): FieldIndex {
  const strongest = (weights: readonly [number, number, number]): FieldIndex =>
    weights[0] >= weights[1] && weights[0] >= weights[2] ? 0 : weights[1] >= weights[2] ? 1 : 2;
  const both: [number, number, number] = [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.min(a[2], b[2])];
  return total(both) > 0 ? strongest(both) : strongest(a);
}

function wholeOf({ summary, description }: IssueText): string {
  return `${summary}\n${description}`;
}

function words(terms: readonly SharedTerm[], textA: string, textB: string): readonly string[] {
  const shown = new Map<string, string>();
  for (const { word } of joinPairs(terms, textA, textB)) {
    if (shown.size < mostTermsShown && !shown.has(word.toLowerCase())) shown.set(word.toLowerCase(), word);
  }
  return [...shown.values()];
}

function sharedFingerprints(a: IssueText, b: IssueText, statistics: Statistics): readonly Evidence[] {
  const both = (find: (text: string) => readonly string[]): readonly string[] => {
    const inB = new Set([...find(b.summary), ...find(b.description)]);
    return [...new Set([...find(a.summary), ...find(a.description)])].filter((x) => inB.has(x));
  };
  const whole = both(tracesOf);
  const short = both((text) => tracesOf(text).flatMap((trace) => shortTraceOf(trace) ?? []));
  const further = short.filter(
    (trace) => !whole.some((one) => one.startsWith(trace)) && isRareTrace(trace, statistics),
  );
  const traces = [...whole, ...further].map((trace) => trace.split(frameBreak).filter((part) => part !== ''));
  const codes = both(codesOf);
  return [
    ...traces.map((terms): Evidence => ({ kind: 'same-stack-trace', field: 'code', terms, contribution: 0 })),
    ...(codes.length > 0 ? [{ kind: 'same-error-code', field: null, terms: codes, contribution: 0 } as const] : []),
  ];
}

/** The issues that have the rarest word of its frames are at least those that have the whole of it. */
function isRareTrace(trace: string, statistics: Statistics): boolean {
  let rarest = Infinity;
  const sink = { add: (hash: number) => void (rarest = Math.min(rarest, statistics.documentFrequency(hash))) };
  new Tokenizer().visit({ summary: '', description: trace }, sink);
  return rarest <= mostIssuesOfShortTrace;
}

interface TitleWords {
  readonly cosine: number;
  readonly onlyA: readonly string[];
  readonly onlyB: readonly string[];
}

/** Titles side by side: how alike, and which words only one of them has. */
function titleWordsOf(a: WeighedText, b: WeighedText): TitleWords {
  const title = (text: WeighedText): Map<number, WeighedTerm> =>
    new Map([...text.terms].filter(([, term]) => term.counts[0] > 0));
  const [titleA, titleB] = [title(a), title(b)];
  const only = (of: Map<number, WeighedTerm>, other: Map<number, WeighedTerm>): readonly string[] =>
    [...of].filter(([hash]) => !other.has(hash)).map(([, term]) => term.word);
  let dot = 0;
  for (const [hash, term] of titleA) dot += term.byField[0] * (titleB.get(hash)?.byField[0] ?? 0);
  const length = (of: Map<number, WeighedTerm>): number =>
    Math.sqrt([...of.values()].reduce((sum, term) => sum + term.byField[0] ** 2, 0));
  const scale = length(titleA) * length(titleB);
  return { cosine: scale > 0 ? dot / scale : 0, onlyA: only(titleA, titleB), onlyB: only(titleB, titleA) };
}

function compareFacts(
  a: IssueInput,
  b: IssueInput,
  score: number,
  title: TitleWords,
  evidence: Evidence[],
  against: Evidence[],
): void {
  const plain = (kind: Evidence['kind'], terms: readonly string[] = []): Evidence => {
    return { kind, field: terms.length > 0 ? 'summary' : null, terms, contribution: 0 };
  };
  const component = matchComponents(a.facts.componentHashes, b.facts.componentHashes);
  if (component === 1) evidence.push(plain('same-component'));
  if (component === -1) against.push(plain('different-component'));
  const days = daysApart(a.facts.createdMs, b.facts.createdMs, false);
  if (days <= closeDays) evidence.push(plain('close-in-time'));
  if (days > farDays) against.push(plain('far-in-time'));
  const differing = [...title.onlyA, ...title.onlyB].slice(0, mostTermsShown);
  const signals = {
    cosine: score,
    titleCosine: title.cosine,
    unmatchedTitleTermsA: title.onlyA.length,
    unmatchedTitleTermsB: title.onlyB.length,
    isSameReporter: a.facts.reporterHash !== 0 && a.facts.reporterHash === b.facts.reporterHash,
  };
  if (sameReporterDiffers(signals) && differing.length > 0)
    against.push(plain('same-reporter-different-title', differing));
  else if (isTitleSlot(signals)) against.push(plain('title-slot', differing));
}
