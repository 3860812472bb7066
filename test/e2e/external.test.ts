// An external backlog in a browser: a hostile export is chosen, mapped, looked over, imported, compared, and removed
// again; a file that is none is refused with a sentence; who may not import sees the matches only.

import { readFile } from 'node:fs/promises';
import type { Frame } from 'playwright-core';
import { demoSite } from '../../local/demo/site';
import { openView, turnTo } from './openings';
import { openStage, visit, type Stage, type Visit } from './visit';

let stage: Stage;
let title = '';

beforeAll(async () => {
  stage = await openStage(demoSite());
  stage.world.host.start();
  title = [...stage.world.site.state.issues.values()].find(({ key }) => key.startsWith('SHOP-'))?.summary ?? '';
});
afterAll(() => stage.close());

async function openBacklogs(visited: Visit): Promise<Frame> {
  const frame = await openView(visited, 'Other backlogs');
  await frame.getByRole('heading', { name: 'Backlogs of other sites' }).waitFor();
  return frame;
}

const choose = (frame: Frame, name: string, text: string) =>
  frame.getByLabel('File', { exact: true }).setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });

test('a file is looked over before anything is sent, imported, compared and removed', async () => {
  const visited = await visit(stage, { as: 'ada' });
  const frame = await openBacklogs(visited);
  await frame.getByText('No backlog of another site').waitFor();
  expect(await visited.accessibilityViolations()).toEqual([]);
  await choose(frame, 'broken.csv', 'Summary,Issue key\n"never closed,A-1\n');
  await frame.getByText(/quotation mark that is never closed/).waitFor();

  const hostile = `Summary,Issue key,Comment,Comment,Status\n"${title}",OLD-1,a,b,Open\n<script>alert(1)</script>,OLD-2,,,Done\n,OLD-3,,,\n`;
  await choose(frame, 'old-jira.csv', hostile);
  await frame.getByText('2 work items found (UTF-8).').waitFor();
  await frame.getByText('1 row has no key or no title and will be left out.').waitFor();
  await frame.getByRole('cell', { name: '<script>alert(1)</script>' }).waitFor();
  await frame.getByLabel('Address of the other site').fill('https://old.example.org');
  expect(await visited.accessibilityViolations()).toEqual([]);
  await frame.getByRole('button', { name: 'Import', exact: true }).click();
  await frame.getByText(/2 work items, imported/).waitFor();

  await turnTo(frame, 'Pairs');
  await frame.getByRole('button', { name: 'Find duplicates' }).click();
  await frame.getByRole('button', { name: 'Start analysis' }).click();
  await frame.getByRole('table').getByRole('link').first().waitFor({ timeout: 60_000 });
  const below = frame.getByRole('region', { name: 'In backlogs of other sites' });
  await below.getByRole('link', { name: 'OLD-1' }).first().waitFor({ timeout: 60_000 });
  await below.getByText(/cannot be linked, merged or put into the review queue/).waitFor();
  const no = below.getByRole('button', { name: /^OLD-1 is not a duplicate of SHOP-/ });
  const all = await no.count();
  await no.first().click();
  await below.getByText('Not a duplicate.').waitFor();
  expect(await no.count()).toBe(all - 1);
  await below.getByRole('button', { name: 'Show what is no duplicate' }).click();
  await below.getByRole('list', { name: 'No duplicates of old-jira' }).waitFor();
  await below.getByRole('button', { name: /^Undo: OLD-1 and SHOP-/ }).click();
  await below.getByRole('button', { name: 'Back to the look-alikes' }).click();
  await below.getByRole('list', { name: 'Look-alikes of old-jira' }).waitFor();
  expect(await no.count()).toBe(all);
  expect(await visited.accessibilityViolations()).toEqual([]);
  await turnTo(frame, 'Other backlogs');
  const matches = frame.getByRole('list', { name: 'Look-alikes of old-jira' });
  await matches.getByRole('link', { name: 'OLD-1' }).first().waitFor({ timeout: 60_000 });
  await matches.getByText(title).first().waitFor();
  await frame.getByText('As a file').click();
  const [file] = await Promise.all([
    visited.page.waitForEvent('download'),
    frame.getByRole('button', { name: 'Make the file' }).click(),
  ]);
  expect(await readFile(await file.path(), 'utf8')).toMatch(/Its work item,Its title[\s\S]*OLD-1/);
  expect(await visited.accessibilityViolations()).toEqual([]);
  const alike = [...stage.world.site.state.issues.values()].find(({ summary }) => summary === title);
  await visited.goTo(`/browse/${alike?.key}`);
  await visited.page.getByRole('heading', { name: 'Also in other backlogs' }).waitFor();
  await visited.page.getByRole('link', { name: 'OLD-1' }).waitFor();
  await visited.end();
});

test('who may not import sees the matches, and an administrator removes a backlog after a question', async () => {
  const ben = await visit(stage, { as: 'ben', theme: 'dark', locale: 'en-US', widthPx: 360 });
  const seen = await openBacklogs(ben);
  await seen.getByRole('link', { name: 'OLD-1' }).first().waitFor();
  expect(await seen.getByRole('button', { name: /Remove|Import/ }).count()).toBe(0);
  expect(await ben.accessibilityViolations()).toEqual([]);
  await ben.end();
  const ada = await visit(stage, { as: 'ada' });
  const frame = await openBacklogs(ada);
  await frame.getByRole('button', { name: 'Remove old-jira' }).click();
  await frame.getByRole('button', { name: 'Keep' }).click();
  await frame.getByRole('button', { name: 'Remove old-jira' }).click();
  await frame.getByRole('button', { name: 'Remove', exact: true }).click();
  await frame.getByText('No backlog of another site').waitFor();
  await ada.end();
});
