// Changes of issues and links in Jira. What people see is read from Jira anew each time, so a deleted, moved or newly
// linked issue is right on every screen at once; the lists themselves follow with the next analysis.

import * as v from 'valibot';
import { createApp } from '../src/app';

const eventSchema = v.object({ eventType: v.string() });

export async function issueEvent(event: unknown): Promise<void> {
  const app = createApp();
  const known = v.safeParse(eventSchema, event);
  app.log({ door: 'issue-event', outcome: known.success ? 'ok' : 'failed', tookMs: 0 });
}
