// Issues made of few invented words, so that they share terms often, with facts of every kind. The tokenizer here is
// as plain as can be: the tests of blocks and models are not about words.

import * as fc from 'fast-check';
import type { TermSource } from '../../src/similarity/block';
import type { IssueFacts, IssueInput } from '../../src/similarity/document';
import { hashText } from '../../src/similarity/hash';

/** Splits at blanks; a word with `!` is code; `#12` becomes the fingerprint 12. */
export const plainTokenizer: TermSource = {
  tokenize({ summary, description }, sink) {
    for (const word of wordsOf(summary)) sink.add(hashText(word), 0);
    for (const word of wordsOf(description)) sink.add(hashText(word), word.endsWith('!') ? 2 : 1);
    return [...description.matchAll(/#(\d+)/g)].map((match) => Number(match[1]));
  },
};

const wordsOf = (text: string) => text.split(' ').filter((word) => word !== '');

const word = fc.constantFrom(...'a b c d e f g h i j k l m n o p q r s t u! v! w! x! #12 #13'.split(' '));
const words = (maxLength: number) => fc.array(word, { maxLength }).map((list) => list.join(' '));
const hash = fc.nat({ max: 0xffffffff });

const arbitraryFacts: fc.Arbitrary<IssueFacts> = fc.record({
  createdMs: fc.integer({ min: -1e12, max: 4e12 }),
  projectId: fc.nat({ max: 12_000 }),
  parentId: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 1e6 })),
  isSubtask: fc.boolean(),
  isResolved: fc.boolean(),
  typeHash: hash,
  reporterHash: hash,
  componentHashes: fc.array(hash, { maxLength: 3 }),
  linkedIds: fc.array(fc.integer({ min: 1, max: 2 ** 50 }), { maxLength: 3 }),
});

export function arbitraryIssue(maxId = 1e6): fc.Arbitrary<IssueInput> {
  return fc
    .record({
      id: fc.integer({ min: 1, max: maxId }),
      text: fc.record({ summary: words(6), description: words(30) }),
      facts: arbitraryFacts,
    })
    .filter(({ id, facts }) => facts.parentId !== id);
}

export const plainFacts: IssueFacts = {
  createdMs: 1_700_000_000_000,
  projectId: 10_000,
  parentId: 0,
  isSubtask: false,
  isResolved: false,
  typeHash: 1,
  reporterHash: 0,
  componentHashes: [],
  linkedIds: [],
};

export function issue(id: number, summary: string, description = '', facts: Partial<IssueFacts> = {}): IssueInput {
  return { id, text: { summary, description }, facts: { ...plainFacts, ...facts } };
}
