// The backtest against the protocol of `npm run evaluate`, which counts in another way over other arrays: every rank of
// every query must be the same, on made-up trackers and on a real one.

import { join } from 'node:path';
import * as fc from 'fast-check';
import { readLabelledSet, type LabelledSet } from '../../bench/evaluate-corpus';
import { ranksOf, summarize } from '../../bench/evaluate-ranking';
import { productScores } from '../../bench/evaluate-set';
import { buildVectors, countTerms, weighByField } from '../../bench/evaluate-vectors';
import { clustersOf } from '../../src/insights/clusters-of';
import { recallOf } from '../../src/insights/recall';
import { type Replay, replay } from '../../src/insights/replay';
import { BlockBuilder } from '../../src/similarity/block';
import { defaultScoreSettings } from '../../src/similarity/score';
import { Tokenizer } from '../../src/similarity/tokenize';

function replayed({ issues, pairs }: LabelledSet): Replay {
  const builder = new BlockBuilder(new Tokenizer());
  for (const issue of issues) builder.add(issue);
  return replay(
    [builder.build()],
    pairs.map(([a, b]) => [a + 1, b + 1]),
  );
}

function evaluatedRanks(set: LabelledSet): readonly number[] {
  const texts = set.issues.map(({ text }) => text);
  return ranksOf(
    set,
    productScores(set, buildVectors(countTerms(texts), weighByField(defaultScoreSettings.fieldWeights))),
  );
}

const words = ['login', 'page', 'crash', 'export', 'slow', 'button', 'email', 'report', 'timeout', 'save', 'invoice'];
const madeUp = fc
  .array(fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 6 }), { minLength: 3, maxLength: 25 })
  .chain((titles) =>
    fc.record({
      titles: fc.constant(titles),
      days: fc.array(fc.integer({ min: 0, max: 900 }), { minLength: titles.length, maxLength: titles.length }),
      pairs: fc.array(fc.tuple(fc.nat(titles.length - 1), fc.nat(titles.length - 1)), { minLength: 1, maxLength: 8 }),
    }),
  )
  .map(({ titles, days, pairs }): LabelledSet => {
    const created = [...days].sort((x, y) => x - y);
    const known = pairs.filter(([a, b]) => a !== b).map(([a, b]): [number, number] => [Math.min(a, b), Math.max(a, b)]);
    const clusterOf = clustersOf(titles.length, known);
    return {
      name: 'made up',
      issues: titles.map((title, position) => ({
        id: position + 1,
        key: `M-${position + 1}`,
        project: 'M',
        priority: '',
        versions: [],
        text: { summary: title.join(' '), description: '' },
        facts: {
          createdMs: (created[position] ?? 0) * 86_400_000,
          projectId: 1,
          parentId: 0,
          isSubtask: false,
          isResolved: false,
          typeHash: 0,
          reporterHash: 0,
          componentHashes: [],
          linkedIds: [],
        },
      })),
      pairs: known,
      clusterOf,
      queries: [...clusterOf.keys()].filter((position) => clusterOf[position] !== position),
      related: new Set(),
      problems: [],
    };
  });

it('gives every query of a made-up tracker the rank that the evaluation gives it', () => {
  fc.assert(
    fc.property(madeUp, (set) => {
      const { queries } = replayed(set);
      expect(queries.map(({ queryId }) => queryId - 1)).toEqual(set.queries);
      expect(queries.map(({ rank }) => rank ?? Infinity)).toEqual(evaluatedRanks(set));
    }),
    { numRuns: 300 },
  );
});

const folder = process.env.BACKLOG_DATA;
const whenShared = folder === undefined ? it.skip : it;
if (folder === undefined) console.warn('BACKLOG_DATA is not set: the backtest of a real tracker is skipped.');

whenShared('reproduces the figures of the evaluation on a real tracker exactly', async () => {
  const path = (name: string): string => join(folder ?? '', name);
  const set = await readLabelledSet(path('gitbugs_hadoop.jsonl'), path('gitbugs_hadoop.pairs.tsv'));
  const ranks = evaluatedRanks(set);
  const evaluated = summarize(ranks);
  const { queries, curve } = replayed(set);
  expect(queries.map(({ rank }) => rank ?? Infinity)).toEqual(ranks);
  const recall = recallOf(queries);
  expect(recall).toMatchObject({
    queries: evaluated.queries,
    recallAt1: evaluated.rr1,
    recallAt5: evaluated.rr5,
    recallAt10: evaluated.rr10,
    meanReciprocalRank: evaluated.mrr,
  });
  expect(recall.histogram.reduce((sum, count) => sum + count, 0)).toBe(evaluated.queries);
  const recalls = curve.map((point) => point.recall);
  expect(recalls).toEqual([...recalls].sort((x, y) => y - x));
  console.info(
    `${recall.queries} queries: ${recall.recallAt1} ${recall.recallAt5} ${recall.recallAt10} ${recall.histogram}`,
  );
});
