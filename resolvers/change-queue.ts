// The queue of changes: issues that people created or changed get their candidates. What Jira or the storage cannot answer
// now is asked for again later; a defect of ours is not, because the next analysis repairs it.

import { followTexts } from '../src/duplicates/follow-jira';
import { limits } from '../src/limits';
import { changeMessageSchema } from '../src/scan/change-message';
import { refreshIssues } from '../src/scan/fresh';
import { consumer } from './delivered';

export const changeStep = consumer({
  door: 'change-queue',
  schema: changeMessageSchema,
  work: async (message, app) => {
    const refreshed = await refreshIssues(message, app.forChanges());
    if (refreshed.againAfterSeconds > 0) return { afterSeconds: refreshed.againAfterSeconds, counts: refreshed };
    const askedAgain = await followTexts(message.issueIds, app.forFollowing());
    return { afterSeconds: null, counts: { ...refreshed, askedAgain } };
  },
  afterFailure: ({ code, retryAfterSeconds }) =>
    repeatable.has(code) ? (retryAfterSeconds ?? limits.retryAfterFailureSeconds) : null,
});

// After an installation the app's own permissions take minutes to arrive: a refusal then is no answer yet.
const repeatable: ReadonlySet<string> = new Set([
  'RATE_LIMITED',
  'JIRA_UNAVAILABLE',
  'STORAGE_UNAVAILABLE',
  'CONFLICT',
  'NOT_ALLOWED',
]);
