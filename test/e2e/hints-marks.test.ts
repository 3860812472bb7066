// The administrator's marks for JQL: written from the page in pages, found by somebody else's search, gone on where Jira
// stopped answering, and taken away again.

import type { AnswerOf, MethodName, RequestOf, Result } from '../../src/contract';
import { harbour } from './harbour';
import { openStage, visit, type Stage } from './visit';

let stage: Stage;

async function call<M extends MethodName>(as: string, method: M, request: RequestOf<M>): Promise<AnswerOf<M>> {
  const invocation = { moduleKey: 'backlog-intelligence', functionKey: method, payload: request, accountId: as };
  const answer = (await stage.world.installation.invoke(invocation)) as Result<AnswerOf<M>>;
  if (!answer.ok) throw new Error(`${method}: ${answer.failure.code} ${answer.failure.message}`);
  return answer.value;
}

beforeAll(async () => {
  stage = await openStage(harbour());
  const projectIds = [...stage.world.site.state.projects.values()].map(({ id }) => id);
  await call('ada', 'project.startScan', { projectIds, jql: null });
  await stage.world.host.settle();
});
afterAll(() => stage.close());

const marked = () =>
  [...stage.world.site.state.issues.values()].filter(({ properties }) => properties.has('backlog-intelligence')).length;

test('marks are written and taken away by buttons, and a stop in between is gone on from', async () => {
  const { goTo, app, end, accessibilityViolations } = await visit(stage, { as: 'ada', expected: /503/ });
  await goTo('/admin');
  const frame = await app();
  await frame.getByRole('button', { name: 'Marks for JQL', exact: true }).click();
  await frame.getByLabel('Space', { exact: true }).click();
  await frame.getByRole('option', { name: 'Web shop (SHOP)' }).click();
  stage.breakJira(true);
  await frame.getByRole('button', { name: 'Refresh marks' }).click();
  await frame.getByText('It stopped before the end. Press the button again to go on.').waitFor();
  expect(marked()).toBe(0);
  stage.breakJira(false);
  await frame.getByRole('button', { name: 'Refresh marks' }).click();
  await frame.getByText('Done.', { exact: true }).waitFor();
  await frame.getByText(new RegExp(`^${marked()} work items? marked, 0 marks removed$`)).waitFor();
  expect(marked()).toBeGreaterThan(1);
  expect(await accessibilityViolations()).toEqual([]);
  await frame.getByRole('button', { name: 'Remove all marks' }).click();
  await frame.getByText(/^0 work items marked, \d+ marks? removed$/).waitFor();
  await frame.getByText('Done.', { exact: true }).waitFor();
  expect(marked()).toBe(0);
  await end();
});
