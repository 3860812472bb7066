// Who watches an issue and who voted for it, as the person who acts. Jira lets people vote only for themselves, and add
// others as watchers only with a permission of its own.

import { route } from '@forge/api';
import * as v from 'valibot';
import type { Call } from './call';
import type { Person } from './person';

export interface PeopleCalls {
  /** Account ids. Without the permission to see watchers Jira answers with none. */
  watchers(issueId: number): Promise<readonly string[]>;
  /** Safe to repeat. @throws AppError BAD_INPUT for a person who may not see the issue */
  addWatcher(issueId: number, accountId: string): Promise<void>;
  /** Safe to repeat. */
  removeWatcher(issueId: number, accountId: string): Promise<void>;
  /** Safe to repeat. */
  addVote(issueId: number): Promise<void>;
  removeVote(issueId: number): Promise<void>;
}

const watchersSchema = v.object({
  watchers: v.nullish(v.array(v.object({ accountId: v.nullish(v.string(), '') })), []),
});

export function peopleCalls(call: Call, person: Person): PeopleCalls {
  return {
    async watchers(issueId) {
      const answer = await call('readWatchers', watchersSchema, (init) =>
        person().requestJira(route`/rest/api/3/issue/${issueId}/watchers`, init),
      );
      return answer.watchers.map(({ accountId }) => accountId).filter((accountId) => accountId !== '');
    },

    async addWatcher(issueId, accountId) {
      await call('addWatcher', v.unknown(), (init) =>
        person().requestJira(route`/rest/api/3/issue/${issueId}/watchers`, {
          ...init,
          body: JSON.stringify(accountId),
        }),
      );
    },

    async removeWatcher(issueId, accountId) {
      const search = new URLSearchParams({ accountId });
      await call('removeWatcher', v.unknown(), (init) =>
        person().requestJira(route`/rest/api/3/issue/${issueId}/watchers?${search}`, init),
      );
    },

    async addVote(issueId) {
      await call('addVote', v.unknown(), (init) =>
        person().requestJira(route`/rest/api/3/issue/${issueId}/votes`, init),
      );
    },

    async removeVote(issueId) {
      await call('removeVote', v.unknown(), (init) =>
        person().requestJira(route`/rest/api/3/issue/${issueId}/votes`, init),
      );
    },
  };
}
