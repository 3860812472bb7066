// Blocks are what is stored of issues: they must come back as they went in, tell damage, fit their values, and say the
// same however they are merged.

import * as fc from 'fast-check';
import { BlockBuilder, factsOf, latestEntries, maxTermsPerIssue, type Block } from '../../src/similarity/block';
import { decodeBlock, encodeBlock } from '../../src/similarity/block-bytes';
import { mergeBlocks } from '../../src/similarity/block-merge';
import { bytesOfText, DamagedValueError, maxBytesOfText, textOfBytes } from '../../src/similarity/bytes';
import type { IssueInput } from '../../src/similarity/document';
import { hashText } from '../../src/similarity/hash';
import { arbitraryIssue, issue, plainFacts, plainTokenizer } from './random-issues';

function blockOf(issues: readonly IssueInput[], removed: readonly number[] = []): Block {
  const builder = new BlockBuilder(plainTokenizer);
  for (const input of issues) builder.add(input);
  for (const id of removed) builder.remove(id);
  return builder.build();
}

/** Everything a block says of an issue, without saying in which order it keeps it. */
function said(block: Block, index: number) {
  const terms = [];
  for (let at = block.termStarts[index]!; at < block.termStarts[index + 1]!; at++) {
    terms.push([block.termHashes[block.terms[at]!]!, ...block.termCounts.subarray(at * 3, at * 3 + 3)]);
  }
  return {
    id: block.ids[index],
    isRemoved: block.isRemoved[index],
    facts: factsOf(block, index),
    lengths: [...block.fieldLengths.subarray(index * 3, index * 3 + 3)],
    fingerprints: [...block.fingerprints.subarray(block.fingerprintStarts[index], block.fingerprintStarts[index + 1])],
    terms: terms.sort((a, b) => a[0]! - b[0]!),
  };
}

const allSaid = (block: Block) => Array.from(block.ids, (_, index) => said(block, index));

/** The slow and obvious way: count words of each field in a Map. */
function expected({ id, text, facts }: IssueInput) {
  const counts = new Map<number, [number, number, number]>();
  const lengths = [0, 0, 0];
  const fingerprints = plainTokenizer.tokenize(text, {
    add(termHash, field) {
      lengths[field]!++;
      const count = counts.get(termHash) ?? [0, 0, 0];
      count[field] = Math.min(255, count[field] + 1);
      counts.set(termHash, count);
    },
  });
  const terms = [...counts].map(([hash, count]) => [hash, ...count]).sort((a, b) => a[0]! - b[0]!);
  return { id, isRemoved: 0, facts, lengths, fingerprints: [...fingerprints], terms };
}

test('a block says of each issue what counting its words one by one says; the last text of an issue counts', () => {
  fc.assert(
    fc.property(fc.array(arbitraryIssue(60), { maxLength: 30 }), (issues) => {
      const latest = new Map(issues.map((input) => [input.id, input]));
      const wanted = [...latest.values()].sort((a, b) => a.id - b.id).map(expected);
      expect(allSaid(blockOf(issues))).toEqual(wanted);
    }),
  );
});

test('a block comes back from its bytes, and from their base64 text, as it was', () => {
  fc.assert(
    fc.property(fc.array(arbitraryIssue(2 ** 52), { maxLength: 30 }), (issues) => {
      const block = blockOf(issues, [5, 2 ** 40]);
      expect(allSaid(decodeBlock(bytesOfText(textOfBytes(encodeBlock(block)))))).toEqual(allSaid(block));
    }),
  );
});

test('an issue that calls itself its parent has none, before and after it was stored', () => {
  const block = blockOf([issue(14, 'a b', '', { parentId: 14 }), issue(15, 'a', '', { parentId: 14 })]);
  expect([...block.parentIds]).toEqual([0, 14]);
  expect([...decodeBlock(encodeBlock(block)).parentIds]).toEqual([0, 14]);
});

test('counts beyond what one byte holds come back, and saturate at 255', () => {
  const many = Array.from({ length: 400 }, () => 'again').join(' ');
  const block = decodeBlock(encodeBlock(blockOf([issue(1, 'again again again again', many)])));
  expect([...block.termCounts]).toEqual([4, 255, 0]);
  expect([...block.fieldLengths]).toEqual([4, 400, 0]);
});

