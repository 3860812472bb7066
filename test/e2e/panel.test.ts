// The panel as people use it: three lists, a slider that filters at once and can be kept, decisions with their undo,
// "mark as duplicate" from preview to undo, comparing. One analysed site for all; every test takes its own work item.

import type { Locator, Page } from 'playwright-core';
import type { AnswerOf, CandidatesView, MethodName, PanelCandidate, RequestOf, Result } from '../../src/contract';
import { noLimits } from '../../local/jira/limits';
import { harbour, hostileTitle } from './harbour';
import { openStage, visit, type Stage } from './visit';

type Ready = Extract<CandidatesView, { state: 'ready' }>;
let stage: Stage;

async function call<M extends MethodName>(as: string, method: M, request: RequestOf<M>): Promise<AnswerOf<M>> {
  const answer = (await stage.world.installation.invoke({
    moduleKey: 'similar-work-items',
    functionKey: method,
    payload: request,
    accountId: as,
    extension: {},
  })) as Result<AnswerOf<M>>;
  if (!answer.ok) throw new Error(`${method}: ${answer.failure.code} ${answer.failure.message}`);
  return answer.value;
}

const issues = () => [...stage.world.site.state.issues.values()];
const taken = new Set<number>();

/** A work item that no test has used yet, with candidates as wanted. */
async function issueWith(
  isWanted: (view: Ready, key: string) => boolean,
): Promise<{ id: number; key: string; view: Ready }> {
  for (const { id, key } of issues()) {
    if (taken.has(id)) continue;
    const view = await call('ada', 'panel.candidates', { issueId: id });
    if (view.state !== 'ready' || !isWanted(view, key)) continue;
    for (const used of [id, ...view.candidates.map(({ issue }) => issue.id)]) taken.add(used);
    return { id, key, view };
  }
  throw new Error('The site has no such work item left.');
}

const isDone = ({ issue }: PanelCandidate): boolean => issue.statusCategory === 'done';
const openDuplicate = (view: Ready) => view.candidates.find((one) => one.tier !== 'none' && !isDone(one));

async function openPanel(as: string, key: string) {
  const visited = await visit(stage, { as });
  await visited.goTo(`/browse/${key}`);
  const panel = visited.page.locator('[data-module="similar-work-items"]');
  await panel.getByRole('slider').waitFor();
  return { ...visited, panel };
}

/** The part of the panel that is about one candidate. */
const rowOf = (panel: Locator, key: string): Locator =>
  panel.getByRole('link', { name: key, exact: true }).locator('xpath=ancestor::div[.//button][1]');

const dialogOf = (page: Page): Locator => page.getByRole('dialog');

beforeAll(async () => {
  // The tests look for fitting work items faster than people open panels, and than Jira would answer.
  stage = await openStage(harbour(), { site: { limits: noLimits } });
  const projectIds = [...stage.world.site.state.projects.values()].map(({ id }) => id);
  await call('ada', 'project.startScan', { projectIds, jql: null });
  stage.world.host.start();
  const { goTo, app, end } = await visit(stage, { as: 'ada' });
  await goTo('/jira/projects/SHOP/backlog-intelligence');
  await (await app()).getByRole('table').getByRole('link').first().waitFor();
  await end();
});
afterAll(() => stage.close());

const isFixedBefore = (view: Ready) => (one: PanelCandidate) => isDone(one) && one.score >= view.threshold;
const isSimilar = (one: PanelCandidate): boolean => !isDone(one) && one.tier === 'none' && one.score >= 0.4;

test.each<[readonly string[], (view: Ready) => boolean]>([
  [
    ['Possible duplicates', 'Fixed before'],
    (view) => openDuplicate(view) !== undefined && view.candidates.some(isFixedBefore(view)),
  ],
  [['Similar'], (view) => view.candidates.some(isSimilar)],
])(
  'the lists %j show key, title, status, match, reasons and age, and what was compared when',
  async (titles, isWanted) => {
    const { key, view } = await issueWith(isWanted);
    const { panel, end, accessibilityViolations } = await openPanel('ada', key);
    for (const title of titles) await panel.getByRole('heading', { name: title, exact: true }).waitFor();
    await panel.getByText(/^Compared with \d+ work items in this space, /).waitFor();
    const shown = view.candidates.filter(({ tier, score }) => tier !== 'none' || score >= view.threshold);
    for (const { issue, score } of shown) {
      const text = (await rowOf(panel, issue.key).innerText()).replaceAll('\u00a0', ' ');
      for (const part of [issue.summary, issue.statusName, `Match ${Math.round(score * 100)}%`, 'Created ']) {
        expect(text).toContain(part);
      }
      expect(text).toMatch(/Shared words|Same |No single reason/);
    }
    expect(await accessibilityViolations()).toEqual([]);
    await end();
  },
);

