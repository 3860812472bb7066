// Sixty hostile texts as titles, statuses, terms and names of spaces in the search, in its two dialogs, in the create
// dialog that it fills and in the hints there, in the gadget, and in the switches of the administration page. The backend
// is scripted, so that all reach the screen.

import { chromium, type Browser as Chromium } from 'playwright-core';
import { startBrowser, type Browser } from '../../local/browser/server';
import { wallClock } from '../../local/clock';
import { demoSite } from '../../local/demo/site';
import { JiraSite } from '../../local/jira/site';
import type { AddPreview, AnswerOf, CandidateView, Result } from '../../src/contract';
import { findChromium } from '../../tools/chromium.cjs';
import { hostileSeeds, hostileTexts, mustBeUntouched } from './hostile-texts';
import { openView } from './openings';
import { visit } from './visit';

const candidates = hostileTexts.map((text, index): CandidateView => ({
  issue: {
    id: 1_000 + index,
    key: `SHOP-${1_000 + index}`,
    summary: text,
    projectId: 1,
    projectKey: 'SHOP',
    projectName: text,
    typeName: text,
    typeIconUrl: null,
    statusName: text,
    statusCategory: 'new',
    resolutionName: null,
    created: '2026-11-01T09:00:00.000Z',
    updated: '2026-11-02T09:00:00.000Z',
  },
  score: 0.9,
  tier: 'none',
  evidence: [{ kind: 'shared-terms', field: null, terms: [text], contribution: 0.9 }],
  against: [],
}));
const all = hostileTexts.join('\n');
const good = <T>(value: T): Result<T> => ({ ok: true, value });

const answers: Readonly<Record<string, () => Result<unknown>>> = {
  'live.search': () => good({ state: 'ready', candidates } satisfies AnswerOf<'live.search'>),
  'project.choices': () =>
    good({
      projects: hostileTexts.map((name, index) => ({ id: index + 1, key: `P${index}`, name, avatarUrl: null })),
      hasMore: false,
    } satisfies AnswerOf<'project.choices'>),
  'review.previewAdd': () =>
    good({
      planToken: 'token',
      expiresAt: '2026-11-20T09:00:00.000Z',
      issue: { id: 1_000, key: 'SHOP-1000', summary: all },
      steps: [{ kind: 'comment', state: 'impossible', obstacle: 'jira-refused', detail: all, count: 1, undo: 'exact' }],
    } satisfies AddPreview),
  'hints.find': () =>
    good({ hints: candidates.map(({ issue: { key, summary }, score }) => ({ key, summary, score })) }),
  'hints.projects': () => good({ projectIds: [] }),
};

let shell: Browser;
let opened: Chromium;
beforeAll(async () => {
  const site = new JiraSite(demoSite(), { clock: wallClock });
  const installation = {
    invoke: async ({ functionKey }: { functionKey: string }) =>
      answers[functionKey]?.() ?? { ok: false, failure: { code: 'INTERNAL', message: all } },
    requestAsUser: (accountId: string, request: Parameters<JiraSite['handle']>[0]) =>
      site.handle(request, { kind: 'user', accountId }),
  };
  const contexts = [{ projectId: String(site.state.projectOf('SHOP')?.id), viewType: 'GIC' as const }];
  site.uiModifications.set('hints', { id: 'hints', name: 'Hints', contexts });
  shell = await startBrowser({ world: { installation, people: site.people, site }, port: 0 });
  opened = await chromium.launch(await findChromium());
});
afterAll(async () => {
  await opened.close();
  await shell.close();
});

test('sixty hostile texts stay text in the search, where they are added and where they are created', async () => {
  const { goTo, app, page, end } = await visit({ url: shell.url, browser: opened });
  const frame = await openView({ goTo, app }, 'Search');
  await frame.getByLabel('Title').fill(hostileTexts[0] ?? '');
  await frame.getByLabel('Description', { exact: false }).last().fill(all);
  await frame.getByRole('list', { name: 'Similar work items' }).getByRole('link').nth(59).waitFor();
  const seen = await frame.getByRole('list', { name: 'Similar work items' }).innerText();
  for (const seed of hostileSeeds) expect(seen).toContain(seed);
  await frame.getByRole('button', { name: 'It is this one: SHOP-1000' }).click();
  await frame.getByRole('dialog').getByText('The comment').first().waitFor();
  await mustBeUntouched(page.frames());
  await page.keyboard.press('Escape');
  await frame.getByRole('dialog').waitFor({ state: 'detached' });
  await frame.getByRole('button', { name: 'None of these: create it' }).click();
  const created = page.getByRole('dialog').getByLabel('Description');
  await created.waitFor();
  expect(await created.inputValue()).toContain(hostileSeeds[0]);
  const hints = page.locator('#create-summary-help');
  await hints.getByText('SHOP-1059').waitFor();
  const hinted = await hints.innerText();
  for (const seed of hostileSeeds) expect(hinted).toContain(seed);
  await mustBeUntouched(page.frames());
  await end();
});

test('sixty hostile names of spaces stay text in the gadget, and where hints and marks are switched', async () => {
  const { goTo, app, page, end } = await visit({ url: shell.url, browser: opened });
  await goTo('/jira/dashboards');
  await page.getByRole('button', { name: 'Add gadget: Duplicate work items' }).click();
  const gadget = page.getByRole('region', { name: 'Duplicate work items' });
  await gadget.getByLabel('Spaces').click();
  await page.getByRole('option').nth(59).click();
  await gadget.getByRole('button', { name: 'Save' }).click();
  await gadget.getByRole('button', { name: 'Configure' }).waitFor();
  await mustBeUntouched(page.frames());
  await goTo('/admin');
  const frame = await app();
  for (const section of ['Hints while creating', 'Marks for JQL']) {
    await frame.getByRole('button', { name: section, exact: true }).click();
    await frame.getByLabel('Space', { exact: true }).click();
    expect(await frame.getByRole('option').count()).toBe(60);
    await frame.getByRole('option').first().click();
    await mustBeUntouched(page.frames());
  }
  await frame.getByRole('button', { name: 'Refresh marks' }).click();
  await frame.getByText('It stopped before the end.', { exact: false }).waitFor();
  await mustBeUntouched(page.frames());
  await end();
});
