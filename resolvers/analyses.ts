// The analyses of a space: which ran, how each went, what differs between two, and deleting one.

import * as v from 'valibot';
import { analysisDetail, listAnalyses } from '../src/scan/analyses';
import { compareAnalyses } from '../src/scan/compare-analyses';
import { deleteAnalysis } from '../src/scan/delete-analysis';
import { expose, idSchema, type Method, scanIdSchema } from './boundary';

export const analysisMethods: Readonly<Record<string, Method>> = {
  'analyses.list': expose('analyses.list', v.object({ projectId: idSchema }), ({ projectId }, { app }) =>
    listAnalyses(projectId, app.forViewer()),
  ),
  'analyses.detail': expose(
    'analyses.detail',
    v.object({ projectId: idSchema, scanId: scanIdSchema }),
    (request, { app }) => analysisDetail(request, app.forViewer()),
  ),
  'analyses.compare': expose(
    'analyses.compare',
    v.object({ projectId: idSchema, beforeId: scanIdSchema, afterId: scanIdSchema }),
    (request, { app, accountId }) => compareAnalyses(request, app.forReviewer(accountId)),
  ),
  'analyses.delete': expose(
    'analyses.delete',
    v.object({ projectId: idSchema, scanId: scanIdSchema, evenIfShown: v.boolean() }),
    (request, { app }) => deleteAnalysis(request, app.forViewer()),
  ),
};
