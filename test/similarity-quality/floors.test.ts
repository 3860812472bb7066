import { join } from 'node:path';
import { Analysis } from '../../src/similarity/analysis';
import { BlockBuilder } from '../../src/similarity/block';
import { defaultScoreSettings } from '../../src/similarity/score';
import { Tokenizer } from '../../src/similarity/tokenize';
import { readLabelledSet } from '../../bench/evaluate-corpus';
import { evaluateSet } from '../../bench/evaluate-set';
import { buildVectors, cosinesOf, countTerms, weighByField } from '../../bench/evaluate-vectors';
import { measurePeers } from '../../bench/peers';
import { describeOnData } from './real-data';

const floors = [
  { name: 'gitbugs_hadoop', rr1: 0.72, rr5: 0.87, rr10: 0.9, inTiers: 0.55 },
  { name: 'seamonkey', rr1: 0.74, rr5: 0.89, rr10: 0.95, inTiers: 0.75 },
];

describeOnData(
  'the quality on real issues',
  floors.map(({ name }) => name),
  (folder) => {
    const read = (name: string): ReturnType<typeof readLabelledSet> =>
      readLabelledSet(join(folder, `${name}.jsonl`), join(folder, `${name}.pairs.tsv`));

    it.each(floors)(
      'does not fall below its floors on $name, and stays ahead of other methods',
      async (floor) => {
        const { report, unlabelled } = evaluateSet(await read(floor.name), measurePeers);
        expect(report.rr1).toBeGreaterThanOrEqual(floor.rr1);
        expect(report.rr5).toBeGreaterThanOrEqual(floor.rr5);
        expect(report.rr10).toBeGreaterThanOrEqual(floor.rr10);
        expect(report.pairRecall).toBeGreaterThanOrEqual(floor.inTiers);
        for (const [name, peer] of Object.entries(report.peers)) {
          expect(report.rr10 - peer.rr10).toBeGreaterThanOrEqual(name.startsWith('REP') ? 0.03 : 0.08);
        }
        expect(unlabelled.length).toBe(
          report.tiers.veryLikely.pairs +
            report.tiers.possible.pairs -
            report.tiers.veryLikely.labelled -
            report.tiers.possible.labelled,
        );
      },
      240_000,
    );

    it('answers twice with the same figures', async () => {
      const set = await read('seamonkey');
      const figures = (): unknown => evaluateSet(set, () => ({})).report;
      expect(figures()).toEqual(figures());
    });

    it('measures the same cosines that the analysis stores', async () => {
      const set = await read('seamonkey');
      const vectors = buildVectors(
        countTerms(set.issues.map(({ text }) => text)),
        weighByField(defaultScoreSettings.fieldWeights),
      );
      const builder = new BlockBuilder(new Tokenizer());
      for (const issue of set.issues) builder.add(issue);
      const options = { score: defaultScoreSettings, top: 10, threshold: 0.3, maxPairs: 100_000 };
      const analysis = new Analysis([builder.build()], options);
      while (!analysis.step(1000, () => performance.now()));
      const { lists } = analysis.result();
      const cosines = new Float32Array(set.issues.length);
      lists.issueIds.forEach((id, row) => {
        cosinesOf(vectors, id - 1, cosines);
        for (let at = lists.starts[row] ?? 0; at < (lists.starts[row + 1] ?? 0); at++) {
          const candidate = (lists.candidateIds[at] ?? 0) - 1;
          expect(Math.abs((cosines[candidate] ?? 0) - (lists.scores[at] ?? 0))).toBeLessThan(2e-3);
        }
      });
      expect(lists.candidateIds.length).toBeGreaterThan(1000);
    });
  },
);
