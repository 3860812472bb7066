import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readLabelledSet } from '../../bench/evaluate-corpus';
import type { LabelledSet } from '../../bench/evaluate-corpus';
import { readRepSet, repPair, repParameterNames, repScores, repStart } from '../../bench/rep';
import { repTunedOnHadoop } from '../../bench/rep-parameters';
import { tuneRep } from '../../bench/rep-tune';
import { describeOnData } from './real-data';

const rows = [
  ['A-1', 'Crash on start', 'The server crashed after the update of the driver.', 'Major', ['1.2'], ['core']],
  ['A-2', 'Colour of the button', 'It should be blue, not green.', 'Minor', ['1.10'], ['ui']],
  ['A-3', 'Server crashes on start', 'After the update the driver crashed.', 'Critical', ['1.10'], ['core']],
  ['B-1', 'Driver update', 'Update the driver of the server.', 'Trivial', [], []],
  ['A-4', 'Button has the wrong colour', 'The button should be blue.', 'Minor', ['1.2'], ['ui']],
] as const;

function smallSet(): Promise<LabelledSet> {
  const path = join(tmpdir(), `rep-${process.pid}.jsonl`);
  const lines = rows.map(([key, summary, description, priority, versions, components], at) =>
    JSON.stringify({
      ...{ key, summary, description, priority, versions, components },
      ...{ type: 'Bug', created: `2024-01-0${at + 1}T00:00:00Z` },
    }),
  );
  writeFileSync(path, lines.join('\n'));
  const pairsPath = path.replace('.jsonl', '.pairs.tsv');
  writeFileSync(pairsPath, 'A-3\tA-1\tlink\nA-4\tA-2\tlink\n');
  return readLabelledSet(path, pairsPath);
}

/** Away from the bounds, where each parameter has an effect. */
const somewhere = repStart.map((value, at) => (value === 0 ? 0.3 : value) * (at === 10 || at === 16 ? 0.6 : 1));

describe('REP as it is measured against', () => {
  it('has nineteen parameters', () => {
    expect(repParameterNames).toHaveLength(19);
    expect(repStart).toHaveLength(19);
    expect(repTunedOnHadoop).toHaveLength(19);
  });

  it('scores a pair by the formulas of the paper', async () => {
    const rep = readRepSet(await smallSet());
    // Only single words count, k3 and both shares of the length are 0: Σ idf · T/(2 + T) with T = 3·title + 1·text.
    const parameters = [1, 0, 0, 0, 0, 0, 0, 3, 1, 0, 0, 2, 0, 3, 1, 0, 0, 2, 0];
    // Shared by: colour, button (titles), and button in the text of A-4 only; blue (texts).
    const inTitle = 3 / 5;
    const inText = 1 / 3;
    const expected = Math.log(5 / 2) * (2 * inTitle + inText);
    expect(repPair(rep, 4, 1, parameters, new Float64Array(19), 0)).toBeCloseTo(expected, 6);
  });

  it('adds equal project, component and type, and how near priority and version are', async () => {
    const rep = readRepSet(await smallSet());
    const facts = (weights: number[], a: number, b: number): number =>
      repPair(rep, a, b, [0, 0, ...weights, ...repStart.slice(7)], new Float64Array(19), 0);
    expect(facts([1, 0, 0, 0, 0], 2, 0)).toBe(1);
    expect(facts([1, 0, 0, 0, 0], 3, 0)).toBe(0);
    expect(facts([0, 1, 0, 0, 0], 2, 0)).toBe(1);
    expect(facts([0, 1, 0, 0, 0], 2, 1)).toBe(0);
    expect(facts([0, 0, 1, 0, 0], 2, 1)).toBe(1);
    expect(facts([0, 0, 0, 1, 0], 2, 0)).toBe(1 / 2);
    expect(facts([0, 0, 0, 1, 0], 3, 0)).toBe(1 / 3);
    expect(facts([0, 0, 0, 0, 1], 2, 1)).toBe(1);
    expect(facts([0, 0, 0, 0, 1], 4, 2)).toBe(1 / 2);
    expect(facts([0, 0, 0, 0, 1], 3, 0)).toBe(0);
  });

  it('gives the same score to a pair alone and in the ranking of all', async () => {
    const set = await smallSet();
    const rep = readRepSet(set);
    const scores = new Float64Array(set.issues.length);
    for (const query of [2, 3, 4]) {
      repScores(rep, somewhere)(query, scores);
      for (let other = 0; other < query; other++) {
        const alone = repPair(rep, query, other, somewhere, new Float64Array(19), 0);
        expect(scores[other]).toBeCloseTo(alone, 9);
      }
    }
  });

  it('knows how its score changes with each parameter', async () => {
    const rep = readRepSet(await smallSet());
    for (const [query, other] of [
      [2, 0],
      [4, 1],
      [3, 2],
    ] as const) {
      const gradient = new Float64Array(19);
      repPair(rep, query, other, somewhere, gradient, 1);
      somewhere.forEach((value, at) => {
        const moved = (by: number): number =>
          repPair(rep, query, other, somewhere.with(at, value + by), new Float64Array(19), 0);
        expect(gradient[at]).toBeCloseTo((moved(1e-5) - moved(-1e-5)) / 2e-5, 5);
      });
    }
  });

  it('learns to put right answers before wrong ones, the same each time', async () => {
    const rep = readRepSet(await smallSet());
    const tuned = tuneRep(rep);
    expect(tuneRep(rep)).toEqual(tuned);
    const lead = (parameters: readonly number[]): number =>
      repPair(rep, 2, 0, parameters, new Float64Array(19), 0) - repPair(rep, 2, 1, parameters, new Float64Array(19), 0);
    expect(lead(tuned)).toBeGreaterThan(lead(repStart));
  });
});

describeOnData('the parameters of REP', ['gitbugs_hadoop'], (folder) => {
  it('are what tuning on gitbugs_hadoop finds', async () => {
    const paths = ['jsonl', 'pairs.tsv'].map((ending) => join(folder, `gitbugs_hadoop.${ending}`));
    expect(tuneRep(readRepSet(await readLabelledSet(paths[0] ?? '', paths[1] ?? '')))).toEqual(repTunedOnHadoop);
  });
});
