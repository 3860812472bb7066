// Two issues side by side: which words stand in both texts in the same order, which words the engine counted as shared,
// and which fields agree. Pure. The parts of a text joined give the text again, so a page draws them and adds nothing.

import type { ComparedText, FieldComparison, TextPart } from '../contract';
import type { Issue } from '../issue';
import type { IssueText } from '../similarity/document';
import { type TextSettings, Tokenizer } from '../similarity/tokenize';
import { commonWords } from './word-diff';

/** Words of one text that are compared: 8,000 against 8,000 take about 15 ms. What follows is shown unmarked. */
export const maxComparedWords = 8_000;

export interface ComparedTexts {
  readonly summary: { readonly a: ComparedText; readonly b: ComparedText };
  readonly description: { readonly a: ComparedText; readonly b: ComparedText };
}

/** With `settings` as the analysis read the texts whose match is shown beside. */
export function compareTexts(a: IssueText, b: IssueText, settings: TextSettings = {}): ComparedTexts {
  const tokenizer = new Tokenizer(settings);
  const termsOfA = termsOf(tokenizer, a);
  const termsOfB = termsOf(tokenizer, b);
  const sharedInA = termsOfA.filter(inOther(termsOfB));
  const sharedInB = termsOfB.filter(inOther(termsOfA));
  return {
    summary: compareField(a.summary, b.summary, sharedInA.filter(inSummary), sharedInB.filter(inSummary)),
    description: compareField(
      a.description,
      b.description,
      sharedInA.filter(inDescription),
      sharedInB.filter(inDescription),
    ),
  };
}

/** What the two say in fields, without the rows that both leave empty. */
export function compareFields(a: Issue, b: Issue): FieldComparison[] {
  const named = (field: FieldComparison['field'], inA: string, inB: string): FieldComparison[] =>
    inA === '' && inB === '' ? [] : [{ field, a: inA, b: inB, agrees: inA === inB }];
  // Only whether they are the same: names of people and titles of parents would have to be asked for.
  const sameOnly = (
    field: FieldComparison['field'],
    inA: unknown,
    inB: unknown,
    isKnown: boolean,
  ): FieldComparison[] => (isKnown ? [{ field, a: null, b: null, agrees: inA === inB }] : []);
  const components = (issue: Issue): string => [...issue.componentNames].sort().join(', ');
  return [
    ...named('project', a.project.name || a.project.key, b.project.name || b.project.key),
    ...named('type', a.type.name, b.type.name),
    ...named('status', a.status.name, b.status.name),
    ...named('resolution', a.resolutionName ?? '', b.resolutionName ?? ''),
    ...named('components', components(a), components(b)),
    ...sameOnly('parent', a.parentId, b.parentId, a.parentId !== 0 || b.parentId !== 0),
    ...sameOnly(
      'reporter',
      a.reporterAccountId,
      b.reporterAccountId,
      a.reporterAccountId !== null && b.reporterAccountId !== null,
    ),
  ];
}

interface TermPlace {
  readonly hash: number;
  readonly field: 0 | 1 | 2;
  readonly from: number;
  readonly to: number;
}

function termsOf(tokenizer: Tokenizer, text: IssueText): TermPlace[] {
  const places: TermPlace[] = [];
  tokenizer.visit(text, { add: (hash, field, from, to) => void places.push({ hash, field, from, to }) });
  return places;
}

function inOther(terms: readonly TermPlace[]): (term: TermPlace) => boolean {
  const hashes = new Set(terms.map((term) => term.hash));
  return (term) => hashes.has(term.hash);
}

const inSummary = (term: TermPlace): boolean => term.field === 0;
const inDescription = (term: TermPlace): boolean => term.field !== 0;

function compareField(
  a: string,
  b: string,
  sharedInA: readonly TermPlace[],
  sharedInB: readonly TermPlace[],
): { readonly a: ComparedText; readonly b: ComparedText } {
  const wordsOfA = wordsOf(a);
  const wordsOfB = wordsOf(b);
  const common = commonWords(wordsOfA.map(folded), wordsOfB.map(folded));
  return {
    a: comparedText(a, wordsOfA, common.inA, sharedInA),
    b: comparedText(b, wordsOfB, common.inB, sharedInB),
  };
}

interface Word {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

const folded = (word: Word): string => word.text.toLowerCase();

// A character of a script without spaces is a word of its own. No nested repetition: linear in the text.
const wordPattern =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}])[\p{L}\p{N}\p{M}])+/gu;

function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  for (const match of text.matchAll(wordPattern)) {
    words.push({ text: match[0], from: match.index, to: match.index + match[0].length });
    if (words.length === maxComparedWords) break;
  }
  return words;
}

function comparedText(
  text: string,
  words: readonly Word[],
  isCommon: Uint8Array,
  shared: readonly TermPlace[],
): ComparedText {
  const isWordShared = coveredWords(words, shared);
  const parts: TextPart[] = [];
  let at = 0;
  words.forEach((word, index) => {
    const isBetweenCommon = isCommon[index] === 1 && (index === 0 || isCommon[index - 1] === 1);
    append(parts, text.slice(at, word.from), isBetweenCommon, false);
    append(parts, text.slice(word.from, word.to), isCommon[index] === 1, isWordShared[index] === 1);
    at = word.to;
  });
  const isWhole = words.length < maxComparedWords;
  append(parts, text.slice(at), isWhole && isCommon[words.length - 1] === 1, false);
  return { parts, isWhole };
}

/** Words that overlap the place of a shared term. Terms of one field come in order, but not across prose and code. */
function coveredWords(words: readonly Word[], shared: readonly TermPlace[]): Uint8Array {
  const places = [...shared].sort((left, right) => left.from - right.from);
  const covered = new Uint8Array(words.length);
  let word = 0;
  for (const place of places) {
    while (word < words.length && words[word]!.to <= place.from) word++;
    for (let at = word; at < words.length && words[at]!.from < place.to; at++) covered[at] = 1;
  }
  return covered;
}

function append(parts: TextPart[], text: string, isCommon: boolean, isSharedTerm: boolean): void {
  if (text === '') return;
  const last = parts[parts.length - 1];
  if (last !== undefined && last.isCommon === isCommon && last.isSharedTerm === isSharedTerm) {
    parts[parts.length - 1] = { ...last, text: last.text + text };
  } else parts.push({ text, isCommon, isSharedTerm });
}
