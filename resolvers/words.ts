// Lines of forms, for the administrator who chooses which of them an analysis leaves out.

import * as v from 'valibot';
import { learnLines, readLines } from '../src/administration/form-lines';
import { ignoredLinesSchema } from '../src/scan/word-rules';
import { expose, idSchema, type Method } from './boundary';

export const wordsMethods: Readonly<Record<string, Method>> = {
  'words.learnLines': expose('words.learnLines', v.object({ projectId: idSchema }), ({ projectId }, { app }) =>
    learnLines(projectId, app.forViewer()),
  ),
  'words.readLines': expose('words.readLines', v.object({ lines: ignoredLinesSchema }), ({ lines }, { app }) =>
    readLines(lines, app.forViewer()),
  ),
};
