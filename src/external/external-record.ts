// What is stored of external backlogs: one record for each space with what is attached to it, and values with the rows
// and with what was found. The record is written last, so it never names a value that is not there.

import { createHash } from 'node:crypto';
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
  /** Names the row in whatever order a later import has it; comparisons of older versions have none. */
  keyDigest: v.optional(v.string()),
});
export type StoredMatch = v.InferOutput<typeof matchSchema>;
export const matchesSchema = v.pipe(v.string(), v.parseJson(), v.array(matchSchema));

const backlogSchema = v.object({
  id: v.string(),
  /** Of the first one that this one, by taking the place of another, goes back to; absent: itself. */
  rootId: v.optional(v.string()),
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

/** What people said no about; the newest first. */
export const dismissedSchema = v.object({ v: v.literal(1), names: v.array(v.string()) });
export type Dismissed = v.InferOutput<typeof dismissedSchema>;

export const externalsSchema = v.object({ v: v.literal(1), backlogs: v.array(backlogSchema) });
export type Externals = v.InferOutput<typeof externalsSchema>;

export function keyDigestOf({ key }: Pick<ExternalRow, 'key'>): string {
  return createHash('sha256').update(key).digest('hex').slice(0, 16);
}

/** Of a match as it is remembered, whatever import of the backlog it was found in; null: it cannot be. */
export function dismissalName(
  backlog: Pick<StoredBacklog, 'id' | 'rootId'>,
  { keyDigest, issueId }: Pick<StoredMatch, 'keyDigest' | 'issueId'>,
): string | null {
  return keyDigest === undefined ? null : `${rootOf(backlog)} ${keyDigest} ${issueId}`;
}

/** With a backlog goes what was said about it. */
export function notAbout(backlog: StoredBacklog): (name: string) => boolean {
  return (name) => !name.startsWith(`${rootOf(backlog)} `);
}

export function rowsOf({ parts }: Pick<StoredBacklog, 'parts'>): number {
  return parts.reduce((sum, { rows }) => sum + rows, 0);
}

export function rootOf({ id, rootId }: Pick<StoredBacklog, 'id' | 'rootId'>): string {
  return rootId ?? id;
}

/** Is a comparison with this result still to be made? What was never compared is, whatever the analysis was of. */
export function isStale(
  backlog: StoredBacklog,
  { scanId, backlogIds }: { readonly scanId: string; readonly backlogIds: readonly string[] },
): boolean {
  const { isComplete, comparison } = backlog;
  if (!isComplete || comparison?.scanId === scanId) return false;
  return comparison === null || backlogIds.length === 0 || backlogIds.includes(rootOf(backlog));
}

/** The values that go when the backlog goes. */
export function keysOf({ parts, comparison }: StoredBacklog): string[] {
  return [...parts.map(({ key }) => key), ...(comparison?.keys ?? [])];
}
