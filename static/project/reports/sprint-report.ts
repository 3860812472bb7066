// A sprint as rows: each work item with its titles as the viewer reads them, the demand behind it and its duplicates; and the
// same as a table for files, one line for each duplicate, so that spreadsheets can sort and count them.

import type { AnswerOf, IssueView, ReportRow, SprintItem } from '../../../src/contract';
import type { Words } from '../../shared/text';
import { pdfFrame, tablePdf } from '../pdf/pdf-frame';
import { answerName, columnName, matchCell } from './columns';
import { type Column, type Report, tableOf } from './report-table';

interface Duplicate {
  readonly row: ReportRow;
  readonly issue: IssueView;
}

export interface SprintRow {
  readonly issue: IssueView;
  readonly demand: SprintItem['demand'];
  readonly duplicates: readonly Duplicate[];
}

/** Those with duplicates first. A work item that became hidden meanwhile leaves its row, or its place in another, out. */
export function sprintRows(
  { items }: Extract<AnswerOf<'reports.sprint'>, { readonly state: 'ready' }>,
  issues: ReadonlyMap<number, IssueView>,
): readonly SprintRow[] {
  const rows = items.flatMap(({ issueId, demand, pairs }): SprintRow[] => {
    const issue = issues.get(issueId);
    if (issue === undefined) return [];
    const duplicates = pairs.flatMap((row): Duplicate[] => {
      const other = issues.get(row.a === issueId ? row.b : row.a);
      return other === undefined ? [] : [{ row, issue: other }];
    });
    return [{ issue, demand, duplicates }];
  });
  return rows.sort((x, y) => y.duplicates.length - x.duplicates.length || y.demand.reports - x.demand.reports);
}

interface Line extends Omit<SprintRow, 'duplicates'> {
  readonly duplicate: Duplicate | null;
}

export function sprintReport(rows: readonly SprintRow[], isCut: boolean, sprintName: string, words: Words): Report {
  const lines = rows.flatMap(({ duplicates, ...row }): Line[] =>
    duplicates.length === 0 ? [{ ...row, duplicate: null }] : duplicates.map((duplicate) => ({ ...row, duplicate })),
  );
  const title = words.say('sprint.paperTitle', { sprint: sprintName });
  return {
    title,
    table: tableOf(lines, columnsOf(words)),
    isCut,
    projectKey: rows[0]?.issue.projectKey ?? '',
    pdf: async (nowMs, signal) => ({
      ok: true,
      value: await tablePdf(pdfFrame(title, nowMs, words), paperOf(rows, words), signal),
    }),
  };
}

function columnsOf(words: Words): readonly Column<Line>[] {
  return [
    { name: 'key', head: columnName('key', words), cell: ({ issue }) => issue.key },
    { name: 'summary', head: columnName('summary', words), cell: ({ issue }) => issue.summary },
    { name: 'status', head: columnName('status', words), cell: ({ issue }) => issue.statusName },
    { name: 'reports', head: words.say('sprint.reports'), cell: ({ demand }) => demand.reports },
    { name: 'people', head: words.say('sprint.people'), cell: ({ demand }) => demand.people },
    { name: 'spaces', head: words.say('sprint.spaces'), cell: ({ demand }) => demand.projects },
    {
      name: 'duplicateKey',
      head: words.say('sprint.duplicate'),
      cell: ({ duplicate }) => duplicate?.issue.key ?? null,
    },
    {
      name: 'duplicateSummary',
      head: words.say('sprint.duplicateTitle'),
      cell: ({ duplicate }) => duplicate?.issue.summary ?? null,
    },
    { name: 'match', head: columnName('match', words), cell: ({ duplicate }) => duplicate && matchCell(duplicate.row) },
    {
      name: 'answer',
      head: columnName('answer', words),
      cell: ({ duplicate }) => duplicate && answerName(duplicate.row.state, words),
    },
  ];
}

/** Narrower than a screen: a work item with everything about it in one row. */
function paperOf(rows: readonly SprintRow[], words: Words) {
  return {
    title: sprintSentence(rows, words),
    columns: [
      { name: columnName('summary', words), share: 0.4 },
      { name: words.say('sprint.demand'), share: 0.18 },
      { name: words.say('sprint.duplicates'), share: 0.42 },
    ],
    rows: rows.map(({ issue, demand, duplicates }) => [
      `${issue.key} ${issue.summary}`,
      demandSentence(demand, words),
      duplicates.map(({ row, issue: other }) => `${other.key} (${duplicateState(row, words)})`).join(', '),
    ]),
    note: null,
  };
}

export function sprintSentence(rows: readonly SprintRow[], words: Words): string {
  const having = rows.filter(({ duplicates }) => duplicates.length > 0).length;
  return words.say('sprint.sentence', { count: rows.length, having });
}

/** Of a work item that nothing duplicates, one report says it all. */
export function demandSentence({ reports, people, projects }: SprintRow['demand'], words: Words): string {
  if (reports === 1) return words.say('sprint.reportCount', { count: reports });
  return [
    words.say('sprint.reportCount', { count: reports }),
    words.say('sprint.peopleCount', { count: people }),
    words.say('sprint.spaceCount', { count: projects }),
  ].join(', ');
}

/** "Duplicate", or "Waiting, 81%". */
export function duplicateState({ state, score }: ReportRow, words: Words): string {
  const answer = answerName(state, words);
  return state === 'duplicate' || score === null ? answer : `${answer}, ${words.percent(score)}`;
}
