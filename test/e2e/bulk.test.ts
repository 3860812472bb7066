// A bulk action in a browser: the exact list, its rows as they go, the list of one's own bulk actions in the history, and
// the undo of all after a look at what would stay. Then the history's filter and its files.

import { demoSite } from '../../local/demo/site';
import { analyse, openView, turnTo } from './openings';
import { openStage, visit, type Stage } from './visit';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage(demoSite());
  await analyse(stage, 'ada', ['SHOP']);
  stage.world.host.start();
});
afterAll(() => stage.close());

const linkCount = (): number => (stage.world.site.snapshot().issues ?? []).flatMap(({ links }) => links ?? []).length;

test('three pairs are marked at once, followed row by row, found again in the history and taken back', async () => {
  const visited = await visit(stage, { as: 'ada' });
  const frame = await openView(visited, 'Review');
  await frame.getByRole('article').nth(3).waitFor();
  const before = linkCount();
  for (const row of [0, 1, 2]) await frame.getByRole('article').nth(row).getByRole('checkbox').check();
  await frame.getByRole('button', { name: 'Mark selected as duplicates' }).click();
  const dialog = frame.getByRole('dialog');
  await dialog.getByText(/of 3 pairs can be marked/).waitFor();
  expect(await visited.accessibilityViolations()).toEqual([]);
  expect(linkCount()).toBe(before);
  await dialog.getByRole('button', { name: /^Mark \d pairs?$/ }).click();
  await dialog.getByText('Everything was tried. The rows say how it went.').waitFor();
  const done = await dialog.getByText('Done', { exact: true }).count();
  expect(done).toBeGreaterThan(0);
  expect(linkCount()).toBe(before + done);
  expect(await visited.accessibilityViolations()).toEqual([]);
  await dialog.getByRole('button', { name: 'Close' }).last().click();

  await turnTo(frame, 'History');
  await frame.getByRole('heading', { name: 'Your bulk actions' }).waitFor();
  await frame
    .getByText(/pairs? marked as duplicates?/)
    .first()
    .waitFor();
  expect(await visited.accessibilityViolations()).toEqual([]);
  await frame
    .getByRole('button', { name: /^Show rows:/ })
    .first()
    .click();
  await dialog.getByText('Everything was tried. The rows say how it went.').waitFor();
  await dialog.getByRole('button', { name: 'Undo all …' }).click();
  await dialog.getByText(`Asked Jira about ${done} of ${done} pairs`).waitFor();
  await dialog.getByText('Everything can be taken back.').waitFor();
  expect(await visited.accessibilityViolations()).toEqual([]);
  expect(linkCount()).toBe(before + done);
  await dialog.getByRole('button', { name: 'Undo everything' }).click();
  await dialog
    .getByText('Taken back', { exact: true })
    .nth(done - 1)
    .waitFor();
  expect(linkCount()).toBe(before);
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  await frame.getByText(/^Undo of \d pairs?/).waitFor();
  await visited.end();
});

test('the history is narrowed, and its files hold what the filter shows', async () => {
  const visited = await visit(stage, { as: 'ada', theme: 'dark' });
  const frame = await openView(visited, 'History');
  const rows = frame.getByRole('table').locator('tbody tr');
  await rows.first().waitFor();
  const all = await rows.count();
  await frame.getByLabel('Action', { exact: true }).click();
  await frame.getByRole('option', { name: 'Taken back in Jira' }).click();
  await frame.waitForFunction((count) => document.querySelectorAll('tbody tr').length < count, all);
  const narrowed = await rows.count();
  expect(narrowed).toBeGreaterThan(0);
  expect(await visited.accessibilityViolations()).toEqual([]);

  const [file] = await Promise.all([
    visited.page.waitForEvent('download'),
    frame.getByRole('button', { name: 'Export CSV' }).click(),
  ]);
  const text = await textOf(await file.createReadStream());
  expect(text.startsWith('\uFEFFat,person,accountId,event,')).toBe(true);
  expect(text.trimEnd().split('\r\n')).toHaveLength(narrowed + 1);
  const [json] = await Promise.all([
    visited.page.waitForEvent('download'),
    frame.getByRole('button', { name: 'Export JSON' }).click(),
  ]);
  const records = JSON.parse(await textOf(await json.createReadStream())) as { readonly event: string }[];
  expect(records.map(({ event }) => event)).toEqual(Array.from({ length: narrowed }, () => 'merge-undone'));

  await frame.getByLabel('Work item', { exact: true }).fill('NONE-1');
  await visited.page.keyboard.press('Enter');
  await frame.getByText('There is no such work item, or you may not see it.').waitFor();
  await frame.getByRole('button', { name: 'Show all' }).click();
  await frame.waitForFunction((count) => document.querySelectorAll('tbody tr').length === count, all);
  await frame
    .getByRole('button', { name: /^Steps:/ })
    .first()
    .click();
  await frame.getByRole('dialog').getByText('Everything was taken back.', { exact: false }).waitFor();
  await visited.end();
});

async function textOf(stream: NodeJS.ReadableStream): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(Buffer.from(part));
  return Buffer.concat(parts).toString('utf8');
}
