// The dashboard in a browser: what it says before and after the first analysis, that its charts can be read as tables, that
// its figures follow answers, and that past duplicates are asked again while somebody watches.

import { demoSite } from '../../local/demo/site';
import { analyse, openView, turnTo } from './openings';
import { openStage, visit, type Stage } from './visit';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage(demoSite());
});
afterAll(() => stage.close());

test('before the first analysis the dashboard says what to do', async () => {
  const { goTo, app, end, accessibilityViolations } = await visit(stage, { as: 'ada' });
  const frame = await openView({ goTo, app }, 'Dashboard');
  await frame.getByText('The dashboard fills with the first analysis', { exact: false }).waitFor();
  expect(await accessibilityViolations()).toEqual([]);
  await end();
  await analyse(stage, 'ada', ['SHOP']);
  stage.world.host.start();
});

test.each(['light', 'dark'] as const)('figures and charts follow answers, axe-clean in %s', async (theme) => {
  const { goTo, app, page, end, accessibilityViolations } = await visit(stage, { as: 'ada', theme });
  const frame = await openView({ goTo, app }, 'Review');
  await frame.getByRole('article').first().focus();
  for (const key of ['d', 'd', 'n']) {
    const row = await frame.evaluate(() => document.activeElement?.id ?? '');
    await page.keyboard.press(key);
    await frame.waitForFunction((before) => document.activeElement?.id !== before, row);
  }
  await frame.waitForFunction(() => document.querySelector('[role="feed"] [aria-busy="true"]') === null);
  await turnTo(frame, 'Dashboard');
  await frame.getByRole('img', { name: /Answers by week/ }).waitFor();
  await frame.getByRole('img', { name: /By space/ }).waitFor();
  await frame.getByText(/^There are \d+ answers so far/).waitFor();
  expect(await accessibilityViolations()).toEqual([]);
  const trend = frame.getByRole('figure', { name: 'Answers by week' });
  await trend.getByText('Show as a table').click();
  const lastWeek = await trend.getByRole('row').last().textContent();
  expect(lastWeek).toMatch(theme === 'light' ? /21$/ : /42$/);
  await frame.getByRole('button', { name: 'What would change?' }).click();
  await frame.getByText(/suggestions would wait\. Of the latest/).waitFor();
  expect(await accessibilityViolations()).toEqual([]);
  await end();
});

test('pairs drawn by chance are judged beside the figures that they feed', async () => {
  const { goTo, app, end, accessibilityViolations } = await visit(stage, { as: 'ada' });
  const frame = await openView({ goTo, app }, 'Dashboard');
  // Until the figures are there, the page still moves and a menu may close again.
  await frame.getByText(/^There are \d+ answers so far/).waitFor();
  await frame.getByRole('img', { name: /By space/ }).waitFor();
  await frame.getByText('Judge pairs drawn by chance').click();
  await frame.getByLabel('Match', { exact: true }).press('ArrowDown');
  await frame.getByRole('option').nth(1).click();
  await frame.getByRole('button', { name: 'Draw pairs' }).click();
  await frame
    .getByRole('button', { name: /^Not a duplicate: / })
    .first()
    .click();
  await frame.getByText(/drawn, 1 answered\./).waitFor();
  expect(await accessibilityViolations()).toEqual([]);
  await end();
});

test('past duplicates are asked again and the places of their originals shown', async () => {
  const { goTo, app, end, accessibilityViolations } = await visit(stage, { as: 'ada' });
  const frame = await openView({ goTo, app }, 'Dashboard');
  await frame.getByRole('button', { name: 'Ask them again' }).click();
  await frame
    .getByText(/known duplicates|linked as duplicates, so there is nothing to ask/)
    .first()
    .waitFor();
  expect(await accessibilityViolations()).toEqual([]);
  await end();
});
