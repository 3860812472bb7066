// The main story, as people live it: start an analysis, watch it, read the pairs, open a work item and its panel, and
// see only what one may see. One site for the whole story; the steps follow each other.

import { hostileTitle, harbour } from './harbour';
import { callAs } from './openings';
import { openStage, visit, type Stage } from './visit';

const projectPage = '/jira/projects/SHOP/backlog-intelligence';
let stage: Stage;

beforeAll(async () => {
  stage = await openStage(harbour());
});
afterAll(() => stage.close());

test('a space that nobody has analyzed says so, and only its administrator is offered to start', async () => {
  for (const [as, buttons] of [
    ['chiara', 1],
    ['eva', 0],
  ] as const) {
    const { goTo, app, end, accessibilityViolations } = await visit(stage, { as });
    await goTo(projectPage);
    const frame = await app();
    await frame.getByText('This space has not been analyzed yet').waitFor();
    expect(await frame.getByRole('button', { name: 'Find duplicates' }).count()).toBe(buttons);
    expect(await accessibilityViolations()).toEqual([]);
    await end();
  }
});

test('the panel of a work item in such a space says that it was never analyzed, not that nothing was found', async () => {
  const { goTo, page, end, accessibilityViolations } = await visit(stage, { as: 'eva' });
  await goTo('/browse/SHOP-1');
  await page.getByText('Not analyzed yet').waitFor();
  expect(await page.getByText('Nothing similar found').count()).toBe(0);
  expect(await accessibilityViolations()).toEqual([]);
  await end();
});

test('a wrong JQL is refused in the words of Jira before anything starts', async () => {
  const { goTo, app, end, accessibilityViolations } = await visit(stage, { as: 'ada' });
  await goTo(projectPage);
  const frame = await app();
  await frame.getByRole('button', { name: 'Find duplicates' }).click();
  await frame.getByLabel(/Only work items that match this JQL/).fill('colour = blue');
  await frame.getByText(/Field 'colour' does not exist/).waitFor();
  expect(await frame.getByRole('button', { name: 'Start analysis' }).isDisabled()).toBe(true);
  await frame.getByLabel(/Only work items that match this JQL/).fill('statusCategory = Done');
  await frame.getByText('The JQL is valid.').waitFor();
  expect(await accessibilityViolations()).toEqual([]);
  await end();
});

test('an analysis can be started and cancelled with the keyboard alone', async () => {
  const { goTo, app, page, end, accessibilityViolations } = await visit(stage, { as: 'ada' });
  await goTo(projectPage);
  const frame = await app();
  const press = async (name: string) => {
    const button = frame.getByRole('button', { name, exact: true }).last();
    await button.waitFor();
    for (let presses = 0; presses < 60; presses++) {
      if (await button.evaluate((element) => element === document.activeElement)) return page.keyboard.press('Enter');
      await page.keyboard.press('Tab');
    }
    throw new Error(`The button "${name}" cannot be reached with the Tab key.`);
  };
  await press('Find duplicates');
  await press('Start analysis');
  await frame.getByText('Waiting to start').waitFor();
  expect(await accessibilityViolations()).toEqual([]);
  await press('Cancel analysis');
  await frame.getByText('Cancel the analysis?').waitFor();
  expect(await accessibilityViolations()).toEqual([]);
  await press('Cancel analysis');
  await frame.getByText('It was cancelled before it was done.', { exact: false }).waitFor();
  await end();
});

test('an analysis of all spaces runs to its end before the eyes of who started it', async () => {
  const { goTo, app, page, end } = await visit(stage, { as: 'ada' });
  await goTo(projectPage);
  const frame = await app();
  await frame.getByRole('button', { name: /Find duplicates|Analyze again/ }).click();
  for (const space of ['Payments (PAY)', 'Operations (OPS)']) {
    await frame.getByLabel('Spaces to compare').click();
    await frame.getByRole('option', { name: space }).click();
  }
  await frame.getByRole('button', { name: 'Start analysis' }).click();
  await page.getByText('Analysis started').waitFor();
  await frame.getByRole('progressbar').waitFor();
  stage.world.host.start();
  await frame.getByRole('table', { name: 'Pairs of possible duplicates' }).getByRole('link').first().waitFor();
  await page.getByText('Analysis finished').waitFor();
  await frame.getByText(/Compared [\d,]+ work items/).waitFor();
  await end();
});

