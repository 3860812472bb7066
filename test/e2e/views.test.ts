// The way through the page of a space: every view is reached with clicks, has an address of its own that a reload and a
// link lead to, and is left again with the browser's back button.

import { demoSite } from '../../local/demo/site';
import { addressOfView, openView, turnTo, viewNames } from './openings';
import { openStage, visit, type Stage } from './visit';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage(demoSite());
});
afterAll(() => stage.close());

test('every view is reached with clicks, has its own address and title, and the back button leads through them', async () => {
  const visited = await visit(stage, { as: 'ada' });
  const { page, end } = visited;
  const frame = await openView(visited, 'Pairs');
  const titles: string[] = [];
  for (const name of viewNames) {
    await turnTo(frame, name);
    await page.waitForURL(`**${addressOfView(name)}`);
    const title = frame.getByRole('heading', { level: 1 });
    await title.waitFor();
    titles.push(await title.innerText());
  }
  expect(new Set(titles).size).toBe(viewNames.length);
  await page.goBack();
  await page.waitForURL(`**${addressOfView('Exports')}`);
  await frame.getByRole('heading', { level: 1, name: 'Exports and mails' }).waitFor();
  expect(await frame.getByRole('tab', { selected: true }).innerText()).toBe('Reports');
  await end();
});

test('a link leads to its view, in any language, and an address that no longer exists to the list of pairs', async () => {
  const visited = await visit(stage, { as: 'ada', locale: 'de-DE', theme: 'dark', widthPx: 360 });
  const { page, goTo, app, accessibilityViolations, end } = visited;
  const frame = await openView(visited, 'Link health');
  const current = frame.locator('[aria-current="page"]');
  expect(await current.innerText()).toBe('Zustand der Links');
  expect(await accessibilityViolations()).toEqual([]);
  await page.reload();
  expect(await (await app()).locator('[aria-current="page"]').innerText()).toBe('Zustand der Links');
  await goTo(`${addressOfView('Pairs')}/long-gone`);
  expect(await (await app()).locator('[aria-current="page"]').innerText()).toBe('Paare');
  await end();
});

test('a view that waits for the first analysis leads to where it is started', async () => {
  const visited = await visit(stage, { as: 'ada' });
  const frame = await openView(visited, 'Dashboard');
  await frame.getByRole('button', { name: 'Open “Pairs”' }).click();
  await visited.page.waitForURL(`**${addressOfView('Pairs')}`);
  await frame.getByRole('button', { name: 'Find duplicates' }).waitFor();
  await visited.end();
});
