// The lookup against the loaded index, which compares with everything: the same issues in the same order, and nothing
// read that the question does not need.

import fc from 'fast-check';
import { BlockBuilder, noFacts, type Block } from '../../src/similarity/block';
import { DamagedValueError } from '../../src/similarity/bytes';
import { decodeCrowds, encodeCrowds } from '../../src/similarity/crowds';
import { decodeLookupHead, encodeLookup } from '../../src/similarity/lookup';
import { LookupQuestion, maxLookedUpTerms } from '../../src/similarity/lookup-question';
import { SearchIndex } from '../../src/similarity/query';
import { defaultScoreSettings } from '../../src/similarity/score';
import { Tokenizer } from '../../src/similarity/tokenize';

// Without digits, so that every word is one term.
const vocabulary = Array.from(
  { length: 60 },
  (_, at) => 'bdfgklmnrt'[at % 10]! + 'aeiouy'[Math.floor(at / 10)]! + 'xqvz'.repeat(2),
);
const words = fc.array(fc.constantFrom(...vocabulary), { minLength: 4, maxLength: 12 });
const corpus = fc.array(words, { minLength: 1, maxLength: 40 });

const blockOf = (texts: readonly (readonly string[])[], firstId = 1): Block => {
  const builder = new BlockBuilder(new Tokenizer());
  texts.forEach((text, index) =>
    builder.add({ id: firstId + index * 7, text: { summary: text.join(' '), description: '' }, facts: noFacts }),
  );
  return builder.build();
};

function ask(parts: readonly Uint8Array[], summary: string, changed: Block) {
  const head = decodeLookupHead(parts[0]!);
  const question = new LookupQuestion({ summary, description: '' }, head, defaultScoreSettings, new Tokenizer());
  const read = question.parts();
  for (const part of read) question.read(part, parts[part]!);
  return { matches: question.matches(changed, { top: 10, floor: 0.02 }), read };
}

describe('a question to the lookup', () => {
  it('gets the cosines of the loaded index within a hundredth', () => {
    fc.assert(
      fc.property(corpus, words, (texts, typed) => {
        const block = blockOf(texts);
        const summary = typed.join(' ');
        const index = new SearchIndex([block], defaultScoreSettings, new Tokenizer());
        const expected = new Map(
          index.search({ summary, description: '' }, { top: 1_000, floor: 0 }).map((match) => [match.id, match.cosine]),
        );
        const { matches } = ask(encodeLookup([block], defaultScoreSettings), summary, blockOf([]));
        for (const { id, cosine } of matches) expect(Math.abs(cosine - (expected.get(id) ?? 0))).toBeLessThan(0.01);
        const best = Math.max(0, ...expected.values());
        expect(Math.abs((matches[0]?.cosine ?? 0) - best)).toBeLessThan(0.02);
      }),
      { numRuns: 300 },
    );
  });

  it('finds short titles as well as long ones: forms of a word that no issue has do not count against it', () => {
    const others = Array.from({ length: 30 }, (_, at) => [
      'report',
      'page',
      'wrong',
      `total${'abcdefghij'[at % 10]}`,
      'invoice',
    ]);
    const parts = encodeLookup(
      [blockOf([...others, ['checkout', 'freezes', 'coupon', 'second', 'basket']])],
      defaultScoreSettings,
    );
    expect(ask(parts, 'checkout freezes coupon', blockOf([])).matches[0]?.cosine).toBeGreaterThan(0.6);
  });

  it('takes changed issues from the changes and forgets removed ones', () => {
    const parts = encodeLookup(
      [
        blockOf([
          ['alpha', 'beta', 'gamma', 'delta'],
          ['alpha', 'beta', 'gamma', 'epsilon'],
        ]),
      ],
      defaultScoreSettings,
    );
    const builder = new BlockBuilder(new Tokenizer());
    builder.remove(1);
    builder.add({ id: 99, text: { summary: 'alpha beta gamma zeta', description: '' }, facts: noFacts });
    const { matches } = ask(parts, 'alpha beta gamma omega', builder.build());
    expect(matches.map(({ id }) => id).sort((a, b) => a - b)).toEqual([8, 99]);
  });

  it('reads few parts of many, whatever is asked', () => {
    const texts = Array.from({ length: 3_000 }, (_, at) =>
      Array.from({ length: 12 }, (_, word) => `term${(at * 31 + word * 977) % 9_000}x`),
    );
    const parts = encodeLookup([blockOf(texts)], defaultScoreSettings);
    expect(parts.length).toBeGreaterThan(maxLookedUpTerms);
    const { read, matches } = ask(parts, Array.from({ length: 300 }, (_, at) => `term${at}x`).join(' '), blockOf([]));
    expect(read.length).toBeLessThanOrEqual(maxLookedUpTerms);
    expect(matches.length).toBeGreaterThan(0);
  });

  it('works on an empty corpus and for a text without words', () => {
    const parts = encodeLookup([blockOf([])], defaultScoreSettings);
    expect(ask(parts, 'alpha', blockOf([])).matches).toEqual([]);
    expect(ask(encodeLookup([blockOf([['alpha', 'beta']])], defaultScoreSettings), '', blockOf([])).matches).toEqual(
      [],
    );
  });

  it('refuses damaged parts instead of answering from them', () => {
    const [head] = encodeLookup([blockOf([['alpha', 'beta']])], defaultScoreSettings);
    const damaged = head!.slice();
    damaged[damaged.length - 1]! ^= 0xff;
    expect(() => decodeLookupHead(damaged)).toThrow(DamagedValueError);
  });
});

describe('crowds', () => {
  it('come back as the mean of a full list, within one of 255 steps', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 10 }), { maxLength: 30 }),
        (lists) => {
          const starts = Uint32Array.from(
            [0, ...lists].map((_, at) => lists.slice(0, at).reduce((sum, list) => sum + list.length, 0)),
          );
          const encoded = encodeCrowds(
            {
              issueIds: Float64Array.from(lists, (_, at) => 10 + at * 3),
              starts,
              candidateIds: new Float64Array(),
              scores: Float32Array.from(lists.flat()),
              judgements: new Uint32Array(),
            },
            10,
          );
          const crowdOf = decodeCrowds(encoded);
          lists.forEach((list, at) => {
            const mean = list.reduce((sum, score) => sum + score, 0) / 10;
            expect(Math.abs(crowdOf(10 + at * 3) - mean)).toBeLessThan(1 / 255);
          });
          expect(crowdOf(1)).toBe(0);
        },
      ),
    );
  });
});
