// Which of many issues a condition is true of. One point for up to 1,000 issues, where reading them would cost one point
// each, so that everything that only asks "does it fit?" asks here.

import { route } from '@forge/api';
import * as v from 'valibot';
import type { Call } from './call';
import type { Requester } from './person';

export interface MatchCalls {
  /**
   * For each JQL the issues that it finds, as this person may see them; null for one that Jira does not understand.
   * At most 1,000 issues.
   */
  matches(issueIds: readonly number[], jqls: readonly string[]): Promise<readonly (ReadonlySet<number> | null)[]>;
}

const matchesSchema = v.object({
  matches: v.array(
    v.object({ matchedIssues: v.nullish(v.array(v.number()), []), errors: v.nullish(v.array(v.string()), []) }),
  ),
});

export function matchCalls(call: Call, requester: () => Requester): MatchCalls {
  return {
    async matches(issueIds, jqls) {
      if (issueIds.length === 0 || jqls.length === 0) return jqls.map(() => new Set<number>());
      const body = { issueIds: [...new Set(issueIds)], jqls };
      const answer = await call('matchIssues', matchesSchema, (init) =>
        requester().requestJira(route`/rest/api/3/jql/match`, { ...init, body: JSON.stringify(body) }),
      );
      return jqls.map((_, index) => {
        const match = answer.matches[index];
        return match === undefined || match.errors.length > 0 ? null : new Set(match.matchedIssues);
      });
    },
  };
}
