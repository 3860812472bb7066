// Links as the app sees them, for what nobody clicked: a link that somebody made or removed in Jira. Reads only; what it
// finds becomes a decision of the pair and is shown to nobody who may not see both issues.

import { asApp } from '@forge/api';
import { type CallLimits, caller } from './call';
import { type LinkCalls, linkCalls } from './links';
import { type MergeIssue, mergeIssueCalls } from './merge-issue';

export interface SiteLinks extends Pick<LinkCalls, 'linkTypes'> {
  linkedIssues(ids: readonly number[]): Promise<ReadonlyMap<number, MergeIssue>>;
}

export function siteLinks(callLimits: CallLimits): SiteLinks {
  const call = caller(callLimits);
  const { linkTypes } = linkCalls(call, () => asApp());
  const { mergeIssues } = mergeIssueCalls(call, () => asApp());
  return { linkTypes, linkedIssues: mergeIssues };
}
