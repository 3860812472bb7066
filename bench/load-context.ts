// What people wait for inside of Jira, under load: opening the panel, a hint while creating, an answer for each key of the
// search. `npm run load:context` runs the whole app on 20,000 invented issues and prints a table, `--json` figures only.
// App and stand-in share one thread here, so at fifty at once each also waits for the others' computing.

import { loadavg } from 'node:os';
import { memory } from '../local/forge/disk';
import { freshSite, type SiteSeed } from '../local/jira/seed';
import { noLimits } from '../local/jira/limits';
import type { Product } from '../local/product';
import { createWorld, type SiteWorld } from '../local/world';
import type { AnswerOf, MethodName, RequestOf, Result } from '../src/contract';
import { generateIssues } from './generate';
import { cpuMs, percentile } from './stopwatch';

interface Figure {
  readonly what: string;
  readonly value: number;
  readonly unit: 'ms' | 'errors' | 'requests' | 'points' | 'reads' | 'writes';
  readonly most: number;
}

const projectId = 10001;
/** Forge lets one person ask 1,200 times a minute. */
const people = Array.from({ length: 40 }, (_, index) => `person-${index}`);
let asked = 0;
let jiraDelayMs = 0;

async function main(args: readonly string[]): Promise<void> {
  const count = Number(args.find((arg) => /^\d+$/.test(arg)) ?? 20_000);
  const seed = siteOf(count);
  const world = await analysedWorld(seed);
  try {
    const cost = await panelCost(world);
    // Where fifty come at once, some came before; without them V8 would be compiling in half of the opens that count.
    await opens(world, 0, 250);
    const figures = [
      ...cost,
      ...(await panelLoad(world, 0, 150)),
      ...(await panelLoad(world, 200, 1_200)),
      ...(await panelRush(world)),
      ...(await hints(world, seed)),
      ...(await typing(world, seed)),
    ];
    if (args.includes('--json')) {
      console.log(JSON.stringify({ issues: count, load: loadavg()[0], figures }));
      return;
    }
    console.log(`${count} issues, machine load ${loadavg()[0]?.toFixed(1)}`);
    for (const { what, value, unit, most } of figures) {
      const verdict = value <= most ? 'PASS' : 'FAIL';
      console.log(`${what.padEnd(62)} ${value.toFixed(1).padStart(8)} ${unit.padEnd(8)} ≤ ${most} ${verdict}`);
    }
  } finally {
    await world.stop();
  }
}

function siteOf(count: number): SiteSeed {
  const issues = [...generateIssues(count)].map(({ created, summary, description }, index) => ({
    key: `LOAD-${index + 1}`,
    project: 'LOAD',
    type: 'Bug',
    created,
    reporter: people[index % people.length] ?? '',
    summary: summary.slice(0, 250),
    description: description.slice(0, 30_000),
  }));
  return {
    ...freshSite,
    title: 'Load',
    people: people.map((accountId) => ({
      accountId,
      displayName: accountId,
      groups: ['jira-users', 'site-admins'],
      isSiteAdmin: true,
    })),
    projects: [{ id: projectId, key: 'LOAD', name: 'Load', browse: 'everyone', admins: ['site-admins'] }],
    issues,
  };
}

/** Analysed on a clock that skips waiting, then opened again on the real one, over the same storage. */
async function analysedWorld(seed: SiteSeed): Promise<SiteWorld> {
  const storage = memory();
  const quick = await createWorld({ seed, storage, site: { limits: noLimits } });
  await call(quick, 'project.startScan', { projectIds: [projectId], jql: null });
  await quick.host.settle();
  await quick.host.stop();
  const slow = (product: Product): Product => ({
    handle: async (request, actor) => {
      if (jiraDelayMs > 0) await sleep(jiraDelayMs);
      return product.handle(request, actor);
    },
    onEvent: (listener) => product.onEvent(listener),
  });
  const kvsLimits = { requestsPerSecond: Infinity, unitsPerMinute: Infinity };
  return createWorld({
    seed,
    storage,
    clock: 'wall',
    wrap: slow,
    site: { limits: noLimits },
    settings: { kvsLimits },
  });
}

