// One delivery of the queue of changes: issues that people created or changed get their candidates. What Jira or the
// storage cannot answer now is asked for again later; a defect of ours is not, because the next analysis repairs it.

import { createApp } from '../src/app';
import { followTexts } from '../src/duplicates/follow-jira';
import { appErrorOf } from '../src/errors';
import { limits } from '../src/limits';
import { changeMessageSchema } from '../src/scan/change-message';
import { refreshIssues } from '../src/scan/fresh';
import { again } from './again';
import { type Again, withMessage } from './delivered';

export async function changeStep(event: unknown): Promise<Again | undefined> {
  const app = createApp();
  const startedAtMs = app.nowMs();
  const line = () => ({ door: 'change-queue', tookMs: app.nowMs() - startedAtMs });
  return withMessage(event, changeMessageSchema, { door: 'change-queue', app }, async (message) => {
    try {
      const refreshed = await refreshIssues(message, app.forChanges());
      if (refreshed.againAfterSeconds > 0) {
        app.log({ ...line(), outcome: 'retry', counts: refreshed });
        return again(refreshed.againAfterSeconds);
      }
      const counts = { ...refreshed, askedAgain: await followTexts(message.issueIds, app.forFollowing()) };
      app.log({ ...line(), outcome: 'ok', counts });
      return undefined;
    } catch (thrown) {
      const error = appErrorOf(thrown);
      const isWorthRepeating = repeatable.has(error.code);
      app.log({ ...line(), outcome: isWorthRepeating ? 'retry' : 'failed', code: error.code }, error);
      if (!isWorthRepeating) return undefined;
      return again(error.retryAfterSeconds ?? limits.retryAfterFailureSeconds);
    }
  });
}

// After an installation the app's own permissions take minutes to arrive: a refusal then is no answer yet.
const repeatable: ReadonlySet<string> = new Set([
  'RATE_LIMITED',
  'JIRA_UNAVAILABLE',
  'STORAGE_UNAVAILABLE',
  'CONFLICT',
  'NOT_ALLOWED',
]);
