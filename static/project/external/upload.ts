// The upload of a mapped file, part by part. One that was broken off goes on behind the last part that arrived, but only
// with the same rows.

import type { ExternalBacklog, ExternalRow, ExternalsView, Result } from '../../../src/contract';
import { call } from '../../shared/api';
import { partsOf } from './upload-parts';

async function fingerprintOf(rows: readonly ExternalRow[]): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(JSON.stringify(rows)));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

interface Upload {
  readonly projectId: number;
  readonly name: string;
  readonly originUrl: string;
  readonly rows: readonly ExternalRow[];
  readonly known: readonly ExternalBacklog[];
  readonly signal: AbortSignal;
  readonly onProgress: (share: number) => void;
}

/** Null when it was cancelled; what has arrived stays for the next try. */
export async function upload(asked: Upload): Promise<Result<ExternalsView | null>> {
  const { projectId, name, originUrl, rows, known, signal, onProgress } = asked;
  const parts = partsOf(rows);
  const fingerprint = await fingerprintOf(rows);
  const begun = known.find((one) => one.state === 'uploading' && one.fingerprint === fingerprint);
  const replaces = known.find((one) => one.state !== 'uploading' && one.name === name.trim())?.backlogId ?? null;
  const opened =
    begun === undefined
      ? await call('external.begin', { projectId, name, originUrl, fingerprint, replaces })
      : ({ ok: true, value: { backlogId: begun.backlogId } } as const);
  if (!opened.ok) return opened;
  const { backlogId } = opened.value;
  for (let part = begun?.partsUploaded ?? 0; part < parts.length; part++) {
    if (signal.aborted) return { ok: true, value: null };
    onProgress(part / parts.length);
    const added = await call('external.addPart', { projectId, backlogId, part, rows: parts[part] ?? [] });
    if (!added.ok) return added;
  }
  return call('external.finish', { projectId, backlogId });
}