test.each(['light', 'dark'] as const)('every page is free of axe findings in the %s theme', async (theme) => {
  const { goTo, app, page, end, accessibilityViolations } = await visit(stage, { as: 'ada', theme });
  await goTo(projectPage);
  await (await app()).getByRole('table').getByRole('link').first().waitFor();
  expect(await accessibilityViolations()).toEqual([]);
  await goTo('/admin');
  await (await app()).getByText('Finished').first().waitFor();
  expect(await accessibilityViolations()).toEqual([]);
  await goTo('/jira/projects/SHOP/issues');
  await page
    .getByRole('link', { name: /^SHOP-/ })
    .first()
    .waitFor();
  expect(await accessibilityViolations()).toEqual([]);
  const [key] = await keysInPairs();
  await goTo(`/browse/${key}`);
  await page.getByText('Possible duplicates').waitFor();
  expect(await accessibilityViolations()).toEqual([]);
  await end();
});

test('moving the slider re-filters at once, and pages follow each other without a jump', async () => {
  const { goTo, app, page, end } = await visit(stage, { as: 'ada' });
  await goTo(projectPage);
  const frame = await app();
  const rows = frame.locator('tbody tr');
  await frame.getByRole('link').first().waitFor();
  const before = await rows.count();
  const firstKey = await rows.first().textContent();
  await frame.getByRole('button', { name: 'Show more', exact: true }).click();
  await frame.waitForFunction((count) => document.querySelectorAll('tbody tr').length > count, before);
  expect(await rows.first().textContent()).toBe(firstKey);

  await frame.getByRole('slider', { name: /Minimum match/ }).focus();
  for (let step = 0; step < 6; step++) await page.keyboard.press('ArrowRight');
  const percents = await frame.locator('tbody tr td:nth-child(3)').allTextContents();
  const threshold = Number((await frame.getByRole('slider').getAttribute('value')) ?? Number.NaN);
  expect(threshold).toBeGreaterThan(60);
  expect(percents.map((text) => Number.parseInt(text, 10)).filter((percent) => percent < threshold)).toEqual([]);
  await end();
});

test('a pair leads to the work item, and its panel leads to the other one', async () => {
  const { goTo, app, page, end } = await visit(stage, { as: 'ada' });
  await goTo(projectPage);
  const frame = await app();
  const links = frame.locator('tbody tr').first().getByRole('link');
  await links.first().waitFor();
  const [older, newer] = await links.allTextContents();
  await links.first().click();
  await page.waitForURL(`**/browse/${older}`);
  const panel = page.locator('[data-module="similar-work-items"]');
  await panel.getByRole('link', { name: String(newer), exact: true }).click();
  await page.waitForURL(`**/browse/${newer}`);
  await panel.getByRole('link', { name: String(older), exact: true }).waitFor();
  await end();
});

test('a person sees no pair, no space and no work item that Jira would not show', async () => {
  const all = await keysInPairs('ada');
  const seen = await keysInPairs('chiara');
  expect(all.some((key) => key.startsWith('OPS-') || key.startsWith('PAY-'))).toBe(true);
  expect(seen.length).toBeGreaterThan(0);
  expect(seen.filter((key) => !key.startsWith('SHOP-'))).toEqual([]);

  const { goTo, page, end } = await visit(stage, { as: 'chiara', expected: /404/ });
  await goTo('/jira/projects/SHOP/issues');
  await page.getByRole('link', { name: 'Web shop' }).waitFor();
  expect(await page.getByRole('link', { name: 'Operations' }).count()).toBe(0);
  await goTo('/browse/OPS-1');
  await page.getByText('OPS-1 cannot be shown').waitFor();
  await end();
});

test('switching the person in the top bar shows the site as that person', async () => {
  const { goTo, page, app, end } = await visit(stage, { as: 'ada' });
  await goTo(projectPage);
  await page.getByRole('link', { name: 'Operations' }).waitFor();
  await page.getByRole('button', { name: /^Person:/ }).click();
  await page.getByRole('menuitemradio', { name: 'Chiara Conti' }).click();
  await page.getByRole('button', { name: 'Person: Chiara Conti' }).waitFor();
  await (await app()).getByRole('table').getByRole('link').first().waitFor();
  expect(await page.getByRole('link', { name: 'Operations' }).count()).toBe(0);
  await end();
});

test('a title that looks like markup stays text on every page', async () => {
  const { goTo, page, app, end } = await visit(stage, { as: 'chiara' });
  await goTo('/jira/projects/SHOP/issues');
  await page.getByText(hostileTitle, { exact: true }).waitFor();
  const key = await page.locator('li', { hasText: hostileTitle }).first().getByRole('link').textContent();
  await goTo(`/browse/${key}`);
  await page.getByRole('heading', { name: hostileTitle }).waitFor();
  await page.locator('[data-module="similar-work-items"]').getByText(hostileTitle).waitFor();
  await goTo(projectPage);
  const frame = await app();
  await frame.getByText(hostileTitle).first().waitFor();
  for (const place of page.frames()) expect(await place.evaluate(() => 'hacked' in window)).toBe(false);
  await end();
});

