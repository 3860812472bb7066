// Links as the app sees them, for what nobody clicked: a link that somebody made or removed in Jira. Reads only; what it
// finds becomes a decision of the pair and is shown to nobody who may not see both issues.

import { asApp, route } from '@forge/api';
import * as v from 'valibot';
import { limits } from '../limits';
import { type CallLimits, caller } from './call';
import { issueIdSchema } from './issue-json';
import { linkedJql, pageJql } from './jql';
import { type LinkCalls, linkCalls, type LinkType } from './links';
import { type MergeIssue, mergeIssueCalls } from './merge-issue';

/** Links of one type between two issues each, of some issues of a walk by id. */
interface LinksPage {
  readonly links: readonly (readonly [number, number])[];
  readonly lastIssueId: number;
  readonly isLast: boolean;
  /** What it cost. */
  readonly points: number;
}

export interface SiteLinks extends Pick<LinkCalls, 'linkTypes'> {
  /** Of the issues of these projects with an id above `afterIssueId`, at most a hundred, lowest first. */
  linksPage(projectIds: readonly number[], type: LinkType, afterIssueId: number): Promise<LinksPage>;
  linkedIssues(ids: readonly number[]): Promise<ReadonlyMap<number, MergeIssue>>;
}

export function siteLinks(callLimits: CallLimits): SiteLinks {
  const call = caller(callLimits);
  const { linkTypes } = linkCalls(call, () => asApp());
  const { mergeIssues } = mergeIssueCalls(call, () => asApp());
  return {
    linkTypes,
    linkedIssues: mergeIssues,

    async linksPage(projectIds, type, afterIssueId) {
      const jql = pageJql({ projectIds, jql: linkedJql([type.inward, type.outward]) }, afterIssueId);
      const body = { jql, fields: ['issuelinks'], maxResults: limits.issuesPerPage };
      const page = await call('searchIssues', linksPageSchema, (init) =>
        asApp().requestJira(route`/rest/api/3/search/jql`, { ...init, method: 'POST', body: JSON.stringify(body) }),
      );
      const links = page.issues.flatMap(({ id, fields }) =>
        fields.issuelinks.flatMap((link): [number, number][] => {
          const otherId = link.type.id === type.id ? link.outwardIssue?.id : undefined;
          return otherId === undefined ? [] : [[id, otherId]];
        }),
      );
      const lastIssueId = page.issues.reduce((highest, { id }) => Math.max(highest, id), afterIssueId);
      // An empty page moves nothing, so asking again would ask the same.
      const isLast = page.nextPageToken === null || lastIssueId === afterIssueId;
      return { links, lastIssueId, isLast, points: 1 + page.issues.length };
    },
  };
}

const linksPageSchema = v.object({
  issues: v.array(
    v.object({
      id: issueIdSchema,
      fields: v.object({
        issuelinks: v.nullish(
          v.array(
            v.object({ type: v.object({ id: v.string() }), outwardIssue: v.nullish(v.object({ id: issueIdSchema })) }),
          ),
          [],
        ),
      }),
    }),
  ),
  nextPageToken: v.nullish(v.string(), null),
});
