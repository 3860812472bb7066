// What is stored of exports, and what a request about them may hold: columns, filters, templates, and lines of who exported.
// Schemas alone, so that the stores can read them without knowing a use case.

import * as v from 'valibot';
import type { ExportSubject, ReportColumn, ReportFormat } from '../contract';

const reportColumns = [
  'key',
  'summary',
  'status',
  'type',
  'space',
  'created',
  'otherKey',
  'otherSummary',
  'otherStatus',
  'otherType',
  'otherSpace',
  'otherCreated',
  'match',
  'certainty',
  'reasons',
  'answer',
  'answeredOn',
  'answeredBy',
] as const satisfies readonly ReportColumn[];

export const filtersSchema = v.object({
  threshold: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
  tier: v.picklist(['very-likely', 'possible', 'none', 'any']),
  state: v.picklist(['any', 'open', 'snoozed', 'duplicate', 'related', 'not-duplicate']),
  teamId: v.optional(v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/))),
});

const uniqueColumns = v.pipe(
  v.array(v.picklist(reportColumns)),
  v.minLength(1),
  v.check((columns) => new Set(columns).size === columns.length, 'A column can stand only once.'),
);

/** At most twenty with names of their own. */
export const templatesSchema = v.pipe(
  v.array(
    v.object({
      name: v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(80)),
      columns: uniqueColumns,
      filters: filtersSchema,
    }),
  ),
  v.maxLength(20),
  v.check((all) => new Set(all.map(({ name }) => name)).size === all.length, 'Two templates have the same name.'),
);

export const storedTemplatesSchema = v.object({ v: v.literal(1), templates: templatesSchema });

export const reportFormats = ['csv', 'xlsx', 'json', 'pdf', 'print'] as const satisfies readonly ReportFormat[];

export const exportSubjects = ['pairs', 'sprint', 'external'] as const satisfies readonly ExportSubject[];

export const exportHistorySchema = v.object({
  v: v.literal(1),
  /** The newest first. */
  lines: v.array(
    v.object({
      atMs: v.number(),
      by: v.string(),
      // Older versions did not note it of sprints and other backlogs either.
      what: v.optional(v.picklist(exportSubjects), 'pairs'),
      format: v.picklist(reportFormats),
      rows: v.number(),
    }),
  ),
});
