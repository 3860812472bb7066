// One seed, from the first click to the calm after the storm. While the storm lasts, people and platform act at the same
// time and every call may fail; then nothing fails any more and everything that was begun has to come to its end. What is
// left is a Run: the history and the last state, which the invariants judge.

import type { DashboardFigures, ScanProgress } from '../../src/contract';
import { noLimits } from '../jira/limits';
import type { SiteSeed } from '../jira/seed';
import type { Product } from '../product';
import { memory } from '../forge/disk';
import { VirtualClock } from '../forge/virtual-clock';
import { createWorld, loadApp } from '../world';
import { actionFacts, type Facts } from './facts';
import { History } from './history';
import { closesASpace, editsIssues } from './jira-life';
import { planOf, type Plan } from './plan';
import { Asked, carriesOn, isOpen, looksAgain, reviews, runsABulkAction, takesBack } from './reviewing';
import { bringsToAnEnd, hasEnded, looks, startsAnAnalysis } from './scanning';
import { people, projectKeys, simulatedSite } from './site';
import { type SimulateOptions, Stage } from './stage';
import { Storm } from './storm';
import { choresAreDone, finishedPairs, type StoredPair } from './stored';
import { twinPairs } from './twin';

export interface Run {
  readonly plan: Plan;
  readonly history: History;
  readonly stage: Stage;
  readonly asked: Asked;
  /** When faults began to act, and when they stopped. */
  readonly stormMs: { readonly from: number; readonly to: number };
  /** Of the analysis that ran in the storm; null when nobody could start one. */
  readonly scan: ScanProgress | null;
  /** How long after the storm everything had ended. */
  readonly calmMs: number;
  /** Everything that is stored, when all had ended. */
  readonly dump: Readonly<Record<string, unknown>>;
  /** What the dashboard says then to a person who sees everything; of spaces that were analysed and reviewed. */
  readonly figures: readonly { readonly projectId: number; readonly shown: DashboardFigures }[];
  readonly facts: { readonly before: Facts; readonly after: Facts };
  /** What the analysis of the storm found, where only the content of the site decides it. */
  readonly stormPairs: readonly StoredPair[] | null;
  /** What one more analysis found in the calm, and what one found on a fresh site of the same content. */
  readonly lastPairs: readonly StoredPair[] | null;
  readonly twinPairs: readonly StoredPair[] | null;
  readonly tenants: readonly { readonly own: string; readonly foreign: string; readonly everything: string }[];
}

const words = { own: 'northwind', other: 'southgate' } as const;
const hourMs = 3_600_000;

export async function simulate(seed: number, options: SimulateOptions = {}): Promise<Run> {
  const plan = planOf(seed);
  const site = simulatedSite(plan.issues, words.own);
  const storm = new Storm(seed, plan.rates);
  const { world, stage, history } = await setting(plan, site, storm, options);
  const asked = new Asked();
  const before = actionFacts(stage.site);
  const from = stage.now();
  const other = plan.hasSecondTenant ? await secondTenant(stage) : null;

  storm.begin();
  for (const one of other === null ? [stage] : [stage, other]) one.isShared = true;
  await together(stage, [
    startsAnAnalysis(stage),
    looks(stage, people.fay.accountId),
    looks(stage, people.guy.accountId),
    ...(plan.isEdited ? [editsIssues(stage)] : []),
    ...(plan.isClosedAtTimes ? [closesASpace(stage)] : []),
    ...(plan.isReviewed
      ? [reviews(stage, people.ben.accountId, asked), reviews(stage, people.dee.accountId, asked)]
      : []),
    ...(plan.hasBulk ? [runsABulkAction(stage, asked)] : []),
    ...(other === null ? [] : [startsAnAnalysis(other)]),
  ]);
  storm.end();
  stage.isShared = false;
  const to = stage.now();

  const scan = await bringsToAnEnd(stage);
  // What does not end by itself within a day would be delivered until the platform gives it up, for nothing.
  if (hasEnded(scan)) {
    await settlesActions(stage, asked);
    await world.host.settle();
  }
  const calmMs = stage.now() - to;
  const figures = plan.isReviewed || plan.hasBulk ? await shownFigures(stage) : [];
  const dump = await stage.installation.storage.dump();
  const stormPairs = isComparable(plan) ? finishedPairs(dump, scan) : null;
  const after = actionFacts(stage.site);
  const last = plan.hasTwin && hasEnded(scan) ? await lastAnalysis(stage) : null;
  const run: Run = {
    plan,
    history,
    stage,
    asked,
    stormMs: { from, to },
    scan,
    calmMs,
    dump,
    figures,
    facts: { before, after },
    stormPairs,
    lastPairs: last,
    twinPairs: last === null ? null : await twinPairs(stage.site.snapshot(), options),
    tenants: other === null ? [] : await tenants(stage, other),
  };
  await world.stop();
  return run;
}

/** Its list then depends on the content of the site alone. */
function isComparable(plan: Plan): boolean {
  return !plan.isEdited && !plan.isReviewed && !plan.hasBulk;
}

