// A backup as one file: read part by part from the backend, and handed back part by part. Every part is tried before the
// first one is restored, so that a file with one damaged part changes nothing.

import * as v from 'valibot';
import type { AnswerOf, AppFailure, BackupPart, RestoreReport, Result } from '../../src/contract';
import { call } from '../shared/api';
import { handOut } from '../shared/hand-out';

const format = 'backlog-intelligence-backup';
const kinds = ['settings', 'spaces', 'decisions', 'people'] as const satisfies readonly BackupPart['kind'][];
const fileSchema = v.object({
  format: v.literal(format),
  version: v.number(),
  parts: v.array(v.object({ kind: v.picklist(kinds), body: v.string(), checksum: v.string() })),
});
export type BackupFile = v.InferOutput<typeof fileSchema>;

/** Null: the file was handed out. */
export async function makeBackup(): Promise<AppFailure | null> {
  const parts: BackupPart[] = [];
  let version = 0;
  for (let at: number | null = 0; at !== null;) {
    const read: Result<AnswerOf<'backup.read'>> = await call('backup.read', { at });
    if (!read.ok) return read.failure;
    version = read.value.version;
    // A space that was only analyzed has nothing to bring back.
    if (read.value.part.body !== '[]') parts.push(read.value.part);
    at = read.value.next;
  }
  handOut('backlog-intelligence-backup.json', 'application/json', JSON.stringify({ format, version, parts }, null, 2));
  return null;
}

/** Null: it is no backup. */
export function backupFileOf(text: string): BackupFile | null {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), fileSchema), text);
  return parsed.success ? parsed.output : null;
}

export async function restoreBackup(file: BackupFile, isDryRun: boolean): Promise<Result<RestoreReport>> {
  const tried = await eachPart(file, true);
  return isDryRun || !tried.ok ? tried : eachPart(file, false);
}

async function eachPart(file: BackupFile, isDryRun: boolean): Promise<Result<RestoreReport>> {
  let sum: RestoreReport = { added: 0, changed: 0, unchanged: 0, newerHere: 0 };
  for (const part of file.parts) {
    const done = await call('backup.restore', { version: file.version, part, isDryRun });
    if (!done.ok) return done;
    const { added, changed, unchanged, newerHere } = done.value;
    sum = {
      added: sum.added + added,
      changed: sum.changed + changed,
      unchanged: sum.unchanged + unchanged,
      newerHere: sum.newerHere + newerHere,
    };
  }
  return { ok: true, value: sum };
}
