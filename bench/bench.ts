// `npm run bench`: how fast the engine is, against what people would use instead, in one run on this machine.
//   npm run bench                                the table; --big adds 100,000 issues, --huge 250,000
//   npm run bench -- --only 100k                 these sizes alone (5k,20k,100k,250k,titanium)
//   npm run bench -- --issues FILE.jsonl --json  time and memory of one cold run on these issues
//   npm run bench -- --rounds 1 --json           the table's rows as JSON, from one round instead of five
//   npm run bench -- --gate                      for continuous integration: fails below 60 % of the promised ratios

import { existsSync, statSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { OursFigures } from './cells';
import { exactnessRows, measureCorpus, templateRows, type Corpus, type Plan } from './measure-corpus';
import { peerNames } from './peers-cells';
import { FailedCell, prepareCells, runCell, workFolder } from './run-cell';
import { tableOf, type Row } from './table';

const gateStrictness = 0.6;
const gatedPeers = ['naive double loop', 'minisearch'] as const;
const options = {
  issues: { type: 'string' },
  json: { type: 'boolean', default: false },
  big: { type: 'boolean', default: false },
  huge: { type: 'boolean', default: false },
  gate: { type: 'boolean', default: false },
  only: { type: 'string' },
  rounds: { type: 'string' },
} as const;

async function main(): Promise<number> {
  const { values } = parseArgs({ options });
  if (values.issues !== undefined) return measureFile(values.issues, values.json);
  const rounds = Number(values.rounds ?? (values.gate ? 1 : 5));
  if (!Number.isInteger(rounds) || rounds < 1) return fail('--rounds takes a whole number from 1 up.');
  await prepareCells();
  const plan: Plan = {
    rounds,
    strictness: values.gate ? gateStrictness : 1,
    peerQueries: values.gate ? 6 : 50,
    log: (line) => process.stderr.write(`${line}\n`),
  };
  const rows = measureAll(plan, values);
  const machine = `${cpus()[0]?.model ?? 'unknown processor'}, ${cpus().length} cores, Node ${process.versions.node}`;
  const result = { machine, rounds, measuredAt: new Date().toISOString(), rows };
  writeFileSync(join(workFolder, 'bench.json'), JSON.stringify(result, null, 2));
  process.stdout.write(values.json ? `${JSON.stringify(result)}\n` : `${machine}\n\n${tableOf(rows)}\n`);
  const failed = rows.filter(({ verdict }) => verdict === 'FAIL');
  if (!values.gate || failed.length === 0) return 0;
  return fail(`Too slow or too large: ${failed.map(({ corpus, name }) => `${corpus}, ${name}`).join('; ')}.`);
}

interface Choice {
  readonly gate: boolean;
  readonly big: boolean;
  readonly huge: boolean;
  readonly only?: string;
}

function measureAll(plan: Plan, { gate, big, huge, only }: Choice): Row[] {
  const chosen = only?.split(',') ?? ['5k', '20k', 'titanium', ...(big ? ['100k'] : []), ...(huge ? ['250k'] : [])];
  const rows: Row[] = [];
  if (chosen.includes('5k')) {
    const small = invented('5k', 5000, { withAnchors: !gate, peers: gate ? gatedPeers : peerNames });
    rows.push(...exactnessRows(small, plan), ...measureCorpus(small, plan));
  }
  if (chosen.includes('20k')) {
    const middle = invented('20k', 20_000, { withAnchors: !gate, peers: gate ? gatedPeers : [] });
    rows.push(...measureCorpus(middle, plan), ...templateRows(middle, templated(), plan));
  }
  // One round each: the other programs take minutes there.
  const once = { ...plan, rounds: 1 };
  if (chosen.includes('100k')) {
    rows.push(...measureCorpus(invented('100k', 100_000, { withAnchors: !gate, peers: [] }), once));
  }
  if (chosen.includes('250k')) {
    rows.push(...measureCorpus(invented('250k', 250_000, { withAnchors: false, peers: [] }), once));
  }
  const real = process.env['BACKLOG_DATA'] === undefined ? '' : join(process.env['BACKLOG_DATA'], 'titanium.jsonl');
  if (!gate && chosen.includes('titanium') && existsSync(real)) {
    const titanium: Corpus = { name: 'titanium', file: real, size: '20k', withAnchors: true, peers: [] };
    rows.push(...measureCorpus(titanium, plan));
  }
  return rows;
}

/** Time and memory of text → vectors and vectors → all pairs with a cosine of at least 0.5, in one cold process. */
async function measureFile(file: string, asJson: boolean): Promise<number> {
  if (!existsSync(file) || !statSync(file).isFile()) return fail(`There is no file ${file}.`);
  await prepareCells();
  const run = { words: 'product', top: 0, threshold: 0.5, path: 'wasm' } as const;
  const { issues, tokenizeMs, joinMs, pairs, peakRssMb } = runCell<OursFigures>({ cell: 'ours', file, ...run });
  if (issues === 0) return fail(`${file} holds no readable issue.`);
  const figures = { issues, tokenizeMs: Math.round(tokenizeMs), joinMs: Math.round(joinMs), pairs, peakRssMb };
  process.stdout.write(
    asJson
      ? `${JSON.stringify(figures)}\n`
      : `${issues} issues: text → vectors ${figures.tokenizeMs} ms, vectors → ${pairs} pairs ${figures.joinMs} ms, ` +
          `peak memory ${peakRssMb} MB\n`,
  );
  return 0;
}

function invented(size: Corpus['size'], count: number, peers: Pick<Corpus, 'withAnchors' | 'peers'>): Corpus {
  const file = join(workFolder, `invented-${size}.jsonl`);
  runCell({ cell: 'generate', file, count, templateCount: 0 });
  return { name: `invented ${size}`, file, size, ...peers };
}

function templated(): Corpus {
  const file = join(workFolder, 'templated-20k.jsonl');
  runCell({ cell: 'generate', file, count: 20_000, templateCount: 5000 });
  return { name: '5k of one template in 20k', file, size: '20k', withAnchors: false, peers: [] };
}

function fail(sentence: string): number {
  process.stderr.write(`${sentence}\n`);
  return 1;
}

main().then(
  (exitCode) => (process.exitCode = exitCode),
  (error: unknown) => {
    // What a person can do something about is a sentence; anything else is a defect and shows its stack.
    const isOption = error instanceof TypeError && 'code' in error;
    if (!(error instanceof FailedCell) && !isOption) throw error;
    process.exitCode = fail((error as Error).message);
  },
);
