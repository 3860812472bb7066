// A site's own words: which are read as others, which say nothing, which lines of a form are skipped, and in which
// languages nobody writes. What is typed is
// checked here, what is stored is only shaped; an analysis keeps those it was made with, so that whatever is compared with
// it or explained from it afterwards is read in the same way.

import * as v from 'valibot';
import type { OptionalLanguage, WordRules } from '../contract';
import { type TextSettings, Tokenizer } from '../similarity/tokenize';

export const noWordRules: WordRules = { synonyms: [], stopWords: [], ignoredLines: [], leftOutLanguages: [] };

/** An analysis without rules has none in its record, nor has one of an older version. */
export interface WithWords {
  readonly words?: WordRules | undefined;
}

// The settings of a site lie in one stored value together with ten earlier states of theirs.
const most = { synonyms: 50, stopWords: 100, ignoredLines: 50, characters: 30 };

const atMost = <T>(count: number) => v.maxLength<T[], number, string>(count, `can hold at most ${count}`);
const lengthSchema = v.pipe(
  v.string(),
  v.trim(),
  v.maxLength(most.characters, `must be a word of at most ${most.characters} characters`),
);
const wordSchema = v.pipe(lengthSchema, v.check(isOneWord, 'must be one word of letters and digits'));

interface Synonym {
  readonly word: string;
  readonly readAs: string;
}

const lineSchema = v.object({
  hash: v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(0xffffffff)),
  issueId: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
});
export const ignoredLinesSchema = v.pipe(v.array(lineSchema), atMost(most.ignoredLines));

const optionalLanguages = ['de', 'fr', 'es', 'pt', 'it', 'nl'] as const satisfies readonly OptionalLanguage[];
const languagesSchema = v.pipe(
  v.array(v.picklist(optionalLanguages, `must be one of ${optionalLanguages.join(', ')}`)),
  atMost<OptionalLanguage>(optionalLanguages.length),
);

/** What was one word for the engine before may be two for the next one; that is no reason not to open what is stored. */
export const storedWordsSchema = v.object({
  synonyms: v.pipe(v.array(v.object({ word: lengthSchema, readAs: lengthSchema })), atMost(most.synonyms)),
  stopWords: v.pipe(v.array(lengthSchema), atMost(most.stopWords)),
  ignoredLines: ignoredLinesSchema,
  leftOutLanguages: v.optional(languagesSchema, () => []),
});

export const wordRulesSchema = v.object({
  synonyms: v.pipe(
    v.array(v.object({ word: wordSchema, readAs: wordSchema })),
    atMost<Synonym>(most.synonyms),
    v.check<Synonym[], string>(namesEachOnce, 'must say of each word only once as what it is read'),
  ),
  stopWords: v.pipe(v.array(wordSchema), atMost(most.stopWords)),
  ignoredLines: ignoredLinesSchema,
  leftOutLanguages: languagesSchema,
});

/** What the engine takes for several words, or skips, could be a rule for nothing: it would be kept and do nothing. */
function isOneWord(text: string): boolean {
  if (!/^[\p{L}\p{N}]/u.test(text)) return false;
  let isWhole = true;
  new Tokenizer().visit(
    { summary: text, description: '' },
    { add: (_hash, _field, from, to) => void (isWhole &&= from === 0 && to === text.length) },
  );
  return isWhole;
}

function namesEachOnce(synonyms: readonly Synonym[]): boolean {
  return new Set(synonyms.map(({ word }) => word.toLowerCase())).size === synonyms.length;
}

/** As an analysis keeps them. */
export function withWords(words: WordRules): { words?: v.InferOutput<typeof storedWordsSchema> } {
  return wordsKey(words) === wordsKey(noWordRules) ? {} : { words: v.parse(storedWordsSchema, words) };
}

export function areSameWords(a: WithWords, b: WithWords): boolean {
  return wordsKey(a.words ?? noWordRules) === wordsKey(b.words ?? noWordRules);
}

/** Order does not matter, nor in which work item a line was seen. */
function wordsKey({ synonyms, stopWords, ignoredLines, leftOutLanguages }: WordRules): string {
  return JSON.stringify([
    synonyms.map(({ word, readAs }) => `${word} ${readAs}`).sort(),
    [...stopWords].sort(),
    ignoredLines.map(({ hash }) => hash).sort((x, y) => x - y),
    [...leftOutLanguages].sort(),
  ]);
}

export function textSettingsOf({ words = noWordRules }: WithWords): TextSettings {
  return {
    synonyms: words.synonyms.map(({ word, readAs }) => [word, readAs]),
    stopWords: words.stopWords,
    boilerplateLines: new Set(words.ignoredLines.map(({ hash }) => hash)),
    leftOutLanguages: words.leftOutLanguages,
  };
}
