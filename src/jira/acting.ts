// Jira as the person who acts: everything that deciding and merging read and write. Made for one call of a page, or for
// one queued job in the name of the account that started it; there is no way from here to write as the app.

import { asApp, route } from '@forge/api';
import * as v from 'valibot';
import { type AttachmentCalls, attachmentCalls } from './attachments';
import { type Call, type CallLimits, caller } from './call';
import { type CatalogCalls, catalogCalls } from './catalog';
import { type CommentCalls, commentCalls } from './comments';
import { type IssuePropertyCalls, issuePropertyCalls } from './issue-properties';
import { type LinkCalls, linkCalls } from './links';
import { type MergeIssueCalls, mergeIssueCalls } from './merge-issue';
import { type PeopleCalls, peopleCalls } from './people';
import type { Person, Requester } from './person';
import { type TransitionCalls, transitionCalls } from './transitions';

export interface MatchCalls {
  /**
   * For each JQL the issues that it finds, as this person may see them; null for one that Jira does not understand.
   * One point for up to 1,000 issues, where reading them would cost one point each.
   */
  matches(issueIds: readonly number[], jqls: readonly string[]): Promise<readonly (ReadonlySet<number> | null)[]>;
}

export interface ActingJira
  extends
    LinkCalls,
    IssuePropertyCalls,
    CommentCalls,
    TransitionCalls,
    PeopleCalls,
    AttachmentCalls,
    MergeIssueCalls,
    CatalogCalls,
    MatchCalls {}

export function actingJira(callLimits: CallLimits, person: Person): ActingJira {
  const call = caller(callLimits);
  return {
    ...linkCalls(call, person),
    ...commentCalls(call, person),
    ...transitionCalls(call, person),
    ...peopleCalls(call, person),
    ...attachmentCalls(call, person),
    ...mergeIssueCalls(call, person),
    ...catalogCalls(call, person),
    ...matchCalls(call, person),
    ...issuePropertyCalls(call, person),
  };
}

/**
 * "Never touch" rules are evaluated as the app: a rule must also hold for issues and fields that it names and that the
 * person who clicks cannot see. Only "it matches" leaves here, about issues which that person has just been shown.
 */
export function guardMatches(callLimits: CallLimits): MatchCalls {
  return matchCalls(caller(callLimits), () => asApp());
}

const matchesSchema = v.object({
  matches: v.array(
    v.object({ matchedIssues: v.nullish(v.array(v.number()), []), errors: v.nullish(v.array(v.string()), []) }),
  ),
});

function matchCalls(call: Call, requester: () => Requester): MatchCalls {
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