test('moving the slider filters at once, and a minimum match that is kept is one person’s own', async () => {
  const { key, view } = await issueWith(
    (one) => one.candidates.filter(({ tier, score }) => tier === 'none' && score >= 0.4 && score < 0.9).length > 2,
  );
  const { panel, page, goTo, end } = await openPanel('ada', key);
  const compareButtons = panel.getByRole('button', { name: 'Compare' });
  const named = view.candidates.filter(({ tier }) => tier !== 'none').length;
  const requestsBefore = stage.world.installation.meters.invocations;
  await panel.getByRole('slider').focus();
  for (let presses = 0; presses < 12; presses++) await page.keyboard.press('ArrowRight');
  await panel.getByText(/weaker ones? (is|are) hidden|weaker one is hidden/).waitFor();
  const left = named + view.candidates.filter(({ tier, score }) => tier === 'none' && score >= 0.95).length;
  // The sentence is there from the first press on that hides one; the rows of the last press come a moment later.
  await compareButtons.nth(left).waitFor({ state: 'detached' });
  expect(await compareButtons.count()).toBe(left);
  expect(stage.world.installation.meters.invocations).toBe(requestsBefore);
  await panel.getByRole('button', { name: 'Keep as my own' }).click();
  await panel.getByText('This is your own minimum match.').waitFor();
  await goTo(`/browse/${key}`);
  await panel.getByRole('slider').waitFor();
  expect(await panel.getByRole('slider').inputValue()).toBe('95');
  const other = await call('chiara', 'panel.candidates', { issueId: shopIssue() });
  expect(other).toMatchObject({ threshold: 0.4, siteThreshold: 0.4 });
  await panel.getByRole('button', { name: /Use the site/ }).click();
  await panel.getByText(/^40%/).waitFor();
  expect(await call('ada', 'panel.candidates', { issueId: shopIssue() })).toMatchObject({ threshold: 0.4 });
  await end();
});

const shopIssue = (): number => {
  const issue = issues().find(({ key }) => key === 'SHOP-2');
  if (issue === undefined) throw new Error('SHOP-2 is missing.');
  return issue.id;
};

test('"not a duplicate" takes the row away, stays said after opening the page again, and can be taken back', async () => {
  const { key, view } = await issueWith((one) => openDuplicate(one) !== undefined);
  const other = openDuplicate(view)?.issue.key ?? '';
  const { panel, goTo, end } = await openPanel('ada', key);
  await rowOf(panel, other).getByRole('button', { name: 'Not a duplicate' }).click();
  await panel.getByRole('heading', { name: 'Decided' }).waitFor();
  await goTo(`/browse/${key}`);
  await panel.getByRole('heading', { name: 'Decided' }).waitFor();
  expect(await rowOf(panel, other).getByRole('button', { name: 'Mark as duplicate' }).count()).toBe(0);
  await rowOf(panel, other).getByRole('button', { name: 'Undo' }).click();
  await rowOf(panel, other).getByRole('button', { name: 'Mark as duplicate' }).waitFor();
  expect(await panel.getByRole('heading', { name: 'Decided' }).count()).toBe(0);
  await end();
});

test('who decides second is told so and sees what the first one said', async () => {
  const { id, key, view } = await issueWith(
    (one, at) => at.startsWith('SHOP-') && openDuplicate(one)?.issue.projectKey === 'SHOP',
  );
  const other = openDuplicate(view)?.issue;
  if (other === undefined) throw new Error('A candidate is needed.');
  const { panel, end } = await openPanel('ada', key);
  const [a, b] = id < other.id ? [id, other.id] : [other.id, id];
  await call('ben', 'review.decide', { a, b, verdict: 'related', snoozeDays: null, expectedVersion: 0 });
  await rowOf(panel, other.key).getByRole('button', { name: 'Not a duplicate' }).click();
  await panel.getByText('Somebody else was faster.', { exact: false }).waitFor();
  expect(await rowOf(panel, other.key).innerText()).toContain('Related');
  await end();
});

test('"mark as duplicate" says each step, can be turned round, does it in Jira, and takes it all back', async () => {
  const { key, view } = await issueWith(
    (one) => openDuplicate(one) !== undefined && !one.candidates.some(({ review }) => review.version > 0),
  );
  const other = openDuplicate(view)?.issue.key ?? '';
  const { panel, page, end, accessibilityViolations } = await openPanel('ada', key);
  const before = linksOf(key, other);
  await rowOf(panel, other).getByRole('button', { name: 'Mark as duplicate' }).click();
  const dialog = dialogOf(page);
  const sentence = dialog.getByText(/ is a duplicate of /).first();
  await sentence.waitFor();
  const first = await sentence.innerText();
  await dialog.getByText(/^Link .* as a duplicate of /).waitFor();
  expect(await accessibilityViolations()).toEqual([]);
  await dialog.getByRole('button', { name: /^Swap: keep / }).click();
  await dialog.getByText(turnedRound(first)).waitFor();
  await dialog.getByRole('button', { name: /^Swap: keep / }).click();
  await dialog.getByText(first).waitFor();
  expect(linksOf(key, other)).toEqual(before);

  await dialog.getByRole('button', { name: 'Mark as duplicate' }).click();
  await dialog.getByText(/^Done\.$|^Some steps were not possible\.$/).waitFor();
  expect(linksOf(key, other)).toHaveLength(before.length + 1);
  expect(await accessibilityViolations()).toEqual([]);
  await dialog.getByRole('button', { name: 'Close', exact: true }).last().click();
  await panel.getByRole('heading', { name: 'Decided' }).waitFor();

  await rowOf(panel, other).getByRole('button', { name: 'Undo' }).click();
  await dialog.getByText('Will be taken back').first().waitFor();
  expect(linksOf(key, other)).toHaveLength(before.length + 1);
  await dialog.getByRole('button', { name: 'Undo everything' }).click();
  await dialog.getByText('Everything was taken back.', { exact: false }).waitFor();
  expect(linksOf(key, other)).toEqual(before);
  await end();
});

