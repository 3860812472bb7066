// Some thirty seeds in four files, so that every core of a machine has some; `npm run simulate -- --seeds 2000` runs as
// many as there is time for. Each broken promise is a line with its seed, which `npm run simulate -- --seed N` runs again.

import { simulateSeeds } from '../../local/simulation/many';

const seedsPerFile = 8;

export function simulatesPart(part: number): void {
  const from = part * seedsPerFile + 1;
  describe(`seeds ${from} to ${from + seedsPerFile - 1}`, () => {
    it('keep every promise, whatever fails when', async () => {
      const seeds = Array.from({ length: seedsPerFile }, (_, at) => from + at);
      const { bad, faults } = await simulateSeeds(seeds);
      expect(bad).toEqual([]);
      // A calm that nobody noticed would keep every promise.
      expect(faults).toBeGreaterThan(10 * seedsPerFile);
    }, 600_000);
  });
}
