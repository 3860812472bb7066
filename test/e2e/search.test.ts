// Searching before creating, as people do it: with the keyboard alone, on the tab of the project page and from Jira's
// command palette; what exists gets the typed words, and what does not exist is created with them.

import type { Frame } from 'playwright-core';
import { harbour } from './harbour';
import { analyse, callAs, openView } from './openings';
import { openStage, visit, type Stage } from './visit';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage(harbour());
  await analyse(stage, 'ada');
});
afterAll(() => stage.close());

const issueOf = (key: string) => stage.world.site.snapshot().issues.find((issue) => issue.key === key);
const words = 'checkout freezes after coupon';

/** Opens the tab; nothing but the keyboard is used from here on. */
async function openSearch(options: Parameters<typeof visit>[1]) {
  const visited = await visit(stage, options);
  const frame = await openView(visited, 'Search');
  await frame.getByRole('tab', { name: 'Search', exact: true }).focus();
  return { ...visited, frame };
}

async function foundKeys(frame: Frame): Promise<string[]> {
  await frame.getByRole('list').getByRole('link').first().waitFor();
  return frame.getByRole('list').getByRole('link').allInnerTexts();
}

const focused = (frame: Frame): Promise<string> =>
  frame.evaluate(() => document.activeElement?.id || document.activeElement?.textContent || '');

test('"/" goes to the title, results come with the keys, and the arrows lead to "it is this one"', async () => {
  const { frame, page, end, accessibilityViolations } = await openSearch({ as: 'chiara' });
  await page.keyboard.press('/');
  expect(await focused(frame)).toBe('search-title');
  await page.keyboard.type(words);
  const view = await callAs(stage, 'chiara', 'live.search', {
    projectId: stage.world.site.state.projectOf('SHOP')?.id ?? 0,
    summary: words,
    description: '',
    limit: 8,
  });
  if (view.state !== 'ready') throw new Error(view.state);
  // The same ranking; what is far weaker than the best is left out. Answers to fewer letters come before.
  const best = view.candidates[0]?.score ?? 0;
  const wanted = view.candidates.filter(({ score }) => score >= best / 4).map(({ issue }) => issue.key);
  await frame.waitForFunction(
    (keys) => [...document.querySelectorAll('ol a')].map(({ textContent }) => textContent).join() === keys,
    wanted.join(),
  );
  await frame.getByText(`${wanted.length} similar work items`).waitFor();
  expect(await accessibilityViolations()).toEqual([]);
  await page.keyboard.press('ArrowDown');
  expect(await focused(frame)).toBe('It is this one');
  await page.keyboard.press('Escape');
  expect(await focused(frame)).toBe('search-title');
  // A slash inside of the text is a slash.
  await page.keyboard.type('/x');
  expect(await frame.getByLabel('Title').inputValue()).toBe(`${words}/x`);
  await end();
});

test('"it is this one" adds the words there after a preview, and undo takes them back, all by keyboard', async () => {
  const { frame, page, end, accessibilityViolations } = await openSearch({ as: 'chiara' });
  await page.keyboard.press('/');
  await page.keyboard.type(words);
  await page.keyboard.press('Tab');
  await page.keyboard.type('Second line: <b>漢字</b> {{7*7}}');
  const [key = ''] = await foundKeys(frame);
  const before = issueOf(key)?.comments ?? [];
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  const dialog = frame.getByRole('dialog');
  await dialog.getByText(`Post your text as a comment on ${key}`).waitFor();
  expect(issueOf(key)?.comments ?? []).toEqual(before);
  expect(await accessibilityViolations()).toEqual([]);
  await dialog.getByRole('button', { name: `Add to ${key}` }).focus();
  await page.keyboard.press('Enter');
  await dialog.getByText(/^Your text stands on |^Some steps were not possible/).waitFor();
  expect(JSON.stringify(issueOf(key)?.comments?.at(-1))).toContain('Second line: <b>漢字</b> {{7*7}}');
  await dialog.getByRole('button', { name: 'Undo everything' }).focus();
  await page.keyboard.press('Enter');
  await dialog.getByText('Everything was taken back.').waitFor();
  expect(issueOf(key)?.comments ?? []).toEqual(before);
  await dialog.getByRole('button', { name: 'Close' }).first().focus();
  await page.keyboard.press('Escape');
  // Nothing was added in the end, so nothing that was typed is gone.
  expect(await frame.getByLabel('Title').inputValue()).toBe(words);
  await end();
});

