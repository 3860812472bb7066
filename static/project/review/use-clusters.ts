// The clusters of a space on the screen, page by page, and what a person changes about them. A change is a few decisions
// in the backend; afterwards the list is read anew, because one decision may move members between clusters.

import { useCallback, useRef, useState } from 'react';
import type { AnswerOf, AppFailure, ClusterView, IssueView, Result } from '../../../src/contract';
import { call } from '../../shared/api';
import { readIssues } from '../../shared/as-viewer';
import { useSettledLoad } from '../use-settled-load';

const pageSize = 10;

export interface Cluster {
  readonly view: ClusterView;
  /** Of all members, as this person sees them. */
  readonly issues: ReadonlyMap<number, IssueView>;
}

/** What the last change came to. */
export type ClusterNotice = 'chosen' | 'split' | 'merged' | 'conflict';

export interface Clusters {
  /** Null until the first answer. */
  readonly list: readonly Cluster[] | null;
  readonly hasMore: boolean;
  readonly isLoading: boolean;
  readonly failure: AppFailure | null;
  readonly notice: ClusterNotice | null;
  readonly loadMore: () => void;
  readonly reload: () => void;
  readonly choose: (issueId: number) => void;
  readonly split: (leaveIds: readonly number[], stayIds: readonly number[]) => void;
  readonly merge: (intoIds: readonly number[], addIds: readonly number[]) => void;
}

interface Page {
  readonly list: readonly Cluster[];
  readonly nextCursor: string | null;
}

export function useClusters(projectId: number, threshold: number, teamId: string | undefined): Clusters {
  const [page, setPage] = useState<Page | null>(null);
  const [failure, setFailure] = useState<AppFailure | null>(null);
  const [notice, setNotice] = useState<ClusterNotice | null>(null);
  const [isLoading, setIsLoading] = useState(true);
  const latestAsk = useRef(0);

  const load = useCallback(
    async (cursor: string | null) => {
      const mine = ++latestAsk.current;
      setIsLoading(true);
      const result = await readPage({ projectId, threshold, teamId, cursor, limit: pageSize });
      if (mine !== latestAsk.current) return;
      setIsLoading(false);
      setFailure(result.ok ? null : result.failure);
      if (!result.ok) return;
      const { list, nextCursor } = result.value;
      setPage((before) => ({ list: cursor === null ? list : [...(before?.list ?? []), ...list], nextCursor }));
    },
    [projectId, threshold, teamId],
  );

  useSettledLoad(load, '');

  const change = async <T extends object>(done: ClusterNotice, answer: Promise<Result<T>>): Promise<void> => {
    setIsLoading(true);
    const result = await answer;
    setIsLoading(false);
    setNotice(null);
    if (!result.ok) return setFailure(result.failure);
    const isConflict = 'outcome' in result.value && result.value.outcome === 'conflict';
    await load(null);
    setNotice(isConflict ? 'conflict' : done);
  };

  const nextCursor = page?.nextCursor ?? null;
  return {
    list: page?.list ?? null,
    hasMore: nextCursor !== null,
    isLoading,
    failure,
    notice,
    loadMore: () => {
      if (nextCursor !== null && !isLoading) void load(nextCursor);
    },
    reload: () => void load(null),
    choose: (issueId) => void change('chosen', call('review.chooseCanonical', { issueId })),
    split: (leaveIds, stayIds) => void change('split', call('review.splitCluster', { leaveIds, stayIds })),
    merge: (intoIds, addIds) => void change('merged', call('review.mergeClusters', { intoIds, addIds })),
  };
}

/** A cluster of which this person may not see two members any more does not exist for them. */
async function readPage(request: Parameters<typeof call<'review.clusters'>>[1]): Promise<Result<Page>> {
  const answer: Result<AnswerOf<'review.clusters'>> = await call('review.clusters', request);
  if (!answer.ok) return answer;
  const { clusters, nextCursor } = answer.value;
  const issues = await readIssues(clusters.flatMap(({ memberIds }) => memberIds));
  if (!issues.ok) return issues;
  const list = clusters.flatMap((view): Cluster[] => {
    const seen = new Map(
      view.memberIds.flatMap((id) => {
        const issue = issues.value.get(id);
        return issue === undefined ? [] : [[id, issue] as const];
      }),
    );
    return seen.size === view.memberIds.length ? [{ view, issues: seen }] : [];
  });
  return { ok: true, value: { list, nextCursor } };
}
