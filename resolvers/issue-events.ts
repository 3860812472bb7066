// Changes of issues and links in Jira. What people see is read from Jira anew each time, so a deleted, moved or newly
// linked issue is right on every screen at once; here only the ids of what has to be compared again are passed on.

import { createApp } from '../src/app';
import { appErrorOf } from '../src/errors';
import { followLink, linkEnds } from '../src/duplicates/follow-jira';
import { limits } from '../src/limits';
import { changedIssues } from '../src/scan/change-events';
import { again } from './again';

export async function issueEvent(event: unknown): Promise<ReturnType<typeof again> | undefined> {
  const app = createApp();
  const startedAtMs = app.nowMs();
  const issueIds = changedIssues(event);
  try {
    if (issueIds.length > 0) await app.changes.push({ issueIds: [...issueIds], atMs: startedAtMs });
    const ends = linkEnds(event);
    if (ends !== null) await followLink(ends, app.forFollowing());
    const counts = { issues: issueIds.length };
    app.log({ door: 'issue-event', outcome: 'ok', tookMs: app.nowMs() - startedAtMs, counts });
    return undefined;
  } catch (thrown) {
    const error = appErrorOf(thrown);
    app.log({ door: 'issue-event', outcome: 'failed', tookMs: app.nowMs() - startedAtMs, code: error.code }, error);
    // Nobody else would tell us of this change. Forge delivers an event again at most four times.
    return again(error.retryAfterSeconds ?? limits.retryAfterFailureSeconds);
  }
}
