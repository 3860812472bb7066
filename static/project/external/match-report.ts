// The matches of an external backlog as a report, read page by page as the person who exports.

import type { AnswerOf, ExternalBacklog, ExternalMatch, IssueView, RequestOf, Result } from '../../../src/contract';
import { call } from '../../shared/api';
import { readIssues } from '../../shared/as-viewer';
import { tierName } from '../../shared/explain';
import type { Words } from '../../shared/text';
import { pdfFrame, tablePdf } from '../pdf/pdf-frame';
import { columnName, matchCell } from '../reports/columns';
import { type Column, type GatherReport, tableOf } from '../reports/report-table';

export interface ReadMatch extends ExternalMatch {
  readonly issue: IssueView;
}

export type MatchWish = Omit<RequestOf<'external.matches'>, 'cursor' | 'limit'>;
export type MatchFilters = Pick<MatchWish, 'threshold' | 'tier' | 'teamId'>;

/** What holds where nobody has chosen anything. */
export const everyMatch: MatchFilters = { threshold: null, tier: 'any' };

const rowsPerPage = 50;
const maxRows = 20_000;

export function matchReport(projectId: number, { backlogId, name }: ExternalBacklog, words: Words): GatherReport {
  return async ({ onProgress, signal }) => {
    const rows: ReadMatch[] = [];
    let cursor: string | null = null;
    do {
      const wish = { projectId, backlogId, ...everyMatch, isDismissed: false };
      const page: Result<MatchPage> = await readMatches({ ...wish, cursor, limit: rowsPerPage });
      if (signal.aborted) return { ok: true, value: null };
      if (!page.ok) return page;
      rows.push(...page.value.rows);
      onProgress(rows.length);
      cursor = page.value.nextCursor;
    } while (cursor !== null && rows.length < maxRows);
    const title = words.say('external.matchesOf', { name });
    const table = tableOf(rows, columnsOf(name, words));
    return {
      ok: true,
      value: {
        ...{ title, table, isCut: cursor !== null, projectKey: rows[0]?.issue.projectKey ?? '' },
        pdf: async (nowMs, stop) => ({
          ok: true,
          value: await tablePdf(pdfFrame(title, nowMs, words), paperOf(title, rows, words), stop),
        }),
      },
    };
  };
}

interface MatchPage {
  readonly rows: readonly ReadMatch[];
  readonly nextCursor: string | null;
}

/** A work item that became hidden between the two questions leaves its match out. */
export async function readMatches(request: RequestOf<'external.matches'>): Promise<Result<MatchPage>> {
  const answer: Result<AnswerOf<'external.matches'>> = await call('external.matches', request);
  if (!answer.ok) return answer;
  const issues = await readIssues(answer.value.rows.map(({ issueId }) => issueId));
  if (!issues.ok) return issues;
  const rows = answer.value.rows.flatMap((row) => {
    const issue = issues.value.get(row.issueId);
    return issue === undefined ? [] : [{ ...row, issue }];
  });
  return { ok: true, value: { rows, nextCursor: answer.value.nextCursor } };
}

function columnsOf(backlogName: string, words: Words): readonly Column<ReadMatch>[] {
  return [
    { name: 'backlog', head: words.say('external.backlog'), cell: () => backlogName },
    { name: 'externalKey', head: words.say('external.otherKey'), cell: ({ external }) => external.key },
    { name: 'externalTitle', head: words.say('external.otherTitle'), cell: ({ external }) => external.title },
    { name: 'externalStatus', head: words.say('external.otherStatus'), cell: ({ external }) => external.status },
    { name: 'externalAddress', head: words.say('external.address'), cell: ({ external }) => external.url },
    { name: 'key', head: columnName('key', words), cell: ({ issue }) => issue.key },
    { name: 'summary', head: columnName('summary', words), cell: ({ issue }) => issue.summary },
    { name: 'status', head: columnName('status', words), cell: ({ issue }) => issue.statusName },
    { name: 'match', head: columnName('match', words), cell: matchCell },
    { name: 'certainty', head: columnName('certainty', words), cell: ({ tier }) => tierName(tier, words) },
  ];
}

function paperOf(title: string, rows: readonly ReadMatch[], words: Words) {
  return {
    title,
    columns: [
      { name: words.say('external.otherTitle'), share: 0.44 },
      { name: columnName('summary', words), share: 0.44 },
      { name: columnName('match', words), share: 0.12 },
    ],
    rows: rows.map(({ external, issue, score }) => [
      `${external.key} ${external.title}`,
      `${issue.key} ${issue.summary}`,
      words.percent(score),
    ]),
    note: null,
  };
}
