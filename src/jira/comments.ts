// Comments of an issue, as the person who acts. Posting is the only write of this app that Jira repeats when it is asked
// twice, so whoever posts reads first.

import { route } from '@forge/api';
import * as v from 'valibot';
import { limits } from '../limits';
import { type Call, chunks } from './call';
import { issueIdSchema } from './issue-json';
import type { Person } from './person';

export interface AdfNode {
  readonly type: string;
  readonly text?: string;
  readonly content?: readonly AdfNode[];
  readonly marks?: readonly { readonly type: string; readonly attrs?: Readonly<Record<string, string>> }[];
}

/** A document in Atlassian Document Format. */
export interface AdfDocument {
  readonly type: 'doc';
  readonly version: 1;
  readonly content: readonly AdfNode[];
}

export interface Comment {
  readonly id: string;
  readonly authorAccountId: string | null;
  readonly body: unknown;
}

export interface CommentCalls {
  /** The newest first, at most 100: far more than a person can write between a request and its repetition. */
  newestComments(issueId: number): Promise<readonly Comment[]>;
  /** How many comments this person may see on each issue; one point for each issue. */
  commentCounts(issueIds: readonly number[]): Promise<ReadonlyMap<number, number>>;
  /** The id of the new comment. */
  addComment(issueId: number, body: AdfDocument): Promise<string>;
  /** @throws AppError NOT_FOUND when it is gone already */
  removeComment(issueId: number, commentId: string): Promise<void>;
}

const commentsSchema = v.object({
  comments: v.array(
    v.object({
      id: v.string(),
      author: v.nullish(v.object({ accountId: v.nullish(v.string(), null) }), null),
      body: v.optional(v.unknown()),
    }),
  ),
});

const countsSchema = v.object({
  issues: v.array(
    v.object({ id: issueIdSchema, fields: v.object({ comment: v.nullish(v.object({ total: v.number() })) }) }),
  ),
});

export function commentCalls(call: Call, person: Person): CommentCalls {
  return {
    async newestComments(issueId) {
      const search = new URLSearchParams({ orderBy: '-created', maxResults: '100' });
      const answer = await call('readComments', commentsSchema, (init) =>
        person().requestJira(route`/rest/api/3/issue/${issueId}/comment?${search}`, init),
      );
      return answer.comments.map(({ id, author, body }) => ({ id, authorAccountId: author?.accountId ?? null, body }));
    },

    async commentCounts(issueIds) {
      const counts = new Map<number, number>();
      for (const some of chunks([...new Set(issueIds)], limits.issuesPerPage)) {
        const body = { issueIdsOrKeys: some.map(String), fields: ['comment'] };
        const answer = await call('readIssues', countsSchema, (init) =>
          person().requestJira(route`/rest/api/3/issue/bulkfetch`, { ...init, body: JSON.stringify(body) }),
        );
        for (const { id, fields } of answer.issues) counts.set(id, fields.comment?.total ?? 0);
      }
      return counts;
    },

    async addComment(issueId, body) {
      const answer = await call('addComment', v.object({ id: v.string() }), (init) =>
        person().requestJira(route`/rest/api/3/issue/${issueId}/comment`, { ...init, body: JSON.stringify({ body }) }),
      );
      return answer.id;
    },

    async removeComment(issueId, commentId) {
      await call('removeComment', v.unknown(), (init) =>
        person().requestJira(route`/rest/api/3/issue/${issueId}/comment/${commentId}`, init),
      );
    },
  };
}
