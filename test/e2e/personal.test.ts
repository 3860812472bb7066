// The page of personal settings in a browser: each setting is saved there and seen on the page that it is about, by this
// person and by nobody else.

import { demoSite } from '../../local/demo/site';
import { analyse, turnTo } from './openings';
import { openStage, visit, type Stage } from './visit';

const page = '/jira/settings/personal/backlog-intelligence';
const space = '/jira/projects/SHOP/backlog-intelligence';
let stage: Stage;

beforeAll(async () => {
  stage = await openStage(demoSite());
  await analyse(stage, 'ada', ['SHOP']);
  stage.world.host.start();
}, 120_000);
afterAll(() => stage.close());

test('every personal setting is saved, kept apart from other people, and shows where it matters', async () => {
  const mine = await visit(stage, { as: 'ada' });
  const { page: window } = mine;
  await mine.goTo(page);
  await window.getByText('These settings are for you alone.', { exact: false }).waitFor();
  expect(await mine.accessibilityViolations()).toEqual([]);
  const choose = async (label: string, option: string) => {
    await window.getByRole('combobox', { name: label }).click();
    await window.getByRole('option', { name: option, exact: true }).click();
  };
  await choose('Minimum match shown first', '75%');
  await choose('Language', 'Deutsch');
  await choose('Space between rows', 'Compact');
  await window.getByText('Not saved yet.').waitFor();
  await window.getByText('Show keys on buttons').click();
  await window.getByRole('button', { name: 'Save' }).click();
  await window.getByText('Diese Einstellungen gelten nur für Sie.', { exact: false }).waitFor();
  expect(await mine.accessibilityViolations()).toEqual([]);

  await mine.goTo(space);
  const frame = await mine.app();
  await frame.getByRole('heading', { name: 'Duplikate finden' }).waitFor();
  await frame.getByText('75 %').first().waitFor();
  const root = frame.locator('html');
  expect(await root.getAttribute('lang')).toBe('de-DE');
  expect(await root.getAttribute('data-density')).toBe('compact');
  await frame.getByRole('button', { name: 'Prüfen', exact: true }).click();
  await frame.getByRole('button', { name: /Tastatur/ }).waitFor();
  expect(
    await frame
      .getByRole('button', { name: /Tastatur/ })
      .locator('kbd')
      .isVisible(),
  ).toBe(false);
  await mine.end();

  const other = await visit(stage, { as: 'chiara' });
  await other.goTo(space);
  const theirs = await other.app();
  await theirs.getByRole('heading', { name: 'Find duplicates' }).waitFor();
  await turnTo(theirs, 'Review');
  expect(await theirs.getByRole('button', { name: 'Keyboard' }).locator('kbd').isVisible()).toBe(true);
  await other.end();
}, 90_000);
