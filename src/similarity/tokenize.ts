// Turns the text of an issue into term hashes. The hot path makes no strings: it reads character codes, hashes each
// word as it stands, and looks it up among the words seen before. Only a word seen for the first time becomes a string
// and goes through the rules of normalize.ts; its terms are kept. What is kept lives in the Tokenizer, which is made
// anew for each invocation, so that nothing of one site outlives it.

import { DIGIT, LOWER, UNKNOWN, UNSPACED, unitKind, unitKinds } from './characters';
import type { IssueText } from './document';
import { fingerprintsOf } from './fingerprint';
import { hashPart, hashTerm } from './hash';
import { type Language, languages } from './language-stopwords';
import { stopwordBitsAt, tellLanguage } from './language';
import { eachLine, lineHash } from './boilerplate';
import { Glossary, type GlossarySettings } from './glossary';
import { termsOfWord, textRules } from './normalize';
import type { TextRule } from './normalize';
import { splitDescription } from './split';
import { WordTable } from './word-table';

/** Receives every term of an issue as its hash, field by field in the order of `fields`. */
export interface TermSink {
  add(termHash: number, field: 0 | 1 | 2): void;
}

export interface TextSettings extends GlossarySettings {
  /** Line hashes that `BoilerplateLearner` found in many issues of a project; their words are not counted. */
  readonly boilerplateLines?: ReadonlySet<number>;
  /** No text is taken for one of these. English always counts, and Cyrillic words are always read as Russian. */
  readonly leftOutLanguages?: readonly Language[] | undefined;
}

/** Longer texts are logs; their first part says what the rest repeats. */
const maxCharacters = 50_000;

/** Trigrams stand in for a misspelt word only where there are too few words to survive the loss of one. */
const mostTermsWithTrigrams = 3;
const shortestTrigramWord = 5;
const longestTrigramWord = 64;
const trigramSalt = 0x3a3a3a;

const hyphen = 45;

/** Beside the kinds of characters: a word that a rule took as a whole. */
const WHOLE = 32;

// What is imported is looked up at every use when modules are CommonJS, which costs a fifth of the whole.
const unknown = UNKNOWN;
const unspaced = UNSPACED;

const rulesAt: (readonly TextRule[] | undefined)[] = Array.from({ length: 128 }, () => undefined);
for (const rule of textRules) {
  for (const character of rule.at) {
    const unit = character.charCodeAt(0);
    rulesAt[unit] = [...(rulesAt[unit] ?? []), rule];
  }
}

/** A sink that also wants to know where the word stands: [from, to) in the summary or in the description. */
interface PlacedTermSink {
  add(termHash: number, field: 0 | 1 | 2, from: number, to: number): void;
}

/** The words of one field: which, and where they stand. */
interface Words {
  count: number;
  ids: Int32Array;
  starts: Int32Array;
  ends: Int32Array;
  /** Stop words seen, per language. */
  readonly votes: Int32Array;
}

const emptyWords = (): Words => ({
  count: 0,
  ids: new Int32Array(256),
  starts: new Int32Array(256),
  ends: new Int32Array(256),
  votes: new Int32Array(languages.length),
});

export class Tokenizer {
  private readonly table = new WordTable();
  private readonly kinds = unitKinds;
  private readonly words = [emptyWords(), emptyWords(), emptyWords()] as const;
  /** Null when nothing would change. */
  private readonly glossary: Glossary | null;

  /** Their positions in `languages`. */
  private readonly leftOut: readonly number[];

  constructor(private readonly settings: TextSettings = {}) {
    this.leftOut = (settings.leftOutLanguages ?? []).map((language) => languages.indexOf(language));
    const glossary = new Glossary(settings, wordsOfGlossary);
    this.glossary = glossary.isEmpty ? null : glossary;
  }

  /** Hands all terms to `sink` and returns the fingerprints of stack traces and error codes. */
  tokenize(text: IssueText, sink: TermSink): readonly number[] {
    const cut = cutText(text);
    this.visit(cut, sink);
    return fingerprintsOf(cut);
  }

