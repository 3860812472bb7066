// The app's places besides the panel and its page: what Jira lists under a work item's and a backlog's actions, and the
// gadget on a dashboard, set up, shown, and counted anew for each person who looks at it.

import { harbour } from './harbour';
import { analyse, callAs } from './openings';
import { openStage, visit, type Stage } from './visit';

let stage: Stage;

const hostileName = '<img src=x onerror="window.hacked=1"> {{7*7}}';

beforeAll(async () => {
  const site = harbour();
  const projects = site.projects.map((project) =>
    project.key === 'OPS' ? { ...project, name: hostileName } : project,
  );
  stage = await openStage({ ...site, projects });
  await analyse(stage, 'ada');
});
afterAll(() => stage.close());

const projectId = (key: string) => stage.world.site.state.projectOf(key)?.id ?? 0;

test('a work item’s action opens its duplicates in a dialog', async () => {
  const { accessibilityViolations, goTo, page, end } = await visit(stage, {
    as: 'chiara',
    theme: 'dark',
    widthPx: 280,
  });
  await goTo('/browse/SHOP-3');
  await page.getByRole('group', { name: 'Actions' }).getByRole('button', { name: 'Find duplicates' }).click();
  const dialog = page.getByRole('dialog', { name: 'Find duplicates' });
  await dialog
    .locator('[data-module="find-duplicates"]')
    .getByText(/^Compared with \d+ work items in this space, /)
    .waitFor();
  // On the narrowest screen too: nothing is beside it, and a reader of the screen finds everything.
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
  expect(await accessibilityViolations()).toEqual([]);
  await end();
});

test('a backlog’s action opens the page of its space', async () => {
  const { goTo, page, end } = await visit(stage, { as: 'chiara' });
  await goTo('/jira/projects/SHOP/issues');
  await page.getByRole('group', { name: 'Backlog actions' }).getByRole('button', { name: 'Find duplicates' }).click();
  const app = page.frameLocator('[role="dialog"] iframe');
  await app.getByRole('button', { name: 'Review', exact: true }).waitFor();
  await app.getByRole('table').getByRole('link').first().waitFor();
  await end();
});

test('a gadget is set up for spaces, and shows what waits, what was confirmed and how much was right', async () => {
  const queue = await callAs(stage, 'ada', 'review.queue', {
    projectIds: [projectId('SHOP')],
    state: 'open',
    tier: 'any',
    threshold: 0,
    assignee: 'anyone',
    cursor: null,
    limit: 4,
  });
  if (queue.state !== 'ready') throw new Error(queue.state);
  const verdicts = ['duplicate', 'duplicate', 'duplicate', 'not-duplicate'] as const;
  for (const [index, { a, b }] of queue.rows.entries()) {
    const verdict = verdicts[index] ?? 'related';
    await callAs(stage, 'ada', 'review.decide', { a, b, verdict, snoozeDays: null, expectedVersion: 0 });
  }
  const { goTo, page, end, accessibilityViolations } = await visit(stage, { as: 'ada' });
  await goTo('/jira/dashboards');
  await page.getByRole('button', { name: 'Add gadget: Duplicate work items' }).click();
  const gadget = page.getByRole('region', { name: 'Duplicate work items' });
  await gadget.getByLabel('Spaces').click();
  await page.getByRole('option', { name: `${hostileName} (OPS)` }).waitFor();
  await page.getByRole('option', { name: 'Web shop (SHOP)' }).click();
  await gadget.getByRole('button', { name: 'Save' }).click();
  await gadget.getByText('Confirmed this month: 3').waitFor();
  expect((await gadget.innerText()).replaceAll('\u00a0', ' ')).toMatch(
    /Suggestions waiting: \d+\+?[^]*Right this month: 75%/,
  );
  expect(await accessibilityViolations()).toEqual([]);
  expect(await page.evaluate(() => 'hacked' in window)).toBe(false);

  // What was saved is still there, and can be changed: also to two spaces.
  await goTo('/jira/dashboards');
  await gadget.getByText('Confirmed this month: 3').waitFor();
  await gadget.getByRole('button', { name: 'Configure' }).click();
  await gadget.getByLabel('Spaces').click();
  await page.getByRole('option', { name: `${hostileName} (OPS)` }).click();
  await gadget.getByRole('button', { name: 'Save' }).click();
  await gadget.getByText('OPS, SHOP').waitFor();
  await gadget.getByRole('button', { name: 'Open Find duplicates' }).click();
  await page.waitForURL(/\/jira\/projects\/(OPS|SHOP)\/backlog-intelligence$/);
  await end();
});

test('a gadget on a space that a person may not see tells that person nothing of it', async () => {
  const { goTo, page, end } = await visit(stage, { as: 'chiara' });
  await page.addInitScript(
    ([id]) => {
      if (window !== window.parent) return;
      const configuration = { spaces: [{ id, key: 'PAY' }] };
      localStorage.setItem('dashboard', JSON.stringify([{ id: '1', moduleKey: 'duplicates-gadget', configuration }]));
    },
    [projectId('PAY')],
  );
  await goTo('/jira/dashboards');
  await page
    .getByRole('region', { name: 'Duplicate work items' })
    .getByText(/you may not see it/)
    .waitFor();
  await end();
});

test('an action of an automation rule keeps what it proposes, and whatever is typed instead', async () => {
  const { accessibilityViolations, goTo, page, end } = await visit(stage, { as: 'ada', locale: 'de-DE', widthPx: 360 });
  await goTo('/jira/settings/automation');
  const form = page.getByRole('region', { name: 'Find duplicates of a work item' });
  await form.getByText('Automation keeps {"workItemKey":"{{issue.key}}"}').waitFor();
  await form.getByRole('textbox', { name: 'Vorgang' }).fill('SHOP-12');
  await form.getByText('Automation keeps {"workItemKey":"SHOP-12"}').waitFor();
  const other = page.getByRole('region', { name: 'List waiting duplicate suggestions' });
  await other.getByText('Automation keeps {"spaceKey":"{{project.key}}"}').waitFor();
  expect(await accessibilityViolations()).toEqual([]);
  await end();
});
