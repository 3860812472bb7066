// In which language a field is written, told by its grammar words, and what follows from it: which words are not
// counted, and how a word is cut to its stem. Scripts of their own need no telling: Cyrillic words are stemmed as
// Russian wherever they stand, and scripts without spaces are read as pairs of characters.

import { stemmer as stemEnglish } from '@orama/stemmers/english';
import { stemmer as stemGerman } from '@orama/stemmers/german';
import { stemmer as stemFrench } from '@orama/stemmers/french';
import { stemmer as stemSpanish } from '@orama/stemmers/spanish';
import { stemmer as stemPortuguese } from '@orama/stemmers/portuguese';
import { stemmer as stemItalian } from '@orama/stemmers/italian';
import { stemmer as stemDutch } from '@orama/stemmers/dutch';
import { stemmer as stemRussian } from '@orama/stemmers/russian';
import { languages, stopwords } from './language-stopwords';
import type { Language } from './language-stopwords';

const stemmers: Readonly<Record<Language, (word: string) => string>> = {
  en: stemEnglish,
  de: stemGerman,
  fr: stemFrench,
  es: stemSpanish,
  pt: stemPortuguese,
  it: stemItalian,
  nl: stemDutch,
  ru: stemRussian,
};

/** For every stop word, one bit per language that has it. A Map, because `constructor` is a word too. */
const stopBits = new Map<string, number>();
languages.forEach((language, number) => {
  for (const word of stopwords[language]) stopBits.set(word, (stopBits.get(word) ?? 0) | (1 << number));
});

/** One bit per language (its position in `languages`) in which this lower-case word is a stop word. */
function stopwordBits(lowerCaseWord: string): number {
  return stopBits.get(lowerCaseWord) ?? 0;
}

// By first letter, last letter and length: whether any stop word looks so.
const lettersOfShape = 32;
const longestStopword = 12;
const isShapeOfStopword = new Uint8Array((longestStopword + 1) * lettersOfShape * lettersOfShape);
for (const word of stopBits.keys()) isShapeOfStopword[shapeOf(word, 0, word.length)] = 1;

/** The same for a word of a text as it stands; most words are told apart without making a string of them. */
export function stopwordBitsAt(text: string, from: number, to: number): number {
  if (to - from > longestStopword) return 0;
  const isAscii = text.charCodeAt(from) < 128 && text.charCodeAt(to - 1) < 128;
  if (isAscii && isShapeOfStopword[shapeOf(text, from, to)] === 0) return 0;
  return stopwordBits(text.slice(from, to).toLowerCase());
}

/** Five bits of a letter are the same in upper and lower case. */
function shapeOf(text: string, from: number, to: number): number {
  const ends = (text.charCodeAt(from) & 31) * lettersOfShape + (text.charCodeAt(to - 1) & 31);
  return (to - from) * lettersOfShape * lettersOfShape + ends;
}

const russianNumber = languages.indexOf('ru');

/** English stop words are dropped from every language: reports quote English screens and logs. */
export function isStopword(lowerCaseWord: string, languageNumber: number): boolean {
  return (stopwordBits(lowerCaseWord) & (1 | (1 << languageNumber) | (1 << russianNumber))) !== 0;
}

/**
 * The language with the most stop words, if it has at least two and clearly more than English; else `undecided`.
 * `votes` holds one count per language. Short fields take the decision of a longer one as `undecided`.
 */
export function tellLanguage(votes: ArrayLike<number>, undecided = 0): number {
  let best = 0;
  for (let language = 1; language < languages.length; language++) {
    if ((votes[language] ?? 0) > (votes[best] ?? 0)) best = language;
  }
  const count = votes[best] ?? 0;
  if (count < 2) return undecided;
  return best === 0 || count >= 1.25 * (votes[0] ?? 0) + 1 ? best : undecided;
}

const shortestStemmed = 4;
const cyrillic = /^[Ѐ-ӿ]+$/;
const ascii = /^[a-z]+$/;
const latin = /^[a-zß-ɏ]+$/;

/** The stem of a lower-case word, accents folded. Words with digits, short words and other scripts stay as they are. */
export function stem(word: string, languageNumber: number): string {
  if (word.length < shortestStemmed) return fold(word);
  // Nearly every word; the tests below would come to the same.
  if (languageNumber === 0 && ascii.test(word)) return hasEnglishEnding(word) ? stemEnglish(word) : word;
  if (cyrillic.test(word)) return stemRussian(word).replace(/ё/g, 'е');
  if (!latin.test(word)) return word;
  const language = languages[languageNumber] ?? 'en';
  return fold(language === 'ru' ? stemEnglish(word) : stemmers[language](word));
}

/**
 * Whether any rule of the English stemmer could apply, by the last two letters: for the other half of all words its
 * dozen patterns would be tried in vain, and they took a quarter of reading a text.
 */
function hasEnglishEnding(word: string): boolean {
  const before = englishEndings[word[word.length - 1] ?? ''];
  return before !== undefined && (before === '' || before.includes(word[word.length - 2] ?? ' '));
}

/** For each last letter those that may stand before it; empty means any. */
const englishEndings: Readonly<Record<string, string>> = {
  c: 'i',
  d: 'e',
  e: '',
  g: 'n',
  i: '',
  l: 'alu',
  m: 's',
  n: 'o',
  r: 'eo',
  s: '',
  t: 'n',
  u: 'o',
  y: '',
};

const marks = /[̀-ͯ]/g;

/** People leave accents out: "café" and "cafe" are one term. Only for Latin, where accents do not make other letters. */
function fold(word: string): string {
  return latin.test(word) ? word.normalize('NFD').replace(marks, '') : word;
}