  /** The terms alone, each with the place of its word. */
  visit(text: IssueText, sink: PlacedTermSink): void {
    const [summary, prose, code] = this.words;
    for (const words of this.words) {
      words.count = 0;
      words.votes.fill(0);
    }
    const { summary: title, description } = cutText(text);
    this.scan(title, 0, title.length, summary);
    splitDescription(description, (from, to, isCode) => {
      if (isCode) this.scan(description, from, to, code);
      else this.scanProse(description, from, to, prose);
    });
    for (const language of this.leftOut) prose.votes[language] = summary.votes[language] = 0;
    const proseLanguage = tellLanguage(addVotes(prose.votes, summary.votes));
    const summaryLanguage = tellLanguage(summary.votes, proseLanguage);
    const emitted = this.emit(text.summary, summary, summaryLanguage, 0, sink);
    this.emit(text.description, prose, proseLanguage, 1, sink);
    this.emit(text.description, code, 0, 2, sink);
    if (prose.count + code.count === 0 && emitted <= mostTermsWithTrigrams) {
      this.emitTrigrams(text.summary, summary, summaryLanguage, sink);
    }
  }

  private scanProse(text: string, from: number, to: number, words: Words): void {
    const { boilerplateLines } = this.settings;
    if (boilerplateLines === undefined || boilerplateLines.size === 0) return this.scan(text, from, to, words);
    eachLine(text, from, to, (line, next) => {
      if (!boilerplateLines.has(lineHash(text, line, next))) this.scan(text, line, next, words);
    });
  }

  private scan(text: string, from: number, to: number, words: Words): void {
    const kinds = this.kinds;
    let at = from;
    while (at < to) {
      const unit = text.charCodeAt(at);
      const rules = unit < 128 ? rulesAt[unit] : undefined;
      if (rules !== undefined) {
        const end = this.applyRules(rules, text, at, to, words);
        if (end > at) {
          at = end;
          continue;
        }
      }
      let kind = kinds[unit] ?? 0;
      if (kind === unknown) kind = unitKind(unit);
      if (kind === 0) at++;
      else if (kind === unspaced) at = this.scanUnspaced(text, at, to, words);
      else at = this.scanWord(text, at, to, words);
    }
  }

  /** The end of what a rule took, or `at` when none fits. */
  private applyRules(rules: readonly TextRule[], text: string, at: number, to: number, words: Words): number {
    for (const { pattern, hyphenAt, effect } of rules) {
      if (hyphenAt !== undefined && text.charCodeAt(at + hyphenAt) !== hyphen) continue;
      pattern.lastIndex = at;
      if (!pattern.test(text) || pattern.lastIndex > to) continue;
      const end = pattern.lastIndex;
      if (effect === 'whole') this.push(words, text, at, end, WHOLE);
      return end;
    }
    return at;
  }

  private scanWord(text: string, start: number, to: number, words: Words): number {
    const kindOfUnit = this.kinds;
    let at = start;
    let kinds = 0;
    let hashA = 0x811c9dc5;
    let hashB = 0x2545f491;
    for (; at < to; at++) {
      const unit = text.charCodeAt(at);
      let kind = kindOfUnit[unit] ?? 0;
      if (kind === unknown) kind = unitKind(unit);
      if (kind === unspaced) break;
      if (kind === 0) {
        const isApostrophe = (unit === 39 || unit === 0x2019) && at > start && at + 1 < to;
        if (!isApostrophe || (unitKind(text.charCodeAt(at + 1)) & ~(DIGIT | UNSPACED)) === 0) break;
        kind = LOWER;
      }
      kinds |= kind;
      hashA = Math.imul(hashA ^ unit, 0x01000193);
      hashB = Math.imul(hashB + unit, 0x5bd1e995) ^ (hashB >>> 15);
    }
    this.pushHashed(words, text, start, at, kinds, hashA, hashB);
    return at;
  }

  /** Overlapping pairs of characters; a single one stands for itself. */
  private scanUnspaced(text: string, start: number, to: number, words: Words): number {
    const kinds = this.kinds;
    let at = start + 1;
    let before = text.charCodeAt(start);
    for (; at < to; at++) {
      const unit = text.charCodeAt(at);
      let kind = kinds[unit] ?? 0;
      if (kind === unknown) kind = unitKind(unit);
      if (kind !== unspaced) break;
      const hashA = Math.imul(Math.imul(0x811c9dc5 ^ unspaced ^ before, 0x01000193) ^ unit, 0x01000193);
      this.pushHashed(words, text, at - 1, at + 1, unspaced, hashA, (before << 16) | unit);
      before = unit;
    }
    if (at - start === 1) this.push(words, text, start, at, unspaced);
    return at;
  }

