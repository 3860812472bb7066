// The queue across spaces: what each person finds in it, how it is narrowed to some spaces, and that it stays text whatever
// a title tries to be.

import { harbour } from './harbour';
import { analyse } from './openings';
import { openStage, visit, type Stage } from './visit';

const globalPage = '/jira/apps/backlog-intelligence';
let stage: Stage;

beforeAll(async () => {
  stage = await openStage(harbour());
});
afterAll(() => stage.close());

test('before the first analysis the page says so, to everybody', async () => {
  const visited = await visit(stage, { as: 'chiara' });
  await visited.goTo(globalPage);
  const frame = await visited.app();
  await frame.getByText('Nothing has been analyzed yet').waitFor();
  expect(await visited.accessibilityViolations()).toEqual([]);
  await visited.end();
});

test('each person finds the pairs of the spaces that they may browse, and may narrow them to one', async () => {
  await analyse(stage, 'ada');
  stage.world.host.start();
  const visited = await visit(stage, { as: 'ada' });
  await visited.goTo('/');
  await visited.page.getByRole('link', { name: 'Review duplicates' }).click();
  await visited.page.waitForURL(`**${globalPage}`);
  await visited.page.reload();
  const frame = await visited.app();
  await frame.getByRole('article').first().waitFor();
  await frame.getByText('All 3 analyzed spaces').waitFor();
  expect(await visited.accessibilityViolations()).toEqual([]);
  await frame.getByLabel('Spaces').click();
  await frame.getByRole('option', { name: 'Payments (PAY)' }).click();
  await frame.waitForFunction(() => {
    const rows = [...document.querySelectorAll('article')];
    return rows.length > 0 && rows.every((row) => row.textContent?.includes('PAY-'));
  });
  await visited.end();

  // Chiara browses one space alone; nothing tells her of the others.
  const other = await visit(stage, { as: 'chiara' });
  await other.goTo(globalPage);
  const theirs = await other.app();
  await theirs.getByRole('article').first().waitFor();
  await theirs.getByText('The 1 analyzed space').waitFor();
  const text = await theirs.evaluate(() => document.body.textContent ?? '');
  expect(text).not.toMatch(/PAY-\d|OPS-\d|Payments|Operations/);
  await other.end();
});

test('titles stay text and every answer is given with one key', async () => {
  const visited = await visit(stage, { as: 'ada' });
  await visited.goTo(globalPage);
  const frame = await visited.app();
  await frame.getByRole('article').first().waitFor();
  await frame.getByLabel('Search in this list').fill('freezes coupon');
  const hostile = frame.getByText('<img src=x onerror', { exact: false });
  while ((await hostile.count()) === 0) {
    await frame.getByRole('button', { name: 'Show more' }).first().click();
    await frame.waitForFunction(() => document.querySelector('[role="feed"][aria-busy="true"]') === null);
  }
  await frame.getByRole('article').first().focus();
  await visited.page.keyboard.press('r');
  await frame.getByText('Related', { exact: true }).first().waitFor();
  expect(await frame.evaluate(() => 'hacked' in window)).toBe(false);
  await visited.end();
});

test.each([
  ['dark', 'de-DE'],
  ['light', 'ja-JP'],
] as const)('it fits 280 px and is axe-clean in %s and %s', async (theme, locale) => {
  const visited = await visit(stage, { as: 'ada', theme, locale, widthPx: 280 });
  await visited.goTo(globalPage);
  const frame = await visited.app();
  await frame.getByRole('article').first().waitFor();
  expect(await visited.accessibilityViolations()).toEqual([]);
  expect(await frame.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
  await visited.end();
});
