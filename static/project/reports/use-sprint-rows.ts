// The rows of one sprint on the screen: asked of the backend, then titles of Jira as the viewer. A late answer about a
// sprint that is not chosen any more is dropped.

import { useEffect, useState } from 'react';
import type { Result } from '../../../src/contract';
import { call } from '../../shared/api';
import { readIssues } from '../../shared/as-viewer';
import { type SprintRow, sprintRows } from './sprint-report';

type SprintRows =
  | { readonly state: 'never-scanned' }
  | { readonly state: 'ready'; readonly rows: readonly SprintRow[]; readonly isCut: boolean };

interface Asked {
  readonly sprintId: number;
  readonly answer: Result<SprintRows>;
}

export function useSprintRows(projectId: number, sprintId: number | null) {
  const [asked, setAsked] = useState<Asked | null>(null);
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    if (sprintId === null) return;
    let isCurrent = true;
    void readRows(projectId, sprintId).then((answer) => {
      if (isCurrent) setAsked({ sprintId, answer });
    });
    return () => {
      isCurrent = false;
    };
  }, [projectId, sprintId, turn]);
  const answer = asked?.sprintId === sprintId ? asked.answer : null;
  return {
    answer,
    isLoading: sprintId !== null && answer === null,
    reload: () => {
      setAsked(null);
      setTurn(turn + 1);
    },
  };
}

async function readRows(projectId: number, sprintId: number): Promise<Result<SprintRows>> {
  const answer = await call('reports.sprint', { projectId, sprintId });
  if (!answer.ok) return answer;
  if (answer.value.state === 'never-scanned') return { ok: true, value: answer.value };
  const { items, isCut } = answer.value;
  const ids = items.flatMap(({ issueId, pairs }) => [issueId, ...pairs.flatMap(({ a, b }) => [a, b])]);
  const issues = await readIssues(ids);
  if (!issues.ok) return issues;
  return { ok: true, value: { state: 'ready', rows: sprintRows(answer.value, issues.value), isCut } };
}
