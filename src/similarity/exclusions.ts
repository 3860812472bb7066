// Which issues are never proposed as duplicates of each other: linked ones, a parent and its children, children of one
// parent, and two sub-tasks. They know of each other, or were split on purpose. Each is still compared with all others.

import type { Exclusions } from './join';
import type { Model } from './model';

export function exclusionsOf(model: Model): Exclusions {
  const { blocks, blockOf, indexOf } = model.rows;
  const rowOf = new Map<number, number>();
  model.ids.forEach((id, row) => rowOf.set(id, row));
  const groups = new Int32Array(model.rowCount);
  const families = new Map<number, number>();
  const linked = new Map<number, Set<number>>();
  const link = (row: number, otherId: number) => {
    const other = rowOf.get(otherId);
    if (other === undefined || other === row) return;
    const larger = Math.max(row, other);
    const others = linked.get(larger) ?? new Set();
    linked.set(larger, others.add(Math.min(row, other)));
  };
  for (let row = 0; row < model.rowCount; row++) {
    const block = blocks[blockOf[row]!]!;
    const index = indexOf[row]!;
    const parentId = block.parentIds[index]!;
    let family = 0;
    if (parentId !== 0) {
      link(row, parentId);
      family = families.get(parentId) ?? families.size + 1;
      families.set(parentId, family);
    }
    groups[row] = (family << 1) | block.isSubtask[index]!;
    for (let at = block.linkStarts[index]!; at < block.linkStarts[index + 1]!; at++) link(row, block.linkedIds[at]!);
  }
  return { groups, ...flatten(linked, model.rowCount) };
}

function flatten(linked: Map<number, Set<number>>, rowCount: number): Pick<Exclusions, 'linkStarts' | 'links'> {
  const linkStarts = new Uint32Array(rowCount + 1);
  for (let row = 0; row < rowCount; row++) linkStarts[row + 1] = linkStarts[row]! + (linked.get(row)?.size ?? 0);
  const links = new Uint32Array(linkStarts[rowCount]!);
  for (const [row, others] of linked)
    links.set(
      [...others].sort((a, b) => a - b),
      linkStarts[row]!,
    );
  return { linkStarts, links };
}
