// `npm run scan`: the whole product without a page. Puts a data file into the local Jira, starts an analysis as its
// administrator, lets queue and storage run on a virtual clock, and reads the pairs through the same methods as the
// project page. Prints what was found and what it cost; with --json nothing else goes to stdout.

import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import type {
  AnswerOf,
  Evidence,
  MethodName,
  PairView,
  RequestOf,
  Result,
  ScanProgress,
  SeriesName,
  SeriesView,
} from '../src/contract';
import { limits } from '../src/limits';
import { readJsonLines } from './jira/import-jsonl';
import { createWorld, type SiteWorld } from './world';

const usage = `npm run scan -- --data FILE.jsonl [options]
  --data FILE       issues, one JSON object a line
  --threshold T     pairs from this score on, between ${limits.pairThreshold} and 1 (default ${limits.pairThreshold})
  --top K           only the K best pairs
  --json            one JSON object on stdout, messages on stderr
  --help            this text`;

interface ScanReport {
  readonly issues: number;
  readonly pairs: readonly {
    readonly a: string;
    readonly b: string;
    readonly score: number;
    readonly evidence: readonly Evidence[];
    /** Names the series that the pages show as one row instead of this pair: its surest pair. Null for a row of its own. */
    readonly series: string | null;
  }[];
  readonly seconds: number;
  readonly jiraRequests: number;
  readonly jiraPoints: number;
  readonly storageWrites: number;
  readonly storageBytes: number;
  readonly peakRssMb: number;
}

interface Options {
  readonly data: string;
  readonly threshold: number;
  readonly top: number;
  readonly json: boolean;
}

/** A sentence for the person at the keyboard; everything else that is thrown is a defect. */
class Refusal extends Error {}

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  if (options === 'help') return console.log(usage);
  const file = await readData(options.data);
  const world = await createWorld({ seed: file.seed });
  const report = await analyse(world, options, file.issuesRead);
  await world.stop();
  if (options.json) process.stdout.write(`${JSON.stringify(report)}\n`);
  else printTable(report);
}

function readOptions(args: string[]): Options | 'help' {
  const values = parsedArgs(args);
  if (values.help) return 'help';
  if (values.data === undefined) throw new Refusal(`Which file? Name it with --data.\n${usage}`);
  const threshold = Number(values.threshold ?? limits.pairThreshold);
  if (!(threshold >= limits.pairThreshold && threshold <= 1)) {
    throw new Refusal(`--threshold must be a number between ${limits.pairThreshold} and 1.`);
  }
  const top = Number(values.top ?? Number.MAX_SAFE_INTEGER);
  if (!Number.isSafeInteger(top) || top < 1) throw new Refusal('--top must be a whole number from 1 up.');
  return { data: values.data, threshold, top, json: values.json };
}

