// What is kept for one person's bell: what was read, which kinds are muted, which spaces are followed. Ids only; what was
// read and is not told any more is dropped with the next change, or when it is as old as anything may be that is kept.

import * as v from 'valibot';
import type { NoticeKind } from '../contract';

export const noticeKinds = [
  'analysis-finished',
  'analysis-failed',
  'analysis-paused',
  'new-duplicates',
  'assigned',
  'precision-fell',
  'app-unwell',
] as const satisfies readonly NoticeKind[];

export const inboxSchema = v.object({
  v: v.literal(1),
  readBeforeMs: v.number(),
  readIds: v.array(v.string()),
  /** When something was marked as read last; 0 where older versions did not note it. */
  readAtMs: v.optional(v.number(), 0),
  muted: v.array(v.picklist(noticeKinds)),
  followedProjectIds: v.array(v.number()),
});
export type InboxRecord = v.InferOutput<typeof inboxSchema>;

export const emptyInbox: InboxRecord = {
  v: 1,
  readBeforeMs: 0,
  readIds: [],
  readAtMs: 0,
  muted: [],
  followedProjectIds: [],
};
