import fc from 'fast-check';
import { type TextSettings, Tokenizer } from '../../src/similarity/tokenize';

function termsOf(summary: string, settings: TextSettings = {}): readonly number[] {
  const terms: number[] = [];
  new Tokenizer(settings).tokenize(
    { summary, description: 'The user wants to see what the page was.' },
    { add: (term) => void terms.push(term) },
  );
  return terms;
}

describe('a glossary', () => {
  it.each<[string, string, NonNullable<TextSettings['synonyms']>]>([
    ['Deploy to k8s', 'Deploy to kubernetes', [['k8s', 'kubernetes']]],
    ['Login crashes', 'Login fails', [['crash', 'fail']]],
    [
      'Crashed LOGIN',
      'Fail sign',
      [
        ['crashes', 'failing'],
        ['login', 'sign'],
      ],
    ],
    ['The SSO page', 'The single signon page', [['sso', 'single signon']]],
    ['Anmeldung geht nicht mit dem Gerät', 'Login geht nicht mit dem Gerät', [['Anmeldungen', 'login']]],
  ])('reads "%s" as "%s"', (text, readAs, synonyms) => {
    expect(termsOf(text)).not.toEqual(termsOf(readAs));
    expect(termsOf(text, { synonyms })).toEqual(termsOf(readAs, { synonyms }));
  });

  it('leaves out the stop words of the site, in every inflection', () => {
    expect(termsOf('Widgets acme crash', { stopWords: ['acme', 'widget'] })).toEqual(termsOf('crash'));
  });

  it('does not replace a replacement, so that a circle of words ends', () => {
    const synonyms = [
      ['alpha', 'beta'],
      ['beta', 'alpha'],
    ] as const;
    expect(termsOf('alpha', { synonyms })).toEqual(termsOf('beta'));
    expect(termsOf('beta', { synonyms })).toEqual(termsOf('alpha'));
  });

  it('changes nothing where no word of it stands, whatever it holds', () => {
    const word = fc.constantFrom('__proto__', 'constructor', '', ' ', 'zebra', '\ud800', 'ＡＢＣ', '検索', '-');
    const synonyms = fc.array(fc.tuple(word, word), { maxLength: 20 });
    fc.assert(
      fc.property(synonyms, fc.array(word), (pairs, stopWords) => {
        expect(termsOf('Login crashes on start', { synonyms: pairs, stopWords })).toEqual(
          termsOf('Login crashes on start'),
        );
      }),
    );
  });

  it('costs nothing per mention: a megabyte of its words with 5,000 entries takes as long as without', () => {
    const synonyms = Array.from({ length: 5_000 }, (_, at) => [`word${at}x`, `other${at}y`] as const);
    const description = Array.from({ length: 4_000 }, (_, at) => `word${at % 500}x`).join(' ');
    const cpuMs = (settings: TextSettings): number => {
      const tokenizer = new Tokenizer(settings);
      const read = (): void => void tokenizer.tokenize({ summary: '', description }, { add: () => undefined });
      read();
      const before = process.cpuUsage();
      for (let round = 0; round < 200; round++) read();
      return process.cpuUsage(before).user / 1000;
    };
    expect(cpuMs({ synonyms })).toBeLessThan(3 * cpuMs({}) + 50);
  });
});
