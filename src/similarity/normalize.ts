// What in running text is not a word, or is one word although it does not look it. The rules stand in order; at each
// position where a word could start, the first one that fits decides. Each pattern is sticky, bounded and without
// nested repetition, so that the whole is linear in the text.

import { DIGIT, LOWER, OTHER_LETTER, UPPER } from './characters';
import { isStopword, stem } from './language';

export interface TextRule {
  readonly name: string;
  /** The characters at which the pattern is tried. */
  readonly at: string;
  readonly pattern: RegExp;
  /** Where each match has a hyphen: looked at first, because the pattern would be tried at every third word. */
  readonly hyphenAt?: number;
  /** `skip`: not counted. `whole`: one term as it stands, in lower case. */
  readonly effect: 'skip' | 'whole';
  /** Text and what is left of it, for the reader and for the test of this table. */
  readonly example: readonly [text: string, terms: readonly string[]];
}

const digits = '0123456789';
const capitals = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const hexDigits = `${digits}abcdefABCDEF`;

export const textRules: readonly TextRule[] = [
  {
    name: 'hidden comment of a Markdown template',
    at: '<',
    pattern: /<!--[^<>]{0,2000}-->/y,
    effect: 'skip',
    example: ['<!-- describe the bug --> crash', ['crash']],
  },
  {
    name: 'HTML tag',
    at: '<',
    pattern:
      /<\/?(?:a|b|br|code|dd|details|div|dl|dt|em|h[1-6]|hr|i|img|kbd|li|ol|p|pre|span|strong|sub|summary|sup|table|tbody|td|th|thead|tr|tt|u|ul)(?: [^<>]{0,300})?\/?>/iy,
    effect: 'skip',
    example: ['<br/>crash<b>', ['crash']],
  },
  {
    name: 'HTML entity',
    at: '&',
    pattern: /&(?:#\d{1,6}|#x[0-9a-f]{1,6}|amp|apos|gt|lt|nbsp|quot);/iy,
    effect: 'skip',
    example: ['a&nbsp;&#39;crash', ['crash']],
  },
  {
    name: 'wiki macro',
    at: '{',
    pattern:
      /\{(?:anchor|code|color|column|expand|info|noformat|note|panel|quote|section|tip|toc|warning|\*)[^{}\n]{0,200}\}/iy,
    effect: 'skip',
    example: ['{color:#ff0000}crash{color}', ['crash']],
  },
  {
    name: 'wiki heading',
    at: 'h',
    pattern: /h[1-6]\. /y,
    effect: 'skip',
    example: ['h3. Crash', ['crash']],
  },
  {
    name: 'Markdown image',
    at: '!',
    pattern: /!\[[^\]\n]{0,200}\]\([^()\s]{0,500}\)/y,
    effect: 'skip',
    example: ['![shot](https://host/user-images/1.png) crash', ['crash']],
  },
  {
    name: 'wiki image',
    at: '!',
    pattern: /![^\s!|]{1,150}\.(?:bmp|gif|jpeg|jpg|mov|mp4|png|svg)(?:\|[^!\n]{0,100})?!/iy,
    effect: 'skip',
    example: ['!shot-1.png|thumbnail! crash', ['crash']],
  },
  {
    name: 'mention or attachment',
    at: '[',
    pattern: /\[[~^][^[\]\n]{1,200}\]/y,
    effect: 'skip',
    example: ['[~accountid:12] crash [^log.txt]', ['crash']],
  },
  {
    name: 'protocol of an address (host and path are words)',
    at: 'hfw',
    pattern: /(?:(?:https?|ftp|wss?|file):\/\/)(?:www\.)?|www\./y,
    effect: 'skip',
    example: ['https://www.example.com/browse crash', ['exampl', 'com', 'brows', 'crash']],
  },
  {
    name: 'UUID',
    at: hexDigits,
    pattern: /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?![0-9a-z])/iy,
    hyphenAt: 8,
    effect: 'skip',
    example: ['0b1e5a1c-9f6d-4a7e-8c2b-1d3e5f7a9b0c crash', ['crash']],
  },
  {
    name: 'hexadecimal number',
    at: '0',
    pattern: /0x[0-9a-f]{1,64}(?![0-9a-z])/iy,
    effect: 'skip',
    example: ['0x7ffee4 crash', ['crash']],
  },
  {
    name: 'date with or without time',
    at: digits,
    pattern: /\d{4}[-/]\d\d[-/]\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?)?(?:Z|[+-]\d\d:?\d\d)?(?![0-9A-Za-z])/y,
    effect: 'skip',
    example: ['2011-03-29T16:48:47.000+0000 crash', ['crash']],
  },
  {
    name: 'time of day',
    at: digits,
    pattern: /\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?![0-9A-Za-z])/y,
    effect: 'skip',
    example: ['14:04:54.123 crash', ['crash']],
  },
  {
    name: 'version number',
    at: digits,
    pattern: /\d{1,5}(?:\.\d{1,5}){1,4}(?![0-9A-Za-z])/y,
    effect: 'whole',
    example: ['2.9.10.3 crash', ['2.9.10.3', 'crash']],
  },
  {
    name: 'issue key or CVE id',
    at: capitals,
    pattern: /(?:CVE-\d{4}|[A-Z][A-Z0-9]{1,9})-\d{1,8}(?![0-9A-Za-z])/y,
    effect: 'whole',
    example: ['TIMOB-8075 CVE-2021-44228', ['timob-8075', 'cve-2021-44228']],
  },
];

