// A whole analysis on small sets that can be checked by eye, and the promises around it: steps, progress, exclusions,
// order, and the same result however the work and the issues are cut.

import * as fc from 'fast-check';
import { Analysis, type AnalysisOptions, type AnalysisResult } from '../../src/similarity/analysis';
import { BlockBuilder, type Block } from '../../src/similarity/block';
import type { IssueInput } from '../../src/similarity/document';
import { unpackJudgement } from '../../src/similarity/results';
import { defaultScoreSettings } from '../../src/similarity/score';
import { ENGINE_VERSION } from '../../src/similarity/version';
import { arbitraryIssue, issue, plainTokenizer } from './random-issues';

const options: AnalysisOptions = { score: defaultScoreSettings, top: 10, threshold: 0.3, maxPairs: 1000 };

function blockOf(issues: readonly IssueInput[]): Block {
  const builder = new BlockBuilder(plainTokenizer);
  for (const input of issues) builder.add(input);
  return builder.build();
}

function analyse(blocks: readonly Block[], changed: Partial<AnalysisOptions> = {}): AnalysisResult {
  const analysis = new Analysis(blocks, { ...options, ...changed });
  while (!analysis.step(1000, () => 0));
  return analysis.result();
}

const candidatesOf = ({ lists }: AnalysisResult, id: number) => {
  const index = lists.issueIds.indexOf(id);
  return [...lists.candidateIds.subarray(lists.starts[index], lists.starts[index + 1])];
};
const pairsOf = ({ pairs }: AnalysisResult) => Array.from(pairs.a, (a, at) => [a, pairs.b[at]!]);

test('two issues of the same words are candidates of each other and a pair with score 1', () => {
  const result = analyse([
    blockOf([issue(5, 'app crashes', 'on start'), issue(9, 'app crashes', 'on start'), issue(7, 'x y')]),
  ]);
  expect(candidatesOf(result, 5)).toEqual([9]);
  expect(candidatesOf(result, 9)).toEqual([5]);
  expect(candidatesOf(result, 7)).toEqual([]);
  expect(pairsOf(result)).toEqual([[5, 9]]);
  expect(result.pairs.scores[0]).toBeCloseTo(1, 6);
  expect(result).toMatchObject({ engineVersion: ENGINE_VERSION, issueCount: 3, pairsAbove: 1 });
});

test.each([
  ['linked', {}, { linkedIds: [1] }],
  ['linked from the other side', { linkedIds: [2] }, {}],
  ['parent and child', {}, { parentId: 1 }],
  ['children of one parent', { parentId: 77 }, { parentId: 77 }],
  ['two sub-tasks', { isSubtask: true, parentId: 70 }, { isSubtask: true, parentId: 71 }],
])('%s: the two are never proposed for each other, but still for all others', (_name, first, second) => {
  const words = ['app crashes', 'on start'] as const;
  const result = analyse([blockOf([issue(1, ...words, first), issue(2, ...words, second), issue(3, ...words)])]);
  expect(pairsOf(result)).toEqual([
    [1, 3],
    [2, 3],
  ]);
  expect(candidatesOf(result, 1)).toEqual([3]);
  expect(new Set(candidatesOf(result, 3))).toEqual(new Set([1, 2]));
  expect(result.pairsAbove).toBe(2);
});

test('children of different parents, and a sub-task and an issue, are compared', () => {
  const result = analyse([
    blockOf([issue(1, 'a b', '', { parentId: 8 }), issue(2, 'a b', '', { parentId: 9, isSubtask: true })]),
  ]);
  expect(pairsOf(result)).toEqual([[1, 2]]);
});

test('pairs are listed by tier, then by confidence, then by score, the smaller id first', () => {
  const issues = fc.sample(arbitraryIssue(1e6), { numRuns: 120, seed: 4 });
  const { pairs } = analyse([blockOf(issues)]);
  const order = ['very-likely', 'possible', 'none'];
  const keys = Array.from(pairs.scores, (score, at) => ({
    rank: order.indexOf(unpackJudgement(pairs.judgements[at]!).tier),
    confidence: pairs.confidences[at]!,
    score,
  }));
  expect(keys.length).toBeGreaterThan(20);
  expect(new Set(keys.map(({ confidence }) => confidence)).size).toBeGreaterThan(5);
  expect(keys).toEqual([...keys].sort((x, y) => x.rank - y.rank || y.confidence - x.confidence || y.score - x.score));
  pairs.a.forEach((a, at) => expect(a).toBeLessThan(pairs.b[at]!));
});

test('a small cap keeps the most alike pairs and those in a tier, and still counts all', () => {
  const blocks = [blockOf(fc.sample(arbitraryIssue(1e6), { numRuns: 120, seed: 4 }))];
  const all = analyse(blocks);
  const rowsOf = ({ pairs }: AnalysisResult) =>
    Array.from(pairs.a, (a, at) => ({
      name: `${a} ${pairs.b[at]!}`,
      score: pairs.scores[at]!,
      tier: unpackJudgement(pairs.judgements[at]!).tier,
    }));
  const inTier = rowsOf(all).filter(({ tier }) => tier !== 'none');
  const maxPairs = inTier.length;
  const few = analyse(blocks, { maxPairs });
  const kept = new Set(rowsOf(few).map(({ name }) => name));
  const byScore = rowsOf(all).sort((x, y) => y.score - x.score);
  const lowestKept = byScore[maxPairs - 1]!.score;
  expect(inTier.some(({ score }) => score < lowestKept)).toBe(true);
  for (const { name } of inTier) expect(kept).toContain(name);
  for (const { name, score } of byScore) if (score > lowestKept) expect(kept).toContain(name);
  expect(kept.size).toBe(few.pairs.a.length);
  expect(kept.size).toBeLessThan(all.pairs.a.length);
  expect(few.pairsAbove).toBe(all.pairsAbove);
});

test('neither the kernel, nor the length of the steps, nor the spread over blocks changes the result', () => {
  const lists = fc.array(fc.array(arbitraryIssue(200), { maxLength: 20 }), { maxLength: 3 });
  fc.assert(
    fc.property(lists, (parts) => {
      const whole = analyse([blockOf(parts.flat())]);
      const inParts = analyse(parts.map(blockOf), { path: 'js' });
      expect(inParts.lists).toEqual(whole.lists);
      expect(inParts.pairs).toEqual(whole.pairs);
      expect(inParts.pairsAbove).toBe(whole.pairsAbove);
    }),
    { numRuns: 60 },
  );
});

test('progress only goes up and ends at 1; asking for the result too early is an error', () => {
  const analysis = new Analysis([blockOf(fc.sample(arbitraryIssue(), { numRuns: 900, seed: 2 }))], options);
  expect(() => analysis.result()).toThrow('not finished');
  const fractions = [analysis.fraction];
  let nowMs = 0;
  while (!analysis.step(1, () => (nowMs += 10))) fractions.push(analysis.fraction);
  fractions.push(analysis.fraction);
  expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
  expect(fractions.length).toBeGreaterThan(4);
  expect(fractions[fractions.length - 1]).toBe(1);
});

test('no issues at all are analysed as well', () => {
  const result = analyse([]);
  expect(result.issueCount).toBe(0);
  expect(result.pairs.a.length).toBe(0);
});
