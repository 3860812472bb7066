// The list of known scans as pure changes: who is live, who is newest for a project, and what may be forgotten. One
// small record answers "is this scope being analysed already?" with certainty, because two starts cannot both change it.

import { limits } from '../limits';
import type { Directory, DirectoryEntry } from '../storage/stores';
import type { Scan } from './scan';

export const emptyDirectory: Directory = { v: 1, scans: [] };

export function liveOfScope(directory: Directory, scopeKey: string): DirectoryEntry | null {
  return directory.scans.find((entry) => entry.isLive && entry.scopeKey === scopeKey) ?? null;
}

export function latestOfProject(directory: Directory, projectId: number): DirectoryEntry | null {
  return directory.scans.find((entry) => entry.projectIds.includes(projectId)) ?? null;
}

/** Newest first; old ones leave once nothing of them is stored any more. */
export function withScan(directory: Directory, scan: Scan): Directory {
  const { id, scopeKey, projectIds, startedAtMs } = scan;
  const entry: DirectoryEntry = { id, scopeKey, projectIds, startedAtMs, isLive: true, isSwept: false };
  const others = directory.scans.filter((other) => other.id !== id);
  return { v: 1, scans: forgotten([entry, ...others]) };
}

export function withEntry(directory: Directory, id: string, change: Partial<DirectoryEntry>): Directory {
  return { v: 1, scans: directory.scans.map((entry) => (entry.id === id ? { ...entry, ...change } : entry)) };
}

function forgotten(entries: readonly DirectoryEntry[]): DirectoryEntry[] {
  return entries.filter((entry, index) => index < limits.maxRememberedScans || entry.isLive || !entry.isSwept);
}
