import { textRules } from '../../src/similarity/normalize';
import { machineLines, splitDescription } from '../../src/similarity/split';
import { hashes, termsOf } from './terms';

describe('the rules for running text', () => {
  // Enough other words that no trigrams are added for a very short text.
  const padding = 'alpha beta gamma delta';
  const paddingTerms = hashes('alpha', 'beta', 'gamma', 'delta');

  it.each(textRules.map((rule) => [rule.name, rule] as const))('has an example that holds for: %s', (_name, rule) => {
    const [text, terms] = rule.example;
    expect(termsOf(`${padding} ${text}`)[0]).toEqual([...paddingTerms, ...hashes(...terms)]);
  });

  it.each(textRules.map((rule) => [rule.name, rule] as const))('tries %s only where it can begin', (_name, rule) => {
    expect(rule.pattern.sticky).toBe(true);
    const [text] = rule.example;
    expect([...text].some((character) => rule.at.includes(character))).toBe(true);
  });

  it('reads identifiers as a whole and in parts', () => {
    expect(termsOf(`${padding} parseHTTPResponse2`)[0].slice(4)).toEqual(
      hashes('parsehttpresponse2', 'pars', 'http', 'respons'),
    );
  });

  it('keeps short numbers and drops long ones and hexadecimal ids', () => {
    expect(termsOf(`${padding} 404 123456789 deadbeef01 9fceb02d0ae598e9`)[0].slice(4)).toEqual(hashes('404'));
  });

  it('takes elided and possessive forms to their word', () => {
    expect(termsOf(`${padding} user's won't`)[0].slice(4)).toEqual(hashes('user'));
  });
});

describe('code and prose', () => {
  const parts = (text: string): string[] => {
    const found: string[] = [];
    splitDescription(text, (from, to, isCode) => found.push(`${isCode ? 'code' : 'prose'}:${text.slice(from, to)}`));
    return found;
  };

  it.each(machineLines.map((rule) => [rule.name, rule] as const))('recognises a line: %s', (_name, rule) => {
    expect(parts(`before\n${rule.example}\nafter`)).toEqual([
      'prose:before\n',
      `code:${rule.example}\n`,
      'prose:after',
    ]);
  });

  it.each([
    ['{code:java}', '{code}'],
    ['{noformat}', '{noformat}'],
    ['```', '```'],
    ['<pre>', '</pre>'],
  ])('takes what stands between %s and %s as code', (open, close) => {
    expect(parts(`a ${open}x = 1${close} b`)).toEqual(['prose:a ', 'code:x = 1', 'prose: b']);
  });

  it('leaves a fence that never closes as prose', () => {
    expect(parts('a {code} b')).toEqual(['prose:a {code} b']);
  });
});

describe('a very short text', () => {
  const wordsWithParts = (title: string): number => termsOf(title)[0].length;

  it('has the parts of its words as terms too, but not those of stop words', () => {
    expect(wordsWithParts('Login')).toBe(1 + 3);
    expect(wordsWithParts('There would be Login after these')).toBe(1 + 3);
    expect(wordsWithParts('Login broken')).toBe(2 + 3 + 4);
  });

  it('has whole words alone as soon as a description stands beside it', () => {
    expect(termsOf('Login', 'Nobody gets in.')[0]).toHaveLength(1);
  });
});
