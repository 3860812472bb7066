// What a mark on an issue says, for JQL: how many open suggestions it has, which cluster it belongs to, and whether it is
// the oldest there. Everybody who sees the issue can read its mark, so a mark counts only pairs whose two issues the same
// people see. Pure.

import { createHash } from 'node:crypto';

/** As declared in manifest.yml under `jira:entityProperty`. */
export const markKey = 'backlog-intelligence';

export interface Mark {
  /** Suggestions that nobody has answered. */
  readonly open: number;
  /** 1: the oldest of its cluster, the one that would be kept unless people decide otherwise. JQL knows no booleans. */
  readonly canonical: 0 | 1;
  /** The same text for all issues of a cluster, and for no others of the space. */
  readonly cluster: string;
}

interface Pair {
  readonly a: number;
  readonly b: number;
}

/** Pairs of one audience that nobody has answered. Ids grow with time, so the lowest of a cluster is its oldest. */
export function marksOf(pairs: readonly Pair[]): ReadonlyMap<number, Mark> {
  const neighbours = new Map<number, number[]>();
  const join = (from: number, to: number) => neighbours.set(from, [...(neighbours.get(from) ?? []), to]);
  for (const { a, b } of pairs) {
    join(a, b);
    join(b, a);
  }
  const marks = new Map<number, Mark>();
  for (const first of [...neighbours.keys()].sort((x, y) => x - y)) {
    if (marks.has(first)) continue;
    const cluster = clusterName(first);
    const waiting = [first];
    for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
      if (marks.has(id)) continue;
      const others = neighbours.get(id) ?? [];
      marks.set(id, { open: new Set(others).size, canonical: id === first ? 1 : 0, cluster });
      waiting.push(...others);
    }
  }
  return marks;
}

/** Stable as long as the oldest issue stays; a name and no id, since people filter by it and do not look it up. */
function clusterName(oldestId: number): string {
  return createHash('sha256').update(`cluster ${oldestId}`).digest('hex').slice(0, 12);
}
