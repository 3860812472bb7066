// Where the work items of a cluster stand in its picture: the one that is kept in the middle, the others around it in the
// order of their match, like the star that they will be in Jira. Pure, in units of the picture.

import type { ClusterView } from '../../../src/contract';

export const pictureWidth = 320;
/** Of the box with a key in it. */
export const nodeSize = { width: 74, height: 24 } as const;
/** More would cover each other; the table below has all of them. */
const maxDrawn = 10;
const radius = { x: 118, y: 80 } as const;
const margin = 18;

export interface ClusterNode {
  readonly id: number;
  readonly x: number;
  readonly y: number;
  readonly isKept: boolean;
}

export interface ClusterEdge {
  readonly from: ClusterNode;
  readonly to: ClusterNode;
  readonly score: number;
  /** To the one that is kept. */
  readonly isRay: boolean;
}

export interface ClusterPicture {
  readonly nodes: readonly ClusterNode[];
  readonly edges: readonly ClusterEdge[];
  readonly hiddenCount: number;
  /** So much room as the nodes need, and a little more. */
  readonly height: number;
}

export function pictureOf({ canonicalId, memberIds, pairs }: ClusterView): ClusterPicture {
  const ranked = membersByMatch({ canonicalId, memberIds, pairs });
  const drawn = ranked.slice(0, maxDrawn);
  const places = drawn.map((id, position) => {
    const angle = angleOf(position, drawn.length);
    return { id, right: Math.round(radius.x * Math.cos(angle)), down: Math.round(radius.y * Math.sin(angle)) };
  });
  const downs = [0, ...places.map(({ down }) => down)];
  const edge = nodeSize.height / 2 + margin;
  const middle: ClusterNode = { id: canonicalId, x: pictureWidth / 2, y: edge - Math.min(...downs), isKept: true };
  const around = places.map(({ id, right, down }): ClusterNode => ({
    id,
    x: middle.x + right,
    y: middle.y + down,
    isKept: false,
  }));
  const nodes = [middle, ...around];
  const nodeOf = new Map(nodes.map((node) => [node.id, node]));
  const edges = pairs.flatMap(({ a, b, score }): ClusterEdge[] => {
    const [from, to] = [nodeOf.get(a), nodeOf.get(b)];
    return from && to ? [{ from, to, score, isRay: from.isKept || to.isKept }] : [];
  });
  const height = middle.y + Math.max(...downs) + edge;
  return { nodes, edges, hiddenCount: ranked.length - drawn.length, height };
}

/** Radians, 0 to the right. Never two opposite each other when there are only two: the line between them must be seen. */
function angleOf(position: number, count: number): number {
  if (count === 1) return Math.PI;
  const span = count === 2 ? (2 * Math.PI) / 3 : (2 * Math.PI * (count - 1)) / count;
  return -Math.PI / 2 - span / 2 + (span * position) / (count - 1);
}

/** Without the one that is kept; the closest to it first. */
export function membersByMatch(view: Pick<ClusterView, 'canonicalId' | 'memberIds' | 'pairs'>): readonly number[] {
  return view.memberIds
    .filter((id) => id !== view.canonicalId)
    .map((id) => ({ id, score: matchWith(view, id) ?? 0 }))
    .sort((x, y) => y.score - x.score || x.id - y.id)
    .map(({ id }) => id);
}

/** How alike a member and the one that is kept are; null when only people said so. */
export function matchWith(
  { canonicalId, pairs }: Pick<ClusterView, 'canonicalId' | 'pairs'>,
  id: number,
): number | null {
  const [low, high] = id < canonicalId ? [id, canonicalId] : [canonicalId, id];
  return pairs.find(({ a, b }) => a === low && b === high)?.score ?? null;
}
