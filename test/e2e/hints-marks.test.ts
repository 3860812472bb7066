// The administrator's marks for JQL: written from the page in pages, found by somebody else's search, gone on where Jira
// stopped answering, and taken away again.

import { harbour } from './harbour';
import { analyse } from './openings';
import { openStage, visit, type Stage } from './visit';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage(harbour());
  await analyse(stage, 'ada');
});
afterAll(() => stage.close());

const marked = () =>
  [...stage.world.site.state.issues.values()].filter(({ properties }) => properties.has('backlog-intelligence')).length;

test('marks are written and taken away by buttons, and a stop in between is gone on from', async () => {
  const { goTo, app, end, accessibilityViolations } = await visit(stage, { as: 'ada', expected: /503/ });
  await goTo('/admin');
  const frame = await app();
  await frame.getByRole('button', { name: 'Marks for JQL', exact: true }).click();
  await frame.getByLabel('Space', { exact: true }).click();
  await frame.getByRole('option', { name: 'Web shop (SHOP)' }).click();
  stage.breakJira(true);
  await frame.getByRole('button', { name: 'Refresh marks' }).click();
  await frame.getByText('It stopped before the end. Press the button again to go on.').waitFor();
  expect(marked()).toBe(0);
  stage.breakJira(false);
  await frame.getByRole('button', { name: 'Refresh marks' }).click();
  await frame.getByText('Done.', { exact: true }).waitFor();
  await frame.getByText(new RegExp(`^${marked()} work items? marked, 0 marks removed$`)).waitFor();
  expect(marked()).toBeGreaterThan(1);
  expect(await accessibilityViolations()).toEqual([]);
  await frame.getByRole('button', { name: 'Remove all marks' }).click();
  await frame.getByText(/^0 work items marked, \d+ marks? removed$/).waitFor();
  await frame.getByText('Done.', { exact: true }).waitFor();
  expect(marked()).toBe(0);
  await end();
});
