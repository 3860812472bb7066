// The summary of a space as people see it, and its change by whoever manages the space: which work item carries the mails,
// at which hour of which place, on which day of the week for those who want it weekly.

import type { SummaryView, SummaryWish } from '../contract';
import type { DecisionContext } from '../duplicates/review-context';
import { AppError } from '../errors';
import type { SiteJira } from '../jira/gateway';
import { limits } from '../limits';
import { mustBrowse } from '../scan/control';
import { defaultPreferences } from '../settings';
import { type Digest, type Digests, nextMailMs } from './summary-record';

export interface SummaryContext extends DecisionContext {
  /** As the app, in whose name mails leave. */
  readonly site: Pick<SiteJira, 'issueByKey'>;
}

export async function readSummary(projectId: number, context: DecisionContext): Promise<SummaryView> {
  const { stores, viewer, accountId } = context;
  const permissions = await viewer.permissions([projectId]);
  mustBrowse([projectId], permissions);
  const [digests, [person]] = await Promise.all([stores.digests.read(), stores.peekPeople([accountId])]);
  const canChange = permissions.isSiteAdmin || permissions.administered.has(projectId);
  const digest = digests?.value.digests.find((one) => one.projectId === projectId);
  return {
    digest: digest === undefined ? null : await digestView(digest, canChange, context),
    canChange,
    rhythm: (person?.settings ?? defaultPreferences).mail,
    isFollowed: person?.inbox?.followedProjectIds.includes(projectId) === true,
  };
}

async function digestView(
  { issueId, hour, weekday, timeZone, isPaused, dueMs, last }: Digest,
  canChange: boolean,
  { viewer }: DecisionContext,
): Promise<NonNullable<SummaryView['digest']>> {
  const issue = (await viewer.readIssues([issueId])).get(issueId);
  return {
    ...{ hour, weekday, timeZone, isPaused },
    issueKey: issue?.key ?? null,
    nextRun: isoOf(dueMs),
    last:
      last === null || !canChange
        ? null
        : { at: isoOf(last.atMs), sent: last.sent, unsure: last.unsure, problem: last.problem },
  };
}

interface SaveRequest {
  readonly projectId: number;
  readonly digest: SummaryWish;
}

/** @throws AppError NOT_FOUND for a work item that this person may not see, BAD_INPUT for one that cannot carry mails */
export async function saveSummary({ projectId, digest }: SaveRequest, context: SummaryContext): Promise<SummaryView> {
  const { issueKey, ...clock } = digest;
  const key = issueKey.trim().toUpperCase();
  const issue = await context.viewer.issueByKey(key);
  if (issue === null) throw new AppError('NOT_FOUND', `${key} does not exist, or you may not see it.`);
  if (issue.project.id !== projectId) throw new AppError('BAD_INPUT', 'digest.issueKey: must be in this space.');
  if ((await context.site.issueByKey(key)) === null) {
    throw new AppError('BAD_INPUT', 'digest.issueKey: the app itself may not see this work item. Choose another one.');
  }
  await changed(context, (digests) => {
    const before = digests.find((one) => one.projectId === projectId);
    if (before === undefined && digests.length >= limits.maxSummaries) {
      throw new AppError('BAD_INPUT', `At most ${limits.maxSummaries} spaces of a site can send summaries.`);
    }
    const dueMs = nextMailMs(clock, context.nowMs());
    const next = { projectId, issueId: issue.id, ...clock, dueMs, last: before?.last ?? null };
    return [...digests.filter((one) => one !== before), next];
  });
  return readSummary(projectId, context);
}

export async function removeSummary(projectId: number, context: DecisionContext): Promise<SummaryView> {
  await changed(context, (digests) => digests.filter((one) => one.projectId !== projectId));
  await context.stores.mailing(projectId).delete();
  return readSummary(projectId, context);
}

async function changed(
  { stores }: DecisionContext,
  next: (digests: Digests['digests']) => Digests['digests'],
): Promise<void> {
  await stores.digests.change((current) => ({ v: 1, digests: next(current?.digests ?? []) }));
}

function isoOf(ms: number): string {
  return new Date(ms).toISOString();
}
