// Rows that are known to be about the same thing, as connected components: whoever links B to A and C to B has said that
// all three are one.

/** For each row one row of its component, the same for all of them. */
export function clustersOf(rowCount: number, pairs: readonly (readonly [number, number])[]): Int32Array {
  const parents = Int32Array.from({ length: rowCount }, (_, row) => row);
  const rootOf = (row: number): number => {
    let root = row;
    while (parents[root] !== root) root = parents[root]!;
    // The next walk from here is one step.
    parents[row] = root;
    return root;
  };
  for (const [a, b] of pairs) {
    const [rootA, rootB] = [rootOf(a), rootOf(b)];
    parents[Math.max(rootA, rootB)] = Math.min(rootA, rootB);
  }
  return parents.map((_, row) => rootOf(row));
}
