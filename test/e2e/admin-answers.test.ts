// What administrators and managers ask the app in a browser: why somebody cannot do something, which minimum match holds
// in a space, how fast and how large everything is, and what would have to go before an uninstallation.

import { demoSite } from '../../local/demo/site';
import { analyse, callAs, openView } from './openings';
import { openStage, visit, type Stage } from './visit';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage(demoSite());
  await analyse(stage, 'ada', ['SHOP']);
  const projectId = stage.world.site.state.projectOf('SHOP')?.id ?? 0;
  await callAs(stage, 'ada', 'hints.switch', { projectId, isOn: true });
  await callAs(stage, 'ada', 'health.noteTimings', { calls: [{ method: 'panel.candidates', ms: 80 }] });
  stage.world.host.start();
}, 120_000);
afterAll(() => stage.close());

test('an administrator hears why somebody cannot open a space, and what a user lacks to start an analysis', async () => {
  const visited = await visit(stage, { as: 'ada' });
  await visited.goTo('/admin');
  const frame = await visited.app();
  await frame.getByRole('button', { name: 'Roles', exact: true }).click();
  const explain = async (person: string, space: string) => {
    await frame.getByLabel('Person').fill(person);
    await frame.getByRole('option', { name: new RegExp(person) }).click();
    await frame.getByRole('combobox', { name: 'Space', exact: true }).fill(space);
    await frame.getByRole('option', { name: `(${space})` }).click();
    await frame.getByRole('button', { name: 'Explain' }).click();
  };
  await explain('Chiara', 'PAY');
  await frame.getByText('Jira does not let this person open the space', { exact: false }).waitFor();
  await explain('Eva', 'SHOP');
  await frame.getByText('Everybody who can open the space has this role.', { exact: false }).waitFor();
  await frame.getByText('Takes the role Manager.').first().waitFor();
  expect(await visited.accessibilityViolations()).toEqual([]);
  await visited.end();
}, 60_000);

test('a search that Jira does not answer says so beside the field, in the language of the person', async () => {
  const { goTo, app, end } = await visit(stage, { as: 'ada', locale: 'de-DE', expected: /503/ });
  await goTo('/admin');
  const frame = await app();
  await frame.getByRole('button', { name: 'Rollen', exact: true }).click();
  const person = frame.getByRole('combobox', { name: 'Person', exact: true });
  await person.fill('Niemand');
  await frame.getByText('Niemand gefunden').waitFor();
  stage.breakJira(true);
  try {
    await person.fill('Chiara');
    await frame.getByRole('status').getByText('Jira hat nicht geantwortet', { exact: false }).waitFor();
  } finally {
    stage.breakJira(false);
  }
  await person.fill('Chia');
  await frame.getByRole('option', { name: 'Chiara Conti' }).waitFor();
  await end();
}, 60_000);

test('hints and marks are counted, removed after a confirmation, and gone', async () => {
  const visited = await visit(stage, { as: 'ada', widthPx: 360, theme: 'dark' });
  await visited.goTo('/admin');
  const frame = await visited.app();
  await frame.getByRole('button', { name: 'Data and privacy' }).click();
  await frame.getByRole('button', { name: 'What would be removed?' }).click();
  await frame.getByText('Hints in the create dialog of 1 space').waitFor();
  expect(await visited.accessibilityViolations()).toEqual([]);
  await frame.getByRole('button', { name: 'Remove everything' }).click();
  const question = frame.getByRole('group', { name: 'Remove hints and marks from Jira?' });
  await question.getByRole('button', { name: 'Remove everything' }).click();
  await frame.getByText('Everything was removed.', { exact: false }).waitFor();
  expect(stage.world.site.uiModifications.size).toBe(0);
  await visited.end();
}, 60_000);

