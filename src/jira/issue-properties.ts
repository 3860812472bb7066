// A property of an issue, as the person who acts: a small value that Jira keeps with the issue, shows to everybody who may
// see the issue, and finds with JQL where the manifest declares it. It changes neither "updated" nor the history.
// source: developer.atlassian.com/cloud/jira/platform/rest/v3, group "Issue properties".

import { route } from '@forge/api';
import * as v from 'valibot';
import type { Call } from './call';
import type { Person } from './person';

export interface IssuePropertyCalls {
  /** Safe to repeat. @throws AppError */
  setProperty(issueId: number, key: string, value: unknown): Promise<void>;
  /** @throws AppError NOT_FOUND when it is gone already */
  removeProperty(issueId: number, key: string): Promise<void>;
}

export function issuePropertyCalls(call: Call, person: Person): IssuePropertyCalls {
  return {
    async setProperty(issueId, key, value) {
      await call('setIssueProperty', v.unknown(), (init) =>
        person().requestJira(route`/rest/api/3/issue/${issueId}/properties/${key}`, {
          ...init,
          body: JSON.stringify(value),
        }),
      );
    },

    async removeProperty(issueId, key) {
      await call('removeIssueProperty', v.unknown(), (init) =>
        person().requestJira(route`/rest/api/3/issue/${issueId}/properties/${key}`, init),
      );
    },
  };
}
