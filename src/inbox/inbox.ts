// One person's bell. What could be told is gathered from the records; what is told is what this person has a part in and
// may see at this moment: spaces are asked about as that person, and so is every pair. Who somebody is comes from Forge's
// own context alone. Kept is only what was read, muted and followed.

import type { InboxView, Notice, NoticeKind } from '../contract';
import { noteKept } from '../administration/people';
import { defaultRetention } from '../administration/retention';
import type { DecisionContext } from '../duplicates/review-context';
import { AppError } from '../errors';
import { seenJql } from '../jira/jql';
import type { ProjectPermissions } from '../jira/gateway';
import { limits } from '../limits';
import { mayStart, mustBrowse } from '../scan/control';
import { emptyDirectory } from '../scan/directory';
import type { Scan } from '../scan/scan-record';
import type { Settings } from '../settings';
import type { DirectoryEntry } from '../storage/stores';
import { type Pair, pairName, type ReviewedPair } from '../storage/reviews';
import { emptyInbox, type InboxRecord } from './inbox-record';
import { assignedNotices, type Candidate, healthNotices, isStarter, precisionNotice, scanNotices } from './notices';

const dayMs = 86_400_000;

export async function readInbox(context: DecisionContext): Promise<InboxView> {
  const record = (await context.stores.inbox(context.accountId).read())?.value ?? emptyInbox;
  return inboxView(record, await allowed(record, context));
}

/** Null: everything up to now. */
export async function markRead(ids: readonly string[] | null, context: DecisionContext): Promise<InboxView> {
  const known = (await context.stores.inbox(context.accountId).read())?.value ?? emptyInbox;
  const told = await allowed(known, context);
  const toldIds = new Set(told.map(({ id }) => id));
  const record = await changed(context, (current) => {
    const readAtMs = context.nowMs();
    if (ids === null) return { ...current, readBeforeMs: readAtMs, readIds: [], readAtMs };
    // What is told no more need not be remembered.
    const readIds = [...new Set([...current.readIds, ...ids])].filter((id) => toldIds.has(id));
    return { ...current, readIds, readAtMs };
  });
  return inboxView(record, told);
}

export async function muteKinds(kinds: readonly NoticeKind[], context: DecisionContext): Promise<InboxView> {
  await changed(context, (current) => ({ ...current, muted: [...new Set(kinds)] }));
  return readInbox(context);
}

/** @throws AppError NOT_FOUND for a space that this person may not browse */
export async function followSpace(
  { projectId, isOn }: { readonly projectId: number; readonly isOn: boolean },
  context: DecisionContext,
): Promise<InboxView> {
  if (isOn) mustBrowse([projectId], { browsable: await context.viewer.browsableProjects([projectId]) });
  await changed(context, (current) => {
    const others = current.followedProjectIds.filter((id) => id !== projectId);
    return {
      ...current,
      followedProjectIds: (isOn ? [...others, projectId] : others).slice(-limits.maxFollowedSpaces),
    };
  });
  return readInbox(context);
}

async function changed(
  { stores, accountId }: DecisionContext,
  next: (record: InboxRecord) => InboxRecord,
): Promise<InboxRecord> {
  await noteKept(accountId, stores);
  return (await stores.inbox(accountId).change((current) => next(current ?? emptyInbox))) ?? emptyInbox;
}

function inboxView(record: InboxRecord, told: readonly Candidate[]): InboxView {
  const read = new Set(record.readIds);
  const notices = told
    .filter(({ kind }) => !record.muted.includes(kind))
    .sort((x, y) => y.atMs - x.atMs)
    .slice(0, limits.maxNotices)
    .map(({ untilMs, atMs, ...notice }): Notice => ({
      ...notice,
      at: new Date(atMs).toISOString(),
      isRead: atMs <= record.readBeforeMs || read.has(notice.id),
      until: untilMs === null ? null : new Date(untilMs).toISOString(),
    }));
  return {
    notices,
    unread: notices.filter(({ isRead }) => !isRead).length,
    muted: record.muted,
    followedProjectIds: record.followedProjectIds,
  };
}

