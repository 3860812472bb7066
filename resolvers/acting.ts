// How duplicates are closed, what was done, and the way back: mapping, history, bulk actions and repairs of links. Whose a
// bulk action is and who may undo is for the use cases.

import * as v from 'valibot';
import { listBulks, resumeBulk } from '../src/duplicates/bulk';
import { historyEvents, verdicts } from '../src/duplicates/decision';
import { listHistory } from '../src/duplicates/history';
import { previewComment, readMapping, saveMapping } from '../src/duplicates/map-project';
import { mappingSchema } from '../src/duplicates/mapping';
import { graphHealth, repairGraph } from '../src/duplicates/repair-graph';
import { listRepairs, undoRepair } from '../src/duplicates/undo-repair';
import { limits } from '../src/limits';
import { expose, idSchema, type Method, scanIdSchema } from './boundary';

const projectSchema = v.object({ projectId: idSchema });
const projectIdsSchema = v.pipe(v.array(idSchema), v.minLength(1), v.maxLength(50));
const cursorSchema = v.nullable(v.pipe(v.string(), v.maxLength(500)));
const limitSchema = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100));
const timeSchema = v.nullable(v.pipe(v.string(), v.isoTimestamp()));
const filterSchema = v.object({
  byAccountId: v.nullable(v.pipe(v.string(), v.minLength(1), v.maxLength(128))),
  verdict: v.nullable(v.picklist(verdicts)),
  event: v.nullable(v.picklist(historyEvents)),
  from: timeSchema,
  to: timeSchema,
  issueId: v.nullable(idSchema),
});
const versionSchema = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

export const actingMethods: Readonly<Record<string, Method>> = {
  'review.history': expose(
    'review.history',
    v.object({
      projectIds: projectIdsSchema,
      cursor: cursorSchema,
      limit: limitSchema,
      filter: v.exactOptional(filterSchema),
    }),
    (request, { app, accountId }) => listHistory(request, app.forReviewer(accountId)),
  ),
  'review.mapping': expose('review.mapping', projectSchema, ({ projectId }, { app, accountId }) =>
    readMapping(projectId, app.forReviewer(accountId)),
  ),
  'review.saveMapping': expose(
    'review.saveMapping',
    v.object({ projectId: idSchema, mapping: v.object({ ...mappingSchema.entries, version: versionSchema }) }),
    ({ projectId, mapping }, { app, accountId }) => saveMapping(projectId, mapping, app.forReviewer(accountId)),
  ),
  'review.previewComment': expose(
    'review.previewComment',
    v.object({ projectId: idSchema, template: v.pipe(v.string(), v.maxLength(2_000)) }),
    ({ template }) => Promise.resolve(previewComment(template)),
  ),
  'review.graphHealth': expose('review.graphHealth', projectSchema, ({ projectId }, { app, accountId }) =>
    graphHealth(projectId, app.forReviewer(accountId)),
  ),
  'review.repair': expose(
    'review.repair',
    v.object({
      projectId: idSchema,
      problemIds: v.pipe(
        v.array(v.pipe(v.string(), v.maxLength(60))),
        v.minLength(1),
        v.maxLength(limits.maxBulkItems),
      ),
    }),
    ({ projectId, problemIds }, { app, accountId }) => repairGraph(projectId, problemIds, app.forReviewer(accountId)),
  ),
  'review.repairs': expose('review.repairs', projectSchema, ({ projectId }, { app, accountId }) =>
    listRepairs(projectId, app.forReviewer(accountId)),
  ),
  'review.undoRepair': expose(
    'review.undoRepair',
    v.object({ projectId: idSchema, repairId: scanIdSchema }),
    ({ projectId, repairId }, { app, accountId }) => undoRepair(projectId, repairId, app.forReviewer(accountId)),
  ),
  'review.bulks': expose('review.bulks', v.strictObject({}), (_request, { app, accountId }) =>
    listBulks(app.forReviewer(accountId)),
  ),
  'review.bulkResume': expose(
    'review.bulkResume',
    v.object({ bulkId: scanIdSchema }),
    ({ bulkId }, { app, accountId }) => resumeBulk(bulkId, app.forReviewer(accountId)),
  ),
};
