// Sixty texts that try to become markup, script, template or path, as titles, names, statuses, resolutions and terms on
// the panel and in its three dialogs. The backend is scripted, so that every one of them reaches the screen.

import { chromium, type Browser as Chromium } from 'playwright-core';
import { startBrowser, type Browser } from '../../local/browser/server';
import { wallClock } from '../../local/clock';
import { demoSite } from '../../local/demo/site';
import { JiraSite } from '../../local/jira/site';
import type { AnswerOf, IssueView, MergePreview, PanelCandidate, Result } from '../../src/contract';
import { findChromium } from '../../tools/chromium.cjs';
import { hostileSeeds, hostileTexts, mustBeUntouched } from './hostile-texts';
import { visit } from './visit';

const issue = (id: number, text: string): IssueView => ({
  id,
  key: `SHOP-${id}`,
  summary: text,
  projectId: 1,
  projectKey: 'SHOP',
  projectName: text,
  typeName: text,
  typeIconUrl: null,
  statusName: text,
  statusCategory: 'new',
  resolutionName: id % 2 === 0 ? text : null,
  created: '2026-11-01T09:00:00.000Z',
  updated: '2026-11-02T09:00:00.000Z',
});
const candidates = hostileTexts.map((text, index): PanelCandidate => ({
  issue: issue(1_000 + index, text),
  score: 0.9,
  tier: 'possible',
  evidence: [{ kind: 'shared-terms', field: 'summary', terms: [text], contribution: 0.9 }],
  against: [],
  linkedDuplicates: 0,
  review: {
    version: 0,
    verdict: null,
    snoozedUntil: null,
    assigneeAccountId: null,
    byAccountId: null,
    at: null,
    origin: null,
    askedAgainSince: null,
    actionId: null,
  },
}));

const good = <T>(value: T): Result<T> => ({ ok: true, value });
const panelAnswer: AnswerOf<'panel.candidates'> = {
  state: 'ready',
  coverage: {
    scanId: 'scan-1',
    engineVersion: '1',
    comparedIssues: null,
    finishedAt: '2026-11-20T09:00:00.000Z',
    isPartial: false,
    isStale: false,
    haveSettingsChanged: false,
  },
  threshold: 0.4,
  siteThreshold: 0.4,
  candidates,
};

/** All of them in every text of the dialogs. */
const text = hostileTexts.join('\n');
const answers: Readonly<Record<string, () => Result<unknown>>> = {
  'panel.candidates': () => good(panelAnswer),
  'review.demand': () => good({ reports: 1, people: 1, projects: 1 }),
  'compare.pair': () => {
    const side = { parts: [{ text, isCommon: false, isSharedTerm: true }], isWhole: true };
    const pair = { a: side, b: side };
    const fields = [{ field: 'components', a: text, b: `${text} too`, agrees: false }];
    const answer = {
      a: issue(1, text),
      b: issue(2, text),
      summary: pair,
      description: pair,
      fields,
      hasExplanations: true,
    };
    return good(answer as AnswerOf<'compare.pair'>);
  },
  'explanation.pair': () => good({ state: 'explained', verdict: 'same', sentence: text }),
  'review.previewMerge': () => {
    const preview: MergePreview = {
      planToken: 'token',
      actionId: '0123456789abcdef',
      expiresAt: '2026-11-20T09:00:00.000Z',
      duplicate: { id: 2, key: 'SHOP-2', summary: text },
      canonical: { id: 1, key: 'SHOP-1', summary: text },
      redirectedFrom: { id: 3, key: 'SHOP-3', summary: text },
      obstacles: [],
      warnings: [],
      steps: [
        { kind: 'transition', state: 'planned', obstacle: null, detail: text, count: 1, undo: 'exact' },
        { kind: 'link', state: 'impossible', obstacle: 'jira-refused', detail: text, count: 1, undo: 'exact' },
      ],
      commentText: text,
      neverUndone: [],
    };
    return good(preview);
  },
};

let shell: Browser;
let opened: Chromium;
beforeAll(async () => {
  const site = new JiraSite(demoSite(), { clock: wallClock });
  const installation = {
    invoke: async ({ functionKey }: { functionKey: string }) => answers[functionKey]?.(),
    requestAsUser: (accountId: string, request: Parameters<JiraSite['handle']>[0]) =>
      site.handle(request, { kind: 'user', accountId }),
  };
  shell = await startBrowser({ world: { installation, people: site.people }, port: 0 });
  opened = await chromium.launch(await findChromium());
});
afterAll(async () => {
  await opened.close();
  await shell.close();
});

test('sixty hostile texts stay text on the panel and in its dialogs, under the strict policy', async () => {
  expect(new Set(hostileTexts).size).toBe(60);
  const { goTo, page, end } = await visit({ url: shell.url, browser: opened });
  await goTo('/browse/SHOP-5');
  const panel = page.locator('[data-module="similar-work-items"]');
  await panel.getByRole('slider').waitFor();
  const seen = await panel.innerText();
  for (const { issue: one } of candidates) expect(seen).toContain(one.key);
  for (const seed of hostileSeeds) expect(seen).toContain(seed);
  const dialog = page.getByRole('dialog');
  for (const [button, sign] of [
    ['Compare', 'Fields'],
    ['Mark as duplicate', 'What happens'],
    ['Add to this one', 'Your text'],
  ] as const) {
    await panel.getByRole('button', { name: button }).first().click();
    await dialog.getByText(sign).first().waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
  }
  // What a language model was talked into is text like any other.
  await panel.getByRole('button', { name: 'Compare' }).first().click();
  await dialog.getByRole('button', { name: 'Ask the language model' }).click();
  await dialog.getByText('Written by a language model.', { exact: false }).waitFor();
  await dialog.getByText('Probably the same').waitFor();
  await mustBeUntouched(page.frames());
  await end();
});