const turnedRound = (sentence: string): string => {
  const [duplicate = '', canonical = ''] = sentence.split(' is a duplicate of ');
  return `${canonical} is a duplicate of ${duplicate}`;
};

const linksOf = (...keys: string[]): readonly unknown[] =>
  stage.world.site.snapshot().issues.flatMap((issue) => (keys.includes(issue.key) ? (issue.links ?? []) : []));

test('comparing shows both texts with their marks, the fields that agree, and each history in a line', async () => {
  const { key, view } = await issueWith((one) => openDuplicate(one) !== undefined);
  const other = openDuplicate(view)?.issue;
  const { panel, page, end, accessibilityViolations } = await openPanel('ada', key);
  await rowOf(panel, other?.key ?? '')
    .getByRole('button', { name: 'Compare' })
    .click();
  const dialog = dialogOf(page);
  await dialog.getByRole('heading', { name: 'Fields' }).waitFor();
  await dialog.getByText(/^Space: /).waitFor();
  expect(await dialog.getByText(/^Created .*, updated /).count()).toBe(2);
  expect((await dialog.locator('strong').allInnerTexts()).length).toBeGreaterThan(1);
  expect(await dialog.innerText()).toContain('Same');
  expect(await accessibilityViolations()).toEqual([]);
  await end();
});

test('titles that try to become something else stay text in every dialog', async () => {
  const hostile = issues().find(({ summary }) => summary === hostileTitle);
  if (hostile === undefined) throw new Error('The hostile work item is missing.');
  const view = await call('ada', 'panel.candidates', { issueId: hostile.id });
  const twin =
    view.state === 'ready' ? view.candidates.find(({ issue }) => issue.summary.startsWith(hostileTitle)) : null;
  if (!twin) throw new Error('The hostile work item has no hostile candidate.');
  const { panel, page, end } = await openPanel('ada', hostile.key);
  await rowOf(panel, twin.issue.key).getByText(`${hostileTitle} again`).waitFor();
  await rowOf(panel, twin.issue.key).getByRole('button', { name: 'Compare' }).click();
  await dialogOf(page).getByText('Fields').waitFor();
  await page.keyboard.press('Escape');
  await rowOf(panel, twin.issue.key).getByRole('button', { name: 'Mark as duplicate' }).click();
  await dialogOf(page).getByText('What happens').waitFor();
  for (const frame of page.frames()) expect(await frame.evaluate(() => 'hacked' in window)).toBe(false);
  await end();
});

test('adding to an existing work item keeps every word there, shows it before, and can be taken back', async () => {
  const { key, view } = await issueWith((one) => openDuplicate(one) !== undefined);
  const other = openDuplicate(view)?.issue.key ?? '';
  const own = stage.world.site.snapshot().issues.find((issue) => issue.key === key);
  const { panel, page, end, accessibilityViolations } = await openPanel('ada', key);
  const before = commentsOf(other);
  await rowOf(panel, other).getByRole('button', { name: 'Add to this one' }).click();
  const dialog = dialogOf(page);
  const field = dialog.getByLabel('Your text');
  await field.waitFor();
  expect(await field.inputValue()).toContain(own?.summary);
  await field.fill(`${own?.summary}\n\n<b>It</b> happens to me as well: {{7*7}} 漢字`);
  expect(await accessibilityViolations()).toEqual([]);
  await dialog.getByRole('button', { name: 'See what happens' }).click();
  await dialog.getByText(`Post your text as a comment on ${other}`).waitFor();
  await dialog.getByText('<b>It</b> happens to me as well: {{7*7}} 漢字').waitFor();
  expect(commentsOf(other)).toEqual(before);
  expect(await accessibilityViolations()).toEqual([]);

  await dialog.getByRole('button', { name: `Add to ${other}` }).click();
  await dialog.getByText(/^Your text stands on |^Some steps were not possible/).waitFor();
  const added = commentsOf(other);
  expect(added).toHaveLength(before.length + 1);
  expect(JSON.stringify(added.at(-1))).toContain('<b>It</b> happens to me as well: {{7*7}} 漢字');
  await dialog.getByRole('button', { name: 'Undo everything' }).click();
  await dialog.getByText('Everything was taken back.').waitFor();
  expect(commentsOf(other)).toEqual(before);
  await end();
});

const commentsOf = (key: string): readonly unknown[] =>
  stage.world.site.snapshot().issues.find((issue) => issue.key === key)?.comments ?? [];
