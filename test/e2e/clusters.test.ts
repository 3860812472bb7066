// Clusters as people meet them: the picture with its table, another work item to keep, members taken out, and all of a
// cluster marked in Jira after a dry run; in every theme, narrow and in other languages.

import type { Frame } from 'playwright-core';
import { harbour } from './harbour';
import { analyse, openView } from './openings';
import { openStage, visit, type Stage, type Visit } from './visit';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage(harbour());
  await analyse(stage, 'ada', ['SHOP']);
  stage.world.host.start();
});
afterAll(() => stage.close());

async function openClusters(visited: Visit): Promise<Frame> {
  const frame = await openView(visited, 'Clusters');
  await frame.locator('section[aria-labelledby^="cluster-"]').first().waitFor();
  return frame;
}

const cards = (frame: Frame) => frame.locator('section[aria-labelledby^="cluster-"]');

test('one click keeps another work item, and everybody sees why', async () => {
  const visited = await visit(stage, { as: 'ada' });
  const frame = await openClusters(visited);
  expect(await visited.accessibilityViolations()).toEqual([]);
  const card = cards(frame).first();
  const other = card.getByRole('radio', { checked: false }).first();
  const label = (await other.getAttribute('aria-label')) ?? '';
  const key = label.replace('Keep ', '');
  await other.click();
  await frame.getByText('From now on this work item is kept.').waitFor();
  await frame.getByText(`${key} is proposed to be kept: somebody chose it.`).waitFor();
  expect(await frame.getByRole('img', { name: new RegExp(`around ${key}\\.`) }).count()).toBe(1);
  expect(await visited.accessibilityViolations()).toEqual([]);
  await visited.end();
});

test('a member that is taken out stands in no cluster with the others any more', async () => {
  const visited = await visit(stage, { as: 'ada' });
  const frame = await openClusters(visited);
  const card = cards(frame).first();
  const before = await card.getByRole('row').count();
  const box = card.getByRole('checkbox').last();
  const key = ((await box.getAttribute('aria-label')) ?? '').replace(/^Take (.*) out$/, '$1');
  expect(await card.getByRole('button', { name: /^Take selected out/ }).isDisabled()).toBe(true);
  await box.check({ force: true });
  await card.getByRole('button', { name: 'Take selected out (1)' }).click();
  await frame.getByText('Taken out:', { exact: false }).waitFor();
  const holding = frame.locator('section[aria-labelledby^="cluster-"]', { hasText: key });
  for (const one of await holding.all()) expect(await one.getByRole('row').count()).toBeLessThan(before);
  await visited.end();
});

test('a whole cluster is marked after a dry run that lists exactly what will be done, and taken back', async () => {
  const visited = await visit(stage, { as: 'ada' });
  const frame = await openClusters(visited);
  const linkCount = () =>
    (stage.world.site.snapshot().issues ?? []).reduce((count, { links }) => count + (links?.length ?? 0), 0);
  const before = linkCount();
  const card = cards(frame).first();
  const members = (await card.getByRole('row').count()) - 1;
  await card.getByRole('button', { name: /^Mark \d+ as/ }).click();
  const start = frame.getByRole('button', { name: /^Mark \d+ pairs?$/ });
  await start.waitFor();
  expect(await frame.getByRole('dialog').getByRole('listitem').count()).toBe(members - 1);
  expect(linkCount()).toBe(before);
  expect(await visited.accessibilityViolations()).toEqual([]);
  await start.click();
  await frame.getByText('Everything was tried.', { exact: false }).waitFor();
  expect(linkCount()).toBe(before + members - 1);
  await visited.end();
});

test('a title that tries to be more than text stays text, in the table and in the picture', async () => {
  const visited = await visit(stage, { as: 'ada' });
  const frame = await openClusters(visited);
  for (let presses = 0; presses < 10; presses++) {
    if ((await frame.getByText('<img src=x onerror', { exact: false }).count()) > 0) break;
    await frame.getByRole('button', { name: 'Show more' }).click();
    await frame.locator('[aria-busy="false"]').first().waitFor();
  }
  await frame.getByText('<img src=x onerror', { exact: false }).first().waitFor();
  expect(await frame.evaluate(() => 'hacked' in window)).toBe(false);
  expect(await frame.locator('img[src="x"]').count()).toBe(0);
  await visited.end();
});

test.each([
  ['dark', 'de-DE', 280],
  ['light', 'ja-JP', 280],
  ['dark', 'ja-JP', 1280],
] as const)('it fits and is axe-clean in %s and %s at %d px', async (theme, locale, widthPx) => {
  const visited = await visit(stage, { as: 'ada', theme, locale, widthPx });
  const frame = await openClusters(visited);
  expect(await visited.accessibilityViolations()).toEqual([]);
  const overflowPx = await frame.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflowPx).toBeLessThanOrEqual(0);
  await visited.end();
});
