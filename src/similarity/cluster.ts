// Groups of issues that are all about the same thing. Complete link: two groups become one only if every pair between
// them is a pair, so that a chain of half-alike issues never becomes one heap. What people decided comes first: what
// they confirmed belongs together, what they rejected never meets.

export interface ClusterPair {
  readonly a: number;
  readonly b: number;
  readonly score: number;
  /** False: alike, but no likely duplicates. It keeps nobody apart, and brings nobody together. */
  readonly joins?: boolean;
}

export interface ClusterMember {
  readonly id: number;
  readonly createdMs: number;
  readonly isResolved: boolean;
}

interface Cluster {
  /** Ascending. */
  readonly ids: readonly number[];
  readonly canonicalId: number;
}

interface ClusterDecisions {
  readonly confirmed: readonly (readonly [a: number, b: number])[];
  readonly rejected: readonly (readonly [a: number, b: number])[];
}

/** A larger group is a template, not a bug that so many people reported. */
const largestCluster = 100;

/** Clusters of at least two, largest first. `pairs` are those worth grouping, in any order. */
export function formClusters(
  pairs: readonly ClusterPair[],
  members: ReadonlyMap<number, ClusterMember>,
  decisions: ClusterDecisions = { confirmed: [], rejected: [] },
): readonly Cluster[] {
  const groups = new Groups();
  for (const [a, b] of decisions.confirmed) groups.merge(a, b);
  const partners = new Map<number, Set<number>>();
  const befriend = (a: number, b: number): void => {
    partners.set(a, (partners.get(a) ?? new Set()).add(b));
    partners.set(b, (partners.get(b) ?? new Set()).add(a));
  };
  for (const { a, b } of pairs) befriend(a, b);
  for (const [a, b] of decisions.confirmed) befriend(a, b);
  const rejected = new Set(decisions.rejected.flatMap(([a, b]) => [`${a} ${b}`, `${b} ${a}`]));
  const ordered = pairs.filter(({ joins = true }) => joins).sort((x, y) => y.score - x.score || x.a - y.a || x.b - y.b);
  for (const { a, b } of ordered) {
    const [groupA, groupB] = [groups.of(a), groups.of(b)];
    if (groupA === groupB || groupA.length + groupB.length > largestCluster) continue;
    const fits = groupA.every((one) =>
      groupB.every((other) => !rejected.has(`${one} ${other}`) && partners.get(one)?.has(other) === true),
    );
    if (fits) groups.merge(a, b);
  }
  return groups
    .all()
    .filter((ids) => ids.length > 1)
    .map((ids) => ({ ids: [...ids].sort((x, y) => x - y), canonicalId: proposeCanonical(ids, members) }))
    .sort((x, y) => y.ids.length - x.ids.length || (x.ids[0] ?? 0) - (y.ids[0] ?? 0));
}

/** The oldest one that is still open; if all are resolved, the oldest. People choose, this only proposes. */
export function proposeCanonical(ids: readonly number[], members: ReadonlyMap<number, ClusterMember>): number {
  const known = ids.map((id) => members.get(id) ?? { id, createdMs: Infinity, isResolved: true });
  known.sort((a, b) => Number(a.isResolved) - Number(b.isResolved) || a.createdMs - b.createdMs || a.id - b.id);
  return known[0]?.id ?? 0;
}

class Groups {
  private readonly groupOf = new Map<number, number[]>();

  of(id: number): readonly number[] {
    return this.listOf(id);
  }

  merge(a: number, b: number): void {
    const [first, second] = [this.listOf(a), this.listOf(b)];
    if (first === second) return;
    const [larger, smaller] = first.length >= second.length ? [first, second] : [second, first];
    for (const id of smaller) {
      larger.push(id);
      this.groupOf.set(id, larger);
    }
  }

  all(): readonly (readonly number[])[] {
    return [...new Set(this.groupOf.values())];
  }

  private listOf(id: number): number[] {
    const known = this.groupOf.get(id);
    if (known !== undefined) return known;
    const alone = [id];
    this.groupOf.set(id, alone);
    return alone;
  }
}
