// `npm run mutants`: breaks the design in each of the named ways and simulates until a promise is broken. Whoever survives
// all seeds shows that the simulation is blind to that mistake; then the command ends with 1.

import { parseArgs } from 'node:util';
import { mutants } from './mutants';
import { mutantFile } from './mutate';
import { simulateOnAllCores } from './workers';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '2000' },
    only: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
});

async function main(): Promise<void> {
  const results = [];
  for (const mutant of mutants.filter(({ name }) => values.only === undefined || name.includes(values.only))) {
    const seeds = Array.from({ length: Number(values.seeds) }, (_, at) => at + 1);
    const {
      bad,
      seeds: tried,
      seconds,
    } = await simulateOnAllCores(seeds, {
      appFile: await mutantFile(mutant),
      stopAtFirst: true,
    });
    const [first] = bad;
    const result = { mutant: mutant.name, tried, seconds, caughtBy: first?.violations ?? [] };
    results.push(result);
    if (!values.json) console.log(sentence(result));
  }
  const caught = results.filter(({ caughtBy }) => caughtBy.length > 0).length;
  console.log(
    values.json
      ? JSON.stringify({ caught, of: results.length, results }, null, 2)
      : `${caught} of ${results.length} are caught.`,
  );
  process.exitCode = caught === results.length ? 0 : 1;
}

function sentence({
  mutant,
  tried,
  seconds,
  caughtBy,
}: {
  mutant: string;
  tried: number;
  seconds: number;
  caughtBy: readonly string[];
}): string {
  const [why] = caughtBy;
  const end = why === undefined ? 'NOT caught' : `caught by seed ${tried} (${why})`;
  return `${mutant}: ${end}, ${seconds.toFixed(0)} s`;
}

void main();
