// What travels through the queue: the id of a scan and nothing else, since everything that it needs is in its record.
// Messages outlive releases: version 1 stays readable for as long as one may be under way.

import * as v from 'valibot';

export const scanMessageSchema = v.object({ v: v.literal(1), scanId: v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/)) });
export type ScanMessage = v.InferOutput<typeof scanMessageSchema>;
