// How the app is doing, and the test that plants a pair; for administrators. How long calls took is told by every page.

import * as v from 'valibot';
import { readHealth } from '../src/administration/health';
import { readSelfTest, startSelfTest } from '../src/administration/self-test';
import { noteTimings } from '../src/administration/timings';
import { access } from './access';
import { expose, type Method, scanIdSchema } from './boundary';

const callsSchema = v.pipe(
  v.array(
    v.object({
      method: v.picklist(Object.keys(access), 'must be a method'),
      ms: v.pipe(v.number(), v.minValue(0), v.maxValue(60_000)),
    }),
  ),
  v.minLength(1),
  v.maxLength(50),
);

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
  'health.noteTimings': expose('health.noteTimings', v.object({ calls: callsSchema }), ({ calls }, { app }) =>
    noteTimings(calls, app.stores, app.nowMs()),
  ),
};
