// The panel without a mouse: from its first link over a decision and its undo to the dialogs and back, with Tab, Enter,
// Space, Escape and the arrows alone.

import type { Page } from 'playwright-core';
import { harbour } from './harbour';
import { analyse, callAs } from './openings';
import { openStage, visit, type Stage } from './visit';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage(harbour());
  await analyse(stage, 'ada');
});
afterAll(() => stage.close());

async function keyWithDuplicate(): Promise<string> {
  for (const { id, key } of stage.world.site.state.issues.values()) {
    const view = await callAs(stage, 'ada', 'panel.candidates', { issueId: id });
    if (view.state === 'ready' && view.candidates.some(({ tier }) => tier !== 'none')) return key;
  }
  throw new Error('The site has no work item with a possible duplicate.');
}

/** Presses Tab until the element with that text has the focus. */
async function tabTo(page: Page, text: string): Promise<void> {
  for (let presses = 0; presses < 80; presses++) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(() => document.activeElement?.textContent ?? '');
    if (focused.trim() === text) return;
  }
  throw new Error(`Tab never reaches “${text}”.`);
}

test('everything on the panel can be reached and used with the keyboard alone', async () => {
  const key = await keyWithDuplicate();
  const { goTo, page, end } = await visit(stage, { as: 'ada' });
  await goTo(`/browse/${key}`);
  const panel = page.locator('[data-module="similar-work-items"]');
  await panel.getByRole('slider').waitFor();

  await tabTo(page, 'Compare');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').getByText('Fields').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });

  await tabTo(page, 'Mark as duplicate');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').getByText('What happens').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });

  await tabTo(page, 'Add to this one');
  await page.keyboard.press('Space');
  await page.getByRole('dialog').getByLabel('Your text').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });

  await tabTo(page, 'Not a duplicate');
  await page.keyboard.press('Enter');
  await panel.getByText('Decided', { exact: true }).waitFor();
  await tabTo(page, 'Undo');
  await page.keyboard.press('Enter');
  await panel.getByText('Decided', { exact: true }).waitFor({ state: 'detached' });

  const slider = panel.getByRole('slider');
  const before = await slider.inputValue();
  for (let presses = 0; presses < 80; presses++) {
    if (await slider.evaluate((element) => element === document.activeElement)) break;
    await page.keyboard.press('Tab');
  }
  await page.keyboard.press('ArrowRight');
  expect(Number(await slider.inputValue())).toBe(Number(before) + 5);
  await end();
});
