// The pairs of a space as a report: read page by page, in the columns that the person chose.

import type { ReportColumn, ReportFilters } from '../../../src/contract';
import type { Words } from '../../shared/text';
import { mostPairsOnPaper, spacePdf } from '../pdf/space-summary';
import { pairColumns, type ReadRow } from './columns';
import { gatherRows, maxRows } from './gather-rows';
import { type GatherReport, tableOf } from './report-table';

interface PairWish {
  readonly columns: readonly ReportColumn[];
  readonly filters: ReportFilters;
}

export function pairReport(projectId: number, { columns, filters }: PairWish, words: Words): GatherReport {
  return async ({ format, onProgress, signal }) => {
    const most = format === 'pdf' ? mostPairsOnPaper : maxRows;
    const gathered = await gatherRows({ projectId, filters, maxRows: most, onProgress, signal });
    if (!gathered.ok || gathered.value === null) return gathered.ok ? { ok: true, value: null } : gathered;
    const { rows, isCut } = gathered.value;
    return {
      ok: true,
      value: {
        title: words.say('report.printTitle', { count: rows.length }),
        table: tableOf(rows, pairColumns(columns, words)),
        isCut,
        projectKey: projectKeyOf(rows, projectId),
        pdf: (nowMs, stop) => spacePdf({ projectId, rows, isCut, nowMs }, words, stop),
      },
    };
  };
}

function projectKeyOf(rows: readonly ReadRow[], projectId: number): string {
  const issues = rows.slice(0, 1).flatMap(({ first, other }) => [first, other]);
  return issues.find((issue) => issue.projectId === projectId)?.projectKey ?? '';
}
