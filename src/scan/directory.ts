// The list of known scans as pure changes: who is live, who is newest for a project, and what may be forgotten. One
// small record answers "is this scope being analysed already?" with certainty, because two starts cannot both change it.

import { limits } from '../limits';
import type { Directory, DirectoryEntry, ScanListing } from '../storage/stores';
import type { Scan } from './scan-record';

export const emptyDirectory: Directory = { v: 1, scans: [] };

export function liveOfScope(directory: Directory, scopeKey: string): DirectoryEntry | null {
  return directory.scans.find((entry) => entry.isLive && entry.scopeKey === scopeKey) ?? null;
}

/** What a start is answered with: one that is under way, or one that began after this start was asked for. */
export function answering(directory: Directory, wanted: Pick<Scan, 'scopeKey' | 'startedAtMs'>): DirectoryEntry | null {
  const ofScope = directory.scans.filter((entry) => entry.scopeKey === wanted.scopeKey && entry.isDeleted !== true);
  return ofScope.find(({ isLive, startedAtMs }) => isLive || startedAtMs > wanted.startedAtMs) ?? null;
}

/** How long this person has to wait before another analysis may start beside the one that has only just begun. */
export function waitBeforeStart(
  directory: Directory,
  { startedAtMs }: Pick<Scan, 'startedAtMs'>,
  { startedBy }: ScanListing,
): number {
  if (startedBy?.kind !== 'person') return 0;
  const own = directory.scans.filter(
    (entry) => entry.isLive && entry.startedBy?.kind === 'person' && entry.startedBy.accountId === startedBy.accountId,
  );
  return Math.max(0, ...own.map((entry) => entry.startedAtMs + limits.startPauseMs - startedAtMs));
}

export function latestOfProject(directory: Directory, projectId: number): DirectoryEntry | null {
  return scansOfProject(directory, projectId)[0] ?? null;
}

/** Newest first, without those that a person has deleted. */
export function scansOfProject(directory: Directory, projectId: number): DirectoryEntry[] {
  return directory.scans.filter((entry) => entry.projectIds.includes(projectId) && entry.isDeleted !== true);
}

/** Newest first. Who started it stays known when it is resumed by somebody else. */
export function withScan(directory: Directory, scan: Scan, listing: ScanListing = {}): Directory {
  const { id, scopeKey, projectIds, startedAtMs } = scan;
  const { startedBy = listing.startedBy, asked = listing.asked } =
    directory.scans.find((other) => other.id === id) ?? listing;
  const entry: DirectoryEntry = {
    id,
    scopeKey,
    projectIds,
    startedAtMs,
    isLive: true,
    isSwept: false,
    ...(startedBy === undefined ? {} : { startedBy }),
    ...(asked === undefined ? {} : { asked }),
  };
  return { v: 1, scans: [entry, ...directory.scans.filter((other) => other.id !== id)] };
}

export function withEntry(directory: Directory, id: string, change: Partial<DirectoryEntry>): Directory {
  return { v: 1, scans: directory.scans.map((entry) => (entry.id === id ? { ...entry, ...change } : entry)) };
}

/** Deleted, or old enough that newer ones have taken its place; and nothing of its values is stored any more. */
export function mayBeForgotten({ scans }: Directory): DirectoryEntry[] {
  return scans.filter(
    (entry, index) =>
      (entry.isDeleted === true || index >= limits.maxRememberedScans) && !entry.isLive && entry.isSwept,
  );
}

export function withoutEntry(directory: Directory, id: string): Directory {
  return { v: 1, scans: directory.scans.filter((entry) => entry.id !== id) };
}
