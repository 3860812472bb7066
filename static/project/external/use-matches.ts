// The matches of one backlog, page by page, and what this person says about them. A row that was answered stays where it is
// and says so, with the way back; the next reading of the list leaves it out.

import { useCallback, useRef, useState } from 'react';
import type { AppFailure } from '../../../src/contract';
import { call } from '../../shared/api';
import { type MatchWish, type ReadMatch, readMatches } from './match-report';
import { useSettledLoad } from '../use-settled-load';

const rowsPerPage = 25;

export interface Matches {
  /** Null before the first page. */
  readonly rows: readonly ReadMatch[] | null;
  readonly hasMore: boolean;
  readonly failure: AppFailure | null;
  /** Names of the rows that this person has just moved to the other list. */
  readonly moved: ReadonlySet<string>;
  readonly loadMore: () => void;
  readonly reload: () => void;
  readonly answer: (row: ReadMatch, isDismissed: boolean) => void;
}

interface ReadPages {
  readonly isDismissed: boolean;
  readonly rows: readonly ReadMatch[];
  readonly cursor: string | null;
}

export const matchName = ({ external, issue }: ReadMatch): string => `${external.key} ${issue.id}`;

/** `generation` is another one when everything has to be read anew. */
export function useMatches(wish: MatchWish, generation: string | null): Matches {
  const [read, setRead] = useState<ReadPages | null>(null);
  const [failure, setFailure] = useState<AppFailure | null>(null);
  const [moved, setMoved] = useState<ReadonlySet<string>>(new Set());
  const latestAsk = useRef(0);
  // Wishes are plain data: the same text is the same question.
  const question = JSON.stringify(wish);
  const load = useCallback(
    async (from: string | null) => {
      const mine = ++latestAsk.current;
      const asked = JSON.parse(question) as MatchWish;
      const answer = await readMatches({ ...asked, cursor: from, limit: rowsPerPage });
      if (mine !== latestAsk.current) return; // another question has been asked meanwhile
      setFailure(answer.ok ? null : answer.failure);
      if (!answer.ok) return;
      const { rows, nextCursor: cursor } = answer.value;
      if (from === null) setMoved(new Set());
      setRead((shown) => ({
        ...{ isDismissed: asked.isDismissed, cursor },
        rows: [...(from === null ? [] : (shown?.rows ?? [])), ...rows],
      }));
    },
    [question],
  );
  useSettledLoad(load, generation ?? '');
  // What belongs to the other list is not shown under the name of this one.
  const shown = read?.isDismissed === wish.isDismissed ? read : null;
  const answer = async (row: ReadMatch, isDismissed: boolean) => {
    const { projectId, backlogId } = wish;
    const place = { projectId, backlogId, externalKey: row.external.key, issueId: row.issue.id };
    const answered = await call('external.dismiss', { ...place, isDismissed });
    setFailure(answered.ok ? null : answered.failure);
    if (!answered.ok) return;
    setMoved((names) => {
      const next = new Set(names);
      if (isDismissed === wish.isDismissed) next.delete(matchName(row));
      else next.add(matchName(row));
      return next;
    });
  };
  return {
    ...{ rows: shown?.rows ?? null, failure, moved },
    hasMore: (shown?.cursor ?? null) !== null,
    loadMore: () => void load(shown?.cursor ?? null),
    reload: () => void load(null),
    answer: (row, isDismissed) => void answer(row, isDismissed),
  };
}
