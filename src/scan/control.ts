// What people do with scans: start, look, cancel, resume. Who may: administrators of every chosen project that they can
// also browse, and Jira administrators who can browse them; asked from Jira as that person at each call. A scan reads as
// the app, so this check is what keeps a person from analysing what others keep from them.

import type { AnalysisScope, ScanProgress, ScopeNarrowing } from '../contract';
import { AppError } from '../errors';
import type { ProjectPermissions, ViewerJira } from '../jira/gateway';
import { countJql } from '../jira/jql';
import { limits } from '../limits';
import { openingThreshold } from '../settings';
import type { Versioned } from '../storage/guarded';
import type { ScanListing, Stores } from '../storage/stores';
import {
  answering,
  emptyDirectory,
  latestOfProject,
  liveOfScope,
  waitBeforeStart,
  withEntry,
  withScan,
} from './directory';
import { everything, narrowedJql, storedNarrowing } from './narrowing';
import { progressOf } from './progress';
import type { ScanQueue } from './queue';
import { withoutBase } from './scan-base';
import { scanOptions } from './scan-options';
import { mustBeAttached, teamOfScope } from './scope-parts';
import { traced } from './timeline';
import { cancelled, isLive, newScan, readableProjectIds, resumed } from './scan';
import type { Scan } from './scan-record';

export interface ControlContext {
  readonly viewer: ViewerJira;
  readonly stores: Stores;
  readonly queue: ScanQueue;
  readonly nowMs: () => number;
  readonly newId: () => string;
}

interface ScanScope {
  readonly projectIds: readonly number[];
  readonly jql: string | null;
  readonly narrowing?: ScopeNarrowing | undefined;
}

export async function startScan(scope: ScanScope, accountId: string, context: ControlContext): Promise<ScanProgress> {
  const { projectIds, narrowing = everything } = scope;
  if (new Set(projectIds).size > limits.maxProjects) {
    throw new AppError('BAD_INPUT', `An analysis can cover at most ${limits.maxProjects} spaces.`);
  }
  const permissions = await allowedToStart(projectIds, context);
  const asked = { jql: scope.jql?.trim() || null, narrowing: storedNarrowing(narrowing) };
  const jql = await rightJql({ projectIds, ...asked }, context);
  const wanted = newScan(
    context.newId(),
    { projectIds, jql, backlogIds: asked.narrowing.backlogIds },
    context.nowMs(),
    scanOptions(await context.stores.readSettings()),
  );
  const scan = await joined(wanted, { startedBy: { kind: 'person', accountId }, asked }, context);
  // A joined scan that nobody has picked up may have lost its message; a second one does no harm.
  if (scan.phase === 'queued') await context.queue.push(scan.id);
  return progress(scan, permissions, context);
}

/** The newest scan that covers the project; null when there was none. */
export async function latestScan(
  projectId: number,
  context: ControlContext,
): Promise<{ progress: ScanProgress | null; canStart: boolean }> {
  const entry = latestOfProject((await context.stores.directory.read())?.value ?? emptyDirectory, projectId);
  const known = entry === null ? null : await context.stores.scan(entry.id).read();
  const permissions = await context.viewer.permissions([projectId, ...(known?.value.projectIds ?? [])]);
  mustBrowse([projectId], permissions);
  const canStart = mayStart([projectId], permissions);
  return { progress: known === null ? null : await progress(known.value, permissions, context), canStart };
}

/** What the project page opens with: the newest scan, and from which match on this person is shown pairs. */
export async function projectOpening(
  projectId: number,
  accountId: string,
  context: ControlContext,
): Promise<{ progress: ScanProgress | null; canStart: boolean; defaultThreshold: number }> {
  const { stores } = context;
  const [latest, site, space, person] = await Promise.all([
    latestScan(projectId, context),
    stores.readSettings(),
    stores.space(projectId).read(),
    stores.person(accountId).read(),
  ]);
  return { ...latest, defaultThreshold: openingThreshold(site, space?.value ?? null, person?.value ?? null) };
}

export async function cancelScan(scanId: string, context: ControlContext): Promise<ScanProgress> {
  const { scan, permissions } = await changed(scanId, context, cancelled);
  await context.stores.directory.change((directory) =>
    directory === null ? null : withEntry(directory, scanId, { isLive: false }),
  );
  return progress(scan, permissions, context);
}

export async function resumeScan(scanId: string, context: ControlContext): Promise<ScanProgress> {
  const known = await existing(scanId, context);
  await allowedToStart(known.value.projectIds, context);
  // Listed as live before it is: otherwise a start of the same scope could slip in between.
  const directory = await context.stores.directory.change((current) => {
    const other = liveOfScope(current ?? emptyDirectory, known.value.scopeKey);
    if (other !== null && other.id !== scanId) return null;
    return withScan(current ?? emptyDirectory, known.value);
  });
  const live = liveOfScope(directory ?? emptyDirectory, known.value.scopeKey);
  if (live !== null && live.id !== scanId) {
    throw new AppError('CONFLICT', 'A newer analysis of the same spaces is under way.');
  }
  const { scan, permissions } = await changed(scanId, context, resumedFromWhatIsLeft);
  if (isLive(scan)) await context.queue.push(scanId);
  return progress(scan, permissions, context);
}

/** What a cancelled or failed analysis has stored is removed after a while; then everything has to be read again. */
function resumedFromWhatIsLeft(scan: Scan, nowMs: number): Scan | null {
  const mayBeSwept = !isLive(scan) && nowMs - scan.heartbeatMs > 2 * limits.leaseMs;
  if (!mayBeSwept) return resumed(scan, nowMs);
  return resumed({ ...withoutBase(scan, nowMs), isFetched: false, issuesExpected: null, results: null }, nowMs);
}

