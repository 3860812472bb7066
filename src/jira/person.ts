// In whose name a request is sent. Everything that this app writes is written as the person who clicked: within a call of
// a page that is whoever made the call, and in a queued job the account that started it, which needs the manifest's
// `allowImpersonation`. Jira checks the permissions of that person at every single request.

import { asUser } from '@forge/api';
import type { Route } from '@forge/api';
import type { JiraResponse } from './http';

export interface Requester {
  requestJira(
    path: Route,
    init: { method: string; headers: Record<string, string>; body?: string },
  ): Promise<JiraResponse>;
}
export type Person = () => Requester;

/** Whoever makes the present call. */
export const caller: Person = () => asUser();

/** Only for jobs that this account started, or for mail to this account that it has wished for. */
export function starter(accountId: string): Person {
  return () => asUser(accountId);
}
