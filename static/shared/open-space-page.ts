// The way from anywhere in Jira to the app's page of a space. Jira alone knows the address of an app's page, so the page is
// named by its module, and a view of it by its path.

import { router } from '@forge/bridge';

export const spacePageModule = 'backlog-intelligence';

export function openSpacePage(projectKey: string, path = '/'): void {
  void router.navigate({ target: 'module', moduleKey: spacePageModule, projectKey, path });
}
