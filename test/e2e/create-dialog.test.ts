// Creating a work item, in the browser: what Jira's dialog and the app do together, with the bundle that is deployed.

import { harbour } from './harbour';
import { analyse, callAs } from './openings';
import { openStage, visit, type Stage } from './visit';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage(harbour());
  await analyse(stage, 'ada', ['SHOP']);
  const projectId = stage.world.site.state.projectOf('SHOP')?.id ?? 0;
  await callAs(stage, 'ada', 'hints.switch', { projectId, isOn: true });
  const { preferences } = await callAs(stage, 'chiara', 'person.read', {});
  await callAs(stage, 'chiara', 'person.save', { ...preferences, language: 'de-DE' });
});
afterAll(() => stage.close());

test('a title that is reported already is answered under its field, as text, when it is left', async () => {
  const { goTo, page, end, accessibilityViolations } = await visit(stage, { as: 'chiara' });
  await goTo('/jira/projects/SHOP/issues');
  await page.getByRole('button', { name: 'Create', exact: true }).click();
  const summary = page.getByLabel('Summary');
  await summary.fill('checkout freezes after coupon');
  await page.getByLabel('Description').focus();
  const help = page.locator('#create-summary-help');
  // In the language that she chose for the app, whatever Jira's is.
  await help.getByText(/Vielleicht schon gemeldet:\s+SHOP-\d+ \(\d+\s%\):/).waitFor();
  expect(await help.locator('a, img, script').count()).toBe(0);
  expect(await page.evaluate(() => 'hacked' in window)).toBe(false);
  expect(await accessibilityViolations()).toEqual([]);
  await end();
});

test('creating another starts with an empty form that says nothing, and the work item exists', async () => {
  const { goTo, page, end } = await visit(stage, { as: 'chiara' });
  await goTo('/jira/projects/SHOP/issues');
  await page.getByRole('button', { name: 'Create', exact: true }).click();
  await page.getByLabel('Summary').fill('checkout freezes after coupon');
  await page.getByLabel('Description').focus();
  await page
    .locator('#create-summary-help')
    .getByText(/SHOP-\d+/)
    .waitFor();
  await page.getByLabel('Create another').check({ force: true });
  await page.getByRole('dialog').getByRole('button', { name: 'Create', exact: true }).click();
  await page.getByText(/SHOP-\d+ was created/).waitFor();
  expect(await page.getByLabel('Summary').inputValue()).toBe('');
  expect(await page.locator('#create-summary-help').textContent()).toBe('');
  await end();
});