function parsedArgs(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        data: { type: 'string' },
        threshold: { type: 'string' },
        top: { type: 'string' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    throw new Refusal(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
  }
}

async function readData(path: string): ReturnType<typeof readJsonLines> {
  const file = await readJsonLines(path).catch((error: NodeJS.ErrnoException) => {
    throw new Refusal(`The file ${path} cannot be read: ${error.code ?? error.message}.`);
  });
  for (const { line, reason } of file.problems.slice(0, mostProblemsShown)) console.error(`Line ${line}: ${reason}`);
  const skipped = file.problems.filter(({ isSkipped }) => isSkipped).length;
  if (file.problems.length > 0) {
    console.error(
      `${file.problems.length} lines with a problem, ${skipped} of them skipped; ${file.issuesRead} issues read.`,
    );
  }
  if (file.issuesRead === 0) throw new Refusal(`The file ${path} holds no issue that can be read.`);
  return file;
}

const mostProblemsShown = 20;

async function analyse(world: SiteWorld, options: Options, issues: number): Promise<ScanReport> {
  const projectIds = await chosenProjects(world);
  const startedMs = performance.now();
  await call(world, 'project.startScan', { projectIds, jql: null });
  await world.host.settle();
  const seconds = (performance.now() - startedMs) / 1000;
  // Read before the pairs: looking at the result is not part of what the analysis costs.
  const { kvsWrites, storageBytes, jiraRequests } = world.installation.meters;
  const jiraPoints = (await finishedScan(world, projectIds)).pointsUsed ?? 0;
  const pairs = await allPairs(world, projectIds, options);
  if (pairs.length >= limits.maxPairs) {
    console.error(`Of all pairs the ${limits.maxPairs} most alike and those judged duplicates are kept.`);
  }
  return {
    issues,
    pairs,
    seconds: Math.round(seconds * 1000) / 1000,
    jiraRequests,
    jiraPoints,
    storageWrites: kvsWrites,
    storageBytes,
    peakRssMb: Math.round(process.resourceUsage().maxRSS / 1024),
  };
}

async function chosenProjects(world: SiteWorld): Promise<number[]> {
  const { projects, hasMore } = await call(world, 'project.choices', { query: '' });
  if (hasMore) throw new Refusal('The file holds more projects than one analysis can cover.');
  return projects.map(({ id }) => id);
}

async function finishedScan(world: SiteWorld, projectIds: readonly number[]): Promise<ScanProgress> {
  const { progress } = await call(world, 'project.latestScan', { projectId: projectIds[0] ?? 0 });
  if (progress?.state !== 'finished') {
    throw new Error(`The analysis ended as ${progress?.state ?? 'none'}: ${progress?.failure?.message ?? 'no reason'}`);
  }
  return progress;
}

type FoundPair = ScanReport['pairs'][number];

/** A pair of two projects comes twice and counts once. Those of a series are read by opening its row. */
async function allPairs(world: SiteWorld, projectIds: readonly number[], options: Options): Promise<FoundPair[]> {
  const keys = new Map(world.site.snapshot().issues.map((issue) => [issue.key, issue.sourceKey ?? issue.key]));
  const found = new Map<string, FoundPair>();
  const add = ({ a, b, score, evidence }: PairView, series: string | null): void => {
    const pair = { a: keys.get(a.key) ?? a.key, b: keys.get(b.key) ?? b.key, score, evidence, series };
    found.set(`${pair.a} ${pair.b}`, pair);
  };
  for (const projectId of projectIds) {
    for (const row of await pairRows(world, projectId, options)) add(row, null);
    for (const { example } of await seriesRows(world, projectId, options)) {
      const name = `${keys.get(example.a.key) ?? example.a.key} ${keys.get(example.b.key) ?? example.b.key}`;
      const series = { a: example.a.id, b: example.b.id };
      for (const row of await pairRows(world, projectId, options, series)) add(row, name);
    }
  }
  return [...found.values()].sort((x, y) => y.score - x.score).slice(0, options.top);
}

/** Page by page, as the project page reads them. */
async function pairRows(
  world: SiteWorld,
  projectId: number,
  { threshold, top }: Options,
  series?: SeriesName,
): Promise<PairView[]> {
  const rows: PairView[] = [];
  let cursor: string | null = null;
  do {
    const view: AnswerOf<'project.pairs'> = await call(world, 'project.pairs', {
      projectId,
      threshold,
      tier: 'any',
      sort: 'score',
      cursor,
      limit: rowsPerPage,
      ...(series === undefined ? {} : { series }),
    });
    if (view.state !== 'ready') throw new Error(`The pairs are not ready: ${view.state}.`);
    rows.push(...view.rows);
    // Each page reads storage, which allows so much a minute; nobody turns pages faster than this.
    await world.host.advance(msPerPage);
    cursor = view.nextCursor;
  } while (cursor !== null && rows.length < top);
  return rows;
}

async function seriesRows(world: SiteWorld, projectId: number, { threshold }: Options): Promise<SeriesView[]> {
  const rows: SeriesView[] = [];
  let cursor: string | null = null;
  do {
    const view: AnswerOf<'project.series'> = await call(world, 'project.series', {
      projectId,
      threshold,
      tier: 'any',
      cursor,
      limit: rowsPerPage,
    });
    rows.push(...view.series);
    await world.host.advance(msPerPage);
    cursor = view.nextCursor;
  } while (cursor !== null);
  return rows;
}

const rowsPerPage = 50;
const msPerPage = 500;

/** When Jira asks to wait, so many pages were read: on a virtual clock, waiting costs nothing. */
async function call<M extends MethodName>(world: SiteWorld, method: M, request: RequestOf<M>): Promise<AnswerOf<M>> {
  const administrator = world.people.find(({ isSiteAdmin }) => isSiteAdmin === true);
  if (administrator === undefined) throw new Error('The site has no administrator.');
  for (let waits = 0; ; waits++) {
    const answer = (await world.installation.invoke({
      moduleKey: 'backlog-intelligence',
      functionKey: method,
      payload: request,
      accountId: administrator.accountId,
    })) as Result<AnswerOf<M>>;
    if (answer.ok) return answer.value;
    const { code, message, retryAfterSeconds } = answer.failure;
    if (code !== 'RATE_LIMITED' || waits === mostWaits) throw new Error(`${method} failed: ${message}`);
    await world.host.advance((retryAfterSeconds ?? 60) * 1000);
  }
}

const mostWaits = 24;

function printTable(report: ScanReport): void {
  for (const { a, b, score, evidence } of report.pairs.slice(0, mostRowsPrinted)) {
    const words = evidence.flatMap(({ terms }) => terms).slice(0, 6);
    console.log(`${score.toFixed(2)}  ${a}  ${b}  ${words.join(' ')}`);
  }
  if (report.pairs.length > mostRowsPrinted)
    console.log(`... and ${report.pairs.length - mostRowsPrinted} more pairs.`);
  console.log(
    `\n${report.issues} issues, ${report.pairs.length} pairs, ${report.seconds} s; ` +
      `Jira: ${report.jiraRequests} requests, ${report.jiraPoints} points; ` +
      `storage: ${report.storageWrites} writes, ${(report.storageBytes / 1e6).toFixed(2)} MB kept; ` +
      `peak memory ${report.peakRssMb} MB.`,
  );
}

const mostRowsPrinted = 30;

main().catch((error: unknown) => {
  console.error(error instanceof Refusal ? error.message : error);
  process.exitCode = 1;
});
