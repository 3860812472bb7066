// Deleting an analysis. It disappears for everybody at once; its values follow with the hourly housekeeping, when nothing
// that was under way can write for it any more. What people decided about its pairs stays. One whose pairs a page shows
// takes them with it, so that has to be said in the request.

import type { AnalysisList } from '../contract';
import { AppError } from '../errors';
import { goneAnalysis, listAnalyses } from './analyses';
import { allowedToStart, type ControlContext } from './control';
import { emptyDirectory, withEntry } from './directory';
import { isLive } from './scan';

/** @throws AppError NOT_FOUND, NOT_ALLOWED, CONFLICT */
export async function deleteAnalysis(
  request: { readonly projectId: number; readonly scanId: string; readonly evenIfShown: boolean },
  context: ControlContext,
): Promise<AnalysisList> {
  const { projectId, scanId, evenIfShown } = request;
  const { stores } = context;
  const scan = (await stores.scan(scanId).read())?.value ?? null;
  if (scan === null || !scan.projectIds.includes(projectId)) throw goneAnalysis();
  await allowedToStart(scan.projectIds, context);
  if (isLive(scan)) throw new AppError('CONFLICT', 'This analysis is under way. Cancel it first.');
  const shown = await Promise.all(
    scan.projectIds.map(async (id) => ({ id, record: await stores.coverage(id).read() })),
  );
  const pointers = shown.filter(({ record }) => record?.value.scanId === scanId);
  if (pointers.length > 0 && !evenIfShown) {
    throw new AppError('CONFLICT', 'The pairs that pages show are from this analysis. Say that they may go with it.');
  }
  // Listed as deleted first: a kill in between leaves pairs that are shown, and the next try removes them.
  await stores.directory.change((current) =>
    withEntry(current ?? emptyDirectory, scanId, { isDeleted: true, isSwept: false }),
  );
  for (const { id, record } of pointers) {
    // Not whatever stands there by now: a newer analysis may have taken its place a moment ago.
    if (record !== null) await stores.coverage(id).deleteAt(record.version);
  }
  return listAnalyses(projectId, context);
}