test('"none of these" opens Jira’s own dialog with what was typed, and the page is empty after creating', async () => {
  const { frame, page, end } = await openSearch({ as: 'chiara' });
  await page.keyboard.press('/');
  await page.keyboard.type('Gift wrap cannot be chosen for pickup orders');
  await page.keyboard.press('Tab');
  await page.keyboard.type('First line\nsecond line');
  const create = frame.getByRole('button', { name: 'None of these: create it' });
  await create.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  expect(await dialog.getByLabel('Summary').inputValue()).toBe('Gift wrap cannot be chosen for pickup orders');
  expect(await dialog.getByLabel('Description').inputValue()).toBe('First line\nsecond line');
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  // Closed without creating: every word is still there.
  expect(await frame.getByLabel('Title').inputValue()).toBe('Gift wrap cannot be chosen for pickup orders');
  await create.focus();
  await page.keyboard.press('Enter');
  await dialog.getByRole('button', { name: 'Create', exact: true }).focus();
  await page.keyboard.press('Enter');
  await frame.getByText('Your work item was created.').waitFor();
  expect(await frame.getByLabel('Title').inputValue()).toBe('');
  const made = stage.world.site.snapshot().issues.at(-1);
  expect(made).toMatchObject({ project: 'SHOP', summary: 'Gift wrap cannot be chosen for pickup orders' });
  await end();
});

test('the command opens the search anywhere, after the palette was opened once also by its keys', async () => {
  const { goTo, page, end } = await visit(stage, { as: 'chiara' });
  await goTo('/jira/dashboards');
  await page.keyboard.type('fd');
  expect(await page.getByRole('dialog').count()).toBe(0);
  await page.getByRole('button', { name: 'Commands' }).click();
  await page.getByRole('button', { name: 'Search before creating a work item (f d)' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.keyboard.type('fd');
  const app = page.frameLocator('[role="dialog"] iframe');
  await app.getByLabel('Title').fill(words);
  if ((await app.getByText('Web shop (SHOP)').count()) === 0) {
    await app.getByLabel('Space').click();
    await app.getByRole('option', { name: 'Web shop (SHOP)' }).click();
  }
  await app.getByRole('list').getByRole('link').first().waitFor();
  await end();
});

test('an answer is on the screen within 100 ms, whichever of the keys it answers', async () => {
  const { frame, page, end } = await openSearch({ as: 'chiara' });
  await watchAnswers(frame);
  await page.keyboard.press('/');
  for (const letter of words) {
    await page.keyboard.type(letter);
    const answer = frame.getByText(/similar work items?$|Nothing similar found/).or(frame.getByRole('alert'));
    await answer.first().waitFor();
    expect(await frame.getByRole('alert').allInnerTexts()).toEqual([]);
  }
  const delaysMs = await frame.evaluate(() => (window as unknown as { delaysMs: number[] }).delaysMs);
  expect(delaysMs.length).toBeGreaterThan(3);
  expect(Math.max(...delaysMs)).toBeLessThanOrEqual(100);
  await end();
});

test('a failure is said, and is gone after asking again', async () => {
  const { frame, end } = await openSearch({ as: 'chiara' });
  stage.breakJira(true);
  await frame.getByLabel('Title').fill(words);
  await frame.getByRole('alert').waitFor();
  stage.breakJira(false);
  await frame.getByRole('alert').getByRole('button').click();
  expect(await foundKeys(frame)).not.toEqual([]);
  await frame.getByRole('alert').waitFor({ state: 'detached' });
  await end();
});

/** Notes for each answer of the search how long it took from its arrival in the frame until the list had changed. */
function watchAnswers(frame: Frame): Promise<void> {
  return frame.evaluate(() => {
    const delaysMs: number[] = [];
    Object.assign(window, { delaysMs });
    const seen = new WeakSet<MessageEvent>();
    // An answer that changes nothing on the screen is not waited for: the next one takes its place.
    let answeredAtMs: number | null = null;
    new MutationObserver(() => {
      if (answeredAtMs === null) return;
      delaysMs.push(performance.now() - answeredAtMs);
      answeredAtMs = null;
    }).observe(document.body, { childList: true, subtree: true, characterData: true });
    const read = Object.getOwnPropertyDescriptor(MessageEvent.prototype, 'data')?.get;
    Object.defineProperty(MessageEvent.prototype, 'data', {
      get(this: MessageEvent) {
        const data: unknown = read?.call(this);
        if (!seen.has(this) && JSON.stringify(data)?.includes('candidates')) answeredAtMs = performance.now();
        seen.add(this);
        return data;
      },
    });
  });
}

test.each(['light', 'dark'] as const)('on a narrow screen in the %s theme nothing sticks out', async (theme) => {
  const { frame, page, end, accessibilityViolations } = await openSearch({ as: 'chiara', widthPx: 280, theme });
  await frame.getByLabel('Title').fill(words);
  await foundKeys(frame);
  const widths = () => frame.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(await widths()).toBeLessThanOrEqual(0);
  expect(await accessibilityViolations()).toEqual([]);
  await frame
    .getByRole('button', { name: /^It is this one: / })
    .first()
    .click();
  await frame.getByRole('dialog').getByText('The comment').first().waitFor();
  expect(await widths()).toBeLessThanOrEqual(0);
  expect(await accessibilityViolations()).toEqual([]);
  await page.keyboard.press('Escape');
  await end();
});
