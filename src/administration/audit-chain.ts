// The audit log as a chain: each line carries a hash over itself and the hash of the line before, so that a line which was
// changed, removed or put in between breaks every hash after it. People stand in a line by a number; which account a
// number means is kept elsewhere, so that a person can be erased without breaking the chain.

import { createHash } from 'node:crypto';
import * as v from 'valibot';
import type { AuditEvent } from '../contract';

export const auditEvents = [
  'scan.start',
  'scan.cancel',
  'scan.resume',
  'scan.repeat',
  'settings.save',
  'settings.undo',
  'roles.save',
  'teams.save',
  'mapping.save',
  'hints.switch',
  'threshold.apply',
  'decision',
  'action',
  'bulk',
  'repair',
  'export',
  'external.import',
  'external.remove',
  'retention.save',
  'purge',
  'person.erase',
  'data.remove',
  'backup',
  'restore',
] as const satisfies readonly AuditEvent[];

/** Ids, figures and words of the program; the pattern leaves no room for a title or a name. */
const detailSchema = v.record(
  v.pipe(v.string(), v.regex(/^[a-zA-Z]{1,30}$/)),
  v.union([v.number(), v.pipe(v.string(), v.regex(/^[\w.:,-]{0,100}$/))]),
);
export type AuditDetail = v.InferOutput<typeof detailSchema>;

const entrySchema = v.object({
  atMs: v.number(),
  /** Null: the app itself. */
  person: v.nullable(v.number()),
  event: v.picklist(auditEvents),
  /** Why it was refused; null: it was not. The line before tells that it was asked. */
  refusedAs: v.nullable(v.pipe(v.string(), v.regex(/^[A-Z_]{1,30}$/))),
  engineVersion: v.string(),
  detail: detailSchema,
});
export type AuditEntry = v.InferOutput<typeof entrySchema>;

export const auditLineSchema = v.object({ n: v.number(), ...entrySchema.entries, hash: v.string() });
export type AuditLine = v.InferOutput<typeof auditLineSchema>;

/** Where a chain begins, or goes on after its older lines were removed. */
export interface Anchor {
  /** Of the last line. */
  readonly n: number;
  readonly hash: string;
}
export const firstAnchor: Anchor = { n: 0, hash: '' };

export function chained(anchor: Anchor, entries: readonly AuditEntry[]): AuditLine[] {
  let last = anchor;
  return entries.map((entry) => {
    const n = last.n + 1;
    const line = { n, ...entry, hash: hashOf(last.hash, n, entry) };
    last = line;
    return line;
  });
}

/** The number of the first line that does not fit; null: all fit. */
export function firstBreak(anchor: Anchor, lines: readonly AuditLine[]): number | null {
  let last = anchor;
  for (const line of lines) {
    const { n, hash, ...entry } = line;
    if (n !== last.n + 1 || hash !== hashOf(last.hash, n, entry)) return last.n + 1;
    last = line;
  }
  return null;
}

function hashOf(before: string, n: number, entry: AuditEntry): string {
  const { atMs, person, event, refusedAs, engineVersion, detail } = entry;
  const sorted = Object.keys(detail)
    .sort()
    .map((name) => [name, detail[name]]);
  const text = JSON.stringify([before, n, atMs, person, event, refusedAs, engineVersion, sorted]);
  return createHash('sha256').update(text).digest('hex');
}
