// What most stories in a browser begin with: an analysis that has ended, and a view of the app's page of a space. The
// analysis is started at the app's own door instead of with clicks, which one story tells and the others need not repeat.

import type { Frame } from 'playwright-core';
import type { AnswerOf, MethodName, RequestOf, Result } from '../../src/contract';
import type { Stage, Visit } from './visit';

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

const views = {
  Pairs: { tab: 'Duplicates', path: '' },
  Review: { tab: 'Duplicates', path: '/review' },
  Clusters: { tab: 'Duplicates', path: '/clusters' },
  'Other backlogs': { tab: 'Duplicates', path: '/other-backlogs' },
  History: { tab: 'Duplicates', path: '/history' },
  Search: { tab: 'Search', path: '/search' },
  Analyses: { tab: 'Analyses', path: '/analyses' },
  Dashboard: { tab: 'Reports', path: '/dashboard' },
  'Link health': { tab: 'Reports', path: '/link-health' },
  Exports: { tab: 'Reports', path: '/exports' },
  Settings: { tab: 'Settings', path: '/settings' },
} as const;

export type ViewName = keyof typeof views;
export const viewNames = Object.keys(views) as ViewName[];

export const addressOfView = (name: ViewName, projectKey = 'SHOP'): string =>
  `/jira/projects/${projectKey}/backlog-intelligence${views[name].path}`;

/** A view of a space's page, by its address. */
export async function openView(
  { goTo, app }: Pick<Visit, 'goTo' | 'app'>,
  name: ViewName,
  projectKey?: string,
): Promise<Frame> {
  await goTo(addressOfView(name, projectKey));
  return app();
}

/** Another view of the page that is open, with clicks. */
export async function turnTo(frame: Frame, name: ViewName): Promise<void> {
  const { tab } = views[name];
  await frame.getByRole('tab', { name: tab, exact: true }).click();
  if (tab === name) return;
  await frame.getByRole('navigation', { name: tab }).getByRole('button', { name, exact: true }).click();
}