test('the same issues give the same bytes, in whatever order they came', () => {
  const issues = [issue(3, 'a b c'), issue(1, 'b c d', 'x! y #12'), issue(2, 'a a')];
  expect(encodeBlock(blockOf(issues))).toEqual(encodeBlock(blockOf([...issues].reverse())));
});

test('the stored form is pinned: whoever changes it has to raise the format version', () => {
  const block = blockOf([
    issue(10_001, 'App crashes on rotate', 'crash when the phone is turned stack! #77', { linkedIds: [10_002] }),
    issue(10_002, 'Crash on rotation', 'crash', { parentId: 10_001, isSubtask: true, componentHashes: [4, 5] }),
  ]);
  const golden = bytesOfText(
    'sQF3lh+oY+J7JqspuvyCcEjqD9sD8unl9jflDTYWrT7pWfGD7ZhyFLuT26q8I9Xsbc4Zz8RPcnDwBGa1bzl69oXGrUVzGJkYmBoWrP73M4mB' +
      'cYIfAwMDIyMjAwMjAwMDAxMTCysDIyPDkjmMjAy+DAwMLOyMzIwMPCwMKICLgYWRkYWRBYQUWFiA+gE=',
  );
  expect(allSaid(decodeBlock(golden))).toEqual(allSaid(block));
  // Kind, version and checksum of the content. What follows depends on the version of the deflate library.
  expect(encodeBlock(block).subarray(0, 6)).toEqual(golden.subarray(0, 6));
});

test('every damaged byte, every cut and every foreign value is told apart from a block', () => {
  const bytes = encodeBlock(blockOf([issue(1, 'a b c', 'd e f'), issue(2, 'b c d', 'g h!')]));
  for (let at = 0; at < bytes.length; at++) {
    const damaged = bytes.slice();
    damaged[at]! ^= 0x10;
    // The last byte of a deflate stream has bits that mean nothing.
    if (at + 1 < bytes.length) expect(() => decodeBlock(damaged)).toThrow(DamagedValueError);
    expect(() => decodeBlock(bytes.subarray(0, at))).toThrow(DamagedValueError);
  }
  expect(() => decodeBlock(bytesOfText('not base64 at all'))).toThrow(DamagedValueError);
});

test('merging says of every issue what the latest block said, in values that fit', () => {
  const step = fc.record({
    issues: fc.array(arbitraryIssue(40), { maxLength: 12 }),
    removed: fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 4 }),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 5 }), fc.integer({ min: 300, max: 3000 }), (steps, maxBytes) => {
      const blocks = steps.map(({ issues, removed }) => blockOf(issues, removed));
      const merged = mergeBlocks(blocks, maxBytes);
      const wanted = latestEntries(blocks).map(({ block, index }) => said(block, index));
      expect(merged.flatMap(allSaid)).toEqual(wanted);
      for (const block of merged) {
        if (block.issueCount > 1) expect(encodeBlock(block).length).toBeLessThanOrEqual(maxBytes);
      }
      const live = wanted.filter(({ isRemoved }) => isRemoved === 0);
      expect(mergeBlocks(blocks, maxBytes, 'drop').flatMap(allSaid)).toEqual(live);
    }),
  );
});

test('one hostile text of endless distinct words still fits into one value', () => {
  const builder = new BlockBuilder({
    tokenize(_text, sink) {
      for (let at = 0; at < 60_000; at++) sink.add(hashText(`word${at}`), 1);
      return [];
    },
  });
  builder.add(issue(1, ''));
  const block = builder.build();
  expect(block.terms.length).toBe(maxTermsPerIssue);
  expect(block.fieldLengths[1]).toBe(60_000);
  expect(encodeBlock(block).length).toBeLessThan(maxBytesOfText(235 * 1024));
});

test('the estimate of a builder is near what encoding takes, and not far below', () => {
  const builder = new BlockBuilder(plainTokenizer);
  const issues = fc.sample(arbitraryIssue(), { numRuns: 400, seed: 1 });
  for (const { id, text } of issues) builder.add({ id, text, facts: plainFacts });
  expect(encodeBlock(builder.build()).length).toBeLessThan(builder.approximateBytes * 1.5);
});