  private push(words: Words, text: string, from: number, to: number, kinds: number): void {
    let hashA = 0x811c9dc5 ^ kinds;
    let hashB = 0x2545f491;
    for (let at = from; at < to; at++) {
      const unit = text.charCodeAt(at);
      hashA = Math.imul(hashA ^ unit, 0x01000193);
      hashB = Math.imul(hashB + unit, 0x5bd1e995) ^ (hashB >>> 15);
    }
    this.pushHashed(words, text, from, to, kinds, hashA, hashB);
  }

  private pushHashed(
    words: Words,
    text: string,
    from: number,
    to: number,
    kinds: number,
    hashA: number,
    hashB: number,
  ): void {
    const { table } = this;
    let slot = table.find(hashA, hashB);
    if (slot < 0) {
      slot = table.add(hashA, hashB, kinds, stopwordBitsAt(text, from, to));
    }
    const bits = table.stopBitsAt(slot);
    if (bits !== 0) vote(words.votes, bits);
    if (words.count === words.ids.length) growWords(words);
    words.ids[words.count] = table.idAt(slot);
    words.starts[words.count] = from;
    words.ends[words.count++] = to;
  }

  /** Returns how many terms there were. */
  private emit(text: string, words: Words, language: number, field: 0 | 1 | 2, sink: PlacedTermSink): number {
    const { table } = this;
    const { ids, starts, ends, count } = words;
    let emitted = 0;
    for (let index = 0; index < count; index++) {
      const id = ids[index] ?? 0;
      const from = starts[index] ?? 0;
      const to = ends[index] ?? 0;
      const offset = table.termsAt(id, language) || this.learn(text.slice(from, to), id, language);
      const { terms } = table;
      const length = terms[offset] ?? 0;
      for (let at = offset + 1; at <= offset + length; at++) sink.add(terms[at] ?? 0, field, from, to);
      emitted += length;
    }
    return emitted;
  }

  /** Of the words that count: a stop word would make any two short titles alike. */
  private emitTrigrams(text: string, words: Words, language: number, sink: PlacedTermSink): void {
    for (let index = 0; index < words.count; index++) {
      const from = words.starts[index] ?? 0;
      const to = words.ends[index] ?? 0;
      const offset = this.table.termsAt(words.ids[index] ?? 0, language);
      const isCounted = (this.table.terms[offset] ?? 0) > 0;
      if (!isCounted || to - from < shortestTrigramWord || to - from > longestTrigramWord) continue;
      const word = text.slice(from, to).toLowerCase();
      for (let at = 0; at + 3 <= word.length; at++)
        sink.add(hashPart(word.slice(at, at + 3), trigramSalt), 0, from, to);
    }
  }

  private learn(word: string, id: number, language: number): number {
    const kinds = this.table.kinds(id);
    const terms = rawTermsOf(word, kinds, language);
    const counted = this.glossary === null ? terms : this.glossary.apply(terms, language);
    return this.table.keepTerms(id, language, counted.map(hashTerm));
  }
}

function rawTermsOf(word: string, kinds: number, language: number): readonly string[] {
  if (kinds === UNSPACED) return [word.normalize('NFKC')];
  return kinds === WHOLE ? [word.toLowerCase()] : termsOfWord(word, kinds, language);
}

/** What the words of a glossary are to the tokenizer: as if each stood in a text of this language. */
function wordsOfGlossary(text: string, language: number): readonly string[] {
  return text.split(/\s/).flatMap((word) => {
    let kinds = 0;
    for (let at = 0; at < word.length; at++) kinds |= unitKind(word.charCodeAt(at));
    return word === '' ? [] : rawTermsOf(word, kinds, language);
  });
}

/** What is read of a text; everything else of the engine sees no more than this. */
export function cutText({ summary, description }: IssueText): IssueText {
  return { summary: summary.slice(0, maxCharacters), description: description.slice(0, maxCharacters) };
}

function vote(votes: Int32Array, bits: number): void {
  for (let language = 0; bits >>> language !== 0; language++) {
    if ((bits >>> language) & 1) votes[language] = (votes[language] ?? 0) + 1;
  }
}

function addVotes(a: Int32Array, b: Int32Array): Int32Array {
  return a.map((count, language) => count + (b[language] ?? 0));
}

function growWords(words: Words): void {
  const grow = (array: Int32Array): Int32Array => {
    const larger = new Int32Array(array.length * 2);
    larger.set(array);
    return larger;
  };
  words.ids = grow(words.ids);
  words.starts = grow(words.starts);
  words.ends = grow(words.ends);
}
