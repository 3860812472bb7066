// The place in one lane. It moves by ids; a token is used only to get past a page without any issue.

import { AppError } from '../../errors';
import type { IssuePage } from '../../jira/gateway';
import { limits } from '../../limits';
import type { Lane } from '../lanes';

export class Walk {
  isComplete = false;
  private after: number;
  private readonly upTo: number | null;
  private token: string | null = null;
  private emptyPages = 0;

  constructor({ after, upTo }: Lane) {
    this.after = after;
    this.upTo = upTo;
  }

  /** What is left. */
  get lane(): Lane {
    return { after: this.after, upTo: this.upTo };
  }

  get place(): Lane & { readonly token: string | null } {
    return { ...this.lane, token: this.token };
  }

  holds(issueId: number): boolean {
    return issueId > this.after && (this.upTo === null || issueId <= this.upTo);
  }

  moveOn(page: IssuePage): void {
    const last = page.issues.reduce((highest, issue) => Math.max(highest, issue.id), this.after);
    const isEmpty = last === this.after;
    this.emptyPages = isEmpty ? this.emptyPages + 1 : 0;
    if (isEmpty && page.nextPageToken !== null && this.emptyPages > limits.maxEmptyPages) {
      throw new AppError('JIRA_UNAVAILABLE', 'Jira keeps answering with empty pages.');
    }
    this.after = last;
    this.token = isEmpty ? page.nextPageToken : null;
    // A short page is not the last one: only the missing token says so.
    this.isComplete = page.nextPageToken === null;
  }
}
