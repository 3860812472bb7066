// The simulation itself: the same seed is the same run, seeds that once broke a promise keep it now, and the design cannot
// be broken in a known way without being noticed.

import { invariants, violationsOf } from '../../local/simulation/invariants/all';
import { simulateSeeds } from '../../local/simulation/many';
import { mutantFile, mutatedText } from '../../local/simulation/mutate';
import { mutants } from '../../local/simulation/mutants';
import { regressions } from '../../local/simulation/regressions';
import { type Run, simulate } from '../../local/simulation/simulate';

/** Everything that happened, without the random ids of the app. */
function trace({ history, scan }: Run): string {
  const points = history.points.map(({ atMs, layer, operation, functionKey, fault }) => [
    atMs,
    layer,
    operation,
    functionKey,
    fault?.kind ?? null,
  ]);
  const calls = history.calls.map(({ who, method, startMs, endMs, answer }) => [
    who,
    method,
    startMs,
    endMs,
    answer?.ok,
  ]);
  return JSON.stringify([points, calls, scan?.state]);
}

describe('a seed', () => {
  it('is the same run each time, fault by fault', async () => {
    for (const seed of [3, 8, 73]) {
      expect(trace(await simulate(seed))).toBe(trace(await simulate(seed)));
    }
  });

  it.each(regressions)('$seed keeps its promises now: $why', async ({ seed }) => {
    expect(violationsOf(await simulate(seed))).toEqual([]);
  });
});

it('each of the seventeen promises has a checker', () => {
  const wanted = Array.from({ length: 17 }, (_, at) => `I${at + 1}`);
  expect([...new Set(invariants.map(({ id }) => id))].sort()).toEqual(wanted.sort());
});

describe('a mutant', () => {
  it.each(mutants)('fits the text of today: $name', async (mutant) => {
    for (const file of new Set(mutant.edits.map((edit) => edit.file))) {
      expect(await mutatedText(mutant, file)).toBeTruthy();
    }
  });

  it('that takes a short page for the last one is noticed at once', async () => {
    const mutant = mutants.find(({ name }) => name === 'a short page is the last page');
    if (mutant === undefined) throw new Error('There is no such mutant.');
    const file = await mutantFile(mutant);
    const load = () => import(file) as Promise<object>;
    const { bad } = await simulateSeeds([1, 2, 3, 4, 5], { load, stopAtFirst: true });
    expect(bad).not.toEqual([]);
  });
});
