// How the app is doing, and the test that plants a pair; for administrators.

import * as v from 'valibot';
import { readHealth } from '../src/administration/health';
import { readSelfTest, startSelfTest } from '../src/administration/self-test';
import { expose, type Method, scanIdSchema } from './boundary';

export const healthMethods: Readonly<Record<string, Method>> = {
  'health.read': expose('health.read', v.strictObject({}), (_request, { app, accountId }) =>
    readHealth(app.forReviewer(accountId)),
  ),
  'health.startSelfTest': expose('health.startSelfTest', v.strictObject({}), (_request, { app }) =>
    startSelfTest(app.forViewer()),
  ),
  'health.selfTest': expose('health.selfTest', v.object({ testId: scanIdSchema }), ({ testId }, { app }) =>
    readSelfTest(testId, app.forViewer()),
  ),
};
