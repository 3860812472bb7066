// Jira as the person who acts: everything that deciding and merging read and write. Made for one call of a page, or for
// one queued job in the name of the account that started it; there is no way from here to write as the app.

import { asApp } from '@forge/api';
import { type AttachmentCalls, attachmentCalls } from './attachments';
import { type CallLimits, caller } from './call';
import { type CatalogCalls, catalogCalls } from './catalog';
import { type CommentCalls, commentCalls } from './comments';
import { type IssuePropertyCalls, issuePropertyCalls } from './issue-properties';
import { type LinkCalls, linkCalls } from './links';
import { type MatchCalls, matchCalls } from './match';
import { type MergeIssueCalls, mergeIssueCalls } from './merge-issue';
import { type PeopleCalls, peopleCalls } from './people';
import type { Person } from './person';
import { type TransitionCalls, transitionCalls } from './transitions';

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
