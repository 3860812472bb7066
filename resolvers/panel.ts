// The panel on a work item.

import * as v from 'valibot';
import { keepThreshold } from '../src/administration/preferences';
import { findCandidates } from '../src/duplicates/find';
import { thresholdSchema } from '../src/settings';
import { expose, idSchema, type Method } from './boundary';

export const panelMethods: Readonly<Record<string, Method>> = {
  'panel.candidates': expose(
    'panel.candidates',
    v.object({ issueId: idSchema }),
    ({ issueId }, { app, accountId, hintedProjectId }) =>
      findCandidates(issueId, hintedProjectId, { ...app.forViewer(), accountId }),
  ),
  'panel.keepThreshold': expose(
    'panel.keepThreshold',
    v.object({ threshold: v.nullable(thresholdSchema) }),
    ({ threshold }, { app, accountId, hintedProjectId }) =>
      keepThreshold(threshold, accountId, hintedProjectId, app.forViewer()),
  ),
};
