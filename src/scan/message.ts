// What travels through the queue: the id of a scan and nothing else, since everything that it needs is in its record.
// Messages outlive releases: version 1 stays readable for as long as one may be under way.

import * as v from 'valibot';

const messageSchema = v.object({ v: v.literal(1), scanId: v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/)) });
export type ScanMessage = v.InferOutput<typeof messageSchema>;

/** Null for a message that this version does not know: it is dropped, since retrying cannot make it readable. */
export function parseMessage(body: unknown): ScanMessage | null {
  const parsed = v.safeParse(messageSchema, body);
  return parsed.success ? parsed.output : null;
}
