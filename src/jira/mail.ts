// Mail through Jira's own notifications, and what it needs to know of the site. Sent as the app: nobody is at a page when
// a summary is due, and a mail in a person's own name is one that Jira may keep from that person.

import { asApp, route } from '@forge/api';
import * as v from 'valibot';
import { AppError } from '../errors';
import { type CallLimits, caller } from './call';
import { readSiteUrl } from './site-address';

interface Mail {
  readonly issueId: number;
  readonly accountId: string;
  readonly subject: string;
  readonly text: string;
}

/**
 * `sent`: Jira has taken it. `refused`: Jira has plainly not, so that it may be tried again. `unsure`: the answer was
 * lost, or Jira failed half-way; the mail may have left.
 */
export type MailOutcome =
  { readonly kind: 'sent' } | { readonly kind: 'refused'; readonly error: AppError } | { readonly kind: 'unsure' };

export interface MailJira {
  /** Never throws an AppError: what happened is the answer. */
  send(mail: Mail): Promise<MailOutcome>;
  /** Without a slash at its end. */
  siteUrl(): Promise<string>;
}

export function mailJira(callLimits: CallLimits): MailJira {
  const call = caller(callLimits);
  return {
    async send({ issueId, accountId, subject, text }) {
      const body = {
        subject,
        textBody: text,
        to: { users: [{ accountId }], groups: [], reporter: false, assignee: false, watchers: false, voters: false },
        // Asked of Jira at the moment of sending: only who may see the work item gets a mail about it.
        restrict: { permissions: [{ key: 'BROWSE' }], groups: [] },
      };
      let status: number | null = null;
      try {
        await call('notify', v.unknown(), async (init) => {
          const answer = await asApp().requestJira(route`/rest/api/3/issue/${issueId}/notify`, {
            ...init,
            method: 'POST',
            body: JSON.stringify(body),
          });
          ({ status } = answer);
          return answer;
        });
        return { kind: 'sent' };
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        return wasRefused(status) ? { kind: 'refused', error } : { kind: 'unsure' };
      }
    },

    siteUrl: () => readSiteUrl(call, () => asApp()),
  };
}

/** 503 is what Jira answers before it has looked at a request; any other 5xx may come from the middle of it. */
function wasRefused(status: number | null): boolean {
  return status !== null && ((status >= 400 && status < 500) || status === 503);
}