test('the settings say that the language model is missing, and try what is typed on a real pair', async () => {
  const visited = await visit(stage, { as: 'ada', widthPx: 360, theme: 'dark' });
  await visited.goTo('/admin/configure');
  const frame = await visited.app();
  await frame.getByText('this app was deployed without the language model', { exact: false }).waitFor();
  expect(await frame.getByLabel('Let a language model explain possible pairs').isDisabled()).toBe(true);
  await frame.getByLabel('First work item').fill('SHOP-1');
  await frame.getByLabel('Second work item').fill('SHOP-999999');
  await frame.getByRole('button', { name: 'Try', exact: true }).click();
  await frame.getByText('SHOP-999999 does not exist', { exact: false }).waitFor();
  await frame.getByLabel('Second work item').fill('SHOP-2');
  await frame.getByRole('button', { name: 'Try', exact: true }).click();
  await frame.getByText(/^Match: \d+% instead of \d+%\.$/).waitFor();
  expect(await visited.accessibilityViolations()).toEqual([]);
  await visited.end();
}, 60_000);

test('a person is erased only after a second question', async () => {
  const visited = await visit(stage, { as: 'ada' });
  await visited.goTo('/admin');
  const frame = await visited.app();
  await frame.getByRole('button', { name: 'Data and privacy' }).click();
  await frame.getByLabel('Account id').fill('eva');
  const question = frame.getByRole('group', { name: 'Erase this person?' });
  await frame.getByRole('button', { name: 'Erase', exact: true }).click();
  await question.getByText('This cannot be taken back.', { exact: false }).waitFor();
  expect(await visited.accessibilityViolations()).toEqual([]);
  await question.getByRole('button', { name: 'Do not erase' }).click();
  await question.waitFor({ state: 'detached' });
  expect(await frame.getByText(/^Erased/).count()).toBe(0);
  await frame.getByRole('button', { name: 'Erase', exact: true }).click();
  await question.getByRole('button', { name: 'Erase', exact: true }).click();
  await frame.getByText(/^Erased/).waitFor();
  await visited.end();
}, 60_000);

test('the health page shows how fast calls were, how much is stored, and a report to copy', async () => {
  const visited = await visit(stage, { as: 'ada' });
  await visited.goTo('/admin');
  const frame = await visited.app();
  await frame.getByRole('button', { name: 'Health', exact: true }).click();
  await frame.getByRole('row', { name: /panel\.candidates/ }).waitFor();
  await frame.getByRole('row', { name: /Candidates of each work item \d/ }).waitFor();
  await frame.getByRole('button', { name: 'Show it' }).click();
  const report = await frame.getByRole('textbox', { name: 'Report for support' }).inputValue();
  expect(report).toContain('"storage"');
  expect(report).not.toMatch(/Ada|Chiara|checkout/i);
  expect(await visited.accessibilityViolations()).toEqual([]);
  await visited.end();
}, 60_000);

test('a space gets a minimum match of its own, seen beside what the site says, and goes back', async () => {
  const visited = await visit(stage, { as: 'ada' });
  const frame = await openView(visited, 'Settings');
  await frame.getByText('Lists open with a minimum match of 40% for you.', { exact: false }).waitFor();
  await frame.getByRole('combobox', { name: 'Minimum match of this space' }).click();
  await frame.getByRole('option', { name: '70%', exact: true }).click();
  await frame.getByText(/At 70%/).waitFor();
  await frame.getByRole('button', { name: 'Set for this space' }).click();
  await frame.getByText('The site says 40%, this space 70%, you yourself nothing', { exact: false }).waitFor();
  await frame.getByText('What may I do here, and why?').click();
  await frame.getByText("Jira's global permission to administer it says so.", { exact: false }).waitFor();
  expect(await visited.accessibilityViolations()).toEqual([]);
  await frame.getByRole('button', { name: 'Undo the last change' }).click();
  await frame.getByText('The site says 40%, this space nothing', { exact: false }).waitFor();
  await visited.end();
}, 60_000);
