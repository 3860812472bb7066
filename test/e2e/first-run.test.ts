// The first minutes of a new administrator in a browser: from the button in Jira's list of apps to the first pairs and
// the check against past duplicates, with every click counted.

import type { Locator } from 'playwright-core';
import { harbour } from './harbour';
import { openStage, visit, type Stage } from './visit';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage(harbour());
  stage.world.host.start();
}, 120_000);
afterAll(() => stage.close());

test('a new administrator reaches the first pairs in at most 12 clicks and 5 minutes', async () => {
  const visited = await visit(stage, { as: 'ada' });
  const startedAtMs = stage.world.clock.now();
  let clicks = 0;
  const click = async (target: Locator) => {
    clicks++;
    await target.click();
  };
  await visited.goTo('/admin/get-started');
  const frame = await visited.app();
  await click(frame.getByLabel('Spaces to compare'));
  await click(frame.getByRole('option', { name: '(SHOP)' }));
  await click(frame.getByRole('option', { name: '(PAY)' }));
  await frame.getByText(/Costs about [\d,]+ Jira points of 10,000 an hour, and takes about 1 minute\./).waitFor();
  await frame.getByRole('listitem').filter({ hasText: '(SHOP): ' }).getByText('work items').first().waitFor();
  await frame.getByLabel('Spaces to compare').press('Escape');
  expect(await visited.accessibilityViolations()).toEqual([]);
  await click(frame.getByRole('button', { name: 'Start the first analysis' }));
  await frame.getByRole('columnheader', { name: 'Why' }).waitFor({ timeout: 30_000 });
  await frame
    .getByRole('link', { name: /^SHOP-\d+$/ })
    .first()
    .waitFor();
  const reachedAtMs = stage.world.clock.now();
  await click(frame.getByRole('button', { name: 'Ask them again' }));
  await frame.getByText(/known duplicates .* found their original at the first place/).waitFor({ timeout: 30_000 });
  await frame.getByText(/known duplicates .* found their original/).scrollIntoViewIfNeeded();
  expect(await visited.accessibilityViolations()).toEqual([]);
  expect(clicks).toBeLessThanOrEqual(12);
  expect(reachedAtMs - startedAtMs).toBeLessThan(300_000);
  await visited.end();
}, 90_000);

test('who comes back later finds the overview first, and the three steps done', async () => {
  const visited = await visit(stage, { as: 'ada', widthPx: 360, theme: 'dark' });
  await visited.goTo('/admin');
  const frame = await visited.app();
  await frame.getByRole('heading', { name: 'Recent analyses' }).waitFor();
  await frame.getByRole('button', { name: 'Get started' }).click();
  await frame
    .getByRole('link', { name: /^SHOP-\d+$/ })
    .first()
    .waitFor();
  expect(await visited.accessibilityViolations()).toEqual([]);
  await visited.end();
}, 60_000);
