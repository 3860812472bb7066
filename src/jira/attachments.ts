// Links from one issue to the attachments of another one. Files stay where they are, under the permissions that hold
// there; the link only leads to them. Each is called by its attachment, and Jira makes no second link of the same name,
// so that adding one is safe to repeat.

import { route } from '@forge/api';
import * as v from 'valibot';
import { AppError } from '../errors';
import type { Call } from './call';
import type { Person } from './person';
import { readSiteUrl } from './site-address';

export interface AttachmentCalls {
  /** Those that the issue has a link of ours to. */
  linkedAttachmentIds(issueId: number, attachmentIds: readonly string[]): Promise<readonly string[]>;
  /** The titles by attachment. */
  addAttachmentLinks(issueId: number, titles: ReadonlyMap<string, string>): Promise<void>;
  /** @throws AppError NOT_FOUND when it is gone already */
  removeAttachmentLink(issueId: number, attachmentId: string): Promise<void>;
}

const namePrefix = 'backlog-intelligence:attachment:';

export function attachmentCalls(call: Call, person: Person): AttachmentCalls {
  const hasLink = async (issueId: number, attachmentId: string): Promise<boolean> => {
    try {
      await call('readAttachmentLink', v.unknown(), (init) =>
        person().requestJira(
          route`/rest/api/3/issue/${issueId}/remotelink?globalId=${namePrefix + attachmentId}`,
          init,
        ),
      );
      return true;
    } catch (error) {
      if (error instanceof AppError && error.code === 'NOT_FOUND') return false;
      throw error;
    }
  };
  return {
    async linkedAttachmentIds(issueId, attachmentIds) {
      const linked: string[] = [];
      // One by one: for all links at once Jira answers with a list, which its own description does not know.
      for (const id of attachmentIds) if (await hasLink(issueId, id)) linked.push(id);
      return linked;
    },

    async addAttachmentLinks(issueId, titles) {
      const siteUrl = await readSiteUrl(call, person);
      for (const [id, title] of titles) {
        const url = `${siteUrl}/rest/api/3/attachment/content/${encodeURIComponent(id)}`;
        const body = { globalId: namePrefix + id, object: { url, title } };
        await call('addAttachmentLink', v.unknown(), (init) =>
          person().requestJira(route`/rest/api/3/issue/${issueId}/remotelink`, { ...init, body: JSON.stringify(body) }),
        );
      }
    },

    async removeAttachmentLink(issueId, attachmentId) {
      await call('removeAttachmentLink', v.unknown(), (init) =>
        person().requestJira(
          route`/rest/api/3/issue/${issueId}/remotelink?globalId=${namePrefix + attachmentId}`,
          init,
        ),
      );
    },
  };
}
