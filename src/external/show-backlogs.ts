// External backlogs as people see them: which are attached to a space, and whether they have been compared with what was
// analysed last. Whoever may browse the space may see them.

import type { ExternalBacklog, ExternalsView } from '../contract';
import type { DecisionContext } from '../duplicates/review-context';
import { mustBrowse } from '../scan/control';
import type { CoverageRecord } from '../storage/stores';
import { isStale, rootOf, rowsOf, type StoredBacklog } from './external-record';

export interface ExternalContext extends DecisionContext {
  readonly pushExternal: (projectId: number) => Promise<void>;
}

/** A delivery that got lost is asked for again after so long. */
const askAgainAfterMs = 300_000;

export async function listBacklogs(projectId: number, context: ExternalContext): Promise<ExternalsView> {
  const { stores, viewer } = context;
  const permissions = await viewer.permissions([projectId]);
  mustBrowse([projectId], permissions);
  const coverage = (await stores.coverage(projectId).read())?.value ?? null;
  const backlogs = (await stores.externals(projectId).read())?.value.backlogs ?? [];
  if (coverage !== null && backlogs.some((one) => isStale(one, coverage)))
    await askForComparison(projectId, coverage, context);
  return {
    isAnalysed: coverage !== null,
    canImport: permissions.isSiteAdmin || permissions.administered.has(projectId),
    backlogs: backlogs.map((one) => backlogView(one, coverage)),
  };
}

function backlogView(backlog: StoredBacklog, coverage: CoverageRecord | null): ExternalBacklog {
  const { id, name, originUrl, fingerprint, isComplete, parts, importedAtMs, comparison } = backlog;
  const waits = coverage !== null && isStale(backlog, coverage);
  return {
    backlogId: id,
    rootId: rootOf(backlog),
    name,
    originUrl,
    fingerprint,
    state: !isComplete ? 'uploading' : waits ? 'comparing' : 'ready',
    rows: rowsOf(backlog),
    partsUploaded: parts.length,
    importedAt: new Date(importedAtMs).toISOString(),
    comparedAt: comparison === null ? null : new Date(comparison.finishedAtMs).toISOString(),
  };
}

/** Whoever looks notices that a newer analysis has come; asking twice does no harm and is rare. */
async function askForComparison(projectId: number, coverage: CoverageRecord, context: ExternalContext): Promise<void> {
  const nowMs = context.nowMs();
  let isDue = false;
  await context.stores.externals(projectId).change((current) => {
    const waiting = (current?.backlogs ?? []).filter((one) => isStale(one, coverage));
    isDue = waiting.some(({ askedAtMs }) => nowMs - askedAtMs > askAgainAfterMs);
    if (!isDue || current === null) return null;
    return {
      v: 1,
      backlogs: current.backlogs.map((one) => (isStale(one, coverage) ? { ...one, askedAtMs: nowMs } : one)),
    };
  });
  if (isDue) await context.pushExternal(projectId);
}
