// The administrator's switch for the hints in the create dialog, from the page to Jira's own list and to the dialog.

import { harbour } from './harbour';
import { openStage, visit, type Stage } from './visit';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage(harbour());
});
afterAll(() => stage.close());

const registered = () => [...stage.world.site.uiModifications.values()].flatMap(({ contexts }) => contexts ?? []);

test('the hints of a space are switched on and off, and the page shows what Jira has registered', async () => {
  const { goTo, app, page, end, accessibilityViolations } = await visit(stage, { as: 'ada' });
  await goTo('/admin');
  const frame = await app();
  await frame.getByRole('button', { name: 'Hints while creating', exact: true }).click();
  await frame.getByText('The hints are switched on in no space that you may see.').waitFor();
  const turnOn = frame.getByRole('button', { name: 'Switch on', exact: true });
  expect(await turnOn.isDisabled()).toBe(true);
  await frame.getByLabel('Space', { exact: true }).click();
  await frame.getByRole('option', { name: 'Web shop (SHOP)' }).click();
  await turnOn.focus();
  await page.keyboard.press('Enter');
  const row = frame.getByRole('row', { name: /Web shop \(SHOP\)/ });
  await row.getByText('Create dialog, all work types').waitFor();
  const projectId = String(stage.world.site.state.projectOf('SHOP')?.id);
  expect(registered()).toEqual([{ projectId, viewType: 'GIC' }]);
  await frame.getByText('The hints are switched on in this space already.').waitFor();
  expect(await accessibilityViolations()).toEqual([]);

  await row.getByRole('button', { name: 'Switch off: Web shop (SHOP)' }).click();
  await frame.getByText('The hints are switched on in no space that you may see.').waitFor();
  expect(registered()).toEqual([]);
  await end();
});

test('a switch that Jira refuses says so and changes nothing', async () => {
  const { goTo, app, end } = await visit(stage, { as: 'ada', expected: /503/ });
  await goTo('/admin');
  const frame = await app();
  await frame.getByRole('button', { name: 'Hints while creating', exact: true }).click();
  await frame.getByLabel('Space', { exact: true }).click();
  await frame.getByRole('option', { name: 'Web shop (SHOP)' }).click();
  stage.breakJira(true);
  try {
    await frame.getByRole('button', { name: 'Switch on', exact: true }).click();
    await frame.getByText('The hints were not switched').waitFor();
  } finally {
    stage.breakJira(false);
  }
  expect(registered()).toEqual([]);
  await end();
});
