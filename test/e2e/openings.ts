// What most stories in a browser begin with: an analysis that has ended, and a tab of the app's page of a space. The
// analysis is started at the app's own door instead of with clicks, which one story tells and the others need not repeat.

import type { Frame } from 'playwright-core';
import type { AnswerOf, MethodName, RequestOf, Result } from '../../src/contract';
import type { Stage, Visit } from './visit';

const projectPage = '/jira/projects/SHOP/backlog-intelligence';

/** As a page of the app would call it for this person; the answer of a call that must succeed. */
export async function callAs<M extends MethodName>(
  { world }: Pick<Stage, 'world'>,
  as: string,
  method: M,
  request: RequestOf<M>,
): Promise<AnswerOf<M>> {
  const answer = (await world.installation.invoke({
    moduleKey: 'backlog-intelligence',
    functionKey: method,
    payload: request,
    accountId: as,
    extension: {},
  })) as Result<AnswerOf<M>>;
  if (!answer.ok) throw new Error(`${method}: ${answer.failure.code} ${answer.failure.message}`);
  return answer.value;
}

/** Of these spaces, all of the site when none is named. Before the host starts to deliver by itself. */
export async function analyse(stage: Pick<Stage, 'world'>, as: string, projectKeys?: readonly string[]): Promise<void> {
  const { host, site } = stage.world;
  const projects = [...site.state.projects.values()].filter(({ key }) => projectKeys?.includes(key) ?? true);
  await callAs(stage, as, 'project.startScan', { projectIds: projects.map(({ id }) => id), jql: null });
  await host.settle();
}

/** A tab of the space's page. */
export async function openTab({ goTo, app }: Pick<Visit, 'goTo' | 'app'>, name: string): Promise<Frame> {
  await goTo(projectPage);
  const frame = await app();
  await frame.getByRole('tab', { name, exact: true }).click();
  return frame;
}
