// Writes what an installation of this release holds, with work under way: `npm run released`, once for each release, makes
// the file that every later release has to be able to open. The clock stands still in it, so that it is the same each time
// but for the ids.

import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterPrefix, memory } from '../../local/forge/disk';
import { admin, member, shownPairs, smallSite, visit } from '../flow/small-site';
import type { Released } from './released';

async function main(): Promise<void> {
  const { version } = JSON.parse(await readFile(join(__dirname, '..', '..', 'package.json'), 'utf8')) as {
    readonly version: string;
  };
  const storage = memory();
  // What the world closes at its end still is to be read.
  const visited = await visit(smallSite({ issues: 20 }), { storage: { ...storage, close: async () => undefined } });
  const { get, issueId, projectId } = visited;
  const alpha = projectId('ALPHA');
  await visited.analyse('ALPHA', 'BETA');
  const pair = (duplicate: string, canonical: string) => ({
    duplicateId: issueId(duplicate),
    canonicalId: issueId(canonical),
  });

  await get(member, 'review.decide', {
    ...ascending(issueId('ALPHA-2'), issueId('ALPHA-7')),
    verdict: 'not-duplicate',
    snoozeDays: null,
    expectedVersion: 0,
  });
  const { planToken } = await get(admin, 'review.previewMerge', pair('ALPHA-6', 'ALPHA-1'));
  const { actionId } = await get(admin, 'review.applyMerge', { planToken: planToken ?? '' });
  const daily = { every: 'day', hour: 3, day: 1, timeZone: 'Europe/Berlin', isPaused: false } as const;
  await get(admin, 'schedules.save', { projectId: alpha, schedule: { id: null, scopeId: null, ...daily } });
  const { version: settingsVersion, settings } = await get(admin, 'settings.read', {});
  await get(admin, 'settings.save', { version: settingsVersion, settings: { ...settings, defaultThreshold: 0.3 } });
  await visited.world.host.settle();
  const { rows } = await get(admin, 'review.history', { projectIds: [alpha], cursor: null, limit: 50 });
  const pairs = (await shownPairs(visited, admin, 'ALPHA')).map(({ a, b }) => `${a} ${b}`);

  // Under way: a bulk action and an analysis, whose messages wait.
  const { bulkId } = await get(admin, 'review.bulkPreview', { pairs: [pair('BETA-7', 'BETA-2')] });
  await get(admin, 'review.bulkStart', { planToken: bulkId });
  const scope = { projectIds: [alpha], jql: 'created >= -3650d' };
  const { scanId } = await get(admin, 'project.startScan', scope);
  const site = visited.world.site.snapshot();
  await visited.world.host.stop();
  const released: Released = {
    version,
    stored: await storage.range('', afterPrefix('')),
    site,
    atMs: visited.world.clock.now(),
    wanted: { historyEvents: rows.map(({ event }) => event), pairs, actionId, bulkId, scanId },
  };
  await writeFile(join(__dirname, `released-${version}.json`), `${JSON.stringify(released)}\n`);
}

function ascending(one: number, other: number): { readonly a: number; readonly b: number } {
  return one < other ? { a: one, b: other } : { a: other, b: one };
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
