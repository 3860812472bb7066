// The panel on a work item.

import * as v from 'valibot';
import { findCandidates } from '../src/duplicates/find';
import { expose, idSchema, type Method } from './boundary';

export const panelMethods: Readonly<Record<string, Method>> = {
  'panel.candidates': expose('panel.candidates', v.object({ issueId: idSchema }), ({ issueId }, caller) =>
    findCandidates(issueId, caller.hintedProjectId, caller.app.forViewer()),
  ),
};