async function panelCost(world: SiteWorld): Promise<Figure[]> {
  const ids = issueIds(world);
  await open(world, ids[0] ?? 0);
  const before = { ...world.installation.meters, points: world.site.pointsUsed() };
  await open(world, ids[7] ?? 0);
  const { meters } = world.installation;
  return [
    figure('one panel: requests to Jira', meters.jiraRequests - before.jiraRequests, 'requests', 2),
    figure('one panel: points', world.site.pointsUsed() - before.points, 'points', 12),
    figure('one panel: storage reads', meters.kvsReads - before.kvsReads, 'reads', 3),
    figure('one panel: storage writes', meters.kvsWrites - before.kvsWrites, 'writes', 0),
  ];
}

async function panelLoad(world: SiteWorld, delayMs: number, most: number): Promise<Figure[]> {
  jiraDelayMs = delayMs;
  const cpuBeforeMs = cpuMs();
  const tookMs = [...(await opens(world, 0, 250)), ...(await opens(world, 250, 500))];
  const cpuOfOneMs = (cpuMs() - cpuBeforeMs) / tookMs.length;
  jiraDelayMs = 0;
  return [
    figure(`panel, 50 at once, Jira at ${delayMs} ms, p95`, percentile(tookMs, 0.95), 'ms', most),
    // With one thread for all, fifty at once take fifty times this.
    figure(`panel, Jira at ${delayMs} ms, processor time of one`, cpuOfOneMs, 'ms', most / 50),
  ];
}

/** In a second of its own, of which Forge takes 300 invocations of an installation; fifty at once until `end`. */
async function opens(world: SiteWorld, start: number, end: number): Promise<number[]> {
  await sleep(1_000);
  const ids = issueIds(world);
  const tookMs: number[] = [];
  let next = start;
  const openSome = async () => {
    while (next < end) tookMs.push(await timed(() => open(world, ids[next++ % ids.length] ?? 0)));
  };
  await Promise.all(Array.from({ length: 50 }, openSome));
  return tookMs;
}

/** 300 people come back from lunch: all within one second, each on a work item of their own. */
async function panelRush(world: SiteWorld): Promise<Figure[]> {
  const ids = issueIds(world);
  await sleep(1_000);
  const all = Array.from({ length: 300 }, async (_, index) => {
    await sleep((index * 1_000) / 300);
    return open(world, ids[(index * 37) % ids.length] ?? 0).then(
      () => 0,
      () => 1,
    );
  });
  const failed = (await Promise.all(all)).reduce((sum: number, one) => sum + one, 0);
  return [figure('300 panels in one second: failures', failed, 'errors', 0)];
}

async function hints(world: SiteWorld, { issues }: SiteSeed): Promise<Figure[]> {
  const tookMs: number[] = [];
  for (let index = 0; index < 100; index++) {
    const { summary, description } = issues[(index * 193) % issues.length] ?? { summary: '', description: '' };
    const request = { projectId, summary: `${summary} again`, description };
    tookMs.push(await timed(() => call(world, 'hints.find', request)));
  }
  return [figure('hint while creating, p95', percentile(tookMs, 0.95), 'ms', 500)];
}

async function typing(world: SiteWorld, { issues }: SiteSeed): Promise<Figure[]> {
  const tookMs: number[] = [];
  for (let index = 0; index < 15; index++) {
    const { summary } = issues[(index * 811) % issues.length] ?? { summary: '' };
    for (let length = 1; length <= Math.min(summary.length, 30); length++) {
      const request = { projectId, summary: summary.slice(0, length), description: '', limit: 8 };
      tookMs.push(await timed(() => call(world, 'live.search', request)));
    }
  }
  return [figure('search, an answer for each key, p95', percentile(tookMs, 0.95), 'ms', 200)];
}

async function call<M extends MethodName>(world: SiteWorld, method: M, payload: RequestOf<M>): Promise<AnswerOf<M>> {
  const request = {
    moduleKey: 'backlog-intelligence',
    functionKey: method,
    payload,
    accountId: people[asked++ % people.length] ?? '',
  };
  const extension = { project: { id: String(projectId) } };
  const answer = (await world.installation.invoke({ ...request, extension })) as Result<AnswerOf<M>>;
  if (!answer.ok) throw new Error(`${method}: ${answer.failure.code} ${answer.failure.message}`);
  return answer.value;
}

const open = (world: SiteWorld, issueId: number) => call(world, 'panel.candidates', { issueId });
const issueIds = (world: SiteWorld): readonly number[] => [...world.site.state.issues.keys()];
const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
const figure = (what: string, value: number, unit: Figure['unit'], most: number): Figure => ({
  what,
  value,
  unit,
  most,
});

async function timed(run: () => Promise<unknown>): Promise<number> {
  const startedMs = performance.now();
  await run();
  return performance.now() - startedMs;
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