test('the whole site fits 320 pixels without scrolling sideways', async () => {
  const { goTo, page, app, end, accessibilityViolations } = await visit(stage, { as: 'ada', widthPx: 320 });
  const [key] = await keysInPairs();
  for (const path of [projectPage, '/admin', '/jira/projects/SHOP/issues', `/browse/${key}`]) {
    await goTo(path);
    await (
      path.includes('issues') ? page.getByRole('link', { name: /^SHOP-/ }).first() : (await app()).locator('body')
    ).waitFor({ state: 'attached' });
    await page.waitForLoadState('networkidle');
    for (const frame of page.frames()) {
      const overflowPx = await frame.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect({ path, overflowPx }).toEqual({ path, overflowPx: 0 });
    }
    expect(await accessibilityViolations()).toEqual([]);
  }
  await end();
});

test('the app speaks the language of the person', async () => {
  for (const [as, title] of [
    ['ben', 'Duplikate finden'],
    ['daichi', '重複を検索'],
  ] as const) {
    const { goTo, app, end } = await visit(stage, { as });
    await goTo(projectPage);
    await (await app()).getByRole('heading', { name: title }).waitFor();
    await end();
  }
});

test('theme and language follow the menus of the top bar at once, in the app too', async () => {
  const { goTo, page, app, end } = await visit(stage, { as: 'ada' });
  await goTo(projectPage);
  const frame = await app();
  await frame.getByRole('link').first().waitFor();
  expect(await frame.locator('html').getAttribute('data-color-mode')).toBe('light');
  await page.getByRole('button', { name: /^Theme:/ }).click();
  await page.getByRole('menuitemradio', { name: 'Dark' }).click();
  await frame.locator('html[data-color-mode="dark"]').waitFor({ state: 'attached' });
  await page.getByRole('button', { name: /^Language:/ }).click();
  await page.getByRole('menuitemradio', { name: 'Deutsch' }).click();
  await page.frameLocator('iframe').getByRole('heading', { name: 'Duplikate finden' }).waitFor();
  await end();
});

test('an administrator changes the settings, and a number outside the range is refused in words', async () => {
  const { goTo, page, app, end } = await visit(stage, { as: 'ada' });
  await goTo('/admin');
  const frame = await app();
  await frame.getByRole('button', { name: 'Settings' }).click();
  await frame.getByLabel('Jira points per hour').fill('12');
  await frame.getByText('Enter a whole number from 500 to 50,000.').waitFor();
  await frame.getByLabel('Jira points per hour').fill('8000');
  await frame.getByLabel('Minimum match shown first').fill('60');
  await frame.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Settings saved').waitFor();
  await goTo(projectPage);
  const project = await app();
  await project.getByRole('link').first().waitFor();
  expect(await project.getByRole('slider').getAttribute('value')).toBe('60');
  await end();
});

test('a site that does not answer is a failure on the screen, never an empty list', async () => {
  const [key] = await keysInPairs();
  const { goTo, page, app, end } = await visit(stage, { as: 'ada', expected: /50\d|Failed to load/ });
  await goTo(`/browse/${key}`);
  await page.getByText('Possible duplicates').waitFor();
  await goTo(projectPage);
  const frame = await app();
  await frame.getByRole('link').first().waitFor();
  stage.breakJira(true);
  try {
    await frame.getByRole('combobox', { name: 'Order' }).focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await frame.getByText('Jira did not answer.').waitFor();
  } finally {
    stage.breakJira(false);
  }
  await frame.getByRole('button', { name: 'Try again' }).click();
  await frame.getByText('Jira did not answer.').waitFor({ state: 'detached' });
  await end();
});

test('a bridge call that the stand-in does not know is an error on the screen', async () => {
  const { goTo, page, app, end } = await visit(stage, { as: 'ada' });
  await goTo(projectPage);
  const frame = await app();
  await frame.getByRole('link').first().waitFor();
  const answer = await frame.evaluate(async () => {
    const { __bridge } = window as unknown as { __bridge: { callBridge(command: string): Promise<unknown> } };
    return __bridge.callBridge('openRovo').catch((error: Error) => error.message);
  });
  expect(answer).toContain('unsupported_bridge_call');
  await page
    .getByRole('alert')
    .getByText(/openRovo/)
    .waitFor();
  await end();
});

/** All keys on the first page of pairs, as that person is given them. */
async function keysInPairs(as = 'ada'): Promise<readonly string[]> {
  const view = await callAs(stage, as, 'project.pairs', {
    projectId: stage.world.site.state.projectOf('SHOP')?.id ?? 0,
    threshold: 0.4,
    tier: 'any',
    sort: 'score',
    cursor: null,
    limit: 25,
  });
  if (view.state !== 'ready') throw new Error(`The pairs are ${view.state}.`);
  return view.rows.flatMap(({ a, b }) => [a.key, b.key]);
}
