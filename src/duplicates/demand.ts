// How much stands behind an issue: "14 reports from 9 people in 3 projects". Counted only over issues that this person
// sees now, and people are counted once, however many of the reports are theirs. Pure.

import type { MergeIssue } from '../jira/merge-issue';

export interface Demand {
  /** The issue itself and everything that is linked as its duplicate, directly or over others. */
  readonly reports: number;
  /** Different reporters. */
  readonly people: number;
  readonly projects: number;
}

/** `issues` holds what this person sees of the neighbourhood; links to others are passed over. */
export function demandOf(canonicalId: number, issues: ReadonlyMap<number, MergeIssue>, linkTypeId: string): Demand {
  const reports = new Map<number, MergeIssue>();
  const open = [canonicalId];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const issue = issues.get(id);
    if (issue === undefined || reports.has(id)) continue;
    reports.set(id, issue);
    for (const { typeId, direction, otherId } of issue.links) {
      if (typeId === linkTypeId && direction === 'inward') open.push(otherId);
    }
  }
  const found = [...reports.values()];
  return {
    reports: found.length,
    people: new Set(found.flatMap(({ reporterAccountId }) => reporterAccountId ?? [])).size,
    projects: new Set(found.map(({ projectId }) => projectId)).size,
  };
}
