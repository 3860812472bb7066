// The summary of a space for paper: the dashboard's figures and charts and the best pairs, read as the person who exports.

import type { DashboardFigures, ReportRow, Result } from '../../../src/contract';
import type { Words } from '../../shared/text';
import { call } from '../../shared/api';
import { tierName } from '../../shared/explain';
import { groupChartOf, hasDecisions, reasonGroups, trendOf } from '../insights/chart-data';
import type { BarChart } from '../insights/draw-chart';
import { type NamedGroups, readGroupNames } from '../insights/group-names';
import { tilesOf } from '../insights/tile-list';
import { answerName, columnName, type ReadRow } from '../reports/columns';
import { neverScanned } from '../reports/gather-rows';
import { pdfInBackground } from './pdf-background';
import type { PdfChart, PdfContent, PdfTable } from './pdf-content';
import { pdfFrame } from './pdf-frame';

/** What still is a summary; all of them stand in the other forms. */
export const mostPairsOnPaper = 200;

interface Asked {
  readonly projectId: number;
  readonly rows: readonly ReadRow[];
  readonly isCut: boolean;
  readonly nowMs: number;
}

export async function spacePdf(asked: Asked, words: Words, signal: AbortSignal): Promise<Result<Blob>> {
  const summary = await spaceSummary(asked, words);
  return summary.ok ? { ok: true, value: await pdfInBackground(summary.value, signal) } : summary;
}

async function spaceSummary({ projectId, rows, isCut, nowMs }: Asked, words: Words): Promise<Result<PdfContent>> {
  const answer = await call('dashboard.figures', { projectId });
  if (!answer.ok) return answer;
  if (answer.value.state === 'never-scanned') return { ok: false, failure: neverScanned };
  const { figures } = answer.value;
  const names = await readGroupNames(figures);
  if (!names.ok) return names;
  const space = rows
    .flatMap(({ first, other }) => [first, other])
    .find((issue) => issue.projectId === projectId)?.projectName;
  return {
    ok: true,
    value: {
      ...pdfFrame(words.say('pdf.title', { space: space ?? words.say('pdf.thisSpace') }), nowMs, words),
      tiles: tilesOf(figures, words).map(({ name, value }) => ({ name: words.say(name), value })),
      charts: chartsOf(figures, names.value, words),
      table: pairTable(rows, isCut, words),
    },
  };
}

function chartsOf(figures: DashboardFigures, names: NamedGroups, words: Words): readonly PdfChart[] {
  const groups = [
    ['dash.bySpace', names.spaces],
    ['dash.byType', names.types],
    ['dash.byComponent', names.components],
    ['dash.byReason', reasonGroups(figures.reasons, words)],
  ] as const;
  return [
    ...(hasDecisions(figures.weeks) ? [onPaper(words.say('dash.trend'), trendOf(figures.weeks, words))] : []),
    ...groups
      .filter(([, group]) => group.length > 0)
      .map(([title, group]) => onPaper(words.say(title), groupChartOf(group, words))),
  ];
}

function onPaper(title: string, { labels, series, isStacked, isHorizontal, written }: BarChart): PdfChart {
  return {
    title,
    labels,
    isStacked,
    isHorizontal,
    series: series.map(({ name, token, values }) => ({
      name,
      token,
      points: values.map((value) => ({ value: value ?? 0, written: value === null ? '' : written(value) })),
    })),
  };
}

function pairTable(rows: readonly ReadRow[], isCut: boolean, words: Words): PdfTable {
  const shown = rows.slice(0, mostPairsOnPaper);
  const hasMore = isCut || rows.length > shown.length;
  return {
    title: words.say('report.printTitle', { count: shown.length }),
    columns: [
      { name: columnName('summary', words), share: 0.36 },
      { name: columnName('otherSummary', words), share: 0.36 },
      { name: columnName('match', words), share: 0.08 },
      { name: columnName('certainty', words), share: 0.1 },
      { name: columnName('answer', words), share: 0.1 },
    ],
    rows: shown.map(({ row, first, other }) => [
      `${first.key} ${first.summary}`,
      `${other.key} ${other.summary}`,
      matchOf(row, words),
      tierName(row.tier, words),
      answerName(row.state, words),
    ]),
    note: hasMore ? words.say('pdf.more', { count: shown.length }) : null,
  };
}

function matchOf({ score }: ReportRow, words: Words): string {
  return score === null ? '–' : words.percent(score);
}
