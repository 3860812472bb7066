// Exports of a space: rows for the page that makes the file, templates, and who exported what.

import * as v from 'valibot';
import { exportHistory, noteExport } from '../src/reports/export-history';
import { exportSubjects, filtersSchema, reportFormats, templatesSchema } from '../src/reports/report-records';
import { reportRows } from '../src/reports/report-rows';
import { sprintReport } from '../src/reports/sprint-report';
import { readTemplates, saveTemplates } from '../src/reports/report-templates';
import { expose, idSchema, type Method, versionSchema } from './boundary';

const projectSchema = v.object({ projectId: idSchema });

export const reportMethods: Readonly<Record<string, Method>> = {
  'reports.rows': expose(
    'reports.rows',
    v.object({
      projectId: idSchema,
      filters: filtersSchema,
      cursor: v.nullable(v.pipe(v.string(), v.maxLength(500))),
      limit: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(400)),
    }),
    (request, { app, accountId }) => reportRows(request, app.forReviewer(accountId)),
  ),
  'reports.sprint': expose(
    'reports.sprint',
    v.object({ projectId: idSchema, sprintId: idSchema }),
    (request, { app, accountId }) => sprintReport(request, app.forReviewer(accountId)),
  ),
  'reports.templates': expose('reports.templates', projectSchema, ({ projectId }, { app, accountId }) =>
    readTemplates(projectId, app.forReviewer(accountId)),
  ),
  'reports.saveTemplates': expose(
    'reports.saveTemplates',
    v.object({ projectId: idSchema, expectedVersion: versionSchema, templates: templatesSchema }),
    (request, { app, accountId }) => saveTemplates(request, app.forReviewer(accountId)),
  ),
  'reports.history': expose('reports.history', projectSchema, ({ projectId }, { app, accountId }) =>
    exportHistory(projectId, app.forReviewer(accountId)),
  ),
  'reports.noteExport': expose(
    'reports.noteExport',
    v.object({
      projectId: idSchema,
      what: v.picklist(exportSubjects),
      format: v.picklist(reportFormats),
      rows: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000_000)),
    }),
    (request, { app, accountId }) => noteExport(request, app.forReviewer(accountId)),
  ),
};
