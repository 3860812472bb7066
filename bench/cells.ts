// One measurement in one process: `node cells.cjs '{"cell": "ours", ...}'` prints its figures as one line of JSON.
// Cold on purpose, since an app's invocation is; CPU time, since the machine may be busy; and alone, so that the peak
// of memory belongs to it.

import { writeFileSync } from 'node:fs';
import { Analysis } from '../src/similarity/analysis';
import { BlockBuilder, type TermSource } from '../src/similarity/block';
import type { IssueInput } from '../src/similarity/document';
import { Join, type JoinResult } from '../src/similarity/join';
import { buildModel, type Model, type SparseRows } from '../src/similarity/model';
import { defaultScoreSettings } from '../src/similarity/score';
import { Tokenizer } from '../src/similarity/tokenize';
import { generateIssues, generateTemplateIssues } from './generate';
import { measurePeer, type PeerName } from './peers-cells';
import { plainTokenizer } from './plain-tokenizer';
import { readIssues } from './read-issues';
import { measureStorage } from './storage-cell';
import { cpuMs, peakRssMb } from './stopwatch';

export interface OursTask {
  readonly cell: 'ours';
  readonly file: string;
  readonly words: 'product' | 'plain';
  readonly top: number;
  readonly threshold: number;
  readonly path: 'wasm' | 'js';
  /** Where to write the vectors for programs that are compared on equal ones. */
  readonly vectorsTo?: string;
}

export interface OursFigures {
  readonly issues: number;
  readonly tokenizeMs: number;
  readonly joinMs: number;
  readonly pairs: number;
  readonly peakRssMb: number;
  readonly terms: number;
  readonly entries: number;
}

export type Task =
  | OursTask
  | { readonly cell: 'exactness'; readonly file: string; readonly issues: number; readonly threshold: number }
  | { readonly cell: 'generate'; readonly file: string; readonly count: number; readonly templateCount: number }
  | { readonly cell: 'peer'; readonly file: string; readonly peer: PeerName; readonly queries: number }
  | { readonly cell: 'analysis' | 'storage'; readonly file: string };

async function measure(task: Task): Promise<unknown> {
  switch (task.cell) {
    case 'ours':
      return measureOurs(task);
    case 'exactness':
      return measureExactness(task.file, task.issues, task.threshold);
    case 'generate':
      return generate(task.file, task.count, task.templateCount);
    case 'peer':
      return measurePeer(task.peer, task.file, task.queries);
    case 'analysis':
      return measureAnalysis(task.file);
    case 'storage':
      return measureStorage(task.file);
  }
}

async function measureOurs(task: OursTask): Promise<OursFigures> {
  const { model, tokenizeMs } = await vectorsOf(task.file, task.words === 'plain' ? plainTokenizer : new Tokenizer());
  const startMs = cpuMs();
  const result = join(model, task.top, task.threshold, task.path);
  const joinMs = cpuMs() - startMs;
  const figures = {
    issues: model.rowCount,
    tokenizeMs,
    joinMs,
    pairs: result.pairsAbove,
    peakRssMb: peakRssMb(),
    terms: model.columnCount,
    entries: model.columns.length,
  };
  if (task.vectorsTo !== undefined) writeVectors(model, task.vectorsTo);
  return figures;
}

/** Everything the product does from text to candidates, tiers and reasons. */
async function measureAnalysis(file: string) {
  const { block, tokenizeMs } = await blockOf(file, new Tokenizer());
  const startMs = cpuMs();
  const settings = { score: defaultScoreSettings, top: 10, threshold: 0.3, maxPairs: 50_000 };
  const analysis = new Analysis([block], settings);
  while (!analysis.step(1000, () => performance.now()));
  const { pairsAbove } = analysis.result();
  return { ms: tokenizeMs + cpuMs() - startMs, pairs: pairsAbove, peakRssMb: peakRssMb() };
}

/** Texts are read, cut into terms and dropped; only the time of the engine counts, not that of reading JSON. */
async function blockOf(file: string, tokenizer: TermSource, maxIssues = Infinity) {
  const builder = new BlockBuilder(tokenizer);
  let tokenizeMs = 0;
  let batch: IssueInput[] = [];
  const timed = <T>(run: () => T): T => {
    const startMs = cpuMs();
    const value = run();
    tokenizeMs += cpuMs() - startMs;
    return value;
  };
  const add = () => {
    timed(() => batch.forEach((issue) => builder.add(issue)));
    batch = [];
  };
  for await (const issue of readIssues(file, maxIssues)) if (batch.push(issue) === 256) add();
  add();
  return { block: timed(() => builder.build()), tokenizeMs };
}

