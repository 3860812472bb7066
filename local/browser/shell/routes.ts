// The addresses of the page, the same ones as in Jira where Jira has them, and moving between them without a reload.

import { useSyncExternalStore } from 'react';

export type Route =
  | { readonly view: 'home' }
  | { readonly view: 'issues'; readonly projectKey: string }
  | { readonly view: 'project-page'; readonly projectKey: string }
  | { readonly view: 'issue'; readonly issueKey: string }
  | { readonly view: 'dashboard' }
  | { readonly view: 'global-page' }
  /** Without a module the one of the navigation; the others open from Jira's list of apps. */
  | { readonly view: 'admin'; readonly moduleKey: string | undefined }
  | { readonly view: 'personal' }
  | { readonly view: 'automation' }
  | { readonly view: 'mailbox' }
  | { readonly view: 'unknown'; readonly path: string };

export function routeOf(path: string): Route {
  const parts = path
    .split('/')
    .filter((part) => part !== '')
    .map(decodeURIComponent);
  const [first, second, third, fourth] = parts;
  if (parts.length === 0) return { view: 'home' };
  if (first === 'browse' && second && parts.length === 2) return { view: 'issue', issueKey: second };
  if (first === 'admin' && parts.length <= 2) return { view: 'admin', moduleKey: second };
  if (first === 'mailbox' && parts.length === 1) return { view: 'mailbox' };
  if (first === 'jira' && second === 'settings' && third === 'personal') return { view: 'personal' };
  if (first === 'jira' && second === 'settings' && third === 'automation') return { view: 'automation' };
  if (first === 'jira' && second === 'dashboards' && parts.length === 2) return { view: 'dashboard' };
  if (first === 'jira' && second === 'apps' && third === 'backlog-intelligence') return { view: 'global-page' };
  if (first === 'jira' && second === 'projects' && third) {
    if (fourth === 'issues' || parts.length === 3) return { view: 'issues', projectKey: third };
    if (fourth === 'backlog-intelligence') return { view: 'project-page', projectKey: third };
  }
  return { view: 'unknown', path };
}

export const addressOf = {
  issues: (projectKey: string) => `/jira/projects/${encodeURIComponent(projectKey)}/issues`,
  projectPage: (projectKey: string) => `/jira/projects/${encodeURIComponent(projectKey)}/backlog-intelligence`,
  issue: (issueKey: string) => `/browse/${encodeURIComponent(issueKey)}`,
  dashboard: '/jira/dashboards',
  automation: '/jira/settings/automation',
  admin: '/admin',
  personal: '/jira/settings/personal/backlog-intelligence',
  mailbox: '/mailbox',
  globalPage: '/jira/apps/backlog-intelligence',
};

/** Told on the window whenever the address changes without the browser's own doing. */
export const moved = 'shell-moved';

/** Goes to a path of this site; an address of another site is opened beside it, never instead of it. */
export function goTo(address: string): void {
  const url = new URL(address, location.origin);
  if (url.origin !== location.origin) return openBeside(address);
  moveTo(url.pathname + url.search);
  window.scrollTo(0, 0);
}

/** Stays where the page is scrolled to. */
export function moveTo(path: string, how: 'pushState' | 'replaceState' = 'pushState'): void {
  history[how](null, '', path);
  window.dispatchEvent(new Event(moved));
}

export function openBeside(address: string): void {
  const url = new URL(address, location.origin);
  if (url.protocol === 'http:' || url.protocol === 'https:') window.open(url, '_blank', 'noopener');
}

export function usePath(): string {
  return useSyncExternalStore(
    (listener) => {
      window.addEventListener('popstate', listener);
      window.addEventListener(moved, listener);
      return () => {
        window.removeEventListener('popstate', listener);
        window.removeEventListener(moved, listener);
      };
    },
    () => location.pathname,
  );
}
