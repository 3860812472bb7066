// Vectors against the formula, computed the slow way from the words themselves; and the promise that they do not
// depend on how the issues were spread over blocks.

import * as fc from 'fast-check';
import { BlockBuilder, type Block } from '../../src/similarity/block';
import { decodeBlock, encodeBlock } from '../../src/similarity/block-bytes';
import type { IssueInput } from '../../src/similarity/document';
import { buildModel, statisticsOf, type Model } from '../../src/similarity/model';
import { defaultScoreSettings, idf, saturate } from '../../src/similarity/score';
import { arbitraryIssue, issue, plainTokenizer } from './random-issues';

function blockOf(issues: readonly IssueInput[], removed: readonly number[] = []): Block {
  const builder = new BlockBuilder(plainTokenizer);
  for (const input of issues) builder.add(input);
  for (const id of removed) builder.remove(id);
  return builder.build();
}

function vectorOf(model: Model, row: number): Map<number, number> {
  const vector = new Map<number, number>();
  for (let at = model.rowStarts[row]!; at < model.rowStarts[row + 1]!; at++) {
    vector.set(model.termHashes[model.columns[at]!]!, model.weights[at]!);
  }
  return vector;
}

type Counts = Map<number, [number, number, number]>;

function countsOf({ text }: IssueInput): { counts: Counts; lengths: [number, number, number] } {
  const counts: Counts = new Map();
  const lengths: [number, number, number] = [0, 0, 0];
  plainTokenizer.tokenize(text, {
    add(termHash, field) {
      lengths[field]++;
      const count = counts.get(termHash) ?? [0, 0, 0];
      count[field]++;
      counts.set(termHash, count);
    },
  });
  return { counts, lengths };
}

/** The formula, word by word. */
function slowVectors(issues: readonly IssueInput[]): Map<number, Map<number, number>> {
  const documents = issues.map((input) => ({ id: input.id, ...countsOf(input) }));
  const average = [0, 1, 2].map((field) => {
    const lengths = documents.map((document) => document.lengths[field]!).filter((length) => length > 0);
    return lengths.reduce((sum, length) => sum + length, 0) / (lengths.length || 1);
  });
  const frequency = (hash: number) => documents.filter(({ counts }) => counts.has(hash)).length;
  return new Map(
    documents.map(({ id, counts, lengths }) => {
      const weights = [...counts].map(([hash, count]) => {
        const parts = ([0, 1, 2] as const).map(
          (field) =>
            defaultScoreSettings.fieldWeights[field] * saturate(count[field], lengths[field], average[field]!, field),
        );
        return [hash, parts.reduce((sum, part) => sum + part, 0) * idf(documents.length, frequency(hash))] as const;
      });
      const norm = Math.sqrt(weights.reduce((sum, [, weight]) => sum + weight * weight, 0));
      return [id, new Map(weights.map(([hash, weight]) => [hash, weight / norm]))];
    }),
  );
}

const latestOf = (issues: readonly IssueInput[]) =>
  [...new Map(issues.map((input) => [input.id, input])).values()].sort((a, b) => a.id - b.id);

test('every weight is that of the formula', () => {
  fc.assert(
    fc.property(fc.array(arbitraryIssue(50), { maxLength: 25 }), (issues) => {
      const expected = slowVectors(latestOf(issues));
      const model = buildModel([blockOf(issues)], defaultScoreSettings);
      expect([...model.ids]).toEqual([...expected.keys()]);
      model.ids.forEach((id, row) => {
        const wanted = expected.get(id)!;
        const vector = vectorOf(model, row);
        expect(vector.size).toBe(wanted.size);
        for (const [hash, weight] of wanted) expect(Math.abs(vector.get(hash)! - weight)).toBeLessThan(1e-6);
      });
    }),
  );
});

test('columns ascend within a row, and rare terms come before common ones', () => {
  fc.assert(
    fc.property(fc.array(arbitraryIssue(50), { maxLength: 25 }), (issues) => {
      const model = buildModel([blockOf(issues)], defaultScoreSettings);
      const frequencies = [...model.documentFrequencies];
      expect(frequencies).toEqual([...frequencies].sort((a, b) => a - b));
      for (let row = 0; row < model.rowCount; row++) {
        const columns = [...model.columns.subarray(model.rowStarts[row], model.rowStarts[row + 1])];
        expect(columns).toEqual([...new Set(columns)].sort((a, b) => a - b));
      }
    }),
  );
});

test('the numbers are the same to the last bit however issues are spread over blocks and whether they were stored', () => {
  const parts = fc.array(fc.array(arbitraryIssue(60), { maxLength: 12 }), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(parts, (lists) => {
      const whole = buildModel([blockOf(lists.flat())], defaultScoreSettings);
      const spread = buildModel(
        lists.map((issues) => decodeBlock(encodeBlock(blockOf(issues)))),
        defaultScoreSettings,
      );
      for (const key of ['ids', 'rowStarts', 'columns', 'weights', 'norms', 'termHashes'] as const) {
        expect(spread[key]).toEqual(whole[key]);
      }
    }),
  );
});

test('a removed issue is gone with its words, and comes back when it is written again', () => {
  const first = blockOf([issue(1, 'a b'), issue(2, 'b c')]);
  const removal = blockOf([], [2]);
  const without = buildModel([first, removal], defaultScoreSettings);
  expect([...without.ids]).toEqual([1]);
  expect(statisticsOf(without).documentFrequency(without.termHashes[0]!)).toBe(1);
  const again = buildModel([first, removal, blockOf([issue(2, 'b')])], defaultScoreSettings);
  expect([...again.ids]).toEqual([1, 2]);
});

test('no issues and issues without a word make an empty model', () => {
  expect(buildModel([], defaultScoreSettings).rowCount).toBe(0);
  const empty = buildModel([blockOf([issue(1, '', ''), issue(2, '  ')])], defaultScoreSettings);
  expect(empty.rowCount).toBe(2);
  expect(empty.columns.length).toBe(0);
});