const longestWord = 64;
const longestNumber = 8;
const shortestHexId = 7;

/** The terms of one word as it stands in the text, in order; empty when it is not counted. */
export function termsOfWord(rawWord: string, kinds: number, languageNumber: number): readonly string[] {
  const cut = rawWord.length > longestWord ? rawWord.slice(0, longestWord) : rawWord;
  const word = kinds & OTHER_LETTER ? cut.normalize('NFKC') : cut;
  if (kinds === DIGIT) return rawWord.length <= longestNumber ? [word] : [];
  const lower = word.toLowerCase();
  if (kinds === LOWER || kinds === UPPER || !isCompound(word, kinds)) {
    return simpleTerm(lower, languageNumber);
  }
  if (isHexId(lower)) return [];
  if (/^[A-Z]{2,}s$/.test(word)) return simpleTerm(lower, languageNumber);
  const parts = partsOf(word);
  if (parts.length < 2) return simpleTerm(lower, languageNumber);
  const terms = [stem(lower, languageNumber)];
  for (const part of parts) if (!/^\d+$/.test(part)) terms.push(...simpleTerm(part.toLowerCase(), languageNumber));
  return terms;
}

function simpleTerm(lowerCaseWord: string, languageNumber: number): readonly string[] {
  if (isStopword(lowerCaseWord, languageNumber)) return [];
  const apostrophe = lowerCaseWord.search(/['’]/);
  if (apostrophe >= 0) return partsOfElided(lowerCaseWord, languageNumber);
  if (lowerCaseWord.length < 2 && lowerCaseWord.charCodeAt(0) < 128) return [];
  return [stem(lowerCaseWord, languageNumber)];
}

/** "user's" is "user", "l'application" is "application", "o'brien" is "brien". */
function partsOfElided(word: string, languageNumber: number): readonly string[] {
  if (isStopword(word.replace(/’/g, "'"), languageNumber)) return [];
  return word
    .split(/['’]/)
    .filter((part) => part.length > 2 && !isStopword(part, languageNumber))
    .map((part) => stem(part, languageNumber));
}

function isCompound(word: string, kinds: number): boolean {
  return (kinds & DIGIT) !== 0 || /[a-z][A-Z]|[A-Z]{2}[a-z]/.test(word);
}

function isHexId(lowerCaseWord: string): boolean {
  return (
    lowerCaseWord.length >= shortestHexId &&
    /^(?:[a-f]{0,64}\d)[0-9a-f]{0,64}$/.test(lowerCaseWord) &&
    /[a-f]/.test(lowerCaseWord)
  );
}

const partPattern = /[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+|[^A-Za-z\d]+/g;

/** "parseHTTPResponse2" is parse, HTTP, Response, 2. */
function partsOf(word: string): readonly string[] {
  return word.match(partPattern) ?? [];
}
