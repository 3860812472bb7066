// Exports in a browser, under the policy of the product's frames: files that are really downloaded and hold what the list
// shows, cancelling, a template, the page for paper.

import { readFile } from 'node:fs/promises';
import { unzipSync } from 'fflate';
import Papa from 'papaparse';
import type { Frame, Page } from 'playwright-core';
import { demoSite } from '../../local/demo/site';
import { textOfPdf } from '../reports/read-pdf';
import { openView, turnTo } from './openings';
import { openStage, visit, type Stage, type Visit } from './visit';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage(demoSite());
  stage.world.host.start();
});
afterAll(() => stage.close());

async function openReports(visited: Visit): Promise<Frame> {
  const frame = await openView(visited, 'Exports');
  await frame.getByRole('button', { name: 'Make the file' }).waitFor();
  return frame;
}

async function choose(frame: Frame, label: string, option: string): Promise<void> {
  await frame.getByLabel(label, { exact: true }).press('ArrowDown');
  await frame.getByRole('option', { name: option, exact: true }).click();
}

async function exported(page: Page, frame: Frame): Promise<{ name: string; bytes: Buffer }> {
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    frame.getByRole('button', { name: 'Make the file' }).click(),
  ]);
  return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
}

test('before the first analysis an export says so instead of making an empty file', async () => {
  const visited = await visit(stage, { as: 'ada' });
  const frame = await openReports(visited);
  expect(await visited.accessibilityViolations()).toEqual([]);
  await frame.getByRole('button', { name: 'Make the file' }).click();
  await frame.getByRole('alert').waitFor();
  await turnTo(frame, 'Pairs');
  await frame.getByRole('button', { name: 'Find duplicates' }).click();
  await frame.getByRole('button', { name: 'Start analysis' }).click();
  await frame.getByRole('table').getByRole('link').first().waitFor();
  await visited.end();
});

test('CSV, JSON and Excel hold the same rows, and the history says who made them', async () => {
  const visited = await visit(stage, { as: 'ada' });
  const frame = await openReports(visited);
  const csv = await exported(visited.page, frame);
  expect(csv.name).toMatch(/^backlog-intelligence-[A-Z]+-\d{4}-\d\d-\d\d\.csv$/);
  const text = csv.bytes.toString('utf8');
  expect(text.startsWith('\uFEFF')).toBe(true);
  const { data } = Papa.parse<Record<string, string>>(text.slice(1), { header: true, skipEmptyLines: true });
  expect(data.length).toBeGreaterThan(20);
  expect(data.every((row) => /^[A-Z]+-\d+$/.test(row['Work item'] ?? ''))).toBe(true);

  await choose(frame, 'Format', 'JSON');
  const json = JSON.parse((await exported(visited.page, frame)).bytes.toString('utf8')) as Record<string, unknown>[];
  expect(json.map(({ key, otherKey }) => [key, otherKey])).toEqual(
    data.map((row) => [row['Work item'], row['Later work item']]),
  );

  await choose(frame, 'Format', 'Excel');
  const book = await exported(visited.page, frame);
  const sheet = new TextDecoder().decode(unzipSync(book.bytes)['xl/worksheets/sheet1.xml']);
  expect(sheet.match(/<row /g)).toHaveLength(data.length + 1);

  await frame.getByText(/You, pairs, Excel, \d+ rows/).waitFor();
  expect(await visited.accessibilityViolations()).toEqual([]);
  await visited.end();
});

test('the PDF summary is set in the browser, with the figures, the charts and the best pairs', async () => {
  const visited = await visit(stage, { as: 'ada' });
  const frame = await openReports(visited);
  await choose(frame, 'Format', 'PDF summary');
  await frame.getByText(/the best 200 pairs/).waitFor();
  const pdf = await exported(visited.page, frame);
  expect(pdf.name).toMatch(/\.pdf$/);
  const text = (await textOfPdf(pdf.bytes)).join(' ');
  expect(text).toMatch(/^Duplicates in /);
  for (const words of ['Waiting', 'By reason', 'Later title', 'Page 1 of']) expect(text).toContain(words);
  expect(text.match(/[A-Z]+-\d+ /g)?.length).toBeGreaterThan(20);
  await frame.getByText(/You, pairs, PDF summary, \d+ rows/).waitFor();
  await visited.end();
});

