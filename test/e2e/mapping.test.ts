// The mapping page as managers live it: a rule that Jira does not understand, a comment that is read before it is posted,
// what the next "Mark as duplicate" then shows; and what everybody else sees of it.

import type { Frame } from 'playwright-core';
import { demoSite } from '../../local/demo/site';
import { openView } from './openings';
import { openStage, visit, type Stage, type Visit } from './visit';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage(demoSite());
  stage.world.host.start();
});
afterAll(() => stage.close());

async function openMapping(visited: Visit): Promise<Frame> {
  const frame = await openView(visited, 'Settings');
  await frame.getByRole('heading', { level: 1 }).waitFor();
  return frame;
}

test.each(['light', 'dark'] as const)(
  'a manager sets what happens, and Jira has its say, axe-clean in %s',
  async (theme) => {
    const visited = await visit(stage, { as: 'ada', theme });
    const frame = await openMapping(visited);
    const template = frame.getByLabel('Text of the comment');
    await template.waitFor();
    expect(await visited.accessibilityViolations()).toEqual([]);

    await template.fill('');
    await frame.getByText('No comment: the text is empty.').waitFor();
    await template.fill('Followed in ');
    await frame.getByRole('button', { name: 'Insert {canonical}' }).click();
    await frame.getByText('Followed in KEEP-1', { exact: true }).waitFor();
    await template.fill(`Please see {canonical}, ${theme}. {kanonical}`);
    await frame.getByText('Posted as it stands, because it is no placeholder: {kanonical}').waitFor();
    await template.fill(`Please see {canonical}, ${theme}.`);
    await frame.getByText(`Please see KEEP-1, ${theme}.`, { exact: true }).waitFor();

    await frame.getByRole('button', { name: 'Add a rule' }).click();
    const number = await frame.getByLabel(/^JQL of rule/).count();
    await frame.getByRole('button', { name: 'Save' }).click();
    await frame.getByText('Give the rule a name').waitFor();
    await frame.getByLabel(`Name of rule ${number}`).fill('Frozen');
    await frame.getByLabel(`JQL of rule ${number}`).fill('labels ==');
    await frame
      .locator(`#rule-check-${number}`)
      .getByText(/labels|=|Error/)
      .first()
      .waitFor();
    expect(await visited.accessibilityViolations()).toEqual([]);
    await frame.getByRole('button', { name: 'Save' }).click();
    await frame.getByText('The mapping was not saved').waitFor();
    await frame.getByText(/Jira refused the JQL: Frozen:/).waitFor();
    await frame.getByLabel(`JQL of rule ${number}`).fill(`labels = frozen-${theme}`);
    await frame.locator(`#rule-check-${number}`).getByText('The JQL is valid.').waitFor();
    await frame.getByLabel('Labels of customers').fill(`big-${theme}`);
    await visited.page.keyboard.press('Enter');
    await frame.getByRole('checkbox', { name: 'Raise the priority of the one that is kept' }).check();
    await frame.getByRole('button', { name: 'Save' }).click();
    await visited.page.getByText('The mapping was saved').waitFor();
    await visited.end();

    const again = await visit(stage, { as: 'ada', theme });
    const reopened = await openMapping(again);
    expect(await reopened.getByLabel('Text of the comment').inputValue()).toBe(`Please see {canonical}, ${theme}.`);
    expect(await reopened.getByLabel(`JQL of rule ${number}`).inputValue()).toBe(`labels = frozen-${theme}`);
    await reopened.getByText(`big-${theme}`, { exact: true }).waitFor();
    await again.end();
  },
);

test('everybody else reads it and can change nothing, on a narrow page in German too', async () => {
  const visited = await visit(stage, { as: 'ben', widthPx: 320, locale: 'de-DE' });
  const frame = await openMapping(visited);
  await frame.getByText('Nur Administratoren des Bereichs können das ändern.').waitFor();
  expect(await frame.getByRole('button', { name: 'Speichern' }).count()).toBe(0);
  expect(await frame.getByLabel('Text des Kommentars').isDisabled()).toBe(true);
  expect(await frame.getByRole('checkbox').first().isDisabled()).toBe(true);
  const overflow = await frame.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow).toBeLessThanOrEqual(0);
  expect(await visited.accessibilityViolations()).toEqual([]);
  await visited.end();
});
