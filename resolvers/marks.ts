// The button of administrators that writes the marks of a space for JQL.

import * as v from 'valibot';
import { refreshMarks } from '../src/duplicates/refresh-marks';
import { expose, idSchema, type Method } from './boundary';

const refreshSchema = v.object({
  projectId: idSchema,
  afterId: v.nullable(idSchema),
  isRemoving: v.boolean(),
});

export const markMethods: Readonly<Record<string, Method>> = {
  'marks.refresh': expose('marks.refresh', refreshSchema, (request, { app, accountId }) =>
    refreshMarks(request, app.forReviewer(accountId)),
  ),
};
