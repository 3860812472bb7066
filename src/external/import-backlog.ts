// The import of an external backlog, part by part: begin, parts in order, finish. A part that arrives twice is written
// once, and an upload that was broken off goes on where it stopped. Only administrators of the space get here, which the
// door sees to.

import type { ExternalRow } from '../contract';
import type { DecisionContext } from '../duplicates/review-context';
import { AppError } from '../errors';
import {
  type Externals,
  keysOf,
  mostBacklogs,
  mostExternalRows,
  mostPartBytes,
  notAbout,
  rootOf,
  rowsOf,
  type StoredBacklog,
} from './external-record';

interface BeginRequest {
  readonly projectId: number;
  readonly name: string;
  readonly originUrl: string;
  readonly fingerprint: string;
  readonly replaces: string | null;
}

export async function beginImport(
  { projectId, name, originUrl, fingerprint, replaces }: BeginRequest,
  { stores, nowMs, newId }: DecisionContext,
): Promise<{ backlogId: string }> {
  const backlog: StoredBacklog = {
    ...{ id: newId(), name, originUrl, fingerprint, replaces, isComplete: false, parts: [] },
    ...{ importedAtMs: nowMs(), askedAtMs: 0, comparison: null },
  };
  await stores.externals(projectId).change((current) => {
    const backlogs = current?.backlogs ?? [];
    if (replaces !== null && !backlogs.some(({ id }) => id === replaces)) throw notThere();
    if (backlogs.length - (replaces === null ? 0 : 1) >= mostBacklogs) {
      throw new AppError('BAD_INPUT', `A space can have ${mostBacklogs} external backlogs. Remove one first.`);
    }
    return { v: 1, backlogs: [...backlogs, backlog] };
  });
  return { backlogId: backlog.id };
}

interface PartRequest {
  readonly projectId: number;
  readonly backlogId: string;
  readonly part: number;
  readonly rows: readonly ExternalRow[];
}

export async function addPart(
  { projectId, backlogId, part, rows }: PartRequest,
  { stores }: DecisionContext,
): Promise<{ partsUploaded: number }> {
  const record = stores.externals(projectId);
  const known = backlogOf((await record.read())?.value ?? null, backlogId);
  if (known.isComplete) throw new AppError('BAD_INPUT', 'This backlog is complete. Import it again to replace it.');
  if (part < known.parts.length) return { partsUploaded: known.parts.length };
  if (part > known.parts.length) throw new AppError('BAD_INPUT', `part: part ${known.parts.length} comes next.`);
  if (rowsOf(known) + rows.length > mostExternalRows) {
    throw new AppError('BAD_INPUT', `rows: a backlog can have ${mostExternalRows} work items.`);
  }
  const text = JSON.stringify(rows);
  if (Buffer.byteLength(text) > mostPartBytes) {
    throw new AppError('BAD_INPUT', `rows: a part can have ${mostPartBytes} bytes.`);
  }
  const [key = ''] = await stores.texts.write('external', [text]);
  let isKept = false;
  const next = await record.change((current) => {
    const backlog = backlogOf(current, backlogId);
    isKept = backlog.parts.length === part;
    return isKept ? withBacklog(current, { ...backlog, parts: [...backlog.parts, { key, rows: rows.length }] }) : null;
  });
  // Two uploads of the same part at the same time: one of the two values is named by nobody.
  if (!isKept) await stores.texts.delete([key]);
  return { partsUploaded: backlogOf(next, backlogId).parts.length };
}

/** What it replaces is removed only now, so that a broken upload takes nothing away. */
export async function finishImport(
  { projectId, backlogId }: { readonly projectId: number; readonly backlogId: string },
  { stores }: DecisionContext,
): Promise<void> {
  let gone: StoredBacklog | undefined;
  await stores.externals(projectId).change((current) => {
    const backlog = backlogOf(current, backlogId);
    if (rowsOf(backlog) === 0) throw new AppError('BAD_INPUT', 'No work item has been uploaded.');
    gone = current?.backlogs.find(({ id }) => id === backlog.replaces);
    const rootId = gone === undefined ? rootOf(backlog) : rootOf(gone);
    const complete = withBacklog(current, { ...backlog, rootId, isComplete: true, replaces: null });
    return { ...complete, backlogs: complete.backlogs.filter(({ id }) => id !== gone?.id) };
  });
  if (gone !== undefined) await stores.texts.delete(keysOf(gone));
}

export async function removeBacklog(
  { projectId, backlogId }: { readonly projectId: number; readonly backlogId: string },
  { stores }: DecisionContext,
): Promise<void> {
  let gone: StoredBacklog | undefined;
  await stores.externals(projectId).change((current) => {
    gone = backlogOf(current, backlogId);
    return { v: 1, backlogs: (current?.backlogs ?? []).filter(({ id }) => id !== backlogId) };
  });
  if (gone === undefined) return;
  await stores.texts.delete(keysOf(gone));
  const isOther = notAbout(gone);
  await stores
    .dismissed(projectId)
    .change((current) => (current === null ? null : { v: 1, names: current.names.filter(isOther) }));
}

/** @throws AppError NOT_FOUND */
export function backlogOf(externals: Externals | null, backlogId: string): StoredBacklog {
  const backlog = externals?.backlogs.find(({ id }) => id === backlogId);
  if (backlog === undefined) throw notThere();
  return backlog;
}

export function withBacklog(externals: Externals | null, backlog: StoredBacklog): Externals {
  return { v: 1, backlogs: (externals?.backlogs ?? []).map((one) => (one.id === backlog.id ? backlog : one)) };
}

function notThere(): AppError {
  return new AppError('NOT_FOUND', 'This external backlog does not exist any more.');
}
