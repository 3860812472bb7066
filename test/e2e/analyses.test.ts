// The analyses of a space in a browser: the list before and after, the course of one, two compared, and deleting with
// the question before it.

import type { Frame } from 'playwright-core';
import { demoSite } from '../../local/demo/site';
import { openView, turnTo } from './openings';
import { openStage, visit, type Stage, type Visit } from './visit';

const projectPage = '/jira/projects/SHOP/backlog-intelligence';
let stage: Stage;

beforeAll(async () => {
  stage = await openStage(demoSite());
  stage.world.host.start();
});
afterAll(() => stage.close());

async function openAnalyses(visited: Visit): Promise<Frame> {
  const frame = await openView(visited, 'Analyses');
  await frame.getByRole('heading', { name: 'Analyses', level: 1 }).waitFor();
  return frame;
}

async function analyse(frame: Frame): Promise<void> {
  await turnTo(frame, 'Pairs');
  await frame.getByRole('button', { name: /Find duplicates|Analyze again/ }).click();
  await frame.getByRole('button', { name: 'Start analysis' }).click();
  await turnTo(frame, 'Analyses');
}

test('the list says that there is nothing yet, and then what ran and who started it', async () => {
  const visited = await visit(stage, { as: 'ada' });
  const frame = await openAnalyses(visited);
  await frame.getByText('No analysis of this space yet').waitFor();
  expect(await visited.accessibilityViolations()).toEqual([]);
  await analyse(frame);
  await frame.getByText('Shown in the list').waitFor();
  await frame.getByText('Two finished analyses are needed to compare.').waitFor();
  expect(await frame.getByRole('cell', { name: /· You/ }).count()).toBe(1);
  expect(await visited.accessibilityViolations()).toEqual([]);
  await visited.end();
});

test.each(['light', 'dark'] as const)(
  'one analysis shows its steps, and two are compared, axe-clean in %s',
  async (theme) => {
    const visited = await visit(stage, { as: 'ada', theme });
    const frame = await openAnalyses(visited);
    if (theme === 'light') await analyse(frame);
    await frame.getByRole('button', { name: 'Compare', exact: true }).click();
    await frame.getByText('The two analyses found the same pairs.').waitFor();
    expect(await visited.accessibilityViolations()).toEqual([]);
    await frame
      .getByRole('button', { name: /^Details of/ })
      .first()
      .click();
    const steps = frame.getByRole('region', { name: 'Steps' }).getByRole('listitem');
    await steps.first().waitFor();
    expect(await steps.count()).toBe(4);
    await frame.getByText('It never had to wait.').waitFor();
    expect(await visited.accessibilityViolations()).toEqual([]);
    await visited.end();
  },
);

test('an analysis is deleted only after a question, and the one whose pairs are shown with a warning', async () => {
  const visited = await visit(stage, { as: 'ada' });
  const frame = await openAnalyses(visited);
  await frame
    .getByRole('button', { name: /^Details of/ })
    .first()
    .click();
  await frame.getByRole('button', { name: 'Delete this analysis' }).click();
  await frame.getByText(/They disappear with it until somebody starts a new one/).waitFor();
  expect(await visited.accessibilityViolations()).toEqual([]);
  await frame.getByRole('button', { name: 'Keep it' }).click();
  await frame.getByRole('button', { name: 'All analyses' }).click();
  await frame
    .getByRole('button', { name: /^Details of/ })
    .last()
    .click();
  await frame.getByRole('button', { name: 'Delete this analysis' }).click();
  await frame.getByRole('button', { name: 'Delete', exact: true }).click();
  await frame.getByText('Two finished analyses are needed to compare.').waitFor();
  expect(await frame.getByRole('button', { name: /^Details of/ }).count()).toBe(1);
  await visited.end();
});

test('a scope is chosen, checked, saved under a name and started again from there', async () => {
  const visited = await visit(stage, { as: 'ada' });
  await visited.goTo(projectPage);
  const frame = await visited.app();
  const openDialog = () => frame.getByRole('button', { name: /Find duplicates|Analyze again/ }).click();
  await openDialog();
  await frame.getByLabel('Work types').press('ArrowDown');
  await frame.getByRole('option', { name: 'Bug' }).click();
  await frame.getByLabel(/Only work items that match this JQL/).fill('statuss = Open');
  await frame
    .getByText(/statuss/)
    .last()
    .waitFor();
  expect(await frame.getByRole('button', { name: 'Start analysis' }).isDisabled()).toBe(true);
  await frame.getByLabel(/Only work items that match this JQL/).fill('created >= -3650d');
  await frame.getByText('The JQL is valid.').waitFor();
  await frame.getByLabel('Save this choice as').fill('All bugs');
  await frame.getByRole('button', { name: 'Save', exact: true }).click();
  await frame.getByRole('button', { name: 'Delete this scope' }).waitFor();
  await frame.getByLabel('Save this choice as').fill('Every bug');
  await frame.getByRole('button', { name: 'Rename to “Every bug”' }).click();
  await frame.getByText('Every bug', { exact: true }).waitFor();
  expect(await visited.accessibilityViolations()).toEqual([]);
  await frame.getByRole('button', { name: 'Cancel', exact: true }).click();
  await openDialog();
  await frame.getByLabel('Saved scope').press('ArrowDown');
  await frame.getByRole('option', { name: 'Every bug' }).click();
  await frame.getByText('The JQL is valid.').waitFor();
  await frame.getByRole('button', { name: 'Start analysis' }).click();
  await turnTo(frame, 'Analyses');
  await frame.getByText('1 work type').waitFor();
  await visited.end();
});

test('a schedule is added, paused, changed and removed, and says when it is next on which clock', async () => {
  const visited = await visit(stage, { as: 'ada', theme: 'dark' });
  const frame = await openAnalyses(visited);
  const section = frame.getByRole('region', { name: 'Schedules' });
  await section.getByRole('button', { name: 'Add a schedule' }).click();
  await section.getByLabel('How often').press('ArrowDown');
  await frame.getByRole('option', { name: 'Every month' }).click();
  expect(await visited.accessibilityViolations()).toEqual([]);
  await section.getByRole('button', { name: 'Save schedule' }).click();
  await section.getByText(/^on day 1 of every month at 3:00/).waitFor();
  await section.getByText(/^Next: /).waitFor();
  await section.getByRole('button', { name: 'Pause' }).click();
  await section.getByText('Paused').waitFor();
  await section.getByRole('button', { name: 'Change' }).click();
  await section.getByLabel('How often').press('ArrowDown');
  await frame.getByRole('option', { name: 'Every day' }).click();
  await section.getByRole('button', { name: 'Save schedule' }).click();
  await section.getByText(/^every day at 3:00/).waitFor();
  expect(await visited.accessibilityViolations()).toEqual([]);
  await section.getByRole('button', { name: 'Remove' }).click();
  await section.getByText('Remove this schedule? Its analyses stay.').waitFor();
  await section.getByRole('button', { name: 'Remove' }).click();
  await section.getByText(/^Nothing is repeated on a schedule/).waitFor();
  await visited.end();
});
