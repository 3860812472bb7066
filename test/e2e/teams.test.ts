// Teams in a browser: an administrator names one, every list and the dashboard are about it after one choice, and what was
// changed is taken back where it was changed.

import { demoSite } from '../../local/demo/site';
import { analyse, callAs, openView, turnTo } from './openings';
import { openStage, visit, type Stage } from './visit';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage(demoSite());
  await analyse(stage, 'ada', ['SHOP']);
  stage.world.host.start();
});
afterAll(() => stage.close());

test('an administrator names a team, changes it, removes it and takes that back', async () => {
  const { goTo, app, end, accessibilityViolations } = await visit(stage, { as: 'ada' });
  await goTo('/admin');
  const frame = await app();
  await frame.getByRole('button', { name: 'Teams', exact: true }).click();
  await frame.getByText('No teams yet').waitFor();
  expect(await accessibilityViolations()).toEqual([]);
  await frame.getByRole('button', { name: 'Add a team' }).click();
  const dialog = frame.getByRole('dialog');
  await dialog.getByLabel('Name', { exact: true }).fill('Checkout crew');
  await dialog.getByLabel('Groups', { exact: true }).fill('shop');
  await frame.getByRole('option', { name: 'shop-team' }).click();
  await dialog.getByLabel('Add components of the space').fill('Web');
  await frame.getByRole('option', { name: 'Web shop (SHOP)' }).click();
  await dialog.getByLabel('Components that the team owns').press('ArrowDown');
  await frame.getByRole('option', { name: 'SHOP: Checkout' }).click();
  await dialog.getByLabel('JQL for further work items of the team').fill('nonsense = 1');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.getByRole('alert').waitFor();
  expect(await accessibilityViolations()).toEqual([]);
  await dialog.getByLabel('JQL for further work items of the team').fill('');
  await dialog.getByRole('button', { name: 'Save' }).click();
  const row = frame.getByRole('row', { name: /Checkout crew/ });
  await row.getByText('1 component', { exact: true }).waitFor();
  await row.getByText('shop-team').waitFor();
  await frame.getByRole('button', { name: 'Edit Checkout crew' }).click();
  await frame.getByRole('dialog').getByText('SHOP: Checkout').waitFor();
  await frame.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  await frame.getByRole('button', { name: 'Remove Checkout crew' }).click();
  await frame.getByText('No teams yet').waitFor();
  await frame.getByRole('button', { name: 'Undo the last change' }).click();
  await row.waitFor();
  expect(await accessibilityViolations()).toEqual([]);
  await end();
});

test('one choice makes the pairs, the queue, the clusters and the dashboard about the team', async () => {
  const visited = await visit(stage, { as: 'chiara' });
  const { teams } = await callAs(stage, 'chiara', 'teams.choices', {});
  expect(teams).toMatchObject([{ name: 'Checkout crew', isOwn: true }]);
  const ofTeam = await queueKeys();
  expect(ofTeam.length).toBeGreaterThan(0);
  const frame = await openView(visited, 'Review');
  await frame.getByRole('article').first().waitFor();
  expect(await frame.getByRole('article').count()).not.toBe(ofTeam.length);
  await frame.getByLabel('Team', { exact: true }).press('ArrowDown');
  await frame.getByText('Your teams').waitFor();
  await frame.getByRole('option', { name: 'Checkout crew' }).click();
  await frame.getByText(new RegExp(`^${ofTeam.length} pairs?( shown|, that is all)$`)).waitFor();
  const shown = await frame.getByRole('article').evaluateAll((rows) => rows.map(({ id }) => id.replace('pair-', '')));
  expect(shown).toEqual(ofTeam);
  expect(await visited.accessibilityViolations()).toEqual([]);
  for (const view of ['Pairs', 'Clusters', 'Dashboard', 'Exports'] as const) {
    await turnTo(frame, view);
    await frame.getByLabel('Team', { exact: true }).press('ArrowDown');
    await frame.getByRole('option', { name: 'Checkout crew' }).click();
    await frame.getByText('Checkout crew').first().waitFor();
    if (view === 'Dashboard') await frame.getByText('told for the whole space only', { exact: false }).waitFor();
  }
  await visited.end();
});

/** What the queue of the team holds, by the app's own answer. */
async function queueKeys(): Promise<readonly string[]> {
  const [team] = (await callAs(stage, 'chiara', 'teams.choices', {})).teams;
  const projectId = [...stage.world.site.state.projects.values()].find(({ key }) => key === 'SHOP')?.id ?? 0;
  const view = await callAs(stage, 'chiara', 'review.queue', {
    ...{ projectIds: [projectId], state: 'open', tier: 'any', threshold: 0.3, assignee: 'anyone', cursor: null },
    ...{ limit: 25, teamId: team?.id },
  });
  if (view.state !== 'ready') throw new Error('The queue is not ready.');
  return view.rows.map(({ a, b }) => `${a}-${b}`);
}
