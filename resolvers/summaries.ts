// Summaries of a space by mail: what is set, and setting it.

import * as v from 'valibot';
import { readSummary, removeSummary, saveSummary } from '../src/summaries/change-summary';
import { clockSchema } from '../src/summaries/summary-record';
import { expose, idSchema, type Method } from './boundary';

const projectSchema = v.object({ projectId: idSchema });
const keySchema = v.pipe(
  v.string(),
  v.trim(),
  v.regex(/^[A-Za-z][A-Za-z0-9_]*-[1-9]\d*$/, 'must be a key such as SHOP-12'),
);

export const summaryMethods: Readonly<Record<string, Method>> = {
  'summaries.read': expose('summaries.read', projectSchema, ({ projectId }, { app, accountId }) =>
    readSummary(projectId, app.forReviewer(accountId)),
  ),
  'summaries.save': expose(
    'summaries.save',
    v.object({ projectId: idSchema, digest: v.object({ issueKey: keySchema, ...clockSchema.entries }) }),
    (request, { app, accountId }) => saveSummary(request, app.forReviewer(accountId)),
  ),
  'summaries.remove': expose('summaries.remove', projectSchema, ({ projectId }, { app, accountId }) =>
    removeSummary(projectId, app.forReviewer(accountId)),
  ),
};