test('a template keeps columns and their order for others', async () => {
  const ada = await visit(stage, { as: 'ada' });
  const frame = await openReports(ada);
  await frame.getByText(/columns, and their order/).click();
  await frame.getByRole('button', { name: 'Move Title up' }).click();
  await frame.getByLabel('Name for this choice').fill('Title first');
  await frame.getByRole('button', { name: 'Keep as a template' }).click();
  await frame.getByLabel('Template', { exact: true }).waitFor();
  expect(await ada.accessibilityViolations()).toEqual([]);
  await ada.end();
  const ben = await visit(stage, { as: 'ben', locale: 'en-US' });
  const other = await openReports(ben);
  await choose(other, 'Template', 'Title first');
  const { bytes } = await exported(ben.page, other);
  expect(bytes.toString('utf8').split('\r\n')[0]).toMatch(/^\uFEFFTitle,Work item,/);
  expect(await other.getByRole('button', { name: 'Keep as a template' }).count()).toBe(0);
  await ben.end();
});

test('the page for paper lists the same pairs and leads back', async () => {
  const visited = await visit(stage, { as: 'ada', theme: 'dark' });
  const frame = await openReports(visited);
  await choose(frame, 'Format', 'Print');
  await frame.getByRole('button', { name: 'Prepare the page' }).click();
  await frame.getByRole('heading', { name: /pairs of work items/ }).waitFor();
  expect(await frame.getByRole('row').count()).toBeGreaterThan(20);
  expect(await visited.accessibilityViolations()).toEqual([]);
  await frame.getByRole('button', { name: 'Back' }).click();
  await frame.getByRole('button', { name: 'Prepare the page' }).waitFor();
  await visited.end();
});

test('a sprint shows its work items with their duplicates, and the same as a file', async () => {
  const visited = await visit(stage, { as: 'ada', widthPx: 360 });
  const frame = await openReports(visited);
  await choose(frame, 'Sprint', 'Sprint 2: Calm sea (closed)');
  await frame.getByText(/\d+ work items, [1-9]\d* of them with duplicates/).waitFor();
  expect(await visited.accessibilityViolations()).toEqual([]);
  const shown = await frame.getByRole('list', { name: /^Duplicates of SHOP-/ }).count();
  expect(shown).toBeGreaterThan(0);
  const [file] = await Promise.all([
    visited.page.waitForEvent('download'),
    frame.getByRole('button', { name: 'Make the file' }).last().click(),
  ]);
  const text = (await readFile(await file.path())).toString('utf8').slice(1);
  const { data } = Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true });
  expect(new Set(data.filter((row) => row['Duplicate']).map((row) => row['Work item'])).size).toBe(shown);
  await visited.end();
});

test('a summary by mail is set up for a work item, refused for none, and removed after a question', async () => {
  const visited = await visit(stage, { as: 'ada' });
  const frame = await openReports(visited);
  await frame.getByRole('button', { name: 'Set up' }).click();
  const item = frame.getByLabel('Work item that carries the mails');
  await item.fill('PAY-1');
  await frame.getByRole('button', { name: 'Save', exact: true }).click();
  await frame.getByText(/must be in this space/).waitFor();
  await item.fill('shop-12');
  expect(await visited.accessibilityViolations()).toEqual([]);
  await frame.getByRole('button', { name: 'Save', exact: true }).click();
  await frame.getByText('You do not follow this space, so nothing comes to you.').waitFor();
  await frame.getByRole('button', { name: 'Follow this space' }).click();
  await frame.getByText(/You follow this space, but/).waitFor();
  await frame.getByRole('button', { name: 'Remove', exact: true }).click();
  await frame.getByRole('button', { name: 'Send no more' }).click();
  await frame.getByText('This space sends no summaries.').waitFor();
  await visited.goTo('/mailbox');
  await visited.page.getByText('Jira has sent no mail to you.').waitFor();
  await visited.end();
});