async function setting(plan: Plan, seed: SiteSeed, storm: Storm, { load = loadApp }: SimulateOptions) {
  // Before time can pass: loading takes real time, which a virtual clock would not wait for.
  const app = await load();
  // The site is made after the watchers that look at it; until then nothing is asked.
  const later: { stage?: Stage; history?: History } = {};
  const storage = memory();
  const clock = new VirtualClock();
  if (!plan.isNew) await choresAreDone(storage, clock.now());
  const world = await createWorld({
    seed,
    clock,
    storage,
    schedule: plan.seed,
    settings: { graceMs: 0 },
    site: { limits: noLimits, index: { pageLimit: (most) => Math.min(most, plan.pageLimit) } },
    faults: { at: (point) => (later.history ?? calm).watchedFaults(storm).at(point) },
    wrap: (product: Product) => ({
      onEvent: (listener) => product.onEvent(listener),
      handle: (request, actor) =>
        (later.history ?? calm).watchedProduct(product, () => later.stage?.site).handle(request, actor),
    }),
    load: async () => app,
  });
  const history = new History(() => world.clock.now(), world.installation.options.installationId);
  const stage = new Stage(plan, world, world.site, world.installation, history);
  Object.assign(later, { stage, history });
  history.siteChanged(world.site);
  return { world, stage, history };
}

/** Of what happens before anybody has come. */
const calm = new History(() => 0, '');

/** Another customer in the same process. Only the first one's history is judged; of the second it counts what is seen. */
async function secondTenant(first: Stage): Promise<Stage> {
  const added = await first.world.addSite('other', simulatedSite(first.plan.issues, words.other));
  const history = new History(() => first.now(), added.installation.options.installationId);
  return new Stage(first.plan, first.world, added.site, added.installation, history);
}

/** Lets time pass until all actors are done. */
async function together(stage: Stage, actors: readonly Promise<void>[]): Promise<void> {
  let isDone = false;
  const all = Promise.all(actors).finally(() => (isDone = true));
  // Reported by the await below; until then nobody else may see it as unhandled.
  all.catch(() => undefined);
  while (!isDone) await stage.world.host.advance(5 * 60_000);
  await all;
}

async function settlesActions(stage: Stage, asked: Asked): Promise<void> {
  for (const merge of asked.merges) await looksAgain(stage, merge);
  // Longer than the lease of any delivery that was killed.
  for (let tries = 0; tries < 4 && asked.merges.some(isOpen); tries++) {
    for (const merge of asked.merges.filter(isOpen)) await carriesOn(stage, merge);
    await stage.world.host.advance(20 * 60_000);
  }
  for (const bulk of asked.bulks) {
    for (let hour = 0; hour < 24; hour++) {
      const answer = await stage.persist(bulk.who, 'review.bulkStatus', { bulkId: bulk.view.bulkId });
      if (answer?.ok === true) bulk.view = answer.value;
      if (bulk.view.state === 'queued')
        await stage.persist(bulk.who, 'review.bulkStart', { planToken: bulk.view.bulkId });
      const isInHand = bulk.view.rows.some(({ state }) => state === 'running');
      if (!isInHand && !['queued', 'running', 'waiting-for-jira'].includes(bulk.view.state)) break;
      await stage.world.host.advance(hourMs);
    }
  }
  if (!stage.plan.isUnwound) return;
  for (const merge of [...asked.merges].reverse()) await takesBack(stage, merge);
  for (const bulk of asked.bulks) {
    const undo = await stage.persist(bulk.who, 'review.bulkUndo', { bulkId: bulk.view.bulkId });
    if (undo?.ok !== true) continue;
    await stage.world.host.settle();
    const ended = await stage.persist(bulk.who, 'review.bulkStatus', { bulkId: undo.value.bulkId });
    if (ended?.ok === true) bulk.undo = ended.value;
  }
}

async function shownFigures(stage: Stage): Promise<Run['figures']> {
  const answers = [];
  for (const key of projectKeys) {
    const projectId = stage.projectId(key);
    const answer = await stage.persist(people.fay.accountId, 'dashboard.figures', { projectId });
    if (answer?.ok === true && answer.value.state === 'ready') answers.push({ projectId, shown: answer.value.figures });
  }
  return answers;
}

async function lastAnalysis(stage: Stage): Promise<readonly StoredPair[] | null> {
  const projectIds = projectKeys.map((key) => stage.projectId(key));
  const started = await stage.persist(people.ada.accountId, 'project.startScan', { projectIds, jql: null });
  if (started?.ok !== true) return null;
  await stage.world.host.settle();
  return finishedPairs(await stage.installation.storage.dump(), started.value);
}

async function tenants(first: Stage, other: Stage): Promise<Run['tenants']> {
  const everything = async ({ installation, history }: Stage) =>
    JSON.stringify([await installation.storage.dump(), installation.logs, history.calls.map(({ answer }) => answer)]);
  return [
    { own: words.own, foreign: words.other, everything: await everything(first) },
    { own: words.other, foreign: words.own, everything: await everything(other) },
  ];
}
