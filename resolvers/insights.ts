// Figures about the suggestions of a space: how often they were right, and what a threshold would change.

import * as v from 'valibot';
import { readBacktest, startBacktest } from '../src/insights/backtest';
import { readDashboard } from '../src/insights/dashboard';
import { applyThreshold, readPrecision, samplePairs, simulate } from '../src/insights/threshold';
import { thresholdSchema } from '../src/settings';
import { expose, idSchema, type Method, teamIdSchema } from './boundary';

const projectSchema = v.object({ projectId: idSchema });
const targetSchema = v.pipe(v.number(), v.minValue(0.5), v.maxValue(0.99));
const bandSchema = v.pipe(v.number(), v.minValue(0.2), v.maxValue(0.9));

export const insightMethods: Readonly<Record<string, Method>> = {
  'insights.precision': expose(
    'insights.precision',
    v.object({ projectId: idSchema, targetPrecision: targetSchema }),
    (request, { app, accountId }) => readPrecision(request, app.forReviewer(accountId)),
  ),
  'insights.simulate': expose(
    'insights.simulate',
    v.object({ projectId: idSchema, threshold: thresholdSchema }),
    (request, { app, accountId }) => simulate(request, app.forReviewer(accountId)),
  ),
  'insights.applyThreshold': expose(
    'insights.applyThreshold',
    v.object({ threshold: thresholdSchema, expectedThreshold: thresholdSchema }),
    (request, { app, accountId }) => applyThreshold(request, app.forReviewer(accountId)),
  ),
  'dashboard.figures': expose(
    'dashboard.figures',
    v.object({ ...projectSchema.entries, teamId: teamIdSchema }),
    (request, { app, accountId }) => readDashboard(request, app.forReviewer(accountId)),
  ),
  'insights.backtest': expose('insights.backtest', projectSchema, ({ projectId }, { app, accountId }) =>
    readBacktest(projectId, app.forReviewer(accountId)),
  ),
  'insights.startBacktest': expose('insights.startBacktest', projectSchema, ({ projectId }, { app, accountId }) =>
    startBacktest(projectId, app.forReviewer(accountId)),
  ),
  'insights.sample': expose(
    'insights.sample',
    v.object({ projectId: idSchema, from: bandSchema }),
    (request, { app, accountId }) => samplePairs(request, app.forReviewer(accountId)),
  ),
};
