// Links of issues, as the person who acts. Jira reads a link request backwards: after {inwardIssue: I, outwardIssue: O} of
// type Duplicate, "I duplicates O". The answer is empty, so who needs the id of the link reads the issue again. Never with
// the request's `comment` member: a repeated link changes nothing, a repeated comment is a second comment.
// source: developer.atlassian.com/cloud/jira/platform/rest/v3, group "Issue links".

import { route } from '@forge/api';
import * as v from 'valibot';
import type { Call } from './call';
import type { Person } from './person';

export interface LinkType {
  readonly id: string;
  readonly name: string;
  readonly inward: string;
  readonly outward: string;
}

export interface LinkCalls {
  linkTypes(): Promise<readonly LinkType[]>;
  /** Safe to repeat. @throws AppError */
  addLink(linkTypeId: string, duplicateId: number, canonicalId: number): Promise<void>;
  /** @throws AppError NOT_FOUND when it is gone already */
  removeLink(linkId: string): Promise<void>;
}

const linkTypesSchema = v.object({
  issueLinkTypes: v.array(
    v.object({
      id: v.string(),
      name: v.string(),
      inward: v.nullish(v.string(), ''),
      outward: v.nullish(v.string(), ''),
    }),
  ),
});

export function linkCalls(call: Call, person: Person): LinkCalls {
  return {
    async linkTypes() {
      const answer = await call('readLinkTypes', linkTypesSchema, (init) =>
        person().requestJira(route`/rest/api/3/issueLinkType`, init),
      );
      return answer.issueLinkTypes;
    },

    async addLink(linkTypeId, duplicateId, canonicalId) {
      const body = {
        type: { id: linkTypeId },
        inwardIssue: { id: String(duplicateId) },
        outwardIssue: { id: String(canonicalId) },
      };
      await call('addLink', v.unknown(), (init) =>
        person().requestJira(route`/rest/api/3/issueLink`, { ...init, body: JSON.stringify(body) }),
      );
    },

    async removeLink(linkId) {
      await call('removeLink', v.unknown(), (init) =>
        person().requestJira(route`/rest/api/3/issueLink/${linkId}`, init),
      );
    },
  };
}
