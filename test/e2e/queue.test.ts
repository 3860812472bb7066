// The queue's own tools in a browser: several pairs at once through the keyboard, filters that ask Jira, a time to come back
// that one chooses, and giving a pair to somebody.

import type { Frame } from 'playwright-core';
import { demoSite } from '../../local/demo/site';
import { analyse, openView } from './openings';
import { openStage, visit, type Stage, type Visit } from './visit';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage(demoSite());
  await analyse(stage, 'ada', ['SHOP']);
  stage.world.host.start();
});
afterAll(() => stage.close());

async function openQueue(visited: Visit): Promise<Frame> {
  const frame = await openView(visited, 'Review');
  await frame.getByRole('article').first().waitFor();
  return frame;
}

const settled = (frame: Frame) =>
  frame.waitForFunction(
    () => document.querySelector('[role="feed"][aria-busy="true"], article[aria-busy="true"]') === null,
  );

test('pairs that were selected with the keyboard are marked together after a dry run, and nothing else is', async () => {
  const visited = await visit(stage, { as: 'ada' });
  const frame = await openQueue(visited);
  const linkCount = () =>
    (stage.world.site.snapshot().issues ?? []).reduce((count, { links }) => count + (links?.length ?? 0), 0);
  const before = linkCount();
  await frame.getByRole('article').first().focus();
  for (let row = 0; row < 3; row++) {
    await visited.page.keyboard.press('v');
    await visited.page.keyboard.press('j');
  }
  await frame.getByText('3 pairs selected').waitFor();
  await frame.getByRole('button', { name: 'Mark selected as duplicates' }).click();
  const start = frame.getByRole('button', { name: /^Mark \d+ pairs?$/ });
  await start.waitFor();
  expect(await frame.getByRole('dialog').getByRole('listitem').count()).toBe(3);
  expect(linkCount()).toBe(before);
  expect(await visited.accessibilityViolations()).toEqual([]);
  const ready = Number(/\d+/.exec((await start.textContent()) ?? '')?.[0]);
  await start.click();
  await frame.getByText('Everything was tried.', { exact: false }).waitFor();
  expect(linkCount()).toBe(before + ready);
  await visited.end();
});

test('filters ask Jira, say when Jira does not understand, and are taken back with one button', async () => {
  const visited = await visit(stage, { as: 'ada' });
  const frame = await openQueue(visited);
  await frame.getByRole('button', { name: 'More filters' }).click();
  await frame.getByLabel('Components').click();
  await frame.getByRole('option', { name: 'Search', exact: true }).click();
  await settled(frame);
  expect(await visited.accessibilityViolations()).toEqual([]);
  const jql = frame.getByLabel('JQL', { exact: true });
  await jql.fill('nonsense = 1');
  await jql.press('Enter');
  await frame.getByRole('alert').waitFor();
  await jql.fill('labels = "nothing-has-this"');
  await jql.press('Enter');
  await frame.getByText('Nothing here').waitFor();
  await frame.getByRole('button', { name: 'Reset filters' }).click();
  await frame.getByRole('article').first().waitFor();
  expect(await frame.getByRole('button', { name: 'More filters' }).count()).toBe(1);
  await visited.end();
});

test('a pair is left for now, comes back on a chosen day, or is given to somebody', async () => {
  const visited = await visit(stage, { as: 'ada' });
  const frame = await openQueue(visited);
  const rows = frame.getByRole('article');
  await rows.first().focus();
  await visited.page.keyboard.press('l');
  await rows.first().getByText('Left for now').waitFor();

  await visited.page.keyboard.press('c');
  await frame.getByRole('dialog').waitFor();
  expect(await visited.accessibilityViolations()).toEqual([]);
  await frame.getByLabel('On a day').fill('2020-01-01');
  await visited.page.keyboard.press('Enter');
  await frame.getByText('Choose a day from tomorrow to a year from now.').waitFor();
  await frame.getByRole('button', { name: /^Next week/ }).click();
  await rows.nth(1).getByText('Later:', { exact: false }).waitFor();

  // What is answered seldom is in a menu, whose arrows stay in the menu.
  await rows
    .nth(2)
    .getByRole('button', { name: /^More for / })
    .press('Enter');
  await frame.getByRole('menuitem', { name: /^Swap/ }).waitFor();
  expect(await visited.accessibilityViolations()).toEqual([]);
  await visited.page.keyboard.press('ArrowDown');
  await visited.page.keyboard.press('ArrowDown');
  await visited.page.keyboard.press('Enter');
  await rows.nth(2).getByText('Left for now').waitFor();

  await rows.nth(2).focus();
  await visited.page.keyboard.press('g');
  await frame.getByRole('dialog').waitFor();
  await visited.page.keyboard.type('Chiara');
  await frame.getByRole('option', { name: 'Chiara Conti' }).waitFor();
  await visited.page.keyboard.press('Enter');
  expect(await visited.accessibilityViolations()).toEqual([]);
  await frame.getByRole('button', { name: 'Assign', exact: true }).press('Enter');
  await rows.nth(2).getByText('Assigned to: Chiara Conti').waitFor();
  await settled(frame);
  expect(await frame.getByRole('alert').count()).toBe(0);
  await visited.end();

  const shop = [...stage.world.site.state.projects.values()].find(({ key }) => key === 'SHOP');
  const theirs = (await stage.world.installation.invoke({
    ...{ moduleKey: 'backlog-intelligence', functionKey: 'review.queue', accountId: 'chiara', extension: {} },
    payload: {
      ...{
        projectIds: [shop?.id],
        state: 'open',
        tier: 'any',
        threshold: 0.3,
        assignee: 'me',
        cursor: null,
        limit: 50,
      },
    },
  })) as { readonly value: { readonly rows: readonly unknown[] } };
  expect(theirs.value.rows).toHaveLength(1);
});
