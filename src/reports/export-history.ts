// Who exported what from a space, when, and how many rows: account ids and figures, never what stood in the file. A person
// sees their own lines; whoever administers the space answers for its data and sees all of them.

import type { ExportLine, RequestOf } from '../contract';
import type { DecisionContext } from '../duplicates/review-context';
import { mustBrowse } from '../scan/control';
import { noteSpace } from '../storage/known-spaces';

const maxLines = 500;

export async function exportHistory(projectId: number, context: DecisionContext): Promise<{ lines: ExportLine[] }> {
  const permissions = await context.viewer.permissions([projectId]);
  mustBrowse([projectId], permissions);
  const mayAll = permissions.isSiteAdmin || permissions.administered.has(projectId);
  const lines = (await context.stores.exportHistory(projectId).read())?.value.lines ?? [];
  return {
    lines: lines
      .filter(({ by }) => mayAll || by === context.accountId)
      .slice(0, 100)
      .map(({ atMs, by, ...line }) => ({ at: new Date(atMs).toISOString(), byAccountId: by, ...line })),
  };
}

export async function noteExport(
  { projectId, what, format, rows }: RequestOf<'reports.noteExport'>,
  context: DecisionContext,
): Promise<{ lines: ExportLine[] }> {
  mustBrowse([projectId], await context.viewer.permissions([projectId]));
  const line = { atMs: context.nowMs(), by: context.accountId, what, format, rows };
  await noteSpace(projectId, context.stores);
  await context.stores
    .exportHistory(projectId)
    .change((log) => ({ v: 1, lines: [line, ...(log?.lines ?? [])].slice(0, maxLines) }));
  return exportHistory(projectId, context);
}