export function mayStart(projectIds: readonly number[], permissions: ProjectPermissions): boolean {
  return projectIds.every(
    (id) => permissions.browsable.has(id) && (permissions.isSiteAdmin || permissions.administered.has(id)),
  );
}

/** Whoever may not browse a project hears the same as for one that does not exist. */
export function mustBrowse(projectIds: readonly number[], { browsable }: Pick<ProjectPermissions, 'browsable'>): void {
  if (!projectIds.every((id) => browsable.has(id))) {
    throw new AppError('NOT_FOUND', 'This space does not exist, or you may not see it.');
  }
}

export async function allowedToStart(
  projectIds: readonly number[],
  context: ControlContext,
): Promise<ProjectPermissions> {
  const permissions = await context.viewer.permissions(projectIds);
  mustBrowse(projectIds, permissions);
  if (!mayStart(projectIds, permissions)) {
    throw new AppError(
      'NOT_ALLOWED',
      'Only administrators of all chosen spaces can start, cancel or resume an analysis.',
    );
  }
  return permissions;
}

/**
 * What is to be read of a scope, once everything in it is known to be right. The person's own JQL is looked at first, so
 * that Jira's sentences are about what that person wrote. @throws AppError NOT_FOUND, BAD_INPUT, BAD_JQL
 */
export async function rightJql(scope: AnalysisScope, context: ControlContext): Promise<string | null> {
  const { jql: own, narrowing } = scope;
  await mustBeAttached(scope, context);
  const whole = narrowedJql(own, narrowing, await teamOfScope(scope, context));
  for (const jql of new Set([own, whole])) {
    const errors = jql === null ? [] : await context.viewer.jqlErrors(jql);
    if (errors.length > 0) throw new AppError('BAD_JQL', errors.join(' '));
  }
  return whole;
}

/**
 * The live scan of the same scope, or else the wanted one, now listed as live. Its record is written before it is
 * listed: a kill in between leaves a record that nobody knows, never a listing that leads nowhere. Where the storage is
 * slow, another one may have begun and ended meanwhile: that one is newer than what was asked for, and the answer.
 * @throws AppError TOO_SOON when the same person has only just started one of another scope
 */
export async function joined(
  wanted: Scan,
  listing: ScanListing,
  context: Pick<ControlContext, 'stores'>,
): Promise<Scan> {
  const { stores } = context;
  const before = await liveScan(wanted.scopeKey, context);
  if (before !== null) return before;
  // A schedule that is made up for after a kill finds its own record there already, perhaps at work.
  const stored = await stores.scan(wanted.id).change((current) => (current === null ? wanted : null));
  const directory = await stores.directory.change((current) => {
    const listed = current ?? emptyDirectory;
    const isRefused = answering(listed, wanted) !== null || waitBeforeStart(listed, wanted, listing) > 0;
    return isRefused ? null : withScan(listed, wanted, listing);
  });
  const winner = answering(directory ?? emptyDirectory, wanted);
  if (winner?.id === wanted.id) return stored ?? wanted;
  await stores.scan(wanted.id).delete();
  if (winner === null) {
    throw new AppError('TOO_SOON', 'You have only just started another analysis.', {
      retryAfterSeconds: Math.ceil(waitBeforeStart(directory ?? emptyDirectory, wanted, listing) / 1_000),
    });
  }
  return (await stores.scan(winner.id).read())?.value ?? wanted;
}

/** Also tidies a listing whose scan has ended without saying so there. */
async function liveScan(scopeKey: string, context: Pick<ControlContext, 'stores'>): Promise<Scan | null> {
  const listed = liveOfScope((await context.stores.directory.read())?.value ?? emptyDirectory, scopeKey);
  if (listed === null) return null;
  const scan = (await context.stores.scan(listed.id).read())?.value ?? null;
  if (scan !== null && isLive(scan)) return scan;
  await context.stores.directory.change((directory) =>
    directory === null ? null : withEntry(directory, listed.id, { isLive: false }),
  );
  return null;
}

async function existing(scanId: string, context: ControlContext): Promise<Versioned<Scan>> {
  const known = await context.stores.scan(scanId).read();
  if (known === null) throw new AppError('NOT_FOUND', 'This analysis does not exist any more.');
  return known;
}

async function changed(
  scanId: string,
  context: ControlContext,
  next: (scan: Scan, nowMs: number) => Scan | null,
): Promise<{ scan: Scan; permissions: ProjectPermissions }> {
  const known = await existing(scanId, context);
  const permissions = await allowedToStart(known.value.projectIds, context);
  const scan = await context.stores.scan(scanId).change((current) => {
    const wanted = current === null ? null : next(current, context.nowMs());
    return current === null || wanted === null ? null : traced(current, wanted);
  });
  return { scan: scan ?? known.value, permissions };
}

async function progress(scan: Scan, permissions: ProjectPermissions, context: ControlContext): Promise<ScanProgress> {
  const visible = readableProjectIds(scan).filter((id) => permissions.browsable.has(id));
  const canStartAll = mayStart(scan.projectIds, permissions);
  // One point for each look, so only for those who watch an analysis that they can start.
  const isCounted = canStartAll && isLive(scan) && visible.length > 0;
  const issuesVisible = isCounted
    ? await context.viewer.count(countJql({ projectIds: visible, jql: scan.jql }, null))
    : null;
  const audience = {
    visibleProjectIds: permissions.browsable,
    mayStart: canStartAll,
    isSiteAdmin: permissions.isSiteAdmin,
    issuesVisible,
  };
  return progressOf(scan, audience, context.nowMs());
}
