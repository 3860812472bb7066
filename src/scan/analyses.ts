// The analyses of one space as a person may know of them: newest first, with how each went. Everything is taken from the
// records that the analyses themselves are made of, so a list can never disagree with them. Spaces that the person may
// not browse are left out of each, and so are figures over what that person may not see.

import type { AnalysisDetail, AnalysisList, AnalysisRow, AnalysisStarter, AnalysisStep } from '../contract';
import { AppError } from '../errors';
import type { ProjectPermissions } from '../jira/gateway';
import { limits } from '../limits';
import type { DirectoryEntry, ScanStarter } from '../storage/stores';
import { type ControlContext, mayStart, mustBrowse } from './control';
import { emptyDirectory, scansOfProject } from './directory';
import { progressOf } from './progress';
import type { Scan } from './scan-record';

export async function listAnalyses(projectId: number, context: ControlContext): Promise<AnalysisList> {
  const { known, permissions, shownId } = await knownAnalyses(projectId, context);
  return { analyses: known.map((one) => rowOf(one, permissions, shownId, context.nowMs())) };
}

/** @throws AppError NOT_FOUND */
export async function analysisDetail(
  { projectId, scanId }: { readonly projectId: number; readonly scanId: string },
  context: ControlContext,
): Promise<AnalysisDetail> {
  const { known, permissions, shownId } = await knownAnalyses(projectId, context);
  const found = known.find(({ scan }) => scan.id === scanId);
  if (found === undefined) throw goneAnalysis();
  const { pauses, pauseCount } = found.scan.timeline;
  return {
    analysis: rowOf(found, permissions, shownId, context.nowMs()),
    steps: stepsOf(found.scan),
    pauses: pauses.map(({ reason, fromMs, untilMs }) => ({ reason, from: isoOf(fromMs), until: isoOf(untilMs) })),
    earlierPauses: pauseCount - pauses.length,
  };
}

export interface KnownAnalysis {
  readonly entry: DirectoryEntry;
  readonly scan: Scan;
}

/** Those of the space that are remembered. @throws AppError NOT_FOUND for who may not browse the space */
export async function knownAnalyses(
  projectId: number,
  { stores, viewer }: Pick<ControlContext, 'stores' | 'viewer'>,
): Promise<{
  readonly known: readonly KnownAnalysis[];
  readonly permissions: ProjectPermissions;
  readonly shownId: string | null;
}> {
  const entries = scansOfProject((await stores.directory.read())?.value ?? emptyDirectory, projectId);
  const projectIds = [...new Set([projectId, ...entries.flatMap((entry) => entry.projectIds)])];
  const [permissions, scans, coverage] = await Promise.all([
    viewer.permissions(projectIds.slice(0, limits.maxProjects)),
    stores.peekScans(entries.map(({ id }) => id)),
    stores.coverage(projectId).read(),
  ]);
  mustBrowse([projectId], permissions);
  const known = entries.flatMap((entry): KnownAnalysis[] => {
    const scan = scans.get(entry.id);
    return scan === undefined ? [] : [{ entry, scan }];
  });
  return { known, permissions, shownId: coverage?.value.scanId ?? null };
}

export function goneAnalysis(): AppError {
  return new AppError('NOT_FOUND', 'This analysis does not exist any more.');
}

function rowOf(
  { entry, scan }: KnownAnalysis,
  permissions: ProjectPermissions,
  shownId: string | null,
  nowMs: number,
): AnalysisRow {
  const canManage = mayStart(scan.projectIds, permissions);
  const audience = {
    visibleProjectIds: permissions.browsable,
    mayStart: canManage,
    isSiteAdmin: permissions.isSiteAdmin,
    issuesVisible: null,
  };
  return {
    progress: progressOf(scan, audience, nowMs),
    startedBy: starterOf(entry.startedBy),
    scope: canManage ? (entry.asked ?? null) : null,
    isShown: scan.id === shownId,
    canManage,
    canCompare: scan.phase === 'finished' && scan.results?.run !== undefined,
  };
}

function starterOf(startedBy: ScanStarter | undefined): AnalysisStarter | null {
  if (startedBy === undefined) return null;
  return startedBy.kind === 'schedule' ? { kind: 'schedule' } : startedBy;
}

const stepOfPhase: Partial<Record<Scan['phase'], AnalysisStep['step']>> = {
  queued: 'waiting',
  fetching: 'reading',
  comparing: 'comparing',
  publishing: 'publishing',
};

/** An analysis that was resumed has a step more than once. */
function stepsOf({ startedAtMs, timeline }: Pick<Scan, 'startedAtMs' | 'timeline'>): AnalysisStep[] {
  const marks = [{ phase: 'queued' as const, atMs: startedAtMs }, ...timeline.phases];
  return marks.flatMap(({ phase, atMs }, index): AnalysisStep[] => {
    const step = stepOfPhase[phase];
    const next = marks[index + 1];
    if (step === undefined) return [];
    return [{ step, from: isoOf(atMs), until: next === undefined ? null : isoOf(next.atMs) }];
  });
}

function isoOf(ms: number): string {
  return new Date(ms).toISOString();
}
