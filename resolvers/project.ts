// The page of a project: analyses of it, and its pairs.

import * as v from 'valibot';
import { listPairs } from '../src/duplicates/pairs';
import { listSeries } from '../src/duplicates/series';
import { limits } from '../src/limits';
import { cancelScan, projectOpening, resumeScan, startScan } from '../src/scan/control';
import { narrowingSchema } from '../src/scan/narrowing';
import { expose, idSchema, type Method, scanIdSchema, teamIdSchema } from './boundary';

const jqlSchema = v.pipe(v.string(), v.maxLength(limits.maxJqlLength));
const scopeSchema = v.object({
  projectIds: v.pipe(v.array(idSchema), v.minLength(1), v.maxLength(limits.maxProjects)),
  jql: v.nullable(jqlSchema),
  narrowing: v.exactOptional(narrowingSchema),
});
const seriesSchema = v.object({
  projectId: idSchema,
  threshold: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
  tier: v.picklist(['very-likely', 'possible', 'none', 'any']),
  teamId: teamIdSchema,
  cursor: v.nullable(v.pipe(v.string(), v.maxLength(500))),
  limit: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(50)),
});
const pairsSchema = v.object({
  ...seriesSchema.entries,
  sort: v.picklist(['score', 'newest']),
  series: v.exactOptional(v.object({ a: idSchema, b: idSchema })),
});
const projectSchema = v.object({ projectId: idSchema });
const scanSchema = v.object({ scanId: scanIdSchema });

export const projectMethods: Readonly<Record<string, Method>> = {
  'project.choices': expose(
    'project.choices',
    v.object({ query: v.pipe(v.string(), v.maxLength(200)) }),
    ({ query }, { app }) => app.forViewer().viewer.projectChoices(query),
  ),
  'project.checkJql': expose('project.checkJql', v.object({ jql: jqlSchema }), async ({ jql }, { app }) => ({
    errors: await app.forViewer().viewer.jqlErrors(jql),
  })),
  'project.startScan': expose('project.startScan', scopeSchema, (scope, { app, accountId }) =>
    startScan(scope, accountId, app.forViewer()),
  ),
  'project.latestScan': expose('project.latestScan', projectSchema, ({ projectId }, { app, accountId }) =>
    projectOpening(projectId, accountId, app.forViewer()),
  ),
  'project.cancelScan': expose('project.cancelScan', scanSchema, ({ scanId }, { app }) =>
    cancelScan(scanId, app.forViewer()),
  ),
  'project.resumeScan': expose('project.resumeScan', scanSchema, ({ scanId }, { app }) =>
    resumeScan(scanId, app.forViewer()),
  ),
  'project.pairs': expose('project.pairs', pairsSchema, (request, { app }) => listPairs(request, app.forViewer())),
  'project.series': expose('project.series', seriesSchema, (request, { app }) => listSeries(request, app.forViewer())),
};
