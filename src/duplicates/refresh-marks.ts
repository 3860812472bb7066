// Writes the marks of one space anew, a page of issues at a time, as the administrator who pressed the button and only
// where that person may edit. Nothing is written in the background. A page that is interrupted is written again: the same
// mark twice is one mark. Issues that lost their suggestions lose their mark.

import { AppError, appErrorOf } from '../errors';
import type { MatchCalls } from '../jira/match';
import { chunks } from '../jira/call';
import type { IssuePropertyCalls } from '../jira/issue-properties';
import type { MergeIssueCalls } from '../jira/merge-issue';
import { limits } from '../limits';
import { mustBrowse } from '../scan/control';
import type { ViewerJira } from '../jira/gateway';
import type { Stores } from '../storage/stores';
import { openPairsOfOneAudience } from './one-audience';
import { type Mark, markKey, marksOf } from './marks';

interface MarksContext {
  readonly viewer: ViewerJira;
  readonly jira: IssuePropertyCalls & Pick<MergeIssueCalls, 'searchIds' | 'issuePermissions'>;
  /** As the app: who may see a pair is asked for everybody, not for the person who pressed the button. */
  readonly guards: MatchCalls;
  readonly stores: Stores;
  readonly nowMs: () => number;
}

export interface MarksRequest {
  readonly projectId: number;
  /** Null at first; then what the last answer said. */
  readonly afterId: number | null;
  readonly isRemoving: boolean;
}

export interface MarksPage {
  readonly marked: number;
  readonly cleared: number;
  /** Null when all are done. */
  readonly nextAfterId: number | null;
}

/** Whether the person may configure the space is asked at the door. @throws AppError */
export async function refreshMarks(request: MarksRequest, context: MarksContext): Promise<MarksPage> {
  const { projectId, isRemoving } = request;
  const afterId = request.afterId ?? 0;
  mustBrowse([projectId], await context.viewer.permissions([projectId]));
  const wanted = isRemoving ? new Map<number, Mark>() : await wantedMarks(projectId, context);
  const jql = `project = ${projectId} AND issue.property["${markKey}"].open >= 0 AND id > ${afterId} ORDER BY id ASC`;
  const present = await context.jira.searchIds(jql, limits.marksPerCall);
  const due = [...new Set([...wanted.keys(), ...present.ids])].filter((id) => id > afterId).sort((x, y) => x - y);
  const page = due.slice(0, limits.marksPerCall);
  const editable = (await context.jira.issuePermissions(['EDIT_ISSUES'], page)).get('EDIT_ISSUES') ?? new Set();
  const writable = page.filter((id) => editable.has(id));
  for (const some of chunks(writable, limits.parallelRequests)) {
    await Promise.all(some.map((id) => write(id, wanted.get(id) ?? null, context)));
  }
  const marked = writable.filter((id) => wanted.has(id)).length;
  const isLast = due.length <= page.length && !present.isPartial;
  return { marked, cleared: writable.length - marked, nextAfterId: isLast ? null : (page.at(-1) ?? null) };
}

async function wantedMarks(projectId: number, context: MarksContext): Promise<ReadonlyMap<number, Mark>> {
  const { stores, guards, nowMs } = context;
  const coverage = (await stores.coverage(projectId).read())?.value ?? null;
  if (coverage === null) throw new AppError('NOT_FOUND', 'This space has not been analyzed yet.');
  const audience = { stores, nowMs, matches: guards.matches };
  return marksOf(await openPairsOfOneAudience(projectId, coverage, limits.maxMarkedPairs, audience));
}

async function write(issueId: number, mark: Mark | null, { jira }: MarksContext): Promise<void> {
  if (mark !== null) return jira.setProperty(issueId, markKey, mark);
  try {
    await jira.removeProperty(issueId, markKey);
  } catch (error) {
    // Jira's search may still find what is gone.
    if (appErrorOf(error).code !== 'NOT_FOUND') throw error;
  }
}
