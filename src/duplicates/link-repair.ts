// One repair of links as it is remembered, so that it can be taken back: which links one click was about to add and remove,
// and what became of each. It is stored before anything is written; what a kill leaves as `started` may have happened or
// not, and undo finds that out from Jira.

import * as v from 'valibot';
import type { RepairView } from '../contract';
import { undoEndsMs } from './action';

const repairedLinkSchema = v.object({
  problemId: v.string(),
  kind: v.picklist(['add-link', 'remove-link']),
  duplicateId: v.number(),
  canonicalId: v.number(),
  /** `already`: it was so before, hence it is not ours to take back. */
  state: v.picklist(['started', 'already', 'done', 'failed', 'undone', 'not-undone']),
});
export type RepairedLink = v.InferOutput<typeof repairedLinkSchema>;

export const linkRepairSchema = v.object({
  v: v.literal(1),
  id: v.string(),
  /** In whose name the links were changed. */
  by: v.string(),
  atMs: v.number(),
  projectId: v.number(),
  linkTypeId: v.string(),
  links: v.array(repairedLinkSchema),
});
export type LinkRepair = v.InferOutput<typeof linkRepairSchema>;

export const linkRepairsSchema = v.object({ v: v.literal(1), ids: v.array(v.string()) });

/** What undo looks at: everything that may have been changed by this repair and was not taken back yet. */
export function mayHaveChanged({ state }: RepairedLink): boolean {
  return state === 'started' || state === 'done' || state === 'not-undone';
}

/** `details` says of a link why it could not be taken back. */
export function repairViewOf(
  { id, by, atMs, links }: LinkRepair,
  isVisible: (issueId: number) => boolean,
  details: ReadonlyMap<number, string> = new Map(),
): RepairView {
  return {
    repairId: id,
    byAccountId: by,
    at: new Date(atMs).toISOString(),
    undoableUntil: new Date(undoEndsMs({ atMs })).toISOString(),
    links: links.flatMap(({ kind, duplicateId, canonicalId, state }, index) => {
      if (state === 'already' || state === 'failed') return [];
      if (!isVisible(duplicateId) || !isVisible(canonicalId)) return [];
      const shown = state === 'started' ? 'done' : state;
      return [{ kind, duplicateId, canonicalId, state: shown, detail: details.get(index) ?? null }];
    }),
  };
}
