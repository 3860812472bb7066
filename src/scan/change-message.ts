// What travels from an event of Jira to the step that looks at the changed issues: ids and a time. Messages outlive
// releases: version 1 stays readable for as long as one may be under way.

import * as v from 'valibot';

export const changeMessageSchema = v.object({
  v: v.literal(1),
  issueIds: v.array(v.pipe(v.number(), v.safeInteger(), v.minValue(1))),
  /** When the event was received, by our clock. */
  atMs: v.number(),
});
export type ChangeMessage = v.InferOutput<typeof changeMessageSchema>;
