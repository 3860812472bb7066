// Link health in a browser: a chain is found, its repair is read before it is made, and taken back on the same page.

import { demoSite } from '../../local/demo/site';
import type { SiteSeed } from '../../local/jira/seed';
import { openView } from './openings';
import { openStage, visit, type Stage } from './visit';

let stage: Stage;

/** The demo with a chain: the third duplicates the second, which duplicates the first. */
function chained(): SiteSeed {
  const demo = demoSite();
  const keys = demo.issues.filter(({ project }) => project === 'OPS').map(({ key }) => key);
  const [first = '', second = '', third = ''] = keys;
  const targets = new Map([
    [third, second],
    [second, first],
  ]);
  return {
    ...demo,
    issues: demo.issues.map((issue) => {
      const to = targets.get(issue.key);
      return to === undefined ? issue : { ...issue, links: [{ type: 'Duplicate', to }] };
    }),
  };
}

beforeAll(async () => {
  stage = await openStage(chained());
  stage.world.host.start();
});
afterAll(() => stage.close());

const links = (): readonly string[] =>
  (stage.world.site.snapshot().issues ?? [])
    .flatMap(({ key, links: found }) => (found ?? []).map(({ type, to }) => `${key} ${type} ${to}`))
    .sort();

test.each(['light', 'dark'] as const)('a chain becomes a star and a chain again, axe-clean in %s', async (theme) => {
  const visited = await visit(stage, { as: 'ada', theme });
  const frame = await openView(visited, 'Link health', 'OPS');
  await frame.getByText('A chain: a duplicate of a duplicate').waitFor();
  expect(await visited.accessibilityViolations()).toEqual([]);
  const before = links();
  await frame.getByRole('button', { name: 'Select all that can be repaired' }).click();
  await frame.getByRole('button', { name: /^Repair \d findings?$/ }).click();
  const dialog = frame.getByRole('dialog');
  await dialog.getByText('You can take the repair back', { exact: false }).waitFor();
  expect(await visited.accessibilityViolations()).toEqual([]);
  expect(links()).toEqual(before);
  await dialog.getByRole('button', { name: 'Repair', exact: true }).click();
  await dialog.getByText('Repaired', { exact: true }).first().waitFor();
  expect(links()).not.toEqual(before);
  await dialog.getByRole('button', { name: 'Close' }).last().click();

  await frame.getByRole('heading', { name: 'Repairs that were made' }).waitFor();
  await frame
    .getByText(/was linked as a duplicate of/)
    .first()
    .waitFor();
  expect(await visited.accessibilityViolations()).toEqual([]);
  await frame
    .getByRole('button', { name: /^Undo this repair:/ })
    .first()
    .click();
  await frame.getByText('Taken back', { exact: true }).first().waitFor();
  expect(links()).toEqual(before);
  await frame.getByText('A chain: a duplicate of a duplicate').waitFor();
  await visited.end();
});