/** What this person has a part in, may see, and what is not older than anything else that is kept. */
async function allowed(record: InboxRecord, context: DecisionContext): Promise<readonly Candidate[]> {
  const { stores, viewer, accountId, nowMs } = context;
  const [directory, reviewed, settings, retention] = await Promise.all([
    stores.directory.read(),
    stores.reviews.peekAll(),
    stores.readSettings(),
    stores.retention.read(),
  ]);
  const sinceMs = nowMs() - (retention?.value ?? defaultRetention).auditDays * dayMs;
  const entries = (directory?.value ?? emptyDirectory).scans
    .filter(({ isDeleted }) => isDeleted !== true)
    .slice(0, limits.maxScansTold);
  const projectIds = [...new Set(entries.flatMap((entry) => entry.projectIds))].slice(0, limits.maxProjects);
  const [scans, permissions] = await Promise.all([
    stores.peekScans(entries.map(({ id }) => id)),
    viewer.permissions(projectIds),
  ]);
  const decided = new Set(reviewed.filter(({ review }) => review.verdict !== null).map(pairName));
  const isDecided = (pair: Pair): boolean => decided.has(pairName(pair));
  const ofScans = entries.flatMap((entry) => {
    const scan = scans.get(entry.id);
    const mine =
      scan === undefined
        ? []
        : scanNotices(scan, isDecided).filter((one) => concerns(one, entry, record, permissions, accountId));
    return mine.map((one) => ({ ...one, projectIds: one.projectIds.filter((id) => permissions.browsable.has(id)) }));
  });
  const ofSite = permissions.isSiteAdmin ? await siteNotices([...scans.values()], reviewed, settings, context) : [];
  const all = [...ofScans, ...assignedNotices(reviewed, accountId, nowMs()), ...ofSite];
  const recent = all.filter(({ atMs }) => atMs >= sinceMs);
  return withVisiblePairs(recent, context);
}

/** What Jira's administrators answer for. */
async function siteNotices(
  scans: readonly Scan[],
  reviewed: readonly ReviewedPair[],
  { defaultThreshold }: Settings,
  { stores, nowMs }: DecisionContext,
): Promise<readonly Candidate[]> {
  const hourlyAtMs = (await stores.chores.read())?.value.hourlyAtMs ?? 0;
  const precision = precisionNotice(reviewed, defaultThreshold);
  return [...healthNotices(scans, hourlyAtMs, nowMs()), ...(precision === null ? [] : [precision])];
}

function concerns(
  { kind }: Candidate,
  entry: DirectoryEntry,
  { followedProjectIds }: InboxRecord,
  permissions: ProjectPermissions,
  accountId: string,
): boolean {
  const browsed = entry.projectIds.filter((id) => permissions.browsable.has(id));
  if (browsed.length === 0) return false;
  if (kind === 'new-duplicates') {
    return browsed.some((id) => permissions.administered.has(id) || followedProjectIds.includes(id));
  }
  return isStarter(entry.startedBy, accountId) || mayStart(entry.projectIds, permissions);
}

/** A notice about pairs of which this person may see none does not exist for that person. */
async function withVisiblePairs(notices: readonly Candidate[], { jira }: DecisionContext): Promise<Candidate[]> {
  const ids = [...new Set(notices.flatMap(({ pairs }) => pairs.flatMap(({ a, b }) => [a, b])))];
  const seen = new Set<number>();
  for (let start = 0; start < ids.length; start += limits.issuesPerMatch) {
    const [visible] = await jira.matches(ids.slice(start, start + limits.issuesPerMatch), [seenJql()]);
    // Not an empty bell: that would say that there is nothing to know.
    if (!visible) throw new AppError('JIRA_UNAVAILABLE', 'Jira could not tell which work items you may see.');
    for (const id of visible) seen.add(id);
  }
  const isVisible = ({ a, b }: Pair): boolean => seen.has(a) && seen.has(b);
  return notices.flatMap((notice) => {
    const pairs = notice.pairs.filter(isVisible);
    return notice.pairs.length > 0 && pairs.length === 0 ? [] : [{ ...notice, pairs }];
  });
}
