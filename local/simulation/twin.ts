// The pairs that an undisturbed analysis of the same content finds. It is made through the front door of a world of its own,
// so that it shares nothing with the run that is judged but the content of the site.

import { noLimits } from '../jira/limits';
import type { SiteSeed } from '../jira/seed';
import { createWorld, loadApp } from '../world';
import { History } from './history';
import { planOf } from './plan';
import { people, projectKeys } from './site';
import { type SimulateOptions, Stage } from './stage';
import { finishedPairs, type StoredPair } from './stored';

export async function twinPairs(seed: SiteSeed, { load = loadApp }: SimulateOptions): Promise<readonly StoredPair[]> {
  const app = await load();
  const world = await createWorld({
    seed,
    settings: { graceMs: 0 },
    site: { limits: noLimits },
    load: async () => app,
  });
  const history = new History(() => world.clock.now(), world.installation.options.installationId);
  const stage = new Stage(planOf(0), world, world.site, world.installation, history);
  const projectIds = projectKeys.map((key) => stage.projectId(key));
  const started = await stage.call(people.fay.accountId, 'project.startScan', { projectIds, jql: null });
  await world.host.settle();
  const pairs = finishedPairs(await world.installation.storage.dump(), started?.ok === true ? started.value : null);
  await world.stop();
  if (pairs === null) throw new Error(`The undisturbed analysis did not finish: ${JSON.stringify(started)}`);
  return pairs;
}
