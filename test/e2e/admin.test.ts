// The admin page in a browser: every section opens without anything going wrong behind the screen, is free of what axe
// knows to be wrong, and the main things that an administrator does there work.

import type { Frame } from 'playwright-core';
import { harbour } from './harbour';
import { openStage, visit, type Stage } from './visit';

const sections = ['Get started', 'Overview', 'Roles', 'Settings', 'Audit log', 'Health', 'Backup', 'Data and privacy'];
let stage: Stage;

beforeAll(async () => {
  stage = await openStage(harbour());
  stage.world.host.start();
}, 120_000);
afterAll(() => stage.close());

async function open(frame: Frame, section: string): Promise<void> {
  await frame.getByRole('button', { name: section, exact: true }).click();
  await frame.getByRole('heading', { level: 2 }).first().waitFor();
}

test.each([
  ['light', 1280],
  ['dark', 360],
] as const)(
  'every section opens and is free of violations, %s at %i pixels',
  async (theme, widthPx) => {
    const visited = await visit(stage, { as: 'ada', theme, widthPx });
    await visited.goTo('/admin');
    const frame = await visited.app();
    for (const section of sections) {
      await open(frame, section);
      expect({ section, found: await visited.accessibilityViolations() }).toEqual({ section, found: [] });
    }
    await visited.end();
  },
  120_000,
);

test('a change of the settings is foreseen, saved, told in the audit log, and taken back', async () => {
  const { goTo, page, app, end } = await visit(stage, { as: 'ada' });
  await goTo('/admin');
  const frame = await app();
  await open(frame, 'Settings');
  await frame.getByLabel('Title', { exact: true }).fill('7');
  await frame.getByText('Enter a number from 0 to 3.').waitFor();
  await frame.getByLabel('Title', { exact: true }).fill('2');
  await frame.getByRole('button', { name: 'What would change?' }).click();
  await frame.getByText(/Pairs shown first: \d+ instead of \d+/).waitFor();
  await frame.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Settings saved').waitFor();
  await open(frame, 'Audit log');
  await frame.getByRole('cell', { name: 'Settings changed' }).first().waitFor();
  await frame.getByRole('button', { name: 'Check for tampering' }).click();
  await frame.getByText(/Lines 1 to \d+ fit together/).waitFor();
  await open(frame, 'Settings');
  await frame.getByRole('button', { name: 'Undo the last change' }).click();
  await page.getByText('The last change was undone').waitFor();
  await end();
}, 60_000);

test('the test with a planted pair passes, through the real queue', async () => {
  const { goTo, app, end } = await visit(stage, { as: 'ada' });
  await goTo('/admin');
  const frame = await app();
  await open(frame, 'Health');
  await frame.getByRole('button', { name: 'Run the test' }).click();
  await frame.getByText('Passed').nth(3).waitFor({ timeout: 30_000 });
  await end();
}, 60_000);