async function vectorsOf(file: string, tokenizer: TermSource, maxIssues = Infinity) {
  const { block, tokenizeMs } = await blockOf(file, tokenizer, maxIssues);
  const startMs = cpuMs();
  const model = buildModel([block], defaultScoreSettings);
  return { model, tokenizeMs: tokenizeMs + cpuMs() - startMs };
}

function join(rows: SparseRows, top: number, threshold: number, path: 'wasm' | 'js', maxPairs = 50_000): JoinResult {
  const joined = new Join(rows, { top, threshold, maxPairs, path });
  while (!joined.step(1000, () => performance.now()));
  return joined.result();
}

/** Against all cosines by a double loop in 64 bits; a pair within 1e-6 of the threshold may go either way. */
async function measureExactness(file: string, maxIssues: number, threshold: number) {
  const { model } = await vectorsOf(file, new Tokenizer(), maxIssues);
  const { pairs, neighbours } = join(model, 10, threshold, 'wasm', 10_000_000);
  const found = new Set(Array.from(pairs.a, (a, at) => a * model.rowCount + pairs.b[at]!));
  const dense = new Float64Array(model.columnCount);
  let missing = 0;
  let extra = 0;
  let wrongNeighbours = 0;
  for (let row = 0; row < model.rowCount; row++) {
    spread(model, row, dense, 1);
    const cosines = Float64Array.from({ length: model.rowCount }, (_, other) => product(model, other, dense));
    spread(model, row, dense, 0);
    for (let other = 0; other < row; other++) {
      const isFound = found.has(other * model.rowCount + row);
      if (cosines[other]! >= threshold + 1e-6 && !isFound) missing++;
      if (cosines[other]! < threshold - 1e-6 && isFound) extra++;
    }
    cosines[row] = 0;
    const best = cosines.slice().sort().reverse();
    for (let at = 0; at < 10; at++) {
      const neighbour = neighbours[row * 10 + at]!;
      if (Math.abs((neighbour < 0 ? 0 : cosines[neighbour]!) - (best[at] ?? 0)) > 1e-6) wrongNeighbours++;
    }
  }
  return { issues: model.rowCount, missing, extra, wrongNeighbours };
}

function spread({ rowStarts, columns, weights }: Model, row: number, dense: Float64Array, factor: 0 | 1): void {
  for (let at = rowStarts[row]!; at < rowStarts[row + 1]!; at++) dense[columns[at]!] = weights[at]! * factor;
}

function product({ rowStarts, columns, weights }: Model, row: number, dense: Float64Array): number {
  let sum = 0;
  for (let at = rowStarts[row]!; at < rowStarts[row + 1]!; at++) sum += weights[at]! * dense[columns[at]!]!;
  return sum;
}

/** `templateCount` of the issues are tickets of one template, spread among the others. */
function generate(file: string, count: number, templateCount: number) {
  const alerts = generateTemplateIssues(templateCount, 2);
  const lines: string[] = [];
  let written = 0;
  writeFileSync(file, '');
  for (const issue of generateIssues(count - templateCount, 1)) {
    lines.push(JSON.stringify(issue));
    while (templateCount > 0 && written * (count - templateCount) < lines.length * templateCount) {
      const alert = alerts.next();
      if (alert.done === true) break;
      lines.push(JSON.stringify(alert.value));
      written++;
    }
    if (lines.length >= 1000) writeFileSync(file, `${lines.splice(0).join('\n')}\n`, { flag: 'a' });
  }
  for (const alert of alerts) lines.push(JSON.stringify(alert));
  if (lines.length > 0) writeFileSync(file, `${lines.join('\n')}\n`, { flag: 'a' });
  return { issues: count };
}

function writeVectors({ rowCount, columnCount, rowStarts, columns, weights }: SparseRows, path: string): void {
  writeFileSync(`${path}.json`, JSON.stringify({ rowCount, columnCount }));
  writeFileSync(`${path}.starts`, rowStarts);
  writeFileSync(`${path}.columns`, columns);
  writeFileSync(`${path}.weights`, weights);
}

const task = JSON.parse(process.argv[2] ?? '') as Task;
process.stdout.write(`${JSON.stringify(await measure(task))}\n`);
