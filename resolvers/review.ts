// The review pages: decide about pairs, carry decisions out in Jira, take them back. Everything that is written is
// written as whoever calls; a token or an id in a request is a wish, and the use case checks whose it is.

import * as v from 'valibot';
import { applyAdd, previewAdd } from '../src/duplicates/add-to-existing';
import { cancelBulk, previewBulk, startBulk, statusOfBulk, undoBulk } from '../src/duplicates/bulk';
import { assign, decide, undoDecision } from '../src/duplicates/decide';
import { applyMerge, previewMerge, previewUndo, readAction, undoAction } from '../src/duplicates/merge';
import { readDemand } from '../src/duplicates/read-demand';
import { limits } from '../src/limits';
import { expose, idSchema, type Method, scanIdSchema } from './boundary';

const versionSchema = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const pairSchema = { a: idSchema, b: idSchema, expectedVersion: versionSchema };
const mergeSchema = v.object({ duplicateId: idSchema, canonicalId: idSchema });
const tokenSchema = v.object({ planToken: v.pipe(v.string(), v.maxLength(20_000)) });
const bulkSchema = v.object({ bulkId: scanIdSchema });
const textSchema = v.pipe(v.string(), v.nonEmpty(), v.maxLength(30_000));
const actionSchema = v.object({ actionId: scanIdSchema });
const snoozeSchema = v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(365)));

export const reviewMethods: Readonly<Record<string, Method>> = {
  'review.decide': expose(
    'review.decide',
    v.object({
      ...pairSchema,
      verdict: v.picklist(['duplicate', 'related', 'not-duplicate', 'snoozed']),
      snoozeDays: snoozeSchema,
      snoozeUntil: v.optional(v.pipe(v.string(), v.isoTimestamp())),
    }),
    (request, { app, accountId }) => decide(request, app.forReviewer(accountId)),
  ),
  'review.undoDecision': expose('review.undoDecision', v.object(pairSchema), (request, { app, accountId }) =>
    undoDecision(request, app.forReviewer(accountId)),
  ),
  'review.assign': expose(
    'review.assign',
    v.object({ ...pairSchema, assigneeAccountId: v.nullable(v.pipe(v.string(), v.minLength(1), v.maxLength(128))) }),
    (request, { app, accountId }) => assign(request, app.forReviewer(accountId)),
  ),
  'review.previewMerge': expose('review.previewMerge', mergeSchema, (request, { app, accountId }) =>
    previewMerge(request, app.forReviewer(accountId)),
  ),
  'review.applyMerge': expose('review.applyMerge', tokenSchema, ({ planToken }, { app, accountId }) =>
    applyMerge(planToken, app.forReviewer(accountId)),
  ),
  'review.action': expose('review.action', actionSchema, ({ actionId }, { app, accountId }) =>
    readAction(actionId, app.forReviewer(accountId)),
  ),
  'review.previewUndo': expose('review.previewUndo', actionSchema, ({ actionId }, { app, accountId }) =>
    previewUndo(actionId, app.forReviewer(accountId)),
  ),
  'review.undoAction': expose('review.undoAction', actionSchema, ({ actionId }, { app, accountId }) =>
    undoAction(actionId, app.forReviewer(accountId)),
  ),
  'review.previewAdd': expose(
    'review.previewAdd',
    v.object({ issueId: idSchema, text: textSchema }),
    ({ issueId, text }, { app, accountId }) => previewAdd(issueId, text, app.forReviewer(accountId)),
  ),
  'review.applyAdd': expose(
    'review.applyAdd',
    v.object({ ...tokenSchema.entries, text: textSchema }),
    ({ planToken, text }, { app, accountId }) => applyAdd(planToken, text, app.forReviewer(accountId)),
  ),
  'review.demand': expose('review.demand', v.object({ issueId: idSchema }), ({ issueId }, { app, accountId }) =>
    readDemand(issueId, app.forReviewer(accountId)),
  ),
  'review.bulkPreview': expose(
    'review.bulkPreview',
    v.object({ pairs: v.pipe(v.array(mergeSchema), v.minLength(1), v.maxLength(limits.maxBulkItems)) }),
    ({ pairs }, { app, accountId }) => previewBulk(pairs, app.forReviewer(accountId)),
  ),
  'review.bulkStart': expose(
    'review.bulkStart',
    v.object({ planToken: scanIdSchema }),
    ({ planToken }, { app, accountId }) => startBulk(planToken, app.forReviewer(accountId)),
  ),
  'review.bulkStatus': expose('review.bulkStatus', bulkSchema, ({ bulkId }, { app, accountId }) =>
    statusOfBulk(bulkId, app.forReviewer(accountId)),
  ),
  'review.bulkCancel': expose('review.bulkCancel', bulkSchema, ({ bulkId }, { app, accountId }) =>
    cancelBulk(bulkId, app.forReviewer(accountId)),
  ),
  'review.bulkUndo': expose('review.bulkUndo', bulkSchema, ({ bulkId }, { app, accountId }) =>
    undoBulk(bulkId, app.forReviewer(accountId)),
  ),
};
