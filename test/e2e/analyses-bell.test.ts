// The bell in a browser: on the page of a space, across spaces and of administrators, with its count, its list and what a
// person chooses to hear of.

import { demoSite } from '../../local/demo/site';
import { openStage, visit, type Stage } from './visit';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage(demoSite());
  stage.world.host.start();
});
afterAll(() => stage.close());

test('it counts what is unread, says what it is, and is quiet once everything is read', async () => {
  const visited = await visit(stage, { as: 'ada' });
  await visited.goTo('/jira/projects/SHOP/backlog-intelligence');
  const frame = await visited.app();
  await frame.getByRole('button', { name: 'Notices, 0 unread' }).click();
  await frame.getByText(/^Nothing to tell/).waitFor();
  expect(await visited.accessibilityViolations()).toEqual([]);
  await frame.getByRole('dialog').getByRole('button', { name: 'Close', exact: true }).last().click();
  await frame.getByRole('button', { name: 'Find duplicates' }).click();
  await frame.getByRole('button', { name: 'Start analysis' }).click();
  await frame.getByRole('table').getByRole('link').first().waitFor();
  await visited.goTo('/jira/projects/SHOP/backlog-intelligence');
  const again = await visited.app();
  await again.getByRole('button', { name: 'Notices, 1 unread' }).click();
  await again.getByText('The analysis of Web shop has finished.').waitFor();
  expect(await visited.accessibilityViolations()).toEqual([]);
  await again.getByText('What to tell me').click();
  await again.getByLabel('An analysis has finished').click();
  await again.getByText(/^Nothing to tell/).waitFor();
  await again.getByLabel('An analysis has finished').click();
  await again.getByRole('button', { name: 'Mark all as read' }).click();
  await again.getByText('New', { exact: true }).waitFor({ state: 'detached' });
  await visited.end();
});

test.each(['/jira/apps/backlog-intelligence', '/admin'])(
  'it is on %s too, and leads to what it tells',
  async (path) => {
    const visited = await visit(stage, { as: 'ada', theme: 'dark' });
    await visited.goTo(path);
    const frame = await visited.app();
    await frame.getByRole('button', { name: /^Notices/ }).click();
    await frame.getByText('The analysis of Web shop has finished.').waitFor();
    expect(await visited.accessibilityViolations()).toEqual([]);
    await frame.getByRole('dialog').getByRole('button', { name: 'Open', exact: true }).first().click();
    await visited.page.waitForURL('**/jira/projects/SHOP/backlog-intelligence');
    await visited.end();
  },
);
