// What all load commands stand on: an invented site with enough people that none of them meets a person's own limit,
// analysed on a clock that skips waiting, and calls as pages make them.

import { memory } from '../local/forge/disk';
import { noLimits } from '../local/jira/limits';
import { freshSite, type SiteSeed } from '../local/jira/seed';
import type { Product } from '../local/product';
import { createWorld, type SiteWorld } from '../local/world';
import type { AnswerOf, MethodName, RequestOf, Result } from '../src/contract';
import { generateIssues } from './generate';

export interface Figure {
  readonly what: string;
  readonly value: number;
  readonly unit:
    'ms' | 's' | 'errors' | 'requests' | 'points' | 'reads' | 'writes' | 'MB' | 'pushes' | 'units' | 'pairs' | 'hours';
  /** Null: only told. */
  readonly most: number | null;
}

export const figure = (what: string, value: number, unit: Figure['unit'], most: number | null): Figure => ({
  what,
  value,
  unit,
  most,
});

/** Forge lets one person ask 1,200 times a minute. */
const people = Array.from({ length: 60 }, (_, index) => `person-${index}`);
let asked = 0;

const firstProjectId = 10_001;
export const projectIdOf = (space: number): number => firstProjectId + space;

/** The issues go to the spaces in turn. */
export function loadSite(count: number, spaces = 1): SiteSeed {
  const keyOf = (space: number) => `LOAD${space === 0 ? '' : space}`;
  const issues = [...generateIssues(count)].map(({ created, summary, description }, index) => ({
    key: `${keyOf(index % spaces)}-${Math.floor(index / spaces) + 1}`,
    project: keyOf(index % spaces),
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
    projects: Array.from({ length: spaces }, (_, space) => ({
      id: projectIdOf(space),
      key: keyOf(space),
      name: `Load ${space}`,
      browse: 'everyone',
      admins: ['site-admins'],
    })),
    issues,
  };
}

/** Analysed on a clock that skips waiting, then opened again on the real one, over the same storage. */
export async function analysedWorld(seed: SiteSeed, jiraDelayMs: () => number = () => 0): Promise<SiteWorld> {
  const storage = memory();
  const quick = await createWorld({ seed, storage, site: { limits: noLimits } });
  await call(quick, 'project.startScan', { projectIds: [projectIdOf(0)], jql: null });
  await quick.host.settle();
  await quick.host.stop();
  const slow = (product: Product): Product => ({
    handle: async (request, actor) => {
      if (jiraDelayMs() > 0) await sleep(jiraDelayMs());
      return product.handle(request, actor);
    },
    onEvent: (listener) => product.onEvent(listener),
  });
  return createWorld({
    seed,
    storage,
    clock: 'wall',
    wrap: slow,
    site: { limits: noLimits },
    settings: { kvsLimits: { requestsPerSecond: Infinity, unitsPerMinute: Infinity } },
  });
}

/** As the next person, unless one is named. */
export async function call<M extends MethodName>(
  world: SiteWorld,
  method: M,
  payload: RequestOf<M>,
  person = asked++,
): Promise<AnswerOf<M>> {
  const request = {
    moduleKey: 'backlog-intelligence',
    functionKey: method,
    payload,
    accountId: people[person % people.length] ?? '',
  };
  const extension = { project: { id: String(firstProjectId) } };
  const answer = (await world.installation.invoke({ ...request, extension })) as Result<AnswerOf<M>>;
  if (!answer.ok) throw new Error(`${method}: ${answer.failure.code} ${answer.failure.message}`);
  return answer.value;
}

export const open = (world: SiteWorld, issueId: number) => call(world, 'panel.candidates', { issueId });
export const issueIds = (world: SiteWorld): readonly number[] => [...world.site.state.issues.keys()];
export const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

export async function timed(run: () => Promise<unknown>): Promise<number> {
  const startedMs = performance.now();
  await run();
  return performance.now() - startedMs;
}
