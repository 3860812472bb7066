// Some hundred seeds in each of four files, so that all cores of a small machine have some all the time; `npm run simulate
// -- --seeds 2000` runs as many as there is time for. Each broken promise is a line with its seed, which `npm run simulate -- --seed N` repeats.

import { simulateOnAllCores } from '../../local/simulation/workers';

const seedsPerFile = 325;

export function simulatesPart(part: number): void {
  const from = part * seedsPerFile + 1;
  it(`seeds ${from} to ${from + seedsPerFile - 1} keep every promise, whatever fails when`, async () => {
    const seeds = Array.from({ length: seedsPerFile }, (_, at) => from + at);
    const { bad, faults } = await simulateOnAllCores(seeds, { workers: 1 });
    expect(bad).toEqual([]);
    // A calm that nobody noticed would keep every promise.
    expect(faults).toBeGreaterThan(10 * seedsPerFile);
  }, 600_000);
}
