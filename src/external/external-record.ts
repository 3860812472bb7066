// What is stored of external backlogs: one record for each space with what is attached to it, and values with the rows
// and with what was found. The record is written last, so it never names a value that is not there.

import * as v from 'valibot';
import type { ExternalRow } from '../contract';

export const mostBacklogs = 5;
export const mostExternalRows = 20_000;
/** Of one part as it is stored; a request may have 500 KB, a value 235 KiB. */
export const mostPartBytes = 200_000;

export const externalRowSchema = v.object({
  key: v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(100)),
  title: v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(500)),
  description: v.pipe(v.string(), v.maxLength(1_000)),
  status: v.pipe(v.string(), v.maxLength(100)),
  created: v.nullable(v.pipe(v.string(), v.isoTimestamp())),
}) satisfies v.GenericSchema<unknown, ExternalRow>;

export const externalRowsSchema = v.pipe(v.string(), v.parseJson(), v.array(externalRowSchema));

const matchSchema = v.object({
  /** Position in the backlog. */
  row: v.number(),
  issueId: v.number(),
  score: v.number(),
  tier: v.picklist(['very-likely', 'possible', 'none']),
});
export type StoredMatch = v.InferOutput<typeof matchSchema>;
export const matchesSchema = v.pipe(v.string(), v.parseJson(), v.array(matchSchema));

const backlogSchema = v.object({
  id: v.string(),
  name: v.string(),
  originUrl: v.string(),
  fingerprint: v.string(),
  isComplete: v.boolean(),
  replaces: v.nullable(v.string()),
  parts: v.array(v.object({ key: v.string(), rows: v.number() })),
  importedAtMs: v.number(),
  /** When a comparison was asked for last; 0 before. */
  askedAtMs: v.number(),
  comparison: v.nullable(v.object({ scanId: v.string(), finishedAtMs: v.number(), keys: v.array(v.string()) })),
});
export type StoredBacklog = v.InferOutput<typeof backlogSchema>;

export const externalsSchema = v.object({ v: v.literal(1), backlogs: v.array(backlogSchema) });
export type Externals = v.InferOutput<typeof externalsSchema>;

export function rowsOf({ parts }: Pick<StoredBacklog, 'parts'>): number {
  return parts.reduce((sum, { rows }) => sum + rows, 0);
}

/** The values that go when the backlog goes. */
export function keysOf({ parts, comparison }: StoredBacklog): string[] {
  return [...parts.map(({ key }) => key), ...(comparison?.keys ?? [])];
}
